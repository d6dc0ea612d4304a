/** From what a plan says to what a person is asked to confirm. Pure; to whom it goes is proposed when the card is shown. */
import type { Day } from "../clock.ts";
import { BEGINNING } from "./duty.ts";
import { leadsFor, type ReminderRules } from "./reminder-rules.ts";
import type { DutyContent, DutyProposal, DutySchedule, StoredDuty } from "./stored-duty.ts";

/** @param before  the duty before its clause changed: what a person chose then is proposed again, days aside */
export function proposalFor(content: DutyContent, rules: ReminderRules, before?: StoredDuty): DutyProposal {
  const chosen = before?.settings ?? before?.proposal;
  const schedule = scheduleOf(content) ?? chosen?.schedule;
  const usual = {
    leads: leadsFor(schedule, rules),
    at: rules.at,
    daysOff: rules.daysOff,
    audience: { chatIds: [], people: [] },
    wantsEvidence: false,
  };
  return { ...usual, ...chosen, schedule };
}

/** Undefined where no word tells when: a person sets it. */
function scheduleOf({ recurrence, from }: DutyContent): DutySchedule | undefined {
  switch (recurrence.kind) {
    case "periodic":
      return { kind: "returning", start: startOf(from), rules: recurrence.rules, adjustment: { kind: "none" } };
    case "dated":
      return { kind: "dated", days: recurrence.days };
    default:
      return undefined;
  }
}

function startOf(from: Day | undefined): Day {
  return from ?? BEGINNING;
}
