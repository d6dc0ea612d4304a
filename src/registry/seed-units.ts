import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/registry.ts";
import { putUnits, type Unit } from "./units.ts";

/** Beside the documents: the units that people wrote down. A folder without it has none. */
const UNITS_FILE = "registry/units.yaml";

const words = z.string({ error: texts.unitsFile.missing }).trim().min(1, texts.unitsFile.missing);

const UnitEntry = z.strictObject({
  id: words.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, texts.unitsFile.badId),
  kind: z.enum(["district", "bureau", "office", "town"], { error: texts.unitsFile.badKind }),
  name: words,
  aliases: z.array(words).default([]),
  district: words,
  parent: words.optional(),
});

const UnitsFile = z.strictObject({ units: z.array(UnitEntry, { error: texts.unitsFile.missing }) }).superRefine(({ units }, context) => {
  units.forEach((unit, index) => {
    const before = units.slice(0, index);
    const report = (field: string, message: string) => context.addIssue({ code: "custom", path: ["units", index, field], message });
    if (before.some(({ id }) => id === unit.id)) report("id", texts.unitsFile.repeatedId({ id: unit.id }));
    if (before.some(({ district, name }) => district === unit.district && name === unit.name)) report("name", texts.unitsFile.repeatedName);
    if (unit.parent !== undefined && !before.some(({ id }) => id === unit.parent)) {
      report("parent", texts.unitsFile.unknownParent({ id: unit.parent }));
    }
  });
});

/**
 * Brings the units of the knowledge folder into the registry.
 * @throws AppError bad_configuration  with file, line and what to do
 */
export async function seedUnits(db: Db, knowledgeDir: string): Promise<void> {
  const file = join(knowledgeDir, UNITS_FILE);
  const text = await readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", `${file}: ${cause.message}`, { cause, hint: texts.unitsFile.unreadable({ file }) });
  });
  if (text !== undefined) await putUnits(db, parseUnits(file, text));
}

/** @param file  its path, for the sentence that a person reads */
export function parseUnits(file: string, text: string): Unit[] {
  const reading = readYaml(text, UnitsFile, texts.unitsFile, "units");
  if ("value" in reading) return reading.value.units.map(({ parent, ...unit }) => ({ ...unit, parentId: parent }));
  const { problems, cause } = reading;
  const hint = texts.unitsFile.broken({ file, problems });
  throw new AppError("bad_configuration", `${file}:${problems[0]?.line ?? 1} is not a list of units`, { hint, cause });
}
