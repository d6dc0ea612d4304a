import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { isDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import { texts } from "../texts/knowledge.ts";

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
 * Reads a catalogue. Days stay strings: YAML's own dates would be moments in some zone.
 * @param file  its path, for the sentence that a person reads
 * @throws AppError bad_configuration  with file, line and what to do
 */
export function parseCatalog(file: string, text: string): readonly CatalogEntry[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const [broken] = document.errors;
  if (broken) throw refusal(file, [{ line: lineCounter.linePos(broken.pos[0]).line, problem: texts.catalog.notYaml }], broken);
  const parsed = Catalog.safeParse(document.toJS());
  if (parsed.success) return parsed.data.documents;
  const problems = parsed.error.issues.map((issue) => ({
    line: lineOf(issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0] ?? ""] : issue.path),
    problem: texts.catalog.problem({ field: fieldOf(issue), what: sayIssue(issue) }),
  }));
  throw refusal(file, problems, parsed.error);

  /** The line of the value that is wrong, or of the nearest thing around it that exists. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let length = path.length; length > 0; length -= 1) {
      const node: unknown = document.getIn(path.slice(0, length), true);
      if (hasRange(node)) return lineCounter.linePos(node.range[0]).line;
    }
    return 1;
  }
}

function fieldOf(issue: z.core.$ZodIssue): string {
  return (
    issue.path
      .filter((step) => typeof step === "string")
      .at(-1)
      ?.toString() ?? "documents"
  );
}

function sayIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return texts.catalog.unknownField({ fields: issue.keys });
  if (issue.code === "invalid_type" && issue.message.startsWith("Invalid")) return texts.catalog.missing;
  return issue.message;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === "object" && node !== null && "range" in node && Array.isArray(node.range);
}

function refusal(file: string, problems: readonly { line: number; problem: string }[], cause: unknown): AppError {
  const hint = texts.catalog.broken({ file, problems });
  return new AppError("bad_configuration", `${file}:${problems[0]?.line ?? 1} is not a catalogue`, { hint, cause });
}
