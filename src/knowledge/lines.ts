/** A line that holds more than white space. `text` is trimmed, `raw` is not; offsets are those of `text` in the source. */
export type Line = {
  raw: string;
  text: string;
  start: number;
  end: number;
  /** An empty line, a page break or the beginning of the source stands before it. */
  afterGap: boolean;
  /** Set in by a full-width space or more: a new paragraph. */
  indented: boolean;
};

export function linesOf(source: string): Line[] {
  const lines: Line[] = [];
  let offset = 0;
  let afterGap = true;
  for (const raw of source.split("\n")) {
    const text = raw.trim();
    const lead = raw.length - raw.trimStart().length;
    if (text) {
      const start = offset + lead;
      const indent = raw.slice(0, lead);
      lines.push({
        raw,
        text,
        start,
        end: start + text.length,
        afterGap: afterGap || indent.includes("\f"),
        indented: /　|[ \u00a0]{4}/.test(indent),
      });
    }
    afterGap = !text;
    offset += raw.length + 1;
  }
  return lines;
}

/** Columns that a line takes up; a Chinese character takes two. */
export function columnsOf(line: Line): number {
  return [...line.raw.trimEnd()].reduce((columns, character) => columns + (character > "\u2e7f" ? 2 : 1), 0);
}

/** A line of A4 holds 28 characters, one on a screen rarely more than 60. */
const HARD_WRAP_MAX = 120;
const HARD_WRAP_MIN = 20;
/** What fits no more at the end of a line: a character and a punctuation mark that may not begin the next. */
const RAGGED = 4;

/** From how many columns on a line is full, undefined when the paragraphs stand on one line each. */
export function fullLineColumns(lines: readonly Line[]): number | undefined {
  const columns = lines.map(columnsOf);
  const widest = Math.max(0, ...columns);
  if (widest > HARD_WRAP_MAX || widest < HARD_WRAP_MIN) return undefined;
  const full = columns.filter((count) => count >= widest - RAGGED).length;
  return full >= 3 && full * 6 >= lines.length ? widest - RAGGED : undefined;
}
