import { type Day, dayOf, isDay } from "../clock.ts";
import { checksOf } from "./checks.ts";
import { type Actor, type Hazard, isMajor } from "./hazard.ts";
import { RULES, type Step } from "./step.ts";

/** Why a step cannot be taken now. */
export type RefusalReason =
  | "wrong_state"
  | "note_missing"
  | "evidence_missing"
  | "person_needed"
  | "not_major"
  | "field_missing"
  | "bad_day"
  | "day_in_future"
  | "day_past"
  | "nothing_changes"
  | "deadline_missing"
  /** A deadline changes by an extension, or by what a failed re-inspection orders. */
  | "deadline_stands"
  | "not_later"
  | "extension_pending"
  | "no_extension"
  | "not_passed"
  | "supervision_stands"
  | "no_supervision"
  | "not_reported"
  | "done_before"
  | "of_itself"
  | "no_such_case";

/** Undefined: `step` may be taken. */
export function refusalOf(hazard: Hazard, { step, actor }: { step: Step; actor: Actor }, now: Date): RefusalReason | undefined {
  return byRule(hazard, step, actor) ?? byDay(step, dayOf(now)) ?? checksOf(hazard, step, actor).find(([isSo]) => isSo)?.[1];
}

function byRule(hazard: Hazard, step: Step, actor: Actor): RefusalReason | undefined {
  const rule = RULES[step.do];
  const isSaid = Boolean(step.note?.trim());
  if (!rule.from.includes(hazard.state)) return "wrong_state";
  if (rule.person && actor.role === "system") return "person_needed";
  if (rule.major && !isMajor(hazard)) return "not_major";
  if (rule.note && !isSaid) return "note_missing";
  if (rule.evidence && !isSaid && !step.photoIds?.length) return "evidence_missing";
  return undefined;
}

/** What was done cannot lie ahead; what is to be done cannot lie behind. */
function byDay(step: Step, today: Day): RefusalReason | undefined {
  const behind = ["on" in step ? step.on : undefined, "completedOn" in step ? step.completedOn : undefined].filter(isGiven);
  const ahead = ["until" in step ? step.until : undefined, "deadline" in step ? step.deadline?.day : undefined].filter(isGiven);
  if ([...behind, ...ahead].some((day) => !isDay(day))) return "bad_day";
  if (behind.some((day) => day > today)) return "day_in_future";
  return ahead.some((day) => day < today) ? "day_past" : undefined;
}

function isGiven(day: Day | undefined): day is Day {
  return day !== undefined;
}
