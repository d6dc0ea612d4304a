import type { Db } from "../storage/db.ts";
import type { AuditEntry } from "./audit.ts";
import type { Located } from "./enterprise-reference.ts";
import { type GoodRow, inChunks, type RowsWritten, type Writing } from "./workbook-write.ts";

/** Writes planned rows of a further sheet of the enterprises' workbook. What was changed since it was read is left alone, and named. */

/** How one kind of entry is kept. `Fields` are what a row says, `enterpriseId` is whose it is. */
export type EntryStore<Fields extends object> = {
  /** @returns those that were entered */
  insert(tx: Db, entries: readonly (Fields & { enterpriseId: string })[], by: By): Promise<readonly (Fields & { enterpriseId: string })[]>;
  /** @returns ids */
  update(tx: Db, entries: readonly (Fields & { id: string; enterpriseId: string; seen: Fields })[], by: By): Promise<readonly string[]>;
  keyOf(entry: Fields): string;
  /** What the audit says was done, and to what. */
  told(entry: Fields, before: Fields | undefined): { action: string; after: object; before?: object };
};

type By = { openId: string; at: Date };

export async function writeEntries<Fields extends object>(
  tx: Db,
  rows: readonly GoodRow<Located & Fields>[],
  { now, actor, onChunk, idOf }: Writing<unknown>,
  store: EntryStore<Fields>,
): Promise<RowsWritten> {
  const [stale, audits]: [number[], AuditEntry[]] = [[], []];
  const by = { openId: actor, at: now };
  const tell = (enterpriseId: string, entry: Fields, before?: Fields) =>
    audits.push({ actor, subject: { kind: "enterprise", id: enterpriseId }, ...store.told(entry, before) });
  await inChunks(
    rows.filter(({ kind }) => kind === "add"),
    onChunk,
    async (chunk) => {
      const placed = chunk.flatMap((row) => {
        const enterpriseId = idOf(row.entry.enterpriseId);
        return enterpriseId === undefined ? [] : [{ row, entry: { ...row.entry, enterpriseId } }];
      });
      const keyOf = (entry: Fields & { enterpriseId: string }) => `${entry.enterpriseId} ${store.keyOf(entry)}`;
      const entered = new Set(
        (
          await store.insert(
            tx,
            placed.map(({ entry }) => entry),
            by,
          )
        ).map(keyOf),
      );
      const written = placed.filter(({ entry }) => entered.has(keyOf(entry)));
      for (const { entry } of written) tell(entry.enterpriseId, entry);
      stale.push(...chunk.filter((row) => !written.some((one) => one.row === row)).map(({ row }) => row));
    },
  );
  await inChunks(
    rows.flatMap((row) => (row.kind === "change" ? [row] : [])),
    onChunk,
    async (chunk) => {
      const proposed = chunk.map(({ id, entry, before }) => ({ ...entry, id, seen: before }));
      const changed = new Set(await store.update(tx, proposed, by));
      for (const { row, id, entry, before } of chunk) {
        if (changed.has(id)) tell(entry.enterpriseId, entry, before);
        else stale.push(row);
      }
    },
  );
  return { stale, audits };
}
