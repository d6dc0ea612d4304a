import type { Clock } from "../clock.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import type { ChatConfig } from "../model-settings.ts";
import { afterAsking, afterFailure, CLOSED, isOpen, mayAsk } from "./circuit.ts";
import type { Chat, ChatPiece, Extract, Meter, ModelCall } from "./model.ts";
import { createTurnstile } from "./turnstile.ts";

type Guarded = { chat: Chat; extract: Extract };
type GuardNeeds = { now: Clock; log: Log; meter: Meter; limits: Pick<ChatConfig, "concurrency" | "tokensPerDay" | "timeoutMs"> };

/**
 * A chat model behind its limits: so many calls at a time, so many tokens a day, and rest for one that does not answer. What is
 * refused is model_unavailable, like any other failure. That it fails, or answers again, is said once.
 */
export function guardModels({ chat, extract }: Guarded, { now, log, meter, limits }: GuardNeeds): Guarded {
  const turnstile = createTurnstile(limits.concurrency);
  let circuit = CLOSED;

  /** @returns until when somebody waits, and what to call when the call is over */
  async function open(signal: AbortSignal | undefined) {
    if (!mayAsk(circuit, now())) throw new AppError("model_unavailable", "the model rests after failures");
    if (limits.tokensPerDay !== undefined && (await meter.tokensOn(now())) >= limits.tokensPerDay) {
      throw new AppError("model_unavailable", "the tokens of today are used up");
    }
    const late = AbortSignal.timeout(limits.timeoutMs);
    const within = signal ? AbortSignal.any([signal, late]) : late;
    const leave = await turnstile.enter(within);
    circuit = afterAsking(circuit, now());
    return { within, leave };
  }

  function failed(error: unknown): void {
    const before = circuit;
    circuit = afterFailure(before, now());
    const reason = messageOf(error);
    if (before.failures === 0) log.warn("language model did not answer, answers are composed", { model: chat.model, reason });
    if (!isOpen(before) && isOpen(circuit)) log.info("language model rests", { model: chat.model });
  }

  async function succeeded(call: ModelCall): Promise<void> {
    if (circuit.failures > 0) log.info("language model answers again", { model: chat.model });
    circuit = CLOSED;
    await meter.record(call, now());
  }

  async function whole<Reply extends { call: ModelCall }>(
    signal: AbortSignal | undefined,
    ask: (within: AbortSignal) => Promise<Reply>,
  ): Promise<Reply> {
    const { within, leave } = await open(signal);
    try {
      const reply = await ask(within);
      await succeeded(reply.call);
      return reply;
    } catch (error) {
      failed(error);
      throw error;
    } finally {
      leave();
    }
  }

  return {
    chat: {
      model: chat.model,
      patienceMs: chat.patienceMs,
      complete: (request, signal) => whole(signal, (within) => chat.complete(request, within)),
      async *stream(request, signal): AsyncGenerator<ChatPiece> {
        const { within, leave } = await open(signal);
        try {
          for await (const piece of chat.stream(request, within)) {
            if (piece.kind === "end") await succeeded(piece.call);
            yield piece;
          }
        } catch (error) {
          failed(error);
          throw error;
        } finally {
          leave();
        }
      },
    },
    extract: {
      model: extract.model,
      read: (task, signal) => whole(signal, (within) => extract.read(task, within)),
    },
  };
}
