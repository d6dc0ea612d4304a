import { z } from "zod";
import { type Day, isDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import { texts } from "../texts/tasks.ts";
import type { Remark, Task, TaskField } from "./task.ts";
import { tell } from "./task-remarks.ts";
import { readYaml } from "./yaml-file.ts";

/** What a person decided about a printed table stands in a file beside the document. */
export const ERRATA_SUFFIX = ".errata.yaml";

const words = z.string({ error: texts.errata.missing }).trim().min(1, texts.errata.empty);

const Erratum = z.strictObject({
  row: z.int({ error: texts.errata.badRow }).positive(texts.errata.badRow),
  field: z.enum(["section", "item", "task", "responsible", "deadline"], { error: texts.errata.badField }),
  value: words,
  reason: words,
  /** A role, not a name. */
  reviewed_by: words,
  reviewed_on: z.string({ error: texts.errata.badDay }).refine(isDay, texts.errata.badDay),
});

const Errata = z.strictObject({ errata: z.array(Erratum, { error: texts.errata.missing }) }).superRefine(({ errata }, context) => {
  errata.forEach(({ row, field }, index) => {
    const isRepeated = errata.findIndex((other) => other.row === row && other.field === field) < index;
    if (isRepeated) context.addIssue({ code: "custom", path: ["errata", index, "row"], message: texts.errata.repeated });
  });
});

export type Erratum = { row: number; field: TaskField; value: string; reason: string; reviewedBy: string; reviewedOn: Day };

/**
 * @param file  its name, for the sentence that a person reads
 * @throws AppError bad_configuration  with file, line and what is wrong
 */
export function parseErrata(file: string, text: string): readonly Erratum[] {
  const reading = readYaml(text, Errata, texts.errata, "errata");
  if ("value" in reading) {
    return reading.value.errata.map(({ reviewed_by: reviewedBy, reviewed_on: reviewedOn, ...erratum }) => ({
      ...erratum,
      reviewedBy,
      reviewedOn,
    }));
  }
  const { problems, cause } = reading;
  const hint = texts.errata.broken({ file, problems });
  throw new AppError("bad_configuration", `${file}:${problems[0]?.line ?? 1} is not an errata file`, { hint, cause });
}

/** Errata files among `names` whose document is not there. */
export function idleErrata(names: readonly string[]): string[] {
  const present = new Set(names);
  return names.filter((name) => name.endsWith(ERRATA_SUFFIX) && !present.has(name.slice(0, -ERRATA_SUFFIX.length)));
}

/** Puts what a person decided over what was read; says which decisions match no task. */
export function applyErrata(tasks: readonly Task[], errata: readonly Erratum[], file: string): { tasks: Task[]; warnings: string[] } {
  const rows = new Set(tasks.map(({ row }) => row));
  const unmatched = errata.filter(({ row }) => !rows.has(row));
  const result = tasks.map((task, index) => {
    // Of several tables, the first one that has the row is meant.
    const isFirst = tasks.findIndex(({ row }) => row === task.row) === index;
    return errata.filter(({ row }) => isFirst && row === task.row).reduce(corrected, task);
  });
  return { tasks: result, warnings: unmatched.map(({ row, field }) => texts.errata.unmatched({ file, row, field })) };
}

function corrected(task: Task, { field, value, reason, reviewedBy, reviewedOn }: Erratum): Task {
  const remark: Remark = { kind: "errata", field, reason, reviewedBy, reviewedOn, confidence: "high" };
  return { ...task, [field]: value, repaired: true, note: task.note + tell(remark), confidence: "high" };
}
