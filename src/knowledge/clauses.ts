import { texts } from "../texts/knowledge.ts";
import type { Passage } from "./document.ts";
import type { MetaRole } from "./formalities.ts";
import { type Heading, headingOf, pathOf, place, trailOf } from "./headings.ts";
import type { Marker } from "./numbering.ts";
import type { Paragraph } from "./paragraphs.ts";
import type { Role } from "./roles.ts";
import { type Table, tableName } from "./table.ts";
import { draftRows } from "./table-passages.ts";

/** A passage before it is stored. */
export type DraftPassage = Omit<Passage, "id" | "documentId" | "ordinal">;

export type Element = { kind: "paragraph"; paragraph: Paragraph; role: Role } | { kind: "table"; table: Table };

/** Where the reader of the document stands. */
type Reading = {
  passages: DraftPassage[];
  warnings: string[];
  /** Headings from the root (or the annex) to the point that is being read. */
  way: readonly Heading[];
  open: Open | undefined;
  /** The last number seen of each kind of marker. */
  counts: Map<string, number>;
  isNumbered: boolean;
  /** What stands before the first number is an introduction when a title was there, else a remark. */
  hasTitle: boolean;
  tables: number;
  plainParagraphs: number;
};

/** The clause or the formal lines that are being gathered. */
type Open =
  | { kind: "clause"; way: readonly Heading[]; path: string; paragraphs: Paragraph[] }
  | { kind: "meta"; role: MetaRole; paragraphs: Paragraph[] };

/** Gathers paragraphs into clauses: a point with its number, its text and what belongs to it up to the next point. */
export function draftPassages(elements: readonly Element[]): { passages: DraftPassage[]; warnings: string[] } {
  const isNumbered = elements.some((element) => element.kind === "paragraph" && element.paragraph.marker && element.role === "text");
  const reading: Reading = {
    passages: [],
    warnings: [],
    way: [],
    open: undefined,
    counts: new Map(),
    isNumbered,
    hasTitle: false,
    tables: 0,
    plainParagraphs: 0,
  };
  for (const element of elements) {
    if (element.kind === "table") addTable(reading, element.table);
    else addParagraph(reading, element.paragraph, element.role);
  }
  close(reading, []);
  return { passages: reading.passages, warnings: reading.warnings };
}

function addParagraph(reading: Reading, paragraph: Paragraph, role: Role): void {
  switch (role) {
    case "annex":
      openAnnex(reading, paragraph);
      break;
    case "annex_title":
      titleAnnex(reading, paragraph);
      break;
    case "text":
      if (paragraph.marker) openPoint(reading, paragraph, paragraph.marker);
      else addText(reading, paragraph);
      break;
    default:
      addMeta(reading, paragraph, role);
  }
}

function openAnnex(reading: Reading, paragraph: Paragraph): void {
  close(reading, []);
  const [, label = paragraph.text, title] = /^([^：:]*?)[\s　]*(?:[：:][\s　]*(.*))?$/u.exec(paragraph.text) ?? [];
  const annex: Heading = {
    kind: "annex",
    rank: -1,
    label: label.replace(/[\s　]/g, ""),
    title: title || undefined,
    printed: paragraph.text,
  };
  reading.counts.clear();
  openClause(reading, [annex], paragraph);
}

/** The title of an annex may stand on several lines. */
function titleAnnex(reading: Reading, paragraph: Paragraph): void {
  const [annex] = reading.way;
  if (!annex || reading.open?.kind !== "clause") {
    addText(reading, paragraph);
    return;
  }
  const title = (annex.title ?? "") + paragraph.text;
  const titled = [{ ...annex, title, printed: `${annex.label} ${title}` }];
  reading.way = titled;
  reading.open = { ...reading.open, way: titled, paragraphs: [...reading.open.paragraphs, paragraph] };
}

function openPoint(reading: Reading, paragraph: Paragraph, marker: Marker): void {
  const way = place(reading.way, headingOf(paragraph, marker));
  close(reading, way);
  checkCount(reading, marker, way);
  openClause(reading, way, paragraph);
}

/** A missing number may be a page that was lost. */
function checkCount(reading: Reading, marker: Marker, way: readonly Heading[]): void {
  const last = reading.counts.get(marker.kind) ?? 0;
  reading.counts.set(marker.kind, marker.value);
  if (marker.kind === "decimal" || marker.value <= 1 || marker.value === last + 1) return;
  reading.warnings.push(texts.warnings.numberingGap({ path: pathOf(way), last, value: marker.value }));
}

