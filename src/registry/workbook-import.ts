import { AppError } from "../errors.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/workbook.ts";
import { LastAdministrator } from "./administrators.ts";
import { auditAll } from "./audit.ts";
import type { EnterpriseDraft } from "./enterprise.ts";
import type { EnterpriseSurroundings } from "./enterprise-columns.ts";
import { ENTERPRISE_TABLE } from "./enterprise-table.ts";
import { listEnterprises } from "./enterprises.ts";
import type { ImportRights } from "./import-rights.ts";
import { knowEnterprises } from "./known-enterprises.ts";
import { knowPeople, type PersonEntry } from "./known-people.ts";
import { listPeople } from "./people.ts";
import type { PeopleSurroundings } from "./people-columns.ts";
import { PEOPLE_TABLE } from "./people-table.ts";
import { holdersOf } from "./roles.ts";
import { listUnits } from "./units.ts";
import { HEADERS_MIN, knownColumns } from "./workbook-header.ts";
import { type Counts, countsOf, type Fingerprints, isGood, type OnProgress, type Plan, planImport, staleRows } from "./workbook-plan.ts";
import type { RawWorkbook } from "./workbook-raw.ts";
import type { Heading, Table, WorkbookKind } from "./workbook-table.ts";
import type { GoodRow, RowsWritten, Writing } from "./workbook-write.ts";
import { writeEnterprises } from "./write-enterprises.ts";
import { writePeople } from "./write-people.ts";

/** Lists of enterprises and people come in: first a dry run, then everything in one transaction, or nothing. */

type Import<Entry extends object, Known> = {
  table: Table<Entry, Known>;
  know(db: Db, rights: ImportRights): Promise<Known>;
  write(tx: Db, rows: readonly GoodRow<Entry>[], writing: Writing<Known>): Promise<RowsWritten>;
};

const ENTERPRISES: Import<EnterpriseDraft, EnterpriseSurroundings> = {
  table: ENTERPRISE_TABLE,
  know: async (db, rights) => ({ rights, units: await listUnits(db), enterprises: knowEnterprises(await listEnterprises(db)) }),
  write: writeEnterprises,
};

const PEOPLE: Import<PersonEntry, PeopleSurroundings> = {
  table: PEOPLE_TABLE,
  async know(db, rights) {
    const enterprises = knowEnterprises(await listEnterprises(db));
    return { rights, enterprises, units: await listUnits(db), people: knowPeople(await listPeople(db), await holdersOf(db, {})) };
  },
  write: writePeople,
};

/** Whose list it is, by the names of its columns; undefined: of neither. What it lacks, the dry run tells. */
export function kindOfWorkbook(workbook: RawWorkbook): WorkbookKind | undefined {
  const lists: readonly { kind: WorkbookKind; columns: readonly Heading[] }[] = [
    { kind: "enterprises", columns: ENTERPRISE_TABLE.columns },
    { kind: "people", columns: PEOPLE_TABLE.columns },
  ];
  const [best] = lists
    .map(({ kind, columns }) => ({ kind, count: knownColumns(workbook, columns) }))
    .sort((one, other) => other.count - one.count);
  return best && best.count >= HEADERS_MIN ? best.kind : undefined;
}

export type ImportRequest = { kind: WorkbookKind; workbook: RawWorkbook; rights: ImportRights; onProgress?: OnProgress | undefined };

/** What the file would change. Writes nothing. @throws AppError bad_input when there is no such list in it */
export function dryRun(needs: { db: Db }, request: ImportRequest): Promise<Plan<object>> {
  return request.kind === "enterprises" ? dryRunOf(needs, request, ENTERPRISES) : dryRunOf(needs, request, PEOPLE);
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

type Written = { counts: Counts; stale: readonly number[] };

export type Applied =
  | ({ kind: "applied"; plan: Plan<object> } & Written)
  | { kind: "refused"; because: "wrong_rows" | "stale"; plan: Plan<object>; rows: readonly number[] }
  | { kind: "claimed" };

/** Writes what a file says, in one transaction with its audit. */
export function applyImport(needs: { db: Database; now: Date }, request: ApplyRequest): Promise<Applied> {
  return request.kind === "enterprises" ? applyOf(needs, request, ENTERPRISES) : applyOf(needs, request, PEOPLE);
}

async function dryRunOf<Entry extends object, Known>({ db }: { db: Db }, request: ImportRequest, { table, know }: Import<Entry, Known>) {
  const { workbook, onProgress } = request;
  return planImport(workbook, table, { known: await know(db, request.rights), onProgress });
}

async function applyOf<Entry extends object, Known>(
  needs: { db: Database; now: Date },
  request: ApplyRequest,
  { table, know, write }: Import<Entry, Known>,
): Promise<Applied> {
  const known = await know(needs.db, request.rights);
  const plan = await planImport(request.workbook, table, { known });
  const wrong = plan.rows.filter(({ kind }) => kind === "wrong").map(({ row }) => row);
  if (wrong.length > 0 && !request.goodRowsOnly) return { kind: "refused", because: "wrong_rows", plan, rows: wrong };
  const changed = request.promised ? staleRows(plan, request.promised) : [];
  if (changed.length > 0 && !request.goodRowsOnly) return { kind: "refused", because: "stale", plan, rows: changed };
  const rows = plan.rows.filter(isGood).filter(({ row }) => !changed.includes(row));
  const writing = { known, now: needs.now, actor: request.actor, onChunk: chunkCounter(rows.length, request.onProgress) };
  try {
    return await needs.db.inTransaction(async (tx) => {
      if (request.claim && !(await request.claim(tx))) return { kind: "claimed" };
      const { stale, audits } = await write(tx, rows, writing);
      if (stale.length > 0 && !request.goodRowsOnly) throw new ChangedMeanwhile(stale);
      const left = [...changed, ...stale];
      const counts = countsOf({ ...plan, rows: plan.rows.filter(({ row }) => !left.includes(row)) });
      await request.announce?.(tx, { counts, stale: left });
      const { kind, hash, actor, chatId } = request;
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

/** Rolls everything back. */
class ChangedMeanwhile extends Error {
  readonly rows: readonly number[];
  constructor(rows: readonly number[]) {
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
