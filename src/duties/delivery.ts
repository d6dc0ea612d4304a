import { type Day, dayOf } from "../clock.ts";
import type { Bearer } from "./bearer.ts";
import type { DutyOccurrence } from "./stored-duty.ts";

/** What somebody delivered for one occurrence of a duty. Days are Shanghai days. */

/** What was said and sent. */
export type DeliveryFacts = {
  /** The day on which it was done, as they say. */
  doneOn: Day;
  /** Who led, who took part: as it was written. */
  participants: string;
  note: string;
  /** Ids of the industries that a plan covers. */
  industries: readonly string[];
  /** Names of those who were trained. */
  trainees: readonly string[];
  photoIds: readonly string[];
  fileIds: readonly string[];
};

export type DeliveryState = "delivered" | "accepted" | "returned";

export type Delivery = DutyOccurrence & {
  id: string;
  bearer: Pick<Bearer, "kind" | "id">;
  /** Goes up whenever it is delivered anew or decided on. */
  version: number;
  state: DeliveryState;
  facts: DeliveryFacts;
  /** open_id. */
  deliveredBy: string;
  deliveredAt: Date;
  decidedBy: string | undefined;
  decidedAt: Date | undefined;
  /** Why it was returned. */
  reason: string | undefined;
};

export type DeliveryProblem = "not_a_day" | "future_day" | "no_evidence" | "accepted_already" | "no_trainees" | "no_industries";

/** What a duty asks for beside the day and a word or a photo. */
export type Wanted = {
  /** A plan of inspections: which industries it covers. */
  industries: boolean;
  /** A training: who took part, by name. */
  trainees: boolean;
};

const PLANS = /(?:列|制定|报送|上报|提交|编制).{0,6}检查计划|检查计划/u;
const TRAINS = /培训|教育活动/u;

/** @param duty  in the document's words */
export function wantedFor(duty: string): Wanted {
  return { industries: PLANS.test(duty), trainees: TRAINS.test(duty) };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Why these facts are no delivery; undefined: they are one. What was accepted is not delivered again: it is returned first. */
export function problemOf(
  facts: DeliveryFacts,
  { wanted, standing, now }: { wanted: Wanted; standing: DeliveryState | undefined; now: Date },
): DeliveryProblem | undefined {
  if (standing === "accepted") return "accepted_already";
  if (!DAY.test(facts.doneOn)) return "not_a_day";
  if (facts.doneOn > dayOf(now)) return "future_day";
  if (wanted.industries && facts.industries.length === 0) return "no_industries";
  if (wanted.trainees && facts.trainees.length === 0) return "no_trainees";
  const hasEvidence = facts.note !== "" || facts.photoIds.length > 0 || facts.fileIds.length > 0;
  return hasEvidence || facts.industries.length > 0 || facts.trainees.length > 0 ? undefined : "no_evidence";
}
