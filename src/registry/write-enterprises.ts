import type { Db } from "../storage/db.ts";
import type { AuditEntry } from "./audit.ts";
import type { EnterpriseDraft } from "./enterprise.ts";
import type { EnterpriseSurroundings } from "./enterprise-columns.ts";
import { insertEnterprises, updateEnterprises } from "./enterprises.ts";
import { idOfRow } from "./workbook-plan.ts";
import { auditedChanges, type GoodRow, inChunks, type RowsWritten, type Writing } from "./workbook-write.ts";

/** Writes planned rows of enterprises. Whatever was changed since it was read is left alone, and named. */
export async function writeEnterprises(
  tx: Db,
  rows: readonly GoodRow<EnterpriseDraft>[],
  { known, now, actor, onChunk }: Writing<EnterpriseSurroundings>,
): Promise<RowsWritten> {
  const [stale, audits, ids]: [number[], AuditEntry[], Map<string, string>] = [[], [], new Map()];
  await inChunks(
    rows.filter(({ kind }) => kind === "add"),
    onChunk,
    async (chunk) => {
      const entered = await insertEnterprises(
        tx,
        chunk.map(({ entry }) => entry),
        now,
      );
      const idsByKey = new Map(entered.map((one) => [keyOf(one), one.id]));
      for (const { row, entry } of chunk) {
        const id = idsByKey.get(keyOf(entry));
        if (id !== undefined) ids.set(idOfRow(row), id);
      }
      for (const { id, name } of entered) {
        audits.push({ actor, action: "enterprise_imported", subject: { kind: "enterprise", id }, after: { name } });
      }
    },
  );
  await inChunks(
    rows.flatMap((row) => (row.kind === "change" ? [row] : [])),
    onChunk,
    async (chunk) => {
      const proposed = chunk.flatMap(({ id, entry }) => {
        const seen = known.enterprises.byId.get(id);
        return seen ? [{ ...entry, id, version: seen.version }] : [];
      });
      const changed = new Set((await updateEnterprises(tx, proposed, now)).map(({ id }) => id));
      for (const row of chunk) {
        if (!changed.has(row.id)) stale.push(row.row);
        else
          audits.push({ actor, action: "enterprise_changed", subject: { kind: "enterprise", id: row.id }, ...auditedChanges(row.changes) });
      }
    },
  );
  return { stale, audits, entered: ids };
}

/** No two rows of a plan share it. */
function keyOf({ creditCode, district, name }: Pick<EnterpriseDraft, "creditCode" | "district" | "name">): string {
  return creditCode ?? JSON.stringify([district, name]);
}
