import type { Line } from "./lines.ts";
import { isTableLine, tableName } from "./table.ts";

/** A run of text lines, or the lines of one table. */
export type Segment = { kind: "text" | "table"; lines: readonly Line[] };

/** Separates tables from text. One line with a tab in it is no table; empty lines do not end one. */
export function segmentsOf(lines: readonly Line[]): Segment[] {
  const runs: { isTabular: boolean; lines: Line[] }[] = [];
  lines.forEach((line, index) => {
    const isTabular = isTableLine(line) || isTornCell(lines, index);
    const last = runs.at(-1);
    if (last?.isTabular === isTabular) last.lines.push(line);
    else runs.push({ isTabular, lines: [line] });
  });
  return runs.map((run) => ({
    kind: run.isTabular && run.lines.filter(isTableLine).length > 1 ? "table" : "text",
    lines: run.lines,
  }));
}

/** A cell that holds a line break tears its row: the rest follows at once, unless a second table begins. */
function isTornCell(lines: readonly Line[], index: number): boolean {
  const [before, line, after] = [lines[index - 1], lines[index], lines[index + 1]];
  if (!line || !before || line.afterGap || !isTableLine(before)) return false;
  if (line.raw.startsWith("\t")) return true;
  return after !== undefined && isTableLine(after) && !after.afterGap && tableName(line.text) === undefined;
}
