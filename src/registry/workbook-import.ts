import { dayOf } from "../clock.ts";
import { AppError } from "../errors.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/workbook.ts";
import { LastAdministrator } from "./administrators.ts";
import { type AuditEntry, auditAll } from "./audit.ts";
import type { ImportRights } from "./import-rights.ts";
import {
  type Counts,
  countsOf,
  type Fingerprints,
  idOfRow,
  isGood,
  labelOf,
  type OnProgress,
  type Plan,
  type PlannedRow,
  type RowLabel,
  staleRows,
} from "./workbook-plan.ts";
import type { RawWorkbook } from "./workbook-raw.ts";
import { type Section, sectionsOf } from "./workbook-sections.ts";
import type { WorkbookKind } from "./workbook-table.ts";

/** Lists of enterprises and people come in: first a dry run, then everything in one transaction, or nothing. */

export type ImportRequest = { kind: WorkbookKind; workbook: RawWorkbook; rights: ImportRights; onProgress?: OnProgress | undefined };

/** What the file would change. Writes nothing. @throws AppError bad_input when there is no such list in it */
export function dryRun({ db, now }: { db: Db; now: Date }, request: ImportRequest): Promise<Plan<object>> {
  return sectionsOf(db, request.kind, { ...request, today: dayOf(now) }).then(wholePlan);
}

export type ApplyRequest = ImportRequest & {
  /** What a dry run before this one said. Undefined: nobody was told anything yet. */
  promised: Fingerprints | undefined;
  /** Write the rows that are right although others are wrong. */
  goodRowsOnly: boolean;
  /** open_id, or 'system'. */
  actor: string;
  chatId?: string;
  /** sha256 of the file, in hex. */
  hash: string;
  /** Runs first in the transaction. False: somebody was faster, nothing is written. */
  claim?(tx: Db): Promise<boolean>;
  /** Runs in the transaction, when everything is written: who is told of it is told, whatever happens to this process. */
  announce?(tx: Db, written: Written): Promise<void>;
};

type Written = { counts: Counts; stale: readonly RowLabel[] };

export type Applied =
  | ({ kind: "applied"; plan: Plan<object> } & Written)
  | { kind: "refused"; because: "wrong_rows" | "stale"; plan: Plan<object>; rows: readonly RowLabel[] }
  | { kind: "claimed" };

/** Writes what a file says, in one transaction with its audit. */
export async function applyImport(needs: { db: Database; now: Date }, request: ApplyRequest): Promise<Applied> {
  const { kind, workbook, rights } = request;
  const sections = await sectionsOf(needs.db, kind, { workbook, rights, today: dayOf(needs.now) });
  const plan = wholePlan(sections);
  const wrong = plan.rows.filter((row) => row.kind === "wrong").map(labelOf);
  if (wrong.length > 0 && !request.goodRowsOnly) return { kind: "refused", because: "wrong_rows", plan, rows: wrong };
  const changed = request.promised ? staleRows(plan, request.promised) : [];
  if (changed.length > 0 && !request.goodRowsOnly) return { kind: "refused", because: "stale", plan, rows: changed };
  const isWanted = (row: PlannedRow<object>) => isGood(row) && !changed.includes(labelOf(row));
  const onChunk = chunkCounter(plan.rows.filter(isWanted).length, request.onProgress);
  try {
    return await needs.db.inTransaction(async (tx) => {
      if (request.claim && !(await request.claim(tx))) return { kind: "claimed" };
      const { stale, audits } = await writeSections(tx, sections, { isWanted, now: needs.now, actor: request.actor, onChunk });
      if (stale.length > 0 && !request.goodRowsOnly) throw new ChangedMeanwhile(stale);
      const left = [...changed, ...stale];
      const counts = countsOf({ ...plan, rows: plan.rows.filter((row) => !left.includes(labelOf(row))) });
      await request.announce?.(tx, { counts, stale: left });
      const { hash, actor, chatId } = request;
      const summary = { actor, action: "workbook_imported", subject: { kind: "workbook", id: hash }, after: { kind, ...counts } };
      await auditAll(
        tx,
        [summary, ...audits].map((entry) => ({ ...entry, chatId })),
        needs.now,
      );
      return { kind: "applied", plan, counts, stale: left };
    });
  } catch (error) {
    if (error instanceof ChangedMeanwhile) return { kind: "refused", because: "stale", plan, rows: error.rows };
    if (error instanceof LastAdministrator) {
      throw new AppError("bad_input", error.message, { cause: error, hint: texts.lastAdministrator });
    }
    if (isUniqueViolation(error))
      throw new AppError("bad_input", "somebody entered the same meanwhile", { cause: error, hint: texts.meanwhile });
    throw error;
  }
}

type Order = { isWanted(row: PlannedRow<object>): boolean; now: Date; actor: string; onChunk(rows: number): void };

/** The first list first: what it brings in, the further sheets speak of. */
async function writeSections(tx: Db, sections: readonly Section[], { isWanted, ...order }: Order) {
  const [stale, audits, entered]: [RowLabel[], AuditEntry[], Map<string, string>] = [[], [], new Map()];
  const brought = new Set(sections.flatMap(({ part, plan }) => (part === undefined ? plan.rows.map(({ row }) => idOfRow(row)) : [])));
  const idOf = (id: string) => (brought.has(id) ? entered.get(id) : id);
  for (const { part, write } of sections) {
    const written = await write(tx, isWanted, { ...order, idOf });
    for (const [planned, kept] of written.entered ?? []) entered.set(planned, kept);
    stale.push(...written.stale.map((row) => labelOf({ part, row })));
    audits.push(...written.audits);
  }
  return { stale, audits };
}

function wholePlan(sections: readonly Section[]): Plan<object> {
  return { rows: sections.flatMap(({ plan }) => plan.rows), notes: sections.flatMap(({ plan }) => plan.notes) };
}

/** Rolls everything back. */
class ChangedMeanwhile extends Error {
  readonly rows: readonly RowLabel[];
  constructor(rows: readonly RowLabel[]) {
    super("rows were changed by somebody else");
    this.rows = rows;
  }
}

function chunkCounter(total: number, onProgress: OnProgress | undefined): (rows: number) => void {
  let done = 0;
  return (rows) => {
    done += rows;
    onProgress?.(done, total);
  };
}

const UNIQUE_VIOLATION = "23505";

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === UNIQUE_VIOLATION;
}
