import type { Db } from "../storage/db.ts";
import type { Enterprise, EnterpriseDraft } from "./enterprise.ts";

/** The only file that touches the table enterprises. */

type Row = {
  [Field in keyof Enterprise]: undefined extends Enterprise[Field] ? Exclude<Enterprise[Field], undefined> | null : Enterprise[Field];
};

const COLUMNS = `id::text as id, version, name, aliases, credit_code as "creditCode", district, town_id as "townId", industry, type, address,
  principal, safety_officer as "safetyOfficer", phone, standardisation, status`;

/** What a list of drafts looks like inside a statement. */
const DRAFTS = `jsonb_to_recordset($1::jsonb) as d(id bigint, version integer, name text, aliases jsonb, "creditCode" text, district text,
  "townId" text, industry text, type text, address text, principal text, "safetyOfficer" text, phone text, standardisation text, status text)`;
const DRAFT_ALIASES = "array(select jsonb_array_elements_text(d.aliases))";

/** Enters many at once, in one statement. @returns what was entered, in the order of `drafts` */
export async function insertEnterprises(db: Db, drafts: readonly EnterpriseDraft[], now: Date): Promise<Enterprise[]> {
  const { rows } = await db.query<Row>(
    `insert into enterprises (name, aliases, credit_code, district, town_id, industry, type, address, principal, safety_officer, phone,
       standardisation, status, created_at, updated_at)
     select name, ${DRAFT_ALIASES}, "creditCode", district, "townId", industry, type, address, principal, "safetyOfficer", phone,
       standardisation, status, $2, $2 from ${DRAFTS}
     returning ${COLUMNS}`,
    [JSON.stringify(drafts), now],
  );
  return rows.map(enterpriseOf);
}

/**
 * Changes many at once, in one statement, each only while it is of the version that was seen.
 * @returns what was changed; whoever is missing had been changed by somebody else
 */
export async function updateEnterprises(db: Db, enterprises: readonly Enterprise[], now: Date): Promise<Enterprise[]> {
  const { rows } = await db.query<Row>(
    `with changed as (
       update enterprises e
       set version = e.version + 1, name = d.name, aliases = ${DRAFT_ALIASES}, credit_code = d."creditCode", district = d.district,
         town_id = d."townId", industry = d.industry, type = d.type, address = d.address, principal = d.principal,
         safety_officer = d."safetyOfficer", phone = d.phone, standardisation = d.standardisation, status = d.status, updated_at = $2
       from ${DRAFTS} where e.id = d.id and e.version = d.version
       returning e.*
     )
     select ${COLUMNS} from changed order by changed.id`,
    [JSON.stringify(enterprises), now],
  );
  return rows.map(enterpriseOf);
}

export async function findEnterprise(db: Db, id: string): Promise<Enterprise | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from enterprises where id = $1`, [id]);
  return rows[0] && enterpriseOf(rows[0]);
}

export async function enterprisesWithIds(db: Db, ids: readonly string[]): Promise<Enterprise[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from enterprises where id = any($1::bigint[]) order by enterprises.id`, [ids]);
  return rows.map(enterpriseOf);
}

/** Those of some districts (undefined: of all), and these. */
export type EnterpriseScope = { districts: readonly string[] | undefined; enterpriseIds: readonly string[] };

/** Those of one district, or all; by district and name. */
export async function listEnterprises(
  db: Db,
  filter: { district?: string; townId?: string; industry?: string; scope?: EnterpriseScope } = {},
): Promise<Enterprise[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from enterprises
     where ($1::text is null or district = $1) and ($2::text is null or town_id = $2) and ($3::text is null or industry = $3)
       and ($4::text[] is null or district = any($4::text[]) or enterprises.id = any($5::bigint[]))
     order by district, name, enterprises.id`,
    [filter.district ?? null, filter.townId ?? null, filter.industry ?? null, ...scopeValues(filter.scope)],
  );
  return rows.map(enterpriseOf);
}

/** Whatever a list of rows may mean: the enterprises that bear one of these codes, or one of these names. */
export async function enterprisesKnownAs(
  db: Db,
  known: { creditCodes: readonly string[]; names: readonly string[] },
): Promise<Enterprise[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from enterprises
     where credit_code = any($1::text[]) or name = any($2::text[]) or aliases && $2::text[] order by enterprises.id`,
    [known.creditCodes, known.names],
  );
  return rows.map(enterpriseOf);
}

/** @param filter.limit  at most so many */
type SearchFilter = { district?: string; scope?: EnterpriseScope; limit: number };

/** Those of whose name, alias or credit code `text` is a part; the ones called exactly so first. */
export async function searchEnterprises(db: Db, text: string, filter: SearchFilter): Promise<Enterprise[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from enterprises
     where ($2::text is null or district = $2)
       and ($4::text[] is null or district = any($4::text[]) or enterprises.id = any($5::bigint[]))
       and (strpos(name, $1) > 0 or strpos(coalesce(credit_code, ''), upper($1)) > 0 or exists (select from unnest(aliases) a where strpos(a, $1) > 0))
     order by (name = $1 or $1 = any(aliases)) desc, length(name), enterprises.id limit $3`,
    [text, filter.district ?? null, filter.limit, ...scopeValues(filter.scope)],
  );
  return rows.map(enterpriseOf);
}

/** Those that `text` speaks of by name or alias, in full; the longest names first. */
export async function enterprisesIn(db: Db, text: string, filter: SearchFilter): Promise<Enterprise[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from enterprises
     where ($2::text is null or district = $2)
       and ($4::text[] is null or district = any($4::text[]) or enterprises.id = any($5::bigint[]))
       and exists (select from unnest(aliases || name) called where strpos($1, called) > 0)
     order by length(name) desc, enterprises.id limit $3`,
    [text, filter.district ?? null, filter.limit, ...scopeValues(filter.scope)],
  );
  return rows.map(enterpriseOf);
}

function scopeValues(scope: EnterpriseScope | undefined): [districts: readonly string[] | null, enterpriseIds: readonly string[]] {
  return [scope?.districts ?? null, scope?.enterpriseIds ?? []];
}

function enterpriseOf({ creditCode, townId, type, address, principal, safetyOfficer, phone, ...row }: Row): Enterprise {
  return {
    ...row,
    creditCode: creditCode ?? undefined,
    townId: townId ?? undefined,
    type: type ?? undefined,
    address: address ?? undefined,
    principal: principal ?? undefined,
    safetyOfficer: safetyOfficer ?? undefined,
    phone: phone ?? undefined,
  };
}
