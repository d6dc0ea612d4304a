import type { Db } from "../storage/db.ts";
import type { Grant, GrantedRole } from "./role.ts";

/** The only file that touches the table person_roles: what was granted to whom, by whom, and what was taken back. */

export type StandingGrant = Grant & { id: string; personId: string; grantedBy: string; grantedAt: Date };

type Row = Omit<StandingGrant, "district" | "unitId" | "enterpriseId"> & {
  district: string | null;
  unitId: string | null;
  enterpriseId: string | null;
};

const COLUMNS = `id::text as id, person_id::text as "personId", role, district, unit_id as "unitId", enterprise_id::text as "enterpriseId",
  granted_by as "grantedBy", granted_at as "grantedAt"`;

/** Undefined: it stands already. @param grantedBy  open_id, or 'system' */
export async function grantRole(
  db: Db,
  request: Grant & { personId: string; grantedBy: string },
  now: Date,
): Promise<StandingGrant | undefined> {
  const { rows } = await db.query<Row>(
    `insert into person_roles (person_id, role, district, unit_id, enterprise_id, granted_by, granted_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (person_id, role, district, unit_id, enterprise_id) where revoked_at is null do nothing
     returning ${COLUMNS}`,
    [
      request.personId,
      request.role,
      request.district ?? null,
      request.unitId ?? null,
      request.enterpriseId ?? null,
      request.grantedBy,
      now,
    ],
  );
  return rows[0] && grantOf(rows[0]);
}

/** Grants many at once, in one statement; what stands already is left as it is. */
export async function grantRoles(
  db: Db,
  requests: readonly (Grant & { personId: string })[],
  { grantedBy, at }: { grantedBy: string; at: Date },
): Promise<void> {
  await db.query(
    `insert into person_roles (person_id, role, district, unit_id, enterprise_id, granted_by, granted_at)
     select "personId", role, district, "unitId", "enterpriseId", $2, $3
     from jsonb_to_recordset($1::jsonb) as r("personId" bigint, role text, district text, "unitId" text, "enterpriseId" bigint)
     on conflict (person_id, role, district, unit_id, enterprise_id) where revoked_at is null do nothing`,
    [JSON.stringify(requests), grantedBy, at],
  );
}

/** Takes many back at once, in one statement. */
export async function revokeRoles(db: Db, ids: readonly string[], { revokedBy, at }: { revokedBy: string; at: Date }): Promise<void> {
  await db.query(`update person_roles set revoked_by = $2, revoked_at = $3 where id = any($1::bigint[]) and revoked_at is null`, [
    ids,
    revokedBy,
    at,
  ]);
}

/** Until the transaction ends nobody else takes back what an administrator of everything holds. */
export async function holdAdministrators(tx: Db): Promise<void> {
  await tx.query(
    `select id from person_roles where role = 'administrator' and district is null and revoked_at is null order by person_roles.id for update`,
  );
}

/** Undefined: it was taken back before. */
export async function revokeRole(db: Db, id: string, revokedBy: string, now: Date): Promise<StandingGrant | undefined> {
  const { rows } = await db.query<Row>(
    `update person_roles set revoked_by = $2, revoked_at = $3 where id = $1 and revoked_at is null returning ${COLUMNS}`,
    [id, revokedBy, now],
  );
  return rows[0] && grantOf(rows[0]);
}

/** Takes back everything that somebody holds. @returns what it was */
export async function revokeAllRoles(db: Db, personId: string, revokedBy: string, now: Date): Promise<StandingGrant[]> {
  const { rows } = await db.query<Row>(
    `update person_roles set revoked_by = $2, revoked_at = $3 where person_id = $1 and revoked_at is null returning ${COLUMNS}`,
    [personId, revokedBy, now],
  );
  return rows.map(grantOf);
}

/** Undefined: there is no such grant, or it was taken back. */
export async function findGrant(db: Db, id: string): Promise<StandingGrant | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from person_roles where id = $1 and revoked_at is null`, [id]);
  return rows[0] && grantOf(rows[0]);
}

export async function grantsOf(db: Db, personId: string): Promise<StandingGrant[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from person_roles where person_id = $1 and revoked_at is null order by person_roles.id`,
    [personId],
  );
  return rows.map(grantOf);
}

/** Of many people at once, in no particular order. */
export async function grantsOfPeople(db: Db, personIds: readonly string[]): Promise<StandingGrant[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from person_roles where person_id = any($1::bigint[]) and revoked_at is null order by person_roles.id`,
    [personIds],
  );
  return rows.map(grantOf);
}

export type HolderFilter = { roles?: readonly GrantedRole[]; district?: string; unitId?: string; enterpriseId?: string };

/** Whoever holds one of `roles` for this district, unit or enterprise. A grant that holds everywhere holds in each district. */
export async function holdersOf(db: Db, filter: HolderFilter): Promise<StandingGrant[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from person_roles
     where revoked_at is null
       and ($1::text[] is null or role = any($1::text[]))
       and ($2::text is null or district = $2 or (district is null and enterprise_id is null))
       and ($3::text is null or unit_id = $3)
       and ($4::bigint is null or enterprise_id = $4)
     order by person_roles.id`,
    [filter.roles ?? null, filter.district ?? null, filter.unitId ?? null, filter.enterpriseId ?? null],
  );
  return rows.map(grantOf);
}

function grantOf({ district, unitId, enterpriseId, ...row }: Row): StandingGrant {
  return { ...row, district: district ?? undefined, unitId: unitId ?? undefined, enterpriseId: enterpriseId ?? undefined };
}
