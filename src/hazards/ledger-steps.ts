import { tidyCell } from "../registry/workbook-cells.ts";
import { texts as words } from "../texts/case.ts";
import { texts as states } from "../texts/hazard-papers.ts";
import { texts } from "../texts/ledger-workbook.ts";
import type { Actor, Hazard, HazardFacts } from "./hazard.ts";
import { FACTS_OF, LEDGER_COLUMNS, type LedgerSurroundings } from "./ledger-columns.ts";
import { type LedgerEntry, readResponsible } from "./ledger-entry.ts";
import type { FactChanges, Step } from "./step.ts";
import { transition } from "./transition.ts";

/** What a row of a list makes of a case: steps like everybody's, refused like everybody's. Pure. */

export type RowSteps = { steps: readonly Step[] } | { field: keyof LedgerEntry & string; problem: string };

type Change = { before: LedgerEntry; entry: LedgerEntry };
type Taking = { actor: Actor; known: LedgerSurroundings };

/** The steps that lead from the case to what the row says; a problem where they cannot be taken. */
export function stepsFor(hazard: Hazard, change: Change, taking: Taking): RowSteps {
  const changed = changedFields(change, taking.known);
  const objection = contradiction(change, changed);
  if (objection) return objection;
  const corrections = correction(change, changed);
  const progress = progressOf(hazard, change, changed);
  if ("problem" in progress) return progress;
  return tried(hazard, [...corrections, ...progress.steps], changed[0] ?? "description", taking);
}

/** The facts of a row that is new. Of a town of ours it is known in which district it lies. */
export function factsOfEntry(entry: LedgerEntry, { units }: Pick<LedgerSurroundings, "units">): Omit<HazardFacts, "source"> {
  const fields = Object.values(FACTS_OF).flat();
  const district = entry.district ?? units.find(({ id }) => id === entry.townId)?.district;
  return { ...Object.fromEntries(fields.map((field) => [field, entry[field]])), district, description: entry.description };
}

/** The steps of a new row, after it was recorded. */
export function stepsOfNew(entry: LedgerEntry): Step[] {
  return entry.isRectified ? [{ do: "accept" }, rectified(entry)] : [];
}

function changedFields({ before, entry }: Change, known: LedgerSurroundings): (keyof LedgerEntry & string)[] {
  return LEDGER_COLUMNS.filter((column) => tidyCell(column.print(before, known)) !== tidyCell(column.print(entry, known))).map(
    ({ field }) => field,
  );
}

/** Cells that do not fit each other, or what stands in the history already. */
export function contradiction(
  { before, entry }: { before: LedgerEntry | undefined; entry: LedgerEntry },
  changed: readonly string[],
): { field: "isRectified" | "completedOn"; problem: string } | undefined {
  const { problems } = texts;
  if (entry.isRectified && entry.completedOn === undefined) return { field: "completedOn", problem: problems.completedMissing };
  if (before?.isRectified && !entry.isRectified) return { field: "isRectified", problem: problems.notUndone };
  if (!entry.isRectified && entry.completedOn !== undefined) return { field: "completedOn", problem: problems.completedWithout };
  if (before?.isRectified && changed.includes("completedOn")) return { field: "completedOn", problem: problems.completedFixed };
  return undefined;
}

function correction({ entry }: Change, changed: readonly string[]): Step[] {
  const fields = Object.entries(FACTS_OF)
    .filter(([column]) => changed.includes(column))
    .flatMap(([, facts]) => facts);
  if (fields.length === 0) return [];
  const changes: FactChanges = Object.fromEntries(fields.map((field) => [field, entry[field] ?? null]));
  return [{ do: "amend", changes, note: texts.notes.changed }];
}

/** Who sees to it, how, and whether it is done. */
function progressOf(hazard: Hazard, { before, entry }: Change, changed: readonly string[]): RowSteps {
  const isDone = entry.isRectified && !before.isRectified;
  const accepting: Step[] = isDone && hazard.state === "registered" ? [{ do: "accept" }] : [];
  const finishing = isDone ? [rectified(entry)] : [];
  const isOther = changed.includes("responsible");
  // What was done stands with who did it; what is to be done stands with the order.
  if (!isOther && (isDone || !changed.includes("measures"))) return { steps: [...accepting, ...finishing] };
  if (hazard.state !== "rectifying") return { field: isOther ? "responsible" : "measures", problem: texts.problems.notAssigned };
  const { personId, ...standing } = hazard.assignment ?? {};
  const who = isOther ? readResponsible(entry.responsible) : { department: standing.department, person: standing.person, personId };
  return { steps: [{ do: "reassign", assignment: { ...standing, ...who, measures: entry.measures } }, ...finishing] };
}

function rectified({ completedOn = "", measures }: LedgerEntry): Step {
  return { do: "finish_rectification", completedOn, measures, note: texts.notes.rectified };
}

function tried(hazard: Hazard, steps: readonly Step[], field: keyof LedgerEntry & string, { actor, known }: Taking): RowSteps {
  let moved = hazard;
  for (const step of steps) {
    const result = transition(moved, { step, actor }, known.now);
    if (result.kind === "refused") {
      return { field, problem: texts.problems.step({ state: states.states[moved.state], why: words.refusals[result.reason] }) };
    }
    moved = result.hazard;
  }
  return { steps };
}
