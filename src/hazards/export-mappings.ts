import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts } from "../texts/export-mappings.ts";
import type { Hazard } from "./hazard.ts";
import { HAZARD_FIELDS } from "./list-fields.ts";

/** The ledger in the columns of another platform, as the office writes them down. */

const FILE = join("hazards", "exports.yaml");
const { settings } = texts;

/** What such a column may tell: all that the four lists may, and what only the office's template has. */
export const EXPORT_FIELDS = {
  ...HAZARD_FIELDS,
  reportingUnit: ({ facts }: Hazard) => facts.reportingUnit,
  inspectionMethod: ({ facts }: Hazard) => facts.inspectionMethod,
  remark: ({ facts }: Hazard) => facts.remark,
} as const;
type ExportField = keyof typeof EXPORT_FIELDS;

const FIELDS = Object.keys(EXPORT_FIELDS) as ExportField[];
/** Those that are days. */
const DAYS: readonly ExportField[] = ["inspectedOn", "recordedOn", "deadline", "completedOn", "reinspectedOn", "closedOn"];
const DAY_FORMATS = ["YYYY-MM-DD", "YYYY/MM/DD", "YYYYMMDD", "YYYY年M月D日"] as const;
export type DayFormat = (typeof DAY_FORMATS)[number];

const line = z.string({ error: settings.notText }).trim().min(1, settings.empty);
const cell = z.string({ error: settings.notText });

const Column = z
  .strictObject({
    header: line,
    field: z.enum(FIELDS, settings.unknownName({ fields: FIELDS })).optional(),
    constant: cell.optional(),
    format: z.enum(DAY_FORMATS, settings.badFormat({ formats: DAY_FORMATS })).optional(),
    values: z.record(line, cell).optional(),
    otherwise: cell.optional(),
  })
  .refine(({ field, constant }) => (field === undefined) !== (constant === undefined), settings.oneOfBoth)
  .refine(({ field, format }) => format === undefined || (field !== undefined && DAYS.includes(field)), settings.formatOfDays)
  .refine(
    ({ values, otherwise, field }) => (values === undefined && otherwise === undefined) || field !== undefined,
    settings.valuesOfField,
  );

const Mappings = z.strictObject({
  mappings: z
    .array(
      z.strictObject({
        name: line,
        /** Excel takes no more, and none of these signs. */
        sheet: line.max(31, settings.badSheet).regex(/^[^\\/?*[\]:]+$/u, settings.badSheet),
        columns: z.array(Column).min(1, settings.empty),
      }),
    )
    .refine((mappings) => new Set(mappings.map(({ name }) => name)).size === mappings.length, settings.doubled),
});
export type ExportMapping = z.infer<typeof Mappings>["mappings"][number];

/** Those of a folder of knowledge; none where it keeps no such file. @throws AppError bad_configuration  with file, line and what to do */
export async function readExportMappings(knowledgeDir: string): Promise<readonly ExportMapping[]> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: settings.unreadable({ file: FILE }) });
  });
  if (text === undefined) return [];
  const reading = readYaml(text, Mappings, settings, "mappings");
  if ("value" in reading) return reading.value.mappings;
  const { problems, cause } = reading;
  const hint = settings.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} is not a list of mappings`, { hint, cause });
}

/** By its whole name, else by a part that is one's alone. @throws AppError bad_input naming those that there are */
export function mappingCalled(mappings: readonly ExportMapping[], called: string): ExportMapping {
  const exact = mappings.filter(({ name }) => name === called);
  const [found, ...others] = exact.length > 0 ? exact : mappings.filter(({ name }) => name.includes(called));
  if (found && others.length === 0) return found;
  const hint = texts.noSuchMapping({ called, names: mappings.map(({ name }) => name) });
  throw new AppError("bad_input", "no such mapping", { hint });
}
