import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";

/**
 * The only file that touches the table enterprise_lists: on which lists an enterprise stands, from which source, and who entered it.
 * No list is ever derived: a person enters and a person removes.
 */

/** 安全生产领域失信行为联合惩戒「黑名单」 · 消防安全严重失信主体名单 · 商务「黑名单」. */
type EnterpriseList = "safety_blacklist" | "fire_blacklist" | "commerce_blacklist";

export type Listing = {
  id: string;
  enterpriseId: string;
  list: EnterpriseList;
  source: string;
  reason: string | undefined;
  listedOn: Day;
  enteredBy: string;
  enteredAt: Date;
  /** Undefined: it stands. */
  removedOn: Day | undefined;
  removedBy: string | undefined;
};
export type ListingDraft = Pick<Listing, "enterpriseId" | "list" | "source" | "reason" | "listedOn" | "enteredBy">;

type Row = Omit<Listing, "reason" | "removedOn" | "removedBy"> & {
  reason: string | null;
  removedOn: Day | null;
  removedBy: string | null;
};

const COLUMNS = `id::text as id, enterprise_id::text as "enterpriseId", list, source, reason, listed_on as "listedOn",
  entered_by as "enteredBy", entered_at as "enteredAt", removed_on as "removedOn", removed_by as "removedBy"`;

/** Undefined: it stands on this list already. */
export async function enterListing(db: Db, draft: ListingDraft, now: Date): Promise<Listing | undefined> {
  const { rows } = await db.query<Row>(
    `insert into enterprise_lists (enterprise_id, list, source, reason, listed_on, entered_by, entered_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (enterprise_id, list) where removed_on is null do nothing
     returning ${COLUMNS}`,
    [draft.enterpriseId, draft.list, draft.source, draft.reason ?? null, draft.listedOn, draft.enteredBy, now],
  );
  return rows[0] && listingOf(rows[0]);
}

/** Undefined: it was removed before. */
export async function removeListing(db: Db, id: string, by: { removedOn: Day; removedBy: string }): Promise<Listing | undefined> {
  const { rows } = await db.query<Row>(
    `update enterprise_lists set removed_on = $2, removed_by = $3 where id = $1 and removed_on is null returning ${COLUMNS}`,
    [id, by.removedOn, by.removedBy],
  );
  return rows[0] && listingOf(rows[0]);
}

/** All that was ever entered, the newest first; what was removed says so. */
export async function listingsOf(db: Db, enterpriseIds: readonly string[]): Promise<Listing[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from enterprise_lists where enterprise_id = any($1::bigint[]) order by listed_on desc, enterprise_lists.id desc`,
    [enterpriseIds],
  );
  return rows.map(listingOf);
}

function listingOf({ reason, removedOn, removedBy, ...row }: Row): Listing {
  return { ...row, reason: reason ?? undefined, removedOn: removedOn ?? undefined, removedBy: removedBy ?? undefined };
}
