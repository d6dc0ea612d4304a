import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { Hazard, HazardState, Level } from "./hazard.ts";
import { hazardOf, type LedgerRow, READ_COLUMNS, valuesOf, WRITTEN_COLUMNS } from "./ledger-row.ts";

/** The only file that touches the tables hazards and hazard_numbers. */

const NUMBER_DIGITS = 3;
const NAMES = WRITTEN_COLUMNS.join(", ");

/**
 * The next number of `day` in Shanghai, YH-YYYYMMDD-NNN. Inside the transaction that records: whoever records next waits for
 * its end, so numbers follow each other without gaps. The thousandth of a day has four digits.
 */
export async function drawNumber(tx: Db, day: Day): Promise<string> {
  const { rows } = await tx.query<{ last: number }>(
    `insert into hazard_numbers (day, last) values ($1, 1)
     on conflict (day) do update set last = hazard_numbers.last + 1
     returning last`,
    [day],
  );
  return `YH-${day.replaceAll("-", "")}-${String(rows[0]?.last).padStart(NUMBER_DIGITS, "0")}`;
}

/** @param origin  of what brought it; one that stands already is an error of the database */
export async function insertHazard(tx: Db, hazard: Hazard, origin: string): Promise<void> {
  const places = WRITTEN_COLUMNS.map((_, index) => `$${index + 3}`).join(", ");
  await tx.query(`insert into hazards (id, origin, ${NAMES}) values ($1, $2, ${places})`, [hazard.id, origin, ...valuesOf(hazard)]);
}

/** False when the case is no longer at the version before: somebody else was first. */
export async function updateHazard(tx: Db, hazard: Hazard): Promise<boolean> {
  const places = WRITTEN_COLUMNS.map((_, index) => `$${index + 3}`).join(", ");
  const { rowCount } = await tx.query(`update hazards set (${NAMES}) = row(${places}) where id = $1 and version = $2`, [
    hazard.id,
    hazard.version - 1,
    ...valuesOf(hazard),
  ]);
  return rowCount === 1;
}

export async function findHazard(db: Db, id: string): Promise<Hazard | undefined> {
  const { rows } = await db.query<LedgerRow>(`select ${READ_COLUMNS} from hazards where id = $1`, [id]);
  return rows[0] && hazardOf(rows[0]);
}

/** What `origin` brought, if it has brought anything. */
export async function findByOrigin(db: Db, origin: string): Promise<Hazard | undefined> {
  const { rows } = await db.query<LedgerRow>(`select ${READ_COLUMNS} from hazards where origin = $1`, [origin]);
  return rows[0] && hazardOf(rows[0]);
}

/** Whatever is named must fit. */
export type HazardFilter = {
  ids?: readonly string[] | undefined;
  states?: readonly HazardState[] | undefined;
  enterpriseId?: string | undefined;
  district?: string | undefined;
  townId?: string | undefined;
  place?: string | undefined;
  industry?: string | undefined;
  level?: Level | undefined;
  /** open_id */
  reporterId?: string | undefined;
  /** open_id */
  responsibleId?: string | undefined;
  /** Being rectified, with a deadline before this day: pass today for what is overdue. */
  dueBefore?: Day | undefined;
  /** Recorded at or after. */
  since?: Date | undefined;
  /** Recorded before. */
  until?: Date | undefined;
  /** Closed at or after `since`, and before `until`. */
  closed?: { since: Date; until: Date } | undefined;
  /** For the next page: the cases before this one. */
  before?: string | undefined;
  limit?: number | undefined;
};

/** The latest first. */
export async function listHazards(db: Db, filter: HazardFilter): Promise<Hazard[]> {
  const { rows } = await db.query<LedgerRow>(
    `select ${READ_COLUMNS} from hazards
     where ($1::text[] is null or id = any($1))
       and ($2::text[] is null or state = any($2))
       and ($3::bigint is null or enterprise_id = $3)
       and ($4::text is null or district = $4)
       and ($5::text is null or town_id = $5)
       and ($6::text is null or place = $6)
       and ($7::text is null or industry = $7)
       and ($8::text is null or level = $8)
       and ($9::text is null or reporter_id = $9)
       and ($10::text is null or responsible_id = $10)
       and ($11::date is null or (state = 'rectifying' and deadline < $11))
       and ($12::timestamptz is null or recorded_at >= $12)
       and ($13::timestamptz is null or recorded_at < $13)
       and ($14::timestamptz is null or (closed_at >= $14 and closed_at < $15))
       and ($16::text is null or (recorded_at, id) < (select at.recorded_at, at.id from hazards at where at.id = $16))
     order by recorded_at desc, id desc
     limit $17`,
    [
      ...[filter.ids, filter.states, filter.enterpriseId, filter.district, filter.townId, filter.place, filter.industry, filter.level],
      ...[filter.reporterId, filter.responsibleId, filter.dueBefore, filter.since, filter.until],
      ...[filter.closed?.since, filter.closed?.until, filter.before, filter.limit],
    ].map((value) => value ?? null),
  );
  return rows.map(hazardOf);
}

const OPEN: readonly HazardState[] = ["registered", "returned", "accepted", "rectifying", "awaiting_reinspection", "transferred"];

/** How many cases are not closed, and where they stand; "" is a district that nobody knows. */
export async function countOpenHazards(db: Db): Promise<{ state: HazardState; district: string; count: number }[]> {
  const { rows } = await db.query<{ state: HazardState; district: string; count: number }>(
    `select state, coalesce(district, '') as district, count(*)::int as count from hazards where state = any($1) group by state, district`,
    [OPEN],
  );
  return rows;
}

/** Where a new case may have been reported before. */
export type Surroundings = {
  enterpriseId?: string | undefined;
  enterpriseName?: string | undefined;
  place?: string | undefined;
  address?: string | undefined;
  district?: string | undefined;
  /** Of cases that are to be looked at wherever they are. */
  ids: readonly string[];
};

/** Cases of the same enterprise or place that are open, or were closed after `closedSince`; the latest first. Void ones count as none. */
export async function casesAround(
  db: Db,
  at: Surroundings,
  { closedSince, limit }: { closedSince: Date; limit: number },
): Promise<Hazard[]> {
  const { rows } = await db.query<LedgerRow>(
    `select ${READ_COLUMNS} from hazards
     where state <> 'void' and (closed_at is null or closed_at >= $1)
       and (id = any($2) or enterprise_id = $3 or enterprise_name = $4
         or ((place = $5 or address = $6) and ($7::text is null or district is null or district = $7)))
     order by recorded_at desc, id desc
     limit $8`,
    [
      ...[closedSince, at.ids, at.enterpriseId ?? null, at.enterpriseName ?? null],
      ...[at.place ?? null, at.address ?? null, at.district ?? null, limit],
    ],
  );
  return rows.map(hazardOf);
}
