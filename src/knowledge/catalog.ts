import { z } from "zod";
import { isDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import { texts } from "../texts/knowledge.ts";
import { readYaml } from "./yaml-file.ts";

/** The file beside the documents in which people say what each of them is. */
export const CATALOG_FILE = "catalog.yaml";

const day = z.string().refine(isDay, texts.catalog.badDay);
const words = z.string({ error: texts.catalog.notText }).trim().min(1, texts.catalog.empty);

const CatalogEntry = z.strictObject({
  id: words.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, texts.catalog.badId),
  file: words,
  title: words,
  issuer: words.optional(),
  district: words.optional(),
  number: words.optional(),
  date: day.optional(),
  in_force: z
    .strictObject({ from: day.optional(), to: day.optional() })
    .refine(({ from, to }) => !from || !to || from <= to, texts.catalog.badTerm)
    .optional(),
  superseded_by: words.optional(),
  note: words.optional(),
});
export type CatalogEntry = z.infer<typeof CatalogEntry>;

const Catalog = z.strictObject({ documents: z.array(CatalogEntry) }).superRefine(({ documents }, context) => {
  const ids = documents.map(({ id }) => id);
  documents.forEach((entry, index) => {
    const report = (field: keyof CatalogEntry, message: string) =>
      context.addIssue({ code: "custom", path: ["documents", index, field], message });
    if (ids.indexOf(entry.id) < index) report("id", texts.catalog.repeatedId({ id: entry.id }));
    if (documents.findIndex(({ file }) => file === entry.file) < index) report("file", texts.catalog.repeatedFile({ file: entry.file }));
    if (entry.superseded_by === entry.id || (entry.superseded_by && !ids.includes(entry.superseded_by))) {
      report("superseded_by", texts.catalog.unknownSuccessor({ id: entry.superseded_by }));
    }
  });
});

/**
 * Reads a catalogue.
 * @param file  its path, for the sentence that a person reads
 * @throws AppError bad_configuration  with file, line and what to do
 */
export function parseCatalog(file: string, text: string): readonly CatalogEntry[] {
  const reading = readYaml(text, Catalog, texts.catalog, "documents");
  if ("value" in reading) return reading.value.documents;
  const { problems, cause } = reading;
  const hint = texts.catalog.broken({ file, problems });
  throw new AppError("bad_configuration", `${file}:${problems[0]?.line ?? 1} is not a catalogue`, { hint, cause });
}
