import type { Clock } from "../clock.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Measures, ModelFailure, ModelKind } from "../measures.ts";
import { afterAsking, afterFailure, CLOSED, isOpen, mayAsk } from "./circuit.ts";
import type { Meter, ModelCall } from "./model.ts";
import { createTurnstile } from "./turnstile.ts";

export type GuardNeeds = { now: Clock; log: Log; meter: Meter; measures?: Measures | undefined };

export type EndpointLimits = {
  kind: ModelKind;
  /** As it is called in the account. */
  model: string;
  /** Calls at a time. */
  concurrency: number;
  /** Undefined: no limit. */
  tokensPerDay: number | undefined;
  timeoutMs: number;
  /** What the log says, once each time. */
  events: { failed: string; rests: string; answersAgain: string };
};

/** One call that was let through: its time-out, and what has to be told of it. */
export type Visit = {
  within: AbortSignal;
  succeeded(call: ModelCall): Promise<void>;
  failed(error: unknown): void;
  leave(): void;
};

/**
 * An endpoint behind its limits: so many calls at a time, so many tokens a day, and rest for one that does not answer. That it fails, or
 * answers again, is said once.
 * @returns what opens a visit for one use; it throws AppError model_unavailable when none is let through
 */
export function guardEndpoint(
  { kind, model, concurrency, tokensPerDay, timeoutMs, events }: EndpointLimits,
  { now, log, meter, measures }: GuardNeeds,
): (use: string, signal: AbortSignal | undefined) => Promise<Visit> {
  const turnstile = createTurnstile(concurrency);
  let circuit = CLOSED;
  measures?.modelRests({ kind, model }, false);

  function refuse(use: string, reason: ModelFailure, message: string): AppError {
    measures?.modelFailed({ use, model, reason, seconds: undefined });
    return new AppError("model_unavailable", message);
  }

  function failed(error: unknown): void {
    const before = circuit;
    circuit = afterFailure(before, now());
    if (before.failures === 0) log.warn(events.failed, { model, reason: messageOf(error) });
    if (isOpen(before) || !isOpen(circuit)) return;
    log.info(events.rests, { model });
    measures?.modelRests({ kind, model }, true);
  }

  function succeeded(): void {
    if (circuit.failures > 0) log.info(events.answersAgain, { model });
    if (isOpen(circuit)) measures?.modelRests({ kind, model }, false);
    circuit = CLOSED;
  }

  return async (use, signal) => {
    if (!mayAsk(circuit, now())) throw refuse(use, "resting", "the model rests after failures");
    if (tokensPerDay !== undefined && (await meter.tokensOn(now())) >= tokensPerDay) {
      throw refuse(use, "budget", "the tokens of today are used up");
    }
    const late = AbortSignal.timeout(timeoutMs);
    const within = signal ? AbortSignal.any([signal, late]) : late;
    const leave = await turnstile.enter(within).catch((error: unknown) => {
      measures?.modelFailed({ use, model, reason: "crowded", seconds: undefined });
      throw error;
    });
    circuit = afterAsking(circuit, now());
    const startedMs = performance.now();
    const seconds = () => (performance.now() - startedMs) / 1000;
    return {
      within,
      async succeeded(call) {
        succeeded();
        measures?.modelAnswered({ use, model, seconds: seconds() });
        await meter.record(call, now());
      },
      failed(error) {
        failed(error);
        measures?.modelFailed({ use, model, reason: within.aborted ? "timed_out" : "failed", seconds: seconds() });
      },
      leave,
    };
  };
}

/** Asks for one value within a visit. @throws AppError model_unavailable */
export async function visited<Reply extends { call: ModelCall }>(
  visiting: Promise<Visit>,
  ask: (within: AbortSignal) => Promise<Reply>,
): Promise<Reply> {
  const visit = await visiting;
  try {
    const reply = await ask(visit.within);
    await visit.succeeded(reply.call);
    return reply;
  } catch (error) {
    visit.failed(error);
    throw error;
  } finally {
    visit.leave();
  }
}
