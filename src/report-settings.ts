import { z } from "zod";
import { HOUR_MS, MINUTE_MS } from "./clock.ts";

/** How long people and the bot wait for each other when a hazard is reported. */
export type ReportConfig = {
  /** An alarm that nobody has taken is raised again. */
  alarmEveryMs: number;
  /** Whoever has not finished a report is reminded, once. */
  remindAfterMs: number;
  /** An unfinished report is given up. */
  keptMs: number;
  /** A picture without a word belongs to what its sender has just reported. */
  photoWindowMs: number;
};

const minutes = z.coerce.number().int().min(1).max(1440);

export const REPORT_VARIABLES = {
  ALARM_EVERY_MINUTES: minutes.max(60).default(3),
  REPORT_REMIND_AFTER_MINUTES: minutes.default(30),
  REPORT_KEPT_HOURS: z.coerce.number().int().min(1).max(168).default(24),
  REPORT_PHOTO_WINDOW_MINUTES: minutes.default(10),
};

const Variables = z.object(REPORT_VARIABLES);

export function reportsOf(variables: z.infer<typeof Variables>): ReportConfig {
  return {
    alarmEveryMs: variables.ALARM_EVERY_MINUTES * MINUTE_MS,
    remindAfterMs: variables.REPORT_REMIND_AFTER_MINUTES * MINUTE_MS,
    keptMs: variables.REPORT_KEPT_HOURS * HOUR_MS,
    photoWindowMs: variables.REPORT_PHOTO_WINDOW_MINUTES * MINUTE_MS,
  };
}
