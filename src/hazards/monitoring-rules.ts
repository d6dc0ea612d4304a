import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { EMERGENCY_KINDS } from "../texts/hazards.ts";
import { texts } from "../texts/monitoring.ts";

/** What alarms of monitoring systems mean, as the office keeps it. */

const FILE = join("hazards", "monitoring.yaml");
const { settings } = texts;
const HOURS_MAX = 24 * 30;

/** From the lowest to the highest. */
export const ALARM_LEVELS = ["info", "warning", "alarm", "critical"] as const;

const words = z.string({ error: settings.notText }).trim().min(1, settings.empty);

const Rules = z.strictObject({
  join_within_hours: z.int(settings.badHours).min(1, settings.badHours).max(HOURS_MAX, settings.badHours),
  emergency_from: z.enum(ALARM_LEVELS, settings.badLevel),
  kinds: z
    .array(z.strictObject({ kind: words, name: words, emergency: z.enum(EMERGENCY_KINDS, settings.badEmergency).optional() }))
    .refine((kinds) => new Set(kinds.map(({ kind }) => kind)).size === kinds.length, settings.doubled),
});
export type MonitoringRules = z.infer<typeof Rules>;

/** Where the folder keeps no such file: every alarm is a case, none is joined to another for long, none is an emergency. */
const WITHOUT_FILE: MonitoringRules = { join_within_hours: 24, emergency_from: "critical", kinds: [] };

/** @throws AppError bad_configuration  with file, line and what to do */
export async function readMonitoringRules(knowledgeDir: string): Promise<MonitoringRules> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: settings.unreadable({ file: FILE }) });
  });
  if (text === undefined) return WITHOUT_FILE;
  const reading = readYaml(text, Rules, settings, "kinds");
  if ("value" in reading) return reading.value;
  const { problems, cause } = reading;
  const hint = settings.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} has no usable rules for alarms`, { hint, cause });
}
