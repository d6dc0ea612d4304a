import type { AuditEntry } from "./audit.ts";
import type { Change, PlannedRow } from "./workbook-plan.ts";

/** What the writers of all lists share: statements over many rows, and what the audit hears of them. */

export type GoodRow<Entry> = Extract<PlannedRow<Entry>, { kind: "add" | "change" }>;

export type Writing<Known> = {
  known: Known;
  now: Date;
  /** open_id, or 'system'. */
  actor: string;
  /** So many more rows are written. */
  onChunk(rows: number): void;
  /** Of an enterprise as the plan knew it: as it is kept now. Undefined: the row that was to bring it was not written. */
  idOf(enterpriseId: string): string | undefined;
};

export type RowsWritten = {
  /** Numbers of rows whose entry had been changed by somebody else. */
  stale: readonly number[];
  audits: readonly AuditEntry[];
  /** Enterprises that came in: as the plan knew them → as they are kept. */
  entered?: ReadonlyMap<string, string>;
};

/** Rows in one statement. */
const CHUNK = 500;

export async function inChunks<Row>(
  rows: readonly Row[],
  onChunk: (rows: number) => void,
  write: (chunk: readonly Row[]) => Promise<void>,
) {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const chunk = rows.slice(start, start + CHUNK);
    await write(chunk);
    onChunk(chunk.length);
  }
}

/** A phone number does not belong into the audit: only that it is another one. */
export function auditedChanges(changes: readonly Change[]): { before: object; after: object } {
  const told = changes.filter(({ field }) => field !== "phone");
  const phone = told.length < changes.length ? { phoneChanged: true } : {};
  return {
    before: Object.fromEntries(told.map(({ field, from }) => [field, from])),
    after: { ...Object.fromEntries(told.map(({ field, to }) => [field, to])), ...phone },
  };
}
