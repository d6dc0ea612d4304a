/** The headings that are printed in a table, whole again: pieces that a page break tore off go back to their heading. */
import { type Label, type Remark, remarked, type TaskDraft } from "./task.ts";
import { type Body, type BodyHeading, headingFor, plain, readHeading } from "./task-body.ts";

/** A heading of the table: where it is printed, and the heading of the plan that it stands for. */
export type TableHeading = {
  index: number;
  own: BodyHeading;
  /** As the plan has it; undefined when the plan has no such heading. */
  known: BodyHeading | undefined;
  level: "section" | "item";
};

type Place = { index: number; label: Label; text: string };

/** A piece stands at most this many rows below the heading that it belongs to. */
const REACH = 4;

export function readHeadings(drafts: readonly TaskDraft[], body: Body): { headings: TableHeading[]; drafts: TaskDraft[] } {
  const places: Place[] = [];
  let rows = [...drafts];
  drafts.forEach((draft, index) => {
    const own = draft.labels.filter(({ isPiece }) => !isPiece).map((label) => ({ index, label, text: label.text }));
    const open = new Set(places.filter((place) => index - place.index <= REACH));
    for (const piece of draft.labels.filter(({ isPiece }) => isPiece)) {
      const home = homeOf(piece, { above: [...open], own }, body);
      if (!home) {
        rows = remarkedAt(rows, index, { kind: "left_over", text: piece.text, confidence: "low" });
        continue;
      }
      open.delete(home);
      const isProven = gain(home, piece, body) > 0;
      home.text += piece.text;
      const confidence = isProven ? "high" : "medium";
      // A torn-off line may hold the end of its own row's heading.
      if (home.index === index) continue;
      rows = remarkedAt(rows, home.index, { kind: "heading_joined", text: home.text, row: drafts[index]?.row ?? 0, confidence });
      rows = remarkedAt(rows, index, { kind: "heading_piece", text: piece.text, row: drafts[home.index]?.row ?? 0, confidence });
    }
    places.push(...own);
  });
  return { headings: levelled(places, body), drafts: rows };
}

function remarkedAt(rows: readonly TaskDraft[], at: number, remark: Remark): TaskDraft[] {
  return rows.map((row, index) => (index === at ? remarked(row, remark) : row));
}

/** The heading that a piece completes: proven by the plan, else the nearest one above, in the same column if there are two. */
function homeOf(piece: Label, { above, own }: { above: readonly Place[]; own: readonly Place[] }, body: Body): Place | undefined {
  const [proven] = [...above, ...own]
    .map((place) => ({ place, gain: gain(place, piece, body) }))
    .filter((candidate) => candidate.gain > 0)
    .sort((a, b) => b.gain - a.gain);
  if (proven) return proven.place;
  const candidates = above.length > 0 ? above : own;
  const nearest = candidates.filter(({ index }) => index === candidates.at(-1)?.index);
  const unfinished = nearest.filter(({ text }) => headingFor(body, text) === undefined);
  return unfinished.find(({ label }) => label.column === piece.column) ?? unfinished.at(-1);
}

/** How many characters of the piece the plan's heading has behind what is printed of it already; all of them, or it proves nothing. */
function gain({ text }: Place, piece: Label, body: Body): number {
  const known = headingFor(body, text)?.title;
  const own = readHeading(text)?.title;
  if (known === undefined || own === undefined) return 0;
  const [whole, added] = [plain(known), plain(piece.text)];
  const gained = commonLength(plain(own) + added, whole) - commonLength(plain(own), whole);
  return whole.includes(added) && gained === added.length ? gained : 0;
}

/** Length of the longest sequence of characters that both have in the same order. */
function commonLength(a: string, b: string): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const character of a) {
    const next = [0];
    for (let at = 1; at <= b.length; at += 1) {
      const best = Math.max(row[at] ?? 0, next[at - 1] ?? 0);
      next.push(character === b[at - 1] ? (row[at - 1] ?? 0) + 1 : best);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** 一、 and （一） are parts, 1. and （1） points; where there are only 一、 and （一）, the former are the parts. */
function levelled(places: readonly Place[], body: Body): TableHeading[] {
  const read = places.flatMap(({ index, text }) => {
    const own = readHeading(text);
    return own ? [{ index, own, known: headingFor(body, text) }] : [];
  });
  const kinds = new Set(read.map(({ own }) => own.kind));
  const hasPoints = [...kinds].some(isPointKind);
  return read.map((heading) => {
    const isPoint = isPointKind(heading.own.kind) || (!hasPoints && kinds.has("han") && heading.own.kind === "hanBracket");
    return { ...heading, level: isPoint ? "item" : "section" };
  });
}

function isPointKind(kind: BodyHeading["kind"]): boolean {
  return kind === "arabic" || kind === "arabicBracket" || kind === "decimal" || kind === "circled";
}
