import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/acknowledgement.ts";

/** How those who have not acknowledged are reminded, as the office keeps it. */

const FILE = join("notices", "acknowledgement.yaml");
const HOURS_MAX = 720;
const HOUR_MAX = 23;
/** More names in one message nobody reads. */
const MENTIONS_MAX = 50;
const { settings } = texts.nag;

const hours = z.int(settings.badHours).min(-HOURS_MAX, settings.badHours).max(HOURS_MAX, settings.badHours);
const hour = z.int(settings.badHour).min(0, settings.badHour).max(HOUR_MAX, settings.badHour);

const Settings = z.strictObject({
  steps: z.array(
    z.strictObject({
      from: z.enum(["sent", "due"], settings.badFrom),
      hours,
      do: z.enum(["mention", "private", "urge", "escalate"], settings.badStep),
    }),
  ),
  report_after_hours: hours,
  /** Hours in Shanghai. */
  working: z.strictObject({ from: hour, until: hour }).refine(({ from, until }) => from < until, settings.badWorking),
  mentions_at_most: z.int(settings.badCount).min(1, settings.badCount).max(MENTIONS_MAX, settings.badCount),
});
export type NagSettings = z.infer<typeof Settings>;
export type NagStep = NagSettings["steps"][number];

/**
 * Undefined where the folder keeps no such file: then nobody is reminded by the clock.
 * @throws AppError bad_configuration  with file, line and what to do
 */
export async function readNagSettings(knowledgeDir: string): Promise<NagSettings | undefined> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: settings.unreadable({ file: FILE }) });
  });
  if (text === undefined) return undefined;
  const reading = readYaml(text, Settings, settings, "steps");
  if ("value" in reading) return reading.value;
  const { problems, cause } = reading;
  const hint = settings.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} has no usable steps`, { hint, cause });
}
