import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/ledger.ts";
import type { DeadlineRule } from "./deadline.ts";

/** The office's rules for deadlines, as people keep them. */

const FILE = join("hazards", "deadlines.yaml");
/** Ten years: more is a slip of the finger. */
const DAYS_MAX = 3_650;

const words = z.string({ error: texts.deadlines.notText }).trim().min(1, texts.deadlines.empty);
const Rules = z.strictObject({
  rules: z.array(
    z.strictObject({
      name: words,
      source: words,
      applies: z
        .strictObject({
          level: z.enum(["general", "major"], texts.deadlines.badLevel).optional(),
          industry: words.optional(),
          category: words.optional(),
        })
        .optional(),
      days: z.int(texts.deadlines.badDays).min(1, texts.deadlines.badDays).max(DAYS_MAX, texts.deadlines.badDays),
      counting: z.enum(["calendar", "working"], texts.deadlines.badCounting),
    }),
  ),
});

/**
 * Those of a folder of knowledge; none where it keeps no such file.
 * @throws AppError bad_configuration  with file, line and what to do
 */
export async function readDeadlineRules(knowledgeDir: string): Promise<readonly DeadlineRule[]> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: texts.deadlines.unreadable({ file: FILE }) });
  });
  if (text === undefined) return [];
  const reading = readYaml(text, Rules, texts.deadlines, "rules");
  if ("value" in reading) return reading.value.rules;
  const { problems, cause } = reading;
  const hint = texts.deadlines.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} is not a list of deadline rules`, { hint, cause });
}
