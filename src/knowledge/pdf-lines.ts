/**
 * Lines of text from pieces of text with their places on a page. What runs along the top and bottom of the pages is taken out;
 * an indented line begins a paragraph; wide gaps part the cells of a table.
 */
import { alignCells } from "./pdf-tables.ts";

/** Points; y grows upwards. */
export type Piece = { str: string; x: number; y: number; width: number; fontSize: number };
export type Cell = { text: string; x: number; end: number };
export type PageLine = { cells: readonly Cell[]; x: number; y: number; size: number };

const PARAGRAPH_INDENT = "　　";
/** In sizes of the font: what parts words, cells, and a paragraph's first line from the margin. */
const WORD_GAP = 0.2;
const TYPED_SPACE = 0.6;
const CELL_GAP = 1.2;
const INDENT = 1.5;
const SAME_LINE = 0.45;
/** A gap this much wider than usual between two lines is an empty line. */
const EMPTY_LINE = 1.7;
/** Lines from the edge of the page within which running titles stand. */
const EDGE = 2;
const PAGE_NUMBER = /^[-—–－·\s]*(?:\d{1,4}|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*\/\s*\d{1,4})[-—–－·\s]*$/u;

/** `dropped`: lines that run along the edges of the pages; `unclear`: tables that stay lines of text. */
export function layOutPages(pages: readonly (readonly Piece[])[]): { source: string; dropped: number; unclear: number } {
  const laid = pages.map(linesOfPage);
  const running = runningTexts(laid);
  const kept = laid.map((lines) => lines.filter((line, index) => !isRunning(line, edgeOf(index, lines.length), running)));
  const dropped = laid.flat().length - kept.flat().length;
  const margin = Math.min(...kept.flat().map(({ x }) => x));
  const written = kept.map((lines) => printed(lines, margin));
  const unclear = written.reduce((sum, page) => sum + page.unclear, 0);
  return { source: written.map(({ text }) => text).join("\n"), dropped, unclear };
}

function linesOfPage(pieces: readonly Piece[]): PageLine[] {
  const lines: { y: number; pieces: Piece[] }[] = [];
  for (const piece of pieces.filter(({ str }) => str.trim() !== "").sort((a, b) => b.y - a.y)) {
    const last = lines.at(-1);
    if (last && Math.abs(last.y - piece.y) <= SAME_LINE * piece.fontSize) last.pieces.push(piece);
    else lines.push({ y: piece.y, pieces: [piece] });
  }
  return lines.map(({ y, pieces: own }) => {
    const cells = cellsOf(own.sort((a, b) => a.x - b.x));
    return { cells, x: cells[0]?.x ?? 0, y, size: Math.max(...own.map(({ fontSize }) => fontSize)) };
  });
}

function cellsOf(pieces: readonly Piece[]): Cell[] {
  const cells: Cell[] = [];
  for (const { str, x, width, fontSize } of pieces) {
    const last = cells.at(-1);
    const gap = last ? x - last.end : 0;
    if (!last || gap > CELL_GAP * fontSize) {
      cells.push({ text: str.trim(), x, end: x + width });
      continue;
    }
    last.text += spaceOf(gap / fontSize, last.text, str.trim()) + str.trim();
    last.end = Math.max(last.end, x + width);
  }
  return cells;
}

/** Justified lines stretch the gaps between Chinese characters a little; a space that was typed is wider. */
function spaceOf(gap: number, before: string, after: string): string {
  if (gap > TYPED_SPACE) return "　";
  return gap > WORD_GAP && /[\w.]$/.test(before) && /^\w/.test(after) ? " " : "";
}

function edgeOf(index: number, count: number): "top" | "bottom" | undefined {
  if (index < EDGE) return "top";
  return index >= count - EDGE ? "bottom" : undefined;
}

/** Texts, figures aside, that stand at the same edge of more than half of the pages. */
function runningTexts(pages: readonly (readonly PageLine[])[]): Set<string> {
  const counts = new Map<string, number>();
  for (const lines of pages) {
    const keys = lines.flatMap((line, index) => runningKey(line, edgeOf(index, lines.length)) ?? []);
    for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return new Set([...counts].filter(([, count]) => count >= 2 && count * 2 > pages.length).map(([key]) => key));
}

/** Tables repeat their head on every page; what has three cells is no running title. */
function runningKey({ cells, y }: PageLine, edge: "top" | "bottom" | undefined): string | undefined {
  if (!edge || cells.length > 2) return undefined;
  const text = cells.map((cell) => cell.text).join(" ");
  return `${edge} ${Math.round(y / 4)} ${text.replace(/\d+/g, "#").replace(/\s/g, "")}`;
}

function isRunning(line: PageLine, edge: "top" | "bottom" | undefined, running: ReadonlySet<string>): boolean {
  const key = runningKey(line, edge);
  if (key === undefined) return false;
  return running.has(key) || PAGE_NUMBER.test(line.cells.map(({ text }) => text).join(" "));
}

function printed(lines: readonly PageLine[], margin: number): { text: string; unclear: number } {
  const pitches = lines.slice(1).map((line, index) => (lines[index]?.y ?? 0) - line.y);
  const usual = pitches.toSorted((a, b) => a - b)[Math.floor(pitches.length / 2)] ?? 0;
  const { rows, unclear } = alignCells(lines, margin);
  const text = lines
    .flatMap((line, index) => {
      const isAfterGap = index > 0 && (pitches[index - 1] ?? 0) > usual * EMPTY_LINE;
      const row = rows.get(line);
      const indent = line.x - margin >= INDENT * line.size ? PARAGRAPH_INDENT : "";
      const own = row ? row.join("\t") : indent + line.cells.map((cell) => cell.text).join(PARAGRAPH_INDENT);
      return isAfterGap && !row ? ["", own] : [own];
    })
    .join("\n");
  return { text, unclear };
}
