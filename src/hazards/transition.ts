import { evolve } from "./evolve.ts";
import { type RefusalReason, refusalOf } from "./guard.ts";
import type { Actor, Hazard } from "./hazard.ts";
import { type HazardEvent, type Recording, RULES, type Step } from "./step.ts";

/** Decides what becomes of a case. The clock is an argument, rights are asked before. */

export type Transition = { kind: "moved"; hazard: Hazard; event: HazardEvent } | { kind: "refused"; reason: RefusalReason };

/** A case begins. @param id  of the ledger */
export function openHazard(id: string, { recording, actor }: { recording: Recording; actor: Actor }, now: Date) {
  const event: HazardEvent = { hazardId: id, version: 1, at: now, actor, from: undefined, to: "registered", step: recording };
  return { hazard: evolve(undefined, event), event };
}

export function transition(hazard: Hazard, taken: { step: Step; actor: Actor }, now: Date): Transition {
  const reason = refusalOf(hazard, taken, now);
  if (reason) return { kind: "refused", reason };
  const event: HazardEvent = {
    hazardId: hazard.id,
    version: hazard.version + 1,
    at: now,
    actor: taken.actor,
    from: hazard.state,
    to: RULES[taken.step.do].to ?? hazard.state,
    step: taken.step,
  };
  return { kind: "moved", hazard: evolve(hazard, event), event };
}

/**
 * The case as its history tells it.
 * @throws TypeError  an empty or broken history
 */
export function fold(events: readonly HazardEvent[]): Hazard {
  const hazard = events.reduce<Hazard | undefined>(evolve, undefined);
  if (!hazard) throw new TypeError("a case without a history");
  return hazard;
}
