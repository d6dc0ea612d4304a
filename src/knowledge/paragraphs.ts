import { isFormalLine } from "./formalities.ts";
import { columnsOf, fullLineColumns, type Line } from "./lines.ts";
import { type Marker, readMarker } from "./numbering.ts";

/** A paragraph as its author wrote it: lines that a page or a line width had torn apart are joined. */
export type Paragraph = {
  text: string;
  start: number;
  end: number;
  marker: Marker | undefined;
  afterGap: boolean;
  /** Width of its last line: a full one goes on. */
  lastColumns: number;
};

/**
 * Joins lines into paragraphs. A line runs on into the next when its sentence is open and the next one starts nothing
 * of its own: no number that fits the count, no formal line (抄送：, a date …), no indentation.
 */
export function paragraphsOf(lines: readonly Line[]): Paragraph[] {
  const fullLine = fullLineColumns(lines);
  const paragraphs: Paragraph[] = [];
  const counts = new Map<string, number>();
  for (const line of lines) {
    const marker = readMarker(line.text);
    const last = paragraphs.at(-1);
    if (last && runsOn(last, line, fullLine) && !(marker && fits(marker, counts))) {
      last.text = join(last.text, line.text);
      last.end = line.end;
      last.lastColumns = columnsOf(line);
      continue;
    }
    if (marker) counts.set(marker.kind, marker.value);
    paragraphs.push({ text: line.text, start: line.start, end: line.end, marker, afterGap: line.afterGap, lastColumns: columnsOf(line) });
  }
  return paragraphs;
}

/** A line like 「3.5万户」 or 「2、3号楼」 in an open sentence is no new point: its number does not go on from the last. */
function fits(marker: Marker, counts: ReadonlyMap<string, number>): boolean {
  return marker.value <= 1 || marker.value === (counts.get(marker.kind) ?? 0) + 1;
}

const SENTENCE_END = /[。！？；：….!?;:][”’"'』」）)】*_]*$/u;
const RUNNING_TEXT = /[，。；！？]/u;
/** Words after which no heading and no list item ends. */
const DANGLING_END = /[于和及或将被]$/u;
/** Marks with which no line of text begins. */
const FOLLOWING_MARK = /^[，。；：、！？）》”’%％]/u;
const LIST_ITEM = /^(?:[-*+•·●■◆]\s|>)/u;

function runsOn(last: Paragraph, line: Line, fullLine: number | undefined): boolean {
  if (SENTENCE_END.test(last.text) || last.marker?.kind === "heading") return false;
  if (line.indented || LIST_ITEM.test(line.text) || /^#{1,6}\s/.test(line.text) || isFormalLine(line.text)) return false;
  if (hasOpenBracket(last.text) || DANGLING_END.test(last.text) || FOLLOWING_MARK.test(line.text)) return true;
  if (isFormalLine(last.text)) return false;
  if (fullLine && last.lastColumns >= fullLine && !line.afterGap) return true;
  return RUNNING_TEXT.test(last.text) && !isShortTitle(last);
}

const TITLE_MAX = 30;

/** 「二、压实责任，狠抓落实」: a heading may hold a comma, though not end with one. An article goes straight to its text. */
function isShortTitle({ marker, text }: Paragraph): boolean {
  return marker !== undefined && marker.kind !== "article" && text.length <= TITLE_MAX && !/[。；！？]|[，,、]$/u.test(text);
}

const PAIRS: Readonly<Record<string, string>> = { "（": "）", "《": "》", "“": "”", "〈": "〉", "(": ")" };

/** Whether a bracket, a book title or a quotation is still open at the end of `text`. */
function hasOpenBracket(text: string): boolean {
  const plain = text.replaceAll("(", "（").replaceAll(")", "）");
  return Object.entries(PAIRS).some(([open, close]) => plain.lastIndexOf(open) > plain.lastIndexOf(close));
}

function join(before: string, after: string): string {
  const isWord = /[A-Za-z0-9]$/.test(before) && /^[A-Za-z]/.test(after);
  return isWord ? `${before} ${after}` : before + after;
}
