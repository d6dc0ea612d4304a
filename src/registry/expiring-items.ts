import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table expiring_items: certificates and equipment of enterprises, and until when they hold. */

export type ExpiringItem = {
  id: string;
  enterpriseId: string;
  category: "certificate" | "equipment";
  /** 「特种作业操作证」, 「灭火器」. */
  name: string;
  number: string | undefined;
  /** Whose certificate it is, or where the equipment stands. */
  holder: string | undefined;
  /** The last day on which it holds. */
  expiresOn: Day;
};
export type ExpiringItemDraft = Omit<ExpiringItem, "id">;

type Row = Omit<ExpiringItem, "number" | "holder"> & { number: string | null; holder: string | null };

const COLUMNS = `id::text as id, enterprise_id::text as "enterpriseId", category, name, number, holder, expires_on as "expiresOn"`;

/** One row per enterprise, category, name, number and holder: a new day of expiry replaces the old one. */
export async function putExpiringItem(db: Db, draft: ExpiringItemDraft, now: Date): Promise<ExpiringItem> {
  const { rows } = await db.query<Row>(
    `insert into expiring_items (enterprise_id, category, name, number, holder, expires_on, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (enterprise_id, category, name, number, holder) do update set expires_on = excluded.expires_on, updated_at = excluded.updated_at
     returning ${COLUMNS}`,
    [draft.enterpriseId, draft.category, draft.name, draft.number ?? null, draft.holder ?? null, draft.expiresOn, now],
  );
  const [row] = rows;
  if (!row) throw new TypeError("an expiring item was written and did not come back");
  return itemOf(row);
}

const LISTED = `(id bigint, "enterpriseId" bigint, category text, name text, number text, holder text, "expiresOn" date, seen jsonb)`;

/** Enters many in one statement; one that stands already is left as it is. @returns those that were entered */
export async function insertExpiringItems(db: Db, drafts: readonly ExpiringItemDraft[], now: Date): Promise<ExpiringItem[]> {
  const { rows } = await db.query<Row>(
    `insert into expiring_items (enterprise_id, category, name, number, holder, expires_on, updated_at)
     select "enterpriseId", category, name, number, holder, "expiresOn", $2 from jsonb_to_recordset($1::jsonb) as l ${LISTED}
     on conflict (enterprise_id, category, name, number, holder) do nothing
     returning ${COLUMNS}`,
    [JSON.stringify(drafts), now],
  );
  return rows.map(itemOf);
}

/** Changes many in one statement, each only while it is as it was seen. @returns the ids of those that were changed */
export async function updateExpiringItems(
  db: Db,
  items: readonly (ExpiringItemDraft & { id: string; seen: object })[],
  now: Date,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update expiring_items i set expires_on = l."expiresOn", updated_at = $2
     from jsonb_to_recordset($1::jsonb) as l ${LISTED}
     where i.id = l.id and i.expires_on = (l.seen->>'expiresOn')::date
     returning i.id::text as id`,
    [JSON.stringify(items), now],
  );
  return rows.map(({ id }) => id);
}

/** Undefined: it is not there, or another enterprise's. */
export async function removeExpiringItem(db: Db, id: string, enterpriseId: string): Promise<ExpiringItem | undefined> {
  const { rows } = await db.query<Row>(`delete from expiring_items where id = $1 and enterprise_id = $2 returning ${COLUMNS}`, [
    id,
    enterpriseId,
  ]);
  return rows[0] && itemOf(rows[0]);
}

/** The next to expire first. */
export async function expiringItemsOf(db: Db, enterpriseIds: readonly string[]): Promise<ExpiringItem[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from expiring_items where enterprise_id = any($1::bigint[]) order by expires_on, expiring_items.id`,
    [enterpriseIds],
  );
  return rows.map(itemOf);
}

/** What expires from `from` to `to`, both included, of any enterprise. */
export async function itemsExpiring(db: Db, { from, to }: { from: Day; to: Day }): Promise<ExpiringItem[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from expiring_items where expires_on between $1 and $2 order by expires_on, expiring_items.id`,
    [from, to],
  );
  return rows.map(itemOf);
}

function itemOf({ number, holder, ...row }: Row): ExpiringItem {
  return { ...row, number: number ?? undefined, holder: holder ?? undefined };
}
