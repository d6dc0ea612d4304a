import type { Passage } from "../knowledge/document.ts";
import type { Task } from "../knowledge/task.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { type RowParts, rowPartsOf } from "./row.ts";
import type { Source, Unit } from "./units.ts";

/**
 * Rows of a task table as units: what a row means comes from the table as it was understood, what is quoted from where
 * it is printed, which may be another row.
 * @param rows   all row passages of one document
 * @param tasks  of the same document; a row without a task is weighed as printed, if it says anything
 */
export function rowUnits(rows: readonly Passage[], tasks: readonly Task[]): Unit[] {
  const unclaimed = [...tasks];
  return rows.flatMap((passage) => {
    const at = unclaimed.findIndex((task) => isRowOf(task, passage));
    const [task] = at < 0 ? [] : unclaimed.splice(at, 1);
    if (task) return [understoodRow(passage, task, rows)];
    return tasks.length === 0 && passage.body.trim() ? [printedRow(passage)] : [];
  });
}

/** Printed numbers repeat from table to table; the printed cells do not. */
function isRowOf({ printed }: Task, { cells }: Passage): boolean {
  return cells?.every((cell, index) => cell === printed[index]) ?? false;
}

function understoodRow(passage: Passage, task: Task, rows: readonly Passage[]): Unit {
  const printed = rowPartsOf(passage);
  const row: RowParts = {
    tasks: [task.task],
    responsible: task.responsible,
    deadline: task.deadline,
    printedResponsible: printed.responsible,
  };
  const said = [task.task, task.responsible ?? "", task.deadline ?? ""];
  const sources = sourcesOf(said, passage, rows);
  return unit(passage, {
    row,
    headings: [task.section ?? "", task.item ?? "", ...besides(task)],
    said,
    sources: sources.length > 0 ? sources : [printedSource(passage)],
  });
}

const BESIDES_MAX = 16;

/** What else a row prints: whom or what it is about. A row that was put together holds words of its neighbours. */
function besides({ repaired, printed, task, responsible = "", deadline = "" }: Task): readonly string[] {
  if (repaired) return [];
  const said = folded(task + responsible + deadline);
  return printed.filter((cell) => cell.length <= BESIDES_MAX && !NUMBER_ONLY.test(cell) && !said.includes(folded(cell)));
}

const NUMBER_ONLY = /^[\d\s]*$/u;

function printedRow(passage: Passage): Unit {
  const row = rowPartsOf(passage);
  return unit(passage, { row, headings: passage.trail, said: [passage.body], sources: [printedSource(passage)] });
}

type RowSays = { row: RowParts; headings: readonly string[]; said: readonly string[]; sources: readonly Source[] };

function unit(passage: Passage, { row, headings, said, sources }: RowSays): Unit {
  const text = said.filter(Boolean).join("\n");
  const plain = plainOf(text);
  const bare = withoutMarks(plain);
  const heading = withoutMarks(plainOf([...headings, passage.path].join(" ")));
  return { passage, kind: "row", text, plain, bare, heading, around: bare, row, isHeading: false, sources };
}

const ELLIPSIS = "……";
/** Shorter stretches stand in many rows. */
const STRETCH_MIN = 6;

/** Where the words of a row are printed: all of a text at once, else stretch by stretch, longest first. */
function sourcesOf(said: readonly string[], own: Passage, rows: readonly Passage[]): Source[] {
  const places = [own, ...rows.filter((row) => row !== own)];
  const found = new Map<Passage, string[]>();
  for (const text of said.filter(Boolean)) {
    for (const { place, stretch } of printedStretches(text, places)) found.set(place, [...(found.get(place) ?? []), stretch]);
  }
  return [...found].map(([passage, stretches]) => ({ passage, quote: stretches.join(ELLIPSIS) }));
}

/** A text that was put together, or whose slips were mended, is printed in stretches, maybe in several rows. */
function printedStretches(text: string, places: readonly Passage[]): { place: Passage; stretch: string }[] {
  const stretches: { place: Passage; stretch: string }[] = [];
  let at = 0;
  while (at < text.length) {
    const { place, length } = longestAt(text, at, places);
    if (place && (length >= STRETCH_MIN || length === text.length))
      stretches.push({ place, stretch: asPrinted(text.slice(at, at + length), place.body) });
    at += place && length >= STRETCH_MIN ? length : 1;
  }
  return stretches;
}

function longestAt(text: string, at: number, places: readonly Passage[]): { place: Passage | undefined; length: number } {
  return places.reduce<{ place: Passage | undefined; length: number }>(
    (best, place) => {
      const length = printedLength(folded(text), at, folded(place.body));
      return length > best.length ? { place, length } : best;
    },
    { place: undefined, length: 0 },
  );
}

/** How many characters of `text` from `at` on stand together in `body`. A prefix of what stands there stands there: halving finds the end. */
function printedLength(text: string, at: number, body: string): number {
  let [known, limit] = [0, text.length - at];
  while (known < limit) {
    const middle = Math.ceil((known + limit) / 2);
    if (body.includes(text.slice(at, at + middle))) known = middle;
    else limit = middle - 1;
  }
  return known;
}

/** The same number of characters, full-width signs as half-width ones: tables print 「，」 and 「,」 for each other. */
export function folded(text: string): string {
  return text.replace(/[！-～]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function asPrinted(stretch: string, body: string): string {
  const at = folded(body).indexOf(folded(stretch));
  return body.slice(at, at + stretch.length);
}

function printedSource(passage: Passage): Source {
  const { tasks, responsible, deadline } = rowPartsOf(passage);
  const cells = [...tasks, responsible, deadline].filter((cell) => cell !== undefined);
  return { passage, quote: cells.length > 0 ? cells.join(ELLIPSIS) : passage.body };
}
