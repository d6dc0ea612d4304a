/** From the form of a duty to a proposal, read strictly: what is not understood is asked back, never dropped. Pure. */
import { type Day, dayOf } from "../clock.ts";
import { isQuiet } from "../quiet-hours.ts";
import type { WorkCalendar } from "../workdays.ts";
import { type AudienceReading, type KnownAudience, readAudience, type Said } from "./audience-words.ts";
import type { DutyForm } from "./duty-press.ts";
import type { ReminderRules } from "./reminder-rules.ts";
import { scheduleInWords } from "./schedule-in-words.ts";
import { startOfPeriods } from "./schedule-returns.ts";
import { timeIn } from "./schedule-time.ts";
import { type Question, readSchedule, type Schedule } from "./schedule-words.ts";
import type { DutyProposal, DutySchedule, DutySettings } from "./stored-duty.ts";

export type FormProblem =
  | { kind: "leads" | "noLeads" | "time" | "bounds" | "notSchedule" }
  | { kind: "quiet"; minutes: number }
  | { kind: "schedule"; question: Question }
  | { kind: "audience"; reading: Exclude<AudienceReading, { kind: "found" }> };

type Given = {
  /** What the form showed. */
  shown: DutyProposal;
  /** As the form showed it: names that stand unchanged mean whom they meant. */
  shownAudience: string;
  known: KnownAudience;
  said: Said;
  now: Date;
  calendar: WorkCalendar;
  rules: Pick<ReminderRules, "quiet">;
};

export function readDutyForm(form: DutyForm, given: Given): { proposal: DutyProposal } | { problem: FormProblem } {
  const schedule = scheduleOf(form, given);
  if ("problem" in schedule) return schedule;
  const leads = leadsOf(form);
  if ("problem" in leads) return leads;
  const at = timeOf(form, schedule.minutes, given);
  if ("problem" in at) return at;
  const audience = audienceOf(form, given);
  if ("problem" in audience) return audience;
  return {
    proposal: {
      schedule: schedule.schedule,
      leads,
      at,
      daysOff: form.daysOff,
      audience: audience.audience,
      wantsEvidence: form.evidence === "yes",
    },
  };
}

type Found<Value> = Value | { problem: FormProblem };

function scheduleOf(
  form: DutyForm,
  { shown, now, calendar }: Given,
): Found<{ schedule: DutySchedule | undefined; minutes: number | undefined }> {
  const isUntouched = form.day === "" && form.frequency === (shown.schedule ? scheduleInWords(shown.schedule) : "");
  if (isUntouched) return { schedule: shown.schedule, minutes: undefined };
  const reading = readSchedule(`${form.frequency}${form.day}`, { now, calendar });
  if (reading.kind === "question") return { problem: { kind: "schedule", question: reading } };
  if (reading.kind !== "schedule") return { problem: { kind: "notSchedule" } };
  if (reading.since ?? reading.until) return { problem: { kind: "bounds" } };
  return { schedule: scheduleFrom(reading, dayOf(now)), minutes: reading.minutes };
}

/** What was read of somebody's words, as it is kept. */
export function scheduleFrom({ returning, next, since }: Schedule, asOf: Day): DutySchedule {
  return returning ? { kind: "returning", start: startOfPeriods(since ?? asOf), ...returning } : { kind: "dated", days: next };
}

const DAYS_MAX = 365;
const NUMBERS = /^\d{1,3}(?:[、，,；;\s]+\d{1,3})*$/u;
const NUMBER_GAPS = /[^\d]+/u;

function leadsOf({ leads, overdue }: DutyForm): Found<DutySettings["leads"]> {
  if (leads !== "" && !NUMBERS.test(leads)) return { problem: { kind: "leads" } };
  const days = leads === "" ? [] : leads.split(NUMBER_GAPS).map(Number);
  if (days.some((day) => day > DAYS_MAX)) return { problem: { kind: "leads" } };
  if (days.length === 0 && overdue === "no") return { problem: { kind: "noLeads" } };
  return { daysBefore: [...new Set(days)].toSorted((one, other) => other - one), isOverdueTold: overdue === "yes" };
}

const CLOCK_TIME = /^(?<hour>\d{1,2})[:：](?<minute>\d{2})$/u;

function timeOf({ time }: DutyForm, stated: number | undefined, { rules, now }: Given): Found<DutySettings["at"]> {
  const minutes = stated ?? minutesIn(time);
  if (minutes === undefined) return { problem: { kind: "time" } };
  return isQuietAt(minutes, rules, now) ? { problem: { kind: "quiet", minutes } } : { minutes };
}

function minutesIn(time: string): number | undefined {
  const { hour, minute } = CLOCK_TIME.exec(time)?.groups ?? {};
  if (hour !== undefined && Number(hour) < 24 && Number(minute) < 60) return Number(hour) * 60 + Number(minute);
  const reading = timeIn(time);
  return reading.kind === "time" && reading.stated === time ? reading.minutes : undefined;
}

/** Whether people are not to be disturbed at this time of day. */
export function isQuietAt(minutes: number, { quiet }: Pick<ReminderRules, "quiet">, now: Date): boolean {
  const at = new Date(
    `${dayOf(now)}T${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}:00+08:00`,
  );
  return isQuiet(at, quiet);
}

function audienceOf({ audience }: DutyForm, { shown, shownAudience, known, said }: Given): Found<{ audience: DutySettings["audience"] }> {
  if (audience === "" || audience === shownAudience) return { audience: shown.audience };
  const reading = readAudience(audience, known, said);
  return reading.kind === "found" ? { audience: reading.audience } : { problem: { kind: "audience", reading } };
}
