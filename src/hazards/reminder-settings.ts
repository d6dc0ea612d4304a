import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/case-reminders.ts";

/** When people are reminded of deadlines, and asked about what was closed, as the office keeps it. */

const FILE = join("hazards", "reminders.yaml");
const DAYS_MAX = 365;
const HOUR_MAX = 23;
const { settings } = texts;

const days = z.array(z.int(settings.badDays).min(-DAYS_MAX, settings.badDays).max(DAYS_MAX, settings.badDays));
const hour = z.int(settings.badHour).min(0, settings.badHour).max(HOUR_MAX, settings.badHour);

const Settings = z.strictObject({
  /** Days from the deadline: before it when negative. */
  responsible: days,
  office: days,
  leader: days,
  ask_after_days: z.int(settings.badDays).min(1, settings.badDays).max(DAYS_MAX, settings.badDays),
  /** Hours in Shanghai between which nobody is disturbed. */
  quiet: z.strictObject({ from: hour, until: hour }),
});
export type ReminderSettings = z.infer<typeof Settings>;

/**
 * Undefined where the folder keeps no such file: then nobody is reminded.
 * @throws AppError bad_configuration  with file, line and what to do
 */
export async function readReminderSettings(knowledgeDir: string): Promise<ReminderSettings | undefined> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: settings.unreadable({ file: FILE }) });
  });
  if (text === undefined) return undefined;
  const reading = readYaml(text, Settings, settings, "responsible");
  if ("value" in reading) return reading.value;
  const { problems, cause } = reading;
  const hint = settings.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} has no usable reminders`, { hint, cause });
}
