/** What people do with a duty, each step pure: a duty of the next version, or why not. */
import { addDays, type Day, dayOf, MINUTE_MS, startOfDay } from "../clock.ts";
import type { WorkCalendar } from "../workdays.ts";
import { type DueDay, dueDays } from "./due-days.ts";
import type { DutyProposal, DutySettings, StoredDuty } from "./stored-duty.ts";

export type DutyStep =
  | { do: "confirm" }
  /** 「不启用」 of what was never active, 「结束」 of what was. */
  | { do: "end" }
  | { do: "propose"; proposal: DutyProposal }
  /** Of what a person had ended: it waits to be confirmed again. */
  | { do: "reopen" }
  | { do: "pause"; until: Day | undefined }
  | { do: "resume" }
  | { do: "skip"; day: Day };

type StepRefusal = "no_schedule" | "no_audience" | "no_days_left" | "not_now" | "nothing_to_confirm" | "past_pause" | "no_such_day";
export type Stepped = { kind: "moved"; duty: StoredDuty } | { kind: "refused"; reason: StepRefusal };

type Given = { by: string; now: Date; calendar: WorkCalendar };

export function takeDutyStep(duty: StoredDuty, step: DutyStep, given: Given): Stepped {
  switch (step.do) {
    case "confirm":
      return confirm(duty, given);
    case "end":
      return duty.state === "ended" ? refuse("not_now") : moved(duty, { ...endOf(duty), pause: undefined }, given);
    case "reopen":
      return reopen(duty, given);
    case "propose":
      return duty.state === "ended" ? refuse("not_now") : moved(duty, proposed(duty, step.proposal), given);
    case "pause":
      return pause(duty, step.until, given);
    case "resume":
      // What was not said during the pause stays unsaid.
      return duty.state === "paused"
        ? moved(duty, { state: "active", pause: undefined, remindedUntil: given.now }, given)
        : refuse("not_now");
    case "skip":
      return skip(duty, step.day, given);
  }
}

function confirm(duty: StoredDuty, given: Given): Stepped {
  const { proposal, state } = duty;
  if (state === "ended") return refuse("not_now");
  if (!proposal) return refuse("nothing_to_confirm");
  const { schedule } = proposal;
  if (!schedule) return refuse("no_schedule");
  if (proposal.audience.chatIds.length + proposal.audience.people.length === 0) return refuse("no_audience");
  if (nextDue(duty, { ...proposal, schedule }, given).length === 0) return refuse("no_days_left");
  const confirmed = { by: given.by, at: given.now };
  const settings: DutySettings = { ...proposal, schedule };
  const still = state === "paused" ? "paused" : "active";
  return moved(duty, { state: still, settings, proposal: undefined, changedFrom: undefined, confirmed, remindedUntil: given.now }, given);
}

/** What a person has set is not what a model understood. */
function proposed({ content }: StoredDuty, proposal: DutyProposal): Partial<StoredDuty> {
  return { proposal, content: { ...content, understoodAs: undefined } };
}

function endOf({ state }: StoredDuty): Pick<StoredDuty, "state" | "endedBecause"> {
  return { state: "ended", endedBecause: state === "draft" ? "declined" : "ended" };
}

function reopen(duty: StoredDuty, given: Given): Stepped {
  const { endedBecause, settings, proposal } = duty;
  const was = settings ?? proposal;
  if (!was || !BY_PEOPLE.includes(endedBecause)) return refuse("not_now");
  return moved(duty, { state: "draft", proposal: was, settings: undefined, endedBecause: undefined }, given);
}

const BY_PEOPLE: readonly StoredDuty["endedBecause"][] = ["declined", "ended", "lapsed"];

function pause(duty: StoredDuty, until: Day | undefined, given: Given): Stepped {
  const today = dayOf(given.now);
  if (duty.state !== "active" && duty.state !== "paused") return refuse("not_now");
  if (until !== undefined && until < today) return refuse("past_pause");
  return moved(duty, { state: "paused", pause: { from: today, until } }, given);
}

function skip(duty: StoredDuty, day: Day, given: Given): Stepped {
  if (!duty.settings || (duty.state !== "active" && duty.state !== "paused")) return refuse("not_now");
  const isDue = dueDays(duty, duty.settings.schedule, given.calendar, { from: day, to: day }).length > 0;
  if (!isDue || day < dayOf(given.now)) return refuse("no_such_day");
  return moved(duty, { skipped: [...duty.skipped, day] }, given);
}

function moved(duty: StoredDuty, change: Partial<StoredDuty>, { now }: Given): Stepped {
  return { kind: "moved", duty: { ...duty, ...change, version: duty.version + 1, changedAt: now } };
}

function refuse(reason: StepRefusal): Stepped {
  return { kind: "refused", reason };
}

const SHOWN = 5;
const HORIZON_DAYS = 3 * 366;

/** The next days on which it falls due by `settings`, today included while its time is not over; at most five. */
export function nextDue(
  duty: Pick<StoredDuty, "content" | "skipped" | "pause">,
  settings: Pick<DutySettings, "schedule" | "leads" | "at">,
  { now, calendar }: Pick<Given, "now" | "calendar">,
): DueDay[] {
  const today = dayOf(now);
  const { schedule } = settings;
  const last = schedule.kind === "dated" ? schedule.days.toSorted().at(-1) : undefined;
  const days = dueDays(duty, schedule, calendar, { from: today, to: last ?? addDays(today, HORIZON_DAYS) });
  return days.filter(({ due }) => due > today || isAhead(settings, now)).slice(0, SHOWN);
}

/** What is said on the day itself can still be said. */
function isAhead({ at }: Pick<DutySettings, "at">, now: Date): boolean {
  return (now.getTime() - startOfDay(dayOf(now)).getTime()) / MINUTE_MS < at.minutes;
}
