import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/clusters.ts";

/** When similar hazards are many enough to propose a notice, as the office keeps it. */

const FILE = join("hazards", "clusters.yaml");
const { settings } = texts;
const DAYS_MAX = 365;

const words = z.string({ error: settings.notText }).trim().min(1, settings.empty);
const days = z.int(settings.badDays).min(1, settings.badDays).max(DAYS_MAX, settings.badDays);

const Topic = z.strictObject({
  name: words,
  /** One of them in the description of a hazard makes it one of the topic. */
  words: z.array(words).min(1, settings.empty),
});
export type Topic = z.infer<typeof Topic>;

const Rules = z.strictObject({
  at_least: z.int(settings.badCount).min(2, settings.badCount).max(1000, settings.badCount),
  within_days: days,
  /** Nothing is proposed twice for the same within so many days. */
  again_after_days: days,
  topics: z
    .array(Topic)
    .min(1, settings.empty)
    .refine((topics) => new Set(topics.map(({ name }) => name)).size === topics.length, settings.doubled),
});
export type ClusterRules = z.infer<typeof Rules>;

/**
 * Undefined where the folder keeps no such file: then nothing is proposed.
 * @throws AppError bad_configuration  with file, line and what to do
 */
export async function readClusterRules(knowledgeDir: string): Promise<ClusterRules | undefined> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: settings.unreadable({ file: FILE }) });
  });
  if (text === undefined) return undefined;
  const reading = readYaml(text, Rules, settings, "topics");
  if ("value" in reading) return reading.value;
  const { problems, cause } = reading;
  const hint = settings.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} has no usable rules for clusters`, { hint, cause });
}
