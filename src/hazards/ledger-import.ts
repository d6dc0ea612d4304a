import type { Clock } from "../clock.ts";
import { AppError } from "../errors.ts";
import { audit } from "../registry/audit.ts";
import { listEnterprises } from "../registry/enterprises.ts";
import type { ImportRights } from "../registry/import-rights.ts";
import { knowEnterprises } from "../registry/known-enterprises.ts";
import { listUnits } from "../registry/units.ts";
import { type Counts, countsOf, type Fingerprints, isGood, type Plan, planImport, staleRows } from "../registry/workbook-plan.ts";
import type { RawWorkbook } from "../registry/workbook-raw.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/ledger-workbook.ts";
import type { Actor, Hazard } from "./hazard.ts";
import { listHazards } from "./ledger.ts";
import type { LedgerSurroundings } from "./ledger-columns.ts";
import { contentKey, entryOf, type LedgerEntry, readResponsible } from "./ledger-entry.ts";
import { factsOfEntry, stepsFor, stepsOfNew } from "./ledger-steps.ts";
import { importer, ledgerTable } from "./ledger-table.ts";
import { refreshCards } from "./placed-cards.ts";
import { alreadyIn } from "./record-draft.ts";
import { advance, recordHazard } from "./report.ts";
import type { Step } from "./step.ts";

/** A list of 21 columns comes into the ledger: first a dry run, then every row by the two ways that there are, or none of them. */

export type LedgerPlan = { plan: Plan<LedgerEntry>; known: LedgerSurroundings };
type ImportNeeds = { db: Database; now: Clock };
/** `actor`: open_id, or "terminal". `rights`: of whoever brings the list, district by district. */
type Importing = { actor: string; rights: Pick<ImportRights, "toImport"> };

/**
 * What the file would change. Writes nothing. Cases of districts whose ledger is not theirs are to whoever brings it as if they were not there.
 * @throws AppError bad_input when there is no such list in it
 */
export async function planLedgerImport(
  { db, now }: { db: Db; now: Clock },
  workbook: RawWorkbook,
  { actor, rights }: Importing,
): Promise<LedgerPlan> {
  const hazards = (await listHazards(db, {})).filter(({ facts }) => rights.toImport(facts.district ?? NOWHERE) === undefined);
  const known: LedgerSurroundings = {
    units: await listUnits(db),
    enterprises: knowEnterprises(await listEnterprises(db)),
    cases: new Map(hazards.map((hazard) => [hazard.id, hazard])),
    casesByContent: Map.groupBy(standing(hazards), (hazard) => contentKey(entryOf(hazard))),
    now: now(),
  };
  const table = ledgerTable(importer(actor), (district) => rights.toImport(district ?? NOWHERE));
  return { known, plan: await planImport(workbook, table, { known }) };
}

/** What lies in no district yet is for those who are not bound to one. */
const NOWHERE = "";

/** A duplicate that was voided gives way to the case that stays; a false alarm is known as such. */
function standing(hazards: readonly Hazard[]): readonly Hazard[] {
  return hazards.filter(({ duplicateOf }) => duplicateOf === undefined);
}

export type LedgerApplied =
  | { kind: "applied"; counts: Counts }
  | { kind: "wrong" }
  /** Somebody moved this case meanwhile; nothing was written. */
  | { kind: "stale"; id: string }
  /** It is applied already, or its time is over. */
  | { kind: "claimed" };

export type LedgerImport = LedgerPlan & {
  actor: string;
  /** sha256 of the file, in hex. */
  hash: string;
  /** Where it was confirmed. */
  chatId?: string;
  /** What a dry run before this one said. Undefined: nobody was told anything yet. */
  promised?: Fingerprints;
  /** Runs first in the transaction. False: nothing is written. */
  claim?(tx: Db): Promise<boolean>;
  /** Runs in the transaction, when everything is written. */
  announce?(tx: Db, counts: Counts): Promise<void>;
};

/** Writes what a dry run has promised, in one transaction with its audit. A row of the same file that is in the ledger already is not recorded again. */
export async function applyLedgerImport(needs: ImportNeeds, of: LedgerImport): Promise<LedgerApplied> {
  const { plan, actor, hash, chatId, promised } = of;
  const counts = countsOf(plan);
  if (counts.wrong > 0) return { kind: "wrong" };
  const [stale] = promised ? staleRows(plan, promised) : [];
  if (stale !== undefined) return { kind: "stale", id: plan.rows.find(({ row }) => row === stale)?.name ?? "" };
  try {
    return await needs.db.inTransaction(async (tx): Promise<LedgerApplied> => {
      if (of.claim && !(await of.claim(tx))) return { kind: "claimed" };
      const writing = { needs: { db: alreadyIn(needs.db, tx), now: needs.now }, actor: importer(actor), known: of.known, hash };
      for (const row of plan.rows.filter(isGood)) {
        if (row.kind === "add") await add(writing, row);
        else await change(writing, row);
      }
      const entry = { actor, action: "ledger_imported", subject: { kind: "workbook", id: hash }, after: counts };
      await audit(tx, { ...entry, ...(chatId !== undefined && { chatId }) }, needs.now());
      await of.announce?.(tx, counts);
      return { kind: "applied", counts };
    });
  } catch (error) {
    if (error instanceof MovedMeanwhile) return { kind: "stale", id: error.id };
    throw error;
  }
}

type Writing = { needs: ImportNeeds; actor: Actor; known: LedgerSurroundings; hash: string };

async function add(writing: Writing, { row, entry }: { row: number; entry: LedgerEntry }): Promise<void> {
  const { needs, actor, known, hash } = writing;
  const { responsible, measures } = entry;
  const assignment = responsible === undefined && measures === undefined ? undefined : { ...readResponsible(responsible), measures };
  const facts = { ...factsOfEntry(entry, known), source: "inspection" as const };
  const draft = { origin: `import/${hash}/${row}`, facts, reporter: actor, note: texts.notes.recorded, assignment };
  const recorded = await recordHazard(needs, draft, async () => {});
  if (recorded.kind === "recorded") await take(writing, recorded.hazard, stepsOfNew(entry));
}

async function change(writing: Writing, { id, before, entry }: { id: string; before: LedgerEntry; entry: LedgerEntry }): Promise<void> {
  const hazard = writing.known.cases.get(id);
  const result = hazard && stepsFor(hazard, { before, entry }, writing);
  if (!hazard || !result || "problem" in result) throw new MovedMeanwhile(id);
  await take(writing, hazard, result.steps);
}

/** One after the other, each from the version that the one before has left. */
async function take({ needs, actor }: Writing, hazard: Hazard, steps: readonly Step[]): Promise<void> {
  let { version } = hazard;
  for (const step of steps) {
    const outcome = await advance(needs, { hazardId: hazard.id, version, step, actor }, async (tx, moved) => {
      await refreshCards(tx, moved.hazard, { now: needs.now() });
    });
    if (outcome.kind === "refused") throw new AppError("bad_input", `${hazard.id} refused ${step.do}: ${outcome.reason}`);
    if (outcome.kind !== "moved") throw new MovedMeanwhile(hazard.id);
    version = outcome.hazard.version;
  }
}

/** Rolls everything back. */
class MovedMeanwhile extends Error {
  readonly id: string;
  constructor(id: string) {
    super("a case was moved by somebody else");
    this.id = id;
  }
}
