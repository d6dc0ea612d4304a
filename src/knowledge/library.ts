import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { AppError } from "../errors.ts";
import { texts } from "../texts/knowledge.ts";
import { texts as tasksTexts } from "../texts/tasks.ts";
import { CATALOG_FILE, type CatalogEntry, parseCatalog } from "./catalog.ts";
import type { DraftPassage } from "./clauses.ts";
import { recipeFingerprint } from "./lexemes.ts";
import { readOutline } from "./outline.ts";
import type { NewDocument } from "./passage-row.ts";
import { isReadable, readDocument } from "./read-document.ts";
import type { Task } from "./task.ts";
import { applyErrata, ERRATA_SUFFIX, idleErrata, parseErrata } from "./task-errata.ts";
import { readTasks } from "./task-table.ts";
import type { TitleBlock } from "./title-block.ts";
import { type Validity, validityOf } from "./validity.ts";

/** A document that was read, ready to be stored. */
export type ReadDocument = { document: NewDocument; passages: readonly DraftPassage[]; tasks: readonly Task[] };

export type Library = {
  documents: readonly ReadDocument[];
  /** Chinese sentences about the folder as a whole. */
  warnings: readonly string[];
};

/** Goes up when documents are taken apart in another way: what was stored before must be read again. */
const READING = 3;

/**
 * Reads the documents of a folder and what its catalogue says of them.
 * @param options.files  only these, wherever they stand
 * @throws AppError bad_document | bad_configuration | bad_input, before anything is stored
 */
export async function readLibrary(options: { directory: string; files?: readonly string[] }): Promise<Library> {
  const { directory } = options;
  const entries = await readCatalog(directory);
  const names = await filesIn(directory);
  const paths = options.files ? await expand(options.files) : readableIn(directory, names);
  const documents: ReadDocument[] = [];
  for (const path of paths) {
    const entry = entries.find(({ file }) => file.normalize() === basename(path).normalize());
    const taken = new Set([...entries.map(({ id }) => id), ...documents.map(({ document }) => document.id)]);
    documents.push(await read(path, entry, taken));
  }
  const idle = idleErrata(await readdir(directory)).map((file) => tasksTexts.errata.idle({ file }));
  return { documents, warnings: options.files ? [] : [...folderWarnings(directory, names, entries), ...idle] };
}

/** A folder among the named files stands for what can be read in it. */
async function expand(paths: readonly string[]): Promise<string[]> {
  const expanded = await Promise.all(
    paths.map(async (path) => {
      const isFolder = (await stat(path).catch(() => undefined))?.isDirectory();
      return isFolder ? readableIn(path, await filesIn(path)) : [path];
    }),
  );
  return expanded.flat();
}

function readableIn(directory: string, names: readonly string[]): string[] {
  return names.filter(isReadable).map((name) => join(directory, name));
}

async function readCatalog(directory: string): Promise<readonly CatalogEntry[]> {
  const file = join(directory, CATALOG_FILE);
  const text = await readIfThere(file);
  return text === undefined ? [] : parseCatalog(file, text);
}

/** What people keep beside the documents may be missing, but not unreadable. */
async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return undefined;
    throw new AppError("bad_configuration", `${file}: ${cause.message}`, { cause, hint: texts.unreadable({ file }) });
  });
}

