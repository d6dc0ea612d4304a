import { knownColumns } from "../registry/workbook-header.ts";
import type { RawWorkbook } from "../registry/workbook-raw.ts";
import type { Match, Objection, Table } from "../registry/workbook-table.ts";
import { texts } from "../texts/ledger-workbook.ts";
import type { Actor, Hazard } from "./hazard.ts";
import { LEDGER_COLUMNS, type LedgerSurroundings } from "./ledger-columns.ts";
import { contentKey, entryOf, type LedgerEntry } from "./ledger-entry.ts";
import { contradiction, factsOfEntry, stepsFor } from "./ledger-steps.ts";

/** How a row of a list finds its case: by the number, else by the same content. Never by likeness. */

/** Whoever imports answers for it as a person does. @param actor  open_id, or "terminal" */
export function importer(actor: string): Actor {
  return { id: actor, role: "bureau_staff" };
}

const NOTHING: LedgerEntry = {
  id: undefined,
  description: "",
  isRectified: false,
  completedOn: undefined,
  responsible: undefined,
  measures: undefined,
};

/** @param refusalOf  why nothing of this district may be imported; undefined: it may */
export function ledgerTable(actor: Actor, refusalOf: RefusalOf): Table<LedgerEntry, LedgerSurroundings> {
  return {
    sheetName: texts.sheet,
    columns: LEDGER_COLUMNS,
    defaults: NOTHING,
    nameOf: ({ id, enterpriseName, description = "" }) => id ?? enterpriseName ?? description.slice(0, NAME_CHARACTERS),
    match,
    keysOf: (stated) => ({ own: [stated.id === undefined ? `content:${contentKey(stated)}` : `id:${stated.id}`], also: [] }),
    objections: ({ entry, before }, known) => {
      const foreign = refusalOf(factsOfEntry(entry, known).district);
      return foreign === undefined ? objections({ entry, before }, known, actor) : [{ field: "place", problem: foreign }];
    },
  };
}

type RefusalOf = (district: string | undefined) => string | undefined;

const NAME_CHARACTERS = 20;

/** Whether a workbook is a list of hazards: no list of enterprises or people describes any. */
export function isLedgerList(workbook: RawWorkbook): boolean {
  const describing = LEDGER_COLUMNS.filter(({ field }) => field === "description");
  return knownColumns(workbook, describing) > 0;
}

function match(stated: Partial<LedgerEntry>, { cases, casesByContent }: LedgerSurroundings): Match<LedgerEntry> {
  const { id } = stated;
  if (id !== undefined) {
    const hazard = cases.get(id);
    return hazard ? found(hazard) : { kind: "wrong", field: "id", problem: texts.problems.unknownNumber({ id }) };
  }
  const same = casesByContent.get(contentKey(stated)) ?? [];
  const [only] = same;
  if (only && same.length === 1) return found(only);
  if (only) return { kind: "wrong", field: "id", problem: texts.problems.severalSame({ ids: same.map((one) => one.id) }) };
  return stated.isRectified ? { kind: "new", remark: texts.remarks.awaiting } : { kind: "new" };
}

/** A row without a number keeps the one of its case. */
function found(hazard: Hazard): Match<LedgerEntry> {
  return { kind: "known", id: hazard.id, entry: entryOf(hazard), settled: { id: hazard.id } };
}

type Proposed = { entry: LedgerEntry; before: LedgerEntry | undefined };

function objections({ entry, before }: Proposed, known: LedgerSurroundings, actor: Actor): readonly Objection<LedgerEntry>[] {
  const hazard = before?.id === undefined ? undefined : known.cases.get(before.id);
  const problem = before && hazard ? stepsFor(hazard, { before, entry }, { actor, known }) : contradiction({ before, entry }, []);
  return problem && "problem" in problem ? [problem] : [];
}
