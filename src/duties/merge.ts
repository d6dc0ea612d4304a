/** One duty, one draft: the text and the task table of a plan tell the same things in almost the same words. */
import type { Recurrence } from "./duty.ts";
import { type Finding, isBare } from "./finding.ts";

export type Merged = Finding & { alsoIn: readonly Finding["source"][] };

/** The findings of the text, each joined with the rows that say the same; then the rows that say something else. */
export function mergeFindings(text: readonly Finding[], rows: readonly Finding[]): Merged[] {
  let merged: Merged[] = text.map((finding) => ({ ...finding, alsoIn: [] }));
  const alone: Merged[] = [];
  for (const row of rows) {
    const twins = twinsOf(row, merged);
    if (twins.length === 0) alone.push({ ...row, alsoIn: [] });
    merged = merged.map((finding) => (twins.includes(finding) ? joined(finding, row) : finding));
  }
  return [...merged, ...alone];
}

/** Shared pairs of characters, of the shorter wording's: for what agrees otherwise, and for what would be given a date. */
const ALIKE = 0.55;
const ALIKE_ENOUGH_FOR_A_DATE = 0.8;
const PAIRS_ENOUGH_FOR_A_DATE = 8;

/** A row that says 持续推进 of all it holds belongs to each of them, any other row to the one it resembles most. */
function twinsOf(row: Finding, merged: readonly Merged[]): readonly Merged[] {
  const rated = merged
    .map((finding) => ({ finding, likeness: likenessOf(finding, row) }))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((one, other) => other.likeness - one.likeness);
  const twins = rated.map(({ finding }) => finding);
  return isOpen(row.recurrence) ? twins : twins.slice(0, 1);
}

function likenessOf(finding: Finding, row: Finding): number {
  const [one, other] = [pairsOf(finding.duty), pairsOf(row.duty)];
  const shorter = Math.min(one.size, other.size);
  const likeness = [...one].filter((pair) => other.has(pair)).length / Math.max(1, shorter);
  if (isSame(finding.recurrence, row.recurrence)) return likeness >= ALIKE ? likeness : 0;
  // 持续推进 leaves open what the text sets; only a day is not pursued without end.
  if (isOpen(row.recurrence) && finding.recurrence.kind !== "dated") return likeness >= ALIKE ? likeness : 0;
  // A row's date is the date of what the text tells without one.
  const takesDate = isBare(finding) && row.recurrence.kind !== "event" && shorter >= PAIRS_ENOUGH_FOR_A_DATE;
  return takesDate && likeness >= ALIKE_ENOUGH_FOR_A_DATE ? likeness : 0;
}

/** Of the row as a whole: 持续推进, or nothing at all. */
function isOpen(recurrence: Recurrence): boolean {
  return recurrence.kind === "unspecified" && (recurrence.word === undefined || OPEN.test(recurrence.word));
}

const OPEN = /持续|长期|常态|全年|日常/u;

function isSame(one: Recurrence, other: Recurrence): boolean {
  if (one.kind === "event" && other.kind === "event") return true;
  return JSON.stringify(one) === JSON.stringify(other);
}

function joined(finding: Merged, row: Finding): Merged {
  const takesDate = isBare(finding);
  return {
    ...finding,
    recurrence: takesDate ? row.recurrence : finding.recurrence,
    inferred: takesDate ? row.inferred : finding.inferred,
    // Where only the row writes the date, the row is the place to cite.
    source: takesDate && row.recurrence.kind !== "unspecified" ? row.source : finding.source,
    alsoIn: [...finding.alsoIn, takesDate && row.recurrence.kind !== "unspecified" ? finding.source : row.source],
    performer: finding.performer?.basis === "stated" ? finding.performer : (row.performer ?? finding.performer),
    responsible: finding.responsible ?? row.responsible,
  };
}

function pairsOf(text: string): Set<string> {
  const bare = text.replace(NOT_WORDS, "");
  return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, at) => bare.slice(at, at + 2)));
}

const NOT_WORDS = /[^\p{Script=Han}\p{Letter}\p{Number}]/gu;
