import { addDays, DAY_MS, dayOf, HOUR_MS, startOfDay } from "../clock.ts";
import { isWorkday, type WorkCalendar } from "../workdays.ts";
import type { NagSettings, NagStep } from "./nag-settings.ts";
import type { Notice } from "./notice.ts";

/** Decides which steps of the rule are due for a notice, and which have had their time. Pure. */

export type NagKind = NagStep["do"];

/** `step`: by which it is taken once. */
type DueNag = { step: string; do: NagKind };

export type NagPlan = {
  due: readonly DueNag[];
  /** A later one is due as well, or it is too long ago: they count as taken, and are not made up for. */
  passed: readonly string[];
  isReportDue: boolean;
};

export const REPORT = "report";
/** What fell due while nobody was running is made up for within this time. */
const MADE_UP_MS = 7 * DAY_MS;

type Facts = Pick<Notice, "acknowledgement" | "approvedAt" | "sendAt" | "urgent">;

/** @param taken  the steps that were taken before */
export function planNags(
  notice: Facts,
  taken: ReadonlySet<string>,
  by: { settings: NagSettings; calendar: WorkCalendar; now: Date },
): NagPlan {
  const { settings, now } = by;
  const steps = settings.steps.flatMap((step) => {
    const at = momentOf(notice, step, by);
    const name = nameOf(step);
    return at && at <= now && !taken.has(name) ? [{ step: name, do: step.do, at }] : [];
  });
  const fresh = steps.filter(({ at }) => now.getTime() - at.getTime() <= MADE_UP_MS);
  const reaching = fresh
    .filter(({ do: kind }) => kind !== "escalate")
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .at(-1);
  const due = fresh.filter((step) => step === reaching || step.do === "escalate");
  const passed = steps.filter((step) => !due.includes(step)).map(({ step }) => step);
  const report = reportMoment(notice, by);
  return { due, passed, isReportDue: !taken.has(REPORT) && report !== undefined && report <= now };
}

/** When a notice left, or is to. Undefined: it is not approved yet. */
function sentAt({ approvedAt, sendAt }: Facts): Date | undefined {
  return approvedAt && sendAt && sendAt > approvedAt ? sendAt : approvedAt;
}

type Times = { settings: NagSettings; calendar: WorkCalendar };

/** Undefined: it does not concern this notice. */
function momentOf(notice: Facts, { from, hours, do: kind }: NagStep, times: Times): Date | undefined {
  const { dueAt, urge } = notice.acknowledgement;
  if (kind === "urge" && !urge) return undefined;
  const sent = sentAt(notice);
  const start = from === "sent" ? sent : dueAt && new Date(dueAt);
  if (!start || !sent) return undefined;
  const at = new Date(start.getTime() + hours * HOUR_MS);
  // A deadline shortly after the sending: nobody is reminded before they could have read it.
  return at < sent ? undefined : workingMoment(at, notice.urgent, times);
}

function reportMoment(notice: Facts, times: Times): Date | undefined {
  const sent = sentAt(notice);
  const { dueAt } = notice.acknowledgement;
  if (!sent) return undefined;
  const at = dueAt === undefined ? new Date(sent.getTime() + times.settings.report_after_hours * HOUR_MS) : new Date(dueAt);
  return workingMoment(at, notice.urgent, times);
}

function nameOf({ from, hours, do: kind }: NagStep): string {
  return `${from}${hours >= 0 ? "+" : ""}${hours}h/${kind}`;
}

/** The first moment from `at` on at which people work. What is urgent does not wait. */
export function workingMoment(at: Date, urgent: boolean, { settings: { working }, calendar }: Times): Date {
  if (urgent) return at;
  for (let day = dayOf(at); ; day = addDays(day, 1)) {
    const midnight = startOfDay(day).getTime();
    const [open, shut] = [new Date(midnight + working.from * HOUR_MS), new Date(midnight + working.until * HOUR_MS)];
    if (at >= shut || !worksOn(calendar, day)) continue;
    return at < open ? open : at;
  }
}

/** Of a year whose holidays nobody has published yet only the weekends are known. */
function worksOn(calendar: WorkCalendar, day: string): boolean {
  const works = isWorkday(calendar, day);
  if (typeof works === "boolean") return works;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}