/** What may be a document: data of ours (YAML), hidden files and what an editor leaves open are none. */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch((cause: unknown) => {
    throw new AppError("bad_input", `no such folder: ${directory}`, { cause, hint: texts.directoryMissing({ directory }) });
  });
  return entries
    .filter((entry) => !entry.isDirectory() && !/^[.~]|\.ya?ml$|^readme\b/i.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function folderWarnings(directory: string, names: readonly string[], entries: readonly CatalogEntry[]): string[] {
  const present = new Set(names.map((name) => name.normalize()));
  return [
    ...(names.some(isReadable) ? [] : [texts.warnings.noDocuments({ directory })]),
    ...names.filter((name) => !isReadable(name)).map((file) => texts.unsupportedFormat({ file })),
    ...entries.filter(({ file }) => !present.has(file.normalize())).map(({ file }) => texts.warnings.fileMissing({ file })),
  ];
}

async function read(path: string, entry: CatalogEntry | undefined, taken: ReadonlySet<string>): Promise<ReadDocument> {
  const file = basename(path);
  const bytes = await readWhole(path).catch((cause: unknown) => {
    throw new AppError("bad_document", `cannot read ${path}`, { cause, hint: texts.unreadable({ file: path }) });
  });
  const text = await readDocument(file, bytes);
  const outline = readOutline(text.source);
  const { title, issuedOn } = outline.titleBlock;
  const validity = validityOf(outline.passages, { title, titlePath: texts.metaPath.title, issuedOn });
  const facts = describe(file, entry, { block: outline.titleBlock, validity }, taken);
  const noClauses = outline.passages.some(({ kind }) => kind === "clause" || kind === "row") ? [] : [texts.warnings.noClauses({ file })];
  const errata = await readIfThere(path + ERRATA_SUFFIX);
  const table = readTasks(text.source, outline.passages, facts.issuer ? [facts.issuer] : []);
  const corrected = applyErrata(table.tasks, errata === undefined ? [] : parseErrata(file + ERRATA_SUFFIX, errata), file + ERRATA_SUFFIX);
  const tableWarnings = [...table.warnings, ...corrected.warnings];
  const warnings = [
    ...text.warnings,
    ...disagreements(file, entry, { block: outline.titleBlock, validity }),
    ...noClauses,
    ...outline.warnings,
    ...tableWarnings,
  ];
  const contentHash = hashOf(JSON.stringify([READING, recipeFingerprint(), facts, file, text.source, errata]));
  return { document: { ...facts, file, contentHash, source: text.source, warnings }, passages: outline.passages, tasks: corrected.tasks };
}

/** What a document tells about itself. */
type Told = { block: TitleBlock; validity: Validity };

/** A pipe that nobody fills would be waited for, a device read without end. */
async function readWhole(path: string): Promise<Uint8Array> {
  if (!(await stat(path)).isFile()) throw new TypeError("not a regular file");
  return readFile(path);
}

/** The catalogue says what a document is; what it leaves open is taken from the document itself. */
function describe(file: string, entry: CatalogEntry | undefined, { block, validity }: Told, taken: ReadonlySet<string>) {
  return {
    id: entry?.id ?? idOf(file, taken),
    title: entry?.title ?? block.title ?? stemOf(file),
    issuer: entry?.issuer ?? block.issuer,
    district: entry?.district ?? block.district,
    number: entry?.number ?? block.number,
    issuedOn: entry?.date ?? block.issuedOn,
    // A person who left the term of a catalogued document open did so on purpose.
    inForceFrom: entry ? entry.in_force?.from : validity.from,
    inForceTo: entry ? entry.in_force?.to : validity.to,
    supersededBy: entry?.superseded_by,
  };
}

function disagreements(file: string, entry: CatalogEntry | undefined, { block, validity }: Told): string[] {
  if (!entry) {
    const { title = stemOf(file), district, number, issuedOn: day } = block;
    const recognised = texts.warnings.notCatalogued({ file, title, district, number, day });
    const { from, to, basis } = validity;
    const term = basis && (from || to) ? [texts.warnings.validityRead({ file, from, to, basis })] : [];
    return [...(block.title ? [] : [texts.warnings.noTitle({ file })]), recognised, ...term];
  }
  const warnings: string[] = [];
  if (entry.number && block.number && entry.number !== block.number) {
    warnings.push(texts.warnings.otherNumber({ catalogued: entry.number, printed: block.number }));
  }
  if (entry.date && block.issuedOn && entry.date !== block.issuedOn) {
    warnings.push(texts.warnings.otherDay({ catalogued: entry.date, printed: block.issuedOn }));
  }
  return warnings;
}

/** "fire-plan" of fire-plan.txt; a Chinese name becomes a short hash, so that the id stays the same from run to run. */
function idOf(file: string, taken: ReadonlySet<string>): string {
  const stem = stemOf(file).normalize();
  const hash = hashOf(stem).slice(0, 10);
  const slug = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  const isPlain = /^[\x20-\x7e]+$/.test(stem) && slug !== "";
  const id = isPlain ? slug.slice(0, 50) : `document-${hash}`;
  return taken.has(id) ? `${id}-${hashOf(file).slice(0, 10)}` : id;
}

function stemOf(file: string): string {
  return basename(file, extname(file));
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
