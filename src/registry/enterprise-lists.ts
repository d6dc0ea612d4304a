import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";

/**
 * The only file that touches the table enterprise_lists: on which lists an enterprise stands, from which source, and who entered it.
 * No list is ever derived: a person enters and a person removes.
 */

/** 安全生产领域失信行为联合惩戒「黑名单」 · 消防安全严重失信主体名单 · 商务「黑名单」. */
export type EnterpriseList = "safety_blacklist" | "fire_blacklist" | "commerce_blacklist";

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

/** As a list of people's says it. */
type ListedListing = Pick<Listing, "enterpriseId" | "list" | "source" | "reason" | "listedOn" | "removedOn">;

const LISTED = `(id bigint, "enterpriseId" bigint, list text, source text, reason text, "listedOn" date, "removedOn" date, seen jsonb)`;

/** Enters many in one statement; what stands on that list already is left as it is. @returns those that were entered */
export async function enterListings(db: Db, listings: readonly ListedListing[], by: { enteredBy: string; at: Date }): Promise<Listing[]> {
  const { rows } = await db.query<Row>(
    `insert into enterprise_lists (enterprise_id, list, source, reason, listed_on, removed_on, removed_by, entered_by, entered_at)
     select "enterpriseId", list, source, reason, "listedOn", "removedOn", case when "removedOn" is not null then $2 end, $2, $3
     from jsonb_to_recordset($1::jsonb) as l ${LISTED}
     on conflict (enterprise_id, list) where removed_on is null do nothing
     returning ${COLUMNS}`,
    [JSON.stringify(listings), by.enteredBy, by.at],
  );
  return rows.map(listingOf);
}

/** Changes many in one statement, each only while it is as it was seen. @returns the ids of those that were changed */
export async function updateListings(
  db: Db,
  listings: readonly (ListedListing & { id: string; seen: object })[],
  removedBy: string,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update enterprise_lists e
     set source = l.source, reason = l.reason, listed_on = l."listedOn", removed_on = l."removedOn",
         removed_by = case when l."removedOn" is not null then coalesce(e.removed_by, $2) end
     from jsonb_to_recordset($1::jsonb) as l ${LISTED}
     where e.id = l.id and (e.source, e.reason, e.listed_on, e.removed_on)
       is not distinct from (l.seen->>'source', l.seen->>'reason', (l.seen->>'listedOn')::date, (l.seen->>'removedOn')::date)
     returning e.id::text as id`,
    [JSON.stringify(listings), removedBy],
  );
  return rows.map(({ id }) => id);
}

/** Undefined: it was removed before. */
export async function removeListing(
  db: Db,
  id: string,
  by: { enterpriseId: string; removedOn: Day; removedBy: string },
): Promise<Listing | undefined> {
  const { rows } = await db.query<Row>(
    `update enterprise_lists set removed_on = greatest($2::date, listed_on), removed_by = $3
     where id = $1 and enterprise_id = $4 and removed_on is null returning ${COLUMNS}`,
    [id, by.removedOn, by.removedBy, by.enterpriseId],
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
