/** Which lines of a page are rows of a table, and in which column each of their cells stands. */
import type { Cell, PageLine } from "./pdf-lines.ts";

type Band = { x: number; end: number };

/** From how many lines with cells on it is a table; a signature or a print line has a gap, too. */
const ROWS_MIN = 2;
/** A cell may go on over this many lines before the next row. */
const WRAPPED_MAX = 8;

/** Of its lines with cells, this share must have one in every column: else wrapped cells stand beside each other in no order. */
const FULL_SHARE = 0.5;

/**
 * The cells of each line that belongs to a table, in columns; lines of text are not among the keys.
 * `unclear`: tables whose rows cannot be told apart, which stay lines of text.
 */
export function alignCells(lines: readonly PageLine[], margin: number): { rows: Map<PageLine, string[]>; unclear: number } {
  const rows = new Map<PageLine, string[]>();
  let unclear = 0;
  for (const run of runsOf(lines)) {
    const split = run.filter(({ cells }) => cells.length > 1);
    const bands = bandsOf(split);
    if (split.length < ROWS_MIN || bands.length < 2) continue;
    if (split.filter(({ cells }) => cells.length === bands.length).length < split.length * FULL_SHARE) {
      unclear += 1;
      continue;
    }
    for (const line of run) {
      const columns = line.cells.map((cell) => bandAt(bands, cell));
      // A heading that runs across the table stays whole, as does a line of text below it.
      if (line.cells.length === 1 && !fits(line.cells[0], bands, margin)) continue;
      rows.set(
        line,
        bands.map((_, band) =>
          line.cells
            .filter((_, index) => columns[index] === band)
            .map(({ text }) => text)
            .join(""),
        ),
      );
    }
  }
  return { rows, unclear };
}

/** From the first line with cells to the last one that no text parts from it, and what wraps below. */
function runsOf(lines: readonly PageLine[]): PageLine[][] {
  const runs: PageLine[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  lines.forEach((line, index) => {
    if (line.cells.length < 2) return;
    const between = lines.slice(last + 1, index);
    const isSame = runs.length > 0 && between.length <= WRAPPED_MAX && between.every(({ cells }) => isNarrow(cells[0], lines));
    if (isSame) runs.at(-1)?.push(...between, line);
    else runs.push([line]);
    last = index;
  });
  return runs.map((run) => withWrapped(run, lines));
}

function withWrapped(run: readonly PageLine[], lines: readonly PageLine[]): PageLine[] {
  const [end] = run.slice(-1);
  const below = end ? lines.slice(lines.indexOf(end) + 1) : [];
  const stop = below.findIndex(({ cells, x }) => cells.length > 1 || !isNarrow(cells[0], lines) || x <= (end?.x ?? 0));
  return [...run, ...below.slice(0, stop < 0 ? below.length : stop)];
}

/** Narrower than two thirds of the page's text: not a line of a paragraph. */
function isNarrow(cell: Cell | undefined, lines: readonly PageLine[]): boolean {
  const left = Math.min(...lines.map(({ x }) => x));
  const right = Math.max(...lines.flatMap(({ cells }) => cells.map(({ end }) => end)));
  return cell !== undefined && cell.end - cell.x < ((right - left) * 2) / 3;
}

/** Columns are where the cells of all rows cast their shadow: cells that are centred differently overlap in it. */
function bandsOf(rows: readonly PageLine[]): Band[] {
  const widest = Math.max(...rows.map(({ cells }) => cells.length));
  // A row with fewer cells may hold one that spans two columns, which would melt them together.
  const cells = rows.filter((row) => row.cells.length === widest).flatMap((row) => row.cells);
  const bands: Band[] = [];
  for (const { x, end } of cells.toSorted((a, b) => a.x - b.x)) {
    const band = bands.at(-1);
    if (band && x < band.end) band.end = Math.max(band.end, end);
    else bands.push({ x, end });
  }
  return bands;
}

/** The column that a cell shares most of its width with, else the nearest. */
function bandAt(bands: readonly Band[], { x, end }: Band): number {
  const shares = bands.map((band) => Math.min(end, band.end) - Math.max(x, band.x));
  return shares.indexOf(Math.max(...shares));
}

function fits(cell: Cell | undefined, bands: readonly Band[], margin: number): boolean {
  if (!cell) return false;
  const touched = bands.filter((band) => Math.min(cell.end, band.end) > Math.max(cell.x, band.x)).length;
  return touched <= 1 && cell.x > margin;
}
