import type { Db } from "../storage/db.ts";
import { peopleOfEnterprise } from "./case-view.ts";
import type { Hazard } from "./hazard.ts";
import type { HazardEvent, StepName } from "./step.ts";

/** Whose turn it is after a step. */

/** Steps after which somebody else has to put it right. */
const CHARGING: readonly HazardEvent["step"]["do"][] = ["assign", "reassign", "fail_reinspection", "approve_extension", "refuse_extension"];
/** Steps after which it is the office's turn again. */
const TO_OFFICE: readonly HazardEvent["step"]["do"][] = ["supplement", "ask_extension", "finish_rectification", "reopen"];

export function isOfficesTurn(step: StepName | "record"): boolean {
  return TO_OFFICE.includes(step);
}

/** open_ids of those who are newly to do something; empty: nobody, or nobody whose account is known. */
export async function newlyCharged(db: Db, hazard: Hazard, { step }: HazardEvent): Promise<string[]> {
  if (step.do === "send_back") return isAccount(hazard.reporter.id) ? [hazard.reporter.id] : [];
  // It turned out to be another enterprise's.
  if (step.do === "amend" && step.changes.enterpriseId && hazard.state === "rectifying") return responsibleFor(db, hazard);
  return CHARGING.includes(step.do) ? responsibleFor(db, hazard) : [];
}

/** open_ids of whoever has to put it right: the person in charge, else those who speak for the enterprise. */
export async function responsibleFor(db: Db, { assignment, facts }: Hazard): Promise<string[]> {
  if (assignment?.personId !== undefined) return [assignment.personId];
  if (facts.enterpriseId === undefined) return [];
  return (await peopleOfEnterprise(db, facts.enterpriseId)).map(({ openId }) => openId);
}

/** What brings a case is not always a person. */
export function isAccount(id: string): boolean {
  return id.startsWith("ou_");
}