function openClause(reading: Reading, way: readonly Heading[], paragraph: Paragraph): void {
  reading.way = way;
  reading.open = { kind: "clause", way, path: pathOf(way), paragraphs: [paragraph] };
}

function addText(reading: Reading, paragraph: Paragraph): void {
  const { open } = reading;
  if (open?.kind === "clause" && goesOn(reading, open.path)) {
    open.paragraphs.push(paragraph);
    return;
  }
  close(reading, []);
  reading.open = { kind: "clause", way: reading.way, path: textPath(reading), paragraphs: [paragraph] };
}

/** A paragraph without a number belongs to the point before it; the head of an annex and plain paragraphs stand alone. */
function goesOn(reading: Reading, openPath: string): boolean {
  if (reading.way.length === 0) return reading.isNumbered;
  return !isAnnexHead(reading.way) || openPath !== pathOf(reading.way);
}

function isAnnexHead(way: readonly Heading[]): boolean {
  return way.length === 1 && way[0]?.kind === "annex";
}

function textPath(reading: Reading): string {
  const path = pathOf(reading.way);
  if (path) return isAnnexHead(reading.way) ? texts.annexText({ path }) : texts.continued({ path });
  if (!reading.isNumbered) {
    reading.plainParagraphs += 1;
    return texts.paragraph({ number: reading.plainParagraphs });
  }
  return reading.hasTitle ? texts.introduction : texts.remark;
}

function addMeta(reading: Reading, paragraph: Paragraph, role: MetaRole): void {
  if (role === "title") reading.hasTitle = true;
  if (role === "signature" || role === "print") leaveText(reading);
  const { open } = reading;
  if (open?.kind === "meta" && open.role === role) {
    open.paragraphs.push(paragraph);
    return;
  }
  close(reading, []);
  reading.open = { kind: "meta", role, paragraphs: [paragraph] };
}

/** After a signature nothing goes on: what follows is another text, an annex, or a remark. */
function leaveText(reading: Reading): void {
  if (reading.open?.kind === "clause") close(reading, []);
  reading.way = [];
  reading.hasTitle = false;
  reading.counts.clear();
}

function addTable(reading: Reading, table: Table): void {
  const { open } = reading;
  const caption = open?.kind === "clause" ? open.paragraphs.at(-1)?.text : undefined;
  const below: Heading = { kind: "annex", rank: Number.POSITIVE_INFINITY, label: "", title: undefined, printed: "" };
  close(reading, [...reading.way, below]);
  reading.tables += 1;
  const name = tableName(caption) ?? texts.table({ number: reading.tables });
  const path = [pathOf(reading.way), name].filter(Boolean).join(" ");
  reading.passages.push(...draftRows(table, { path, trail: trailOf(reading.way) }));
}

/** @param next  the way to what comes next: a heading line that it leads through has no text of its own */
function close(reading: Reading, next: readonly Heading[]): void {
  const { open } = reading;
  reading.open = undefined;
  if (!open) return;
  const [first, last] = [open.paragraphs[0], open.paragraphs.at(-1)];
  if (!first || !last) return;
  const span = { body: open.paragraphs.map(({ text }) => text).join("\n"), start: first.start, end: last.end, cells: undefined };
  if (open.kind === "meta") {
    reading.passages.push({ kind: "meta", path: texts.metaPath[open.role], trail: [], ...span });
    return;
  }
  const kind = isHeadingOnly(open, next) ? "heading" : "clause";
  reading.passages.push({ kind, path: open.path, trail: trailOf(open.way), ...span });
}

function isHeadingOnly(open: Extract<Open, { kind: "clause" }>, next: readonly Heading[]): boolean {
  if (isAnnexHead(open.way)) return open.path === pathOf(open.way);
  const own = open.way.at(-1);
  if (!own?.title || !next.includes(own)) return false;
  // 「（一）落实责任。」 with points below it is a heading, whatever its full stop.
  const [only, ...more] = open.paragraphs.map(({ text }) => text.replace(/[*_。\s]+$/u, ""));
  return more.length === 0 && only !== undefined && only.endsWith(own.title);
}
