import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { readYaml } from "../knowledge/yaml-file.ts";
import { texts as words } from "../texts/ledger.ts";
import { texts } from "../texts/ledger-lists.ts";
import { ENTERPRISE_FIELDS, HAZARD_FIELDS, SITE_FIELDS } from "./list-fields.ts";

/** The four lists as the office wants them. */

const FILE = join("hazards", "lists.yaml");

const line = z.string({ error: words.deadlines.notText }).trim().min(1, words.deadlines.empty);
/** Excel takes no more, and none of these signs. */
const sheetName = line.max(31, texts.badName).regex(/^[^\\/?*[\]:]+$/u, texts.badName);
const columnsOf = <Fields extends Readonly<Record<string, unknown>>>(fields: Fields) => {
  const names = Object.keys(fields) as (keyof Fields & string)[];
  return z
    .array(z.strictObject({ header: line, field: z.enum(names, texts.unknownField({ fields: names })) }))
    .min(1, words.deadlines.empty);
};
const Lists = z.strictObject({
  lists: z
    .array(
      z.discriminatedUnion(
        "of",
        [
          z.strictObject({ name: sheetName, of: z.literal("enterprises"), columns: columnsOf({ ...SITE_FIELDS, ...ENTERPRISE_FIELDS }) }),
          z.strictObject({ name: sheetName, of: z.literal("hazards"), columns: columnsOf(HAZARD_FIELDS) }),
        ],
        texts.badRows,
      ),
    )
    .min(1, words.deadlines.empty)
    .refine((lists) => new Set(lists.map(({ name }) => name)).size === lists.length, texts.doubled),
});

export type HazardList = z.infer<typeof Lists>["lists"][number];

/** Those of a folder of knowledge. @throws AppError bad_configuration  with file, line and what to do */
export async function readLists(knowledgeDir: string): Promise<readonly HazardList[]> {
  const text = await readFile(join(knowledgeDir, FILE), "utf8").catch((cause: unknown) => {
    throw new AppError("bad_configuration", messageOf(cause), { cause, hint: words.deadlines.unreadable({ file: FILE }) });
  });
  const reading = readYaml(text, Lists, words.deadlines, "lists");
  if ("value" in reading) return reading.value.lists;
  const { problems, cause } = reading;
  const hint = words.deadlines.broken({ file: FILE, problems });
  throw new AppError("bad_configuration", `${FILE}:${problems[0]?.line ?? 1} is not a list of lists`, { hint, cause });
}
