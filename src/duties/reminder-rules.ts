/** When people are reminded of duties, as the office keeps it in knowledge/duties/reminders.yaml. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import type { QuietHours } from "../quiet-hours.ts";
import { texts } from "../texts/duties.ts";
import { type LeadTimes, type SendTime, USUAL_LEAD_TIMES } from "./reminders.ts";
import type { DutySchedule, DutySettings } from "./stored-duty.ts";

const FILE = join("duties", "reminders.yaml");
const DAYS_MAX = 365;
const HOUR_MAX = 23;
const HOUR_MINUTES = 60;
const { rules: words } = texts;

/** How often something is due; each has lead times of its own. */
type Cadence = "seldom" | "monthly" | "weekly" | "daily";

export type ReminderRules = {
  leads: Readonly<Record<Cadence, LeadTimes>>;
  at: SendTime;
  daysOff: DutySettings["daysOff"];
  /** Of groups that have set none of their own, and of people. */
  quiet: QuietHours;
  /** Days before the end of a plan on which administrators are told, the earliest first. */
  planEnds: readonly number[];
  /** Days before a year without published holidays. */
  calendarMissingDays: number;
  lapseDays: number;
  /** Days after the due day on which those who have not delivered are reminded, where evidence is collected. */
  missingAfterDays: readonly number[];
};

const WEEKLY: LeadTimes = { daysBefore: [1, 0], isOverdueTold: false };
/** Where a knowledge folder keeps no such file. */
export const USUAL_RULES: ReminderRules = {
  leads: {
    seldom: USUAL_LEAD_TIMES,
    monthly: { daysBefore: [5, 1, 0], isOverdueTold: true },
    weekly: WEEKLY,
    daily: { daysBefore: [0], isOverdueTold: false },
  },
  at: { minutes: 9 * HOUR_MINUTES },
  daysOff: "earlier",
  quiet: { from: 21 * HOUR_MINUTES, to: 8 * HOUR_MINUTES },
  planEnds: [60, 30, 7],
  calendarMissingDays: 30,
  lapseDays: 14,
  missingAfterDays: [1, 3, 7],
};

const days = z.int(words.badDays).min(0, words.badDays).max(DAYS_MAX, words.badDays);
const hour = z.int(words.badHour).min(0, words.badHour).max(HOUR_MAX, words.badHour);
const leads = z.strictObject({ days_before: z.array(days), overdue: z.boolean() });

const File = z.strictObject({
  leads: z.strictObject({ seldom: leads, monthly: leads, weekly: leads, daily: leads }),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, words.badTime),
  days_off: z.enum(["earlier", "keep"], words.badDaysOff),
  quiet: z.strictObject({ from: hour, until: hour }),
  plan_ends: z.array(days),
  calendar_missing: days,
  lapse_days: days,
  missing_after: z.array(days),
});

/** @throws AppError bad_configuration  with file, line and what to do */
export async function readReminderRules(knowledgeDir: string): Promise<ReminderRules> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: words.unreadable({ file: FILE }) });
  });
  if (text === undefined) return USUAL_RULES;
  const reading = readYaml(text, File, texts.holidays, "leads");
  if ("value" in reading) return rulesOf(reading.value);
  const { problems, cause } = reading;
  const hint = words.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} has no usable reminders`, { hint, cause });
}

/** The lead times that suit how often it is due. */
export function leadsFor(schedule: DutySchedule | undefined, rules: ReminderRules): LeadTimes {
  return rules.leads[cadenceOf(schedule)];
}

function cadenceOf(schedule: DutySchedule | undefined): Cadence {
  if (schedule?.kind !== "returning") return "seldom";
  const all = schedule.rules.join();
  if (all.includes("FREQ=DAILY")) return "daily";
  if (all.includes("FREQ=WEEKLY")) return "weekly";
  return all.includes("FREQ=MONTHLY") && !/INTERVAL=(?:[2-9]|\d\d)/.test(all) ? "monthly" : "seldom";
}

function rulesOf(file: z.infer<typeof File>): ReminderRules {
  const [hours = 0, minutes = 0] = file.time.split(":").map(Number);
  const leadsOf = ({ days_before: daysBefore, overdue: isOverdueTold }: z.infer<typeof leads>) => ({ daysBefore, isOverdueTold });
  const { seldom, monthly, weekly, daily } = file.leads;
  return {
    leads: { seldom: leadsOf(seldom), monthly: leadsOf(monthly), weekly: leadsOf(weekly), daily: leadsOf(daily) },
    at: { minutes: hours * HOUR_MINUTES + minutes },
    daysOff: file.days_off,
    quiet: { from: file.quiet.from * HOUR_MINUTES, to: file.quiet.until * HOUR_MINUTES },
    planEnds: file.plan_ends.toSorted((one, other) => other - one),
    calendarMissingDays: file.calendar_missing,
    lapseDays: file.lapse_days,
    missingAfterDays: file.missing_after,
  };
}
