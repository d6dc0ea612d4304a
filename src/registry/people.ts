import type { Db } from "../storage/db.ts";

/** The only file that touches the table people. What they may do stands in person_roles. */

export type Person = {
  id: string;
  /** Undefined of somebody who was entered from a workbook and is not bound to an account yet. */
  openId: string | undefined;
  name: string;
  title: string | undefined;
  unitId: string | undefined;
  phone: string | undefined;
  status: "active" | "resigned";
  /** When the platform was last asked who this is. */
  checkedAt: Date | undefined;
};

/** What a person is entered with. */
export type PersonDraft = Pick<Person, "openId" | "name" | "title" | "unitId" | "phone">;

type Row = { [Field in keyof Person]: undefined extends Person[Field] ? Exclude<Person[Field], undefined> | null : Person[Field] };

const COLUMNS = `id::text as id, open_id as "openId", name, title, unit_id as "unitId", phone, status, checked_at as "checkedAt"`;

export async function insertPerson(db: Db, draft: PersonDraft, now: Date): Promise<Person> {
  const { rows } = await db.query<Row>(
    `insert into people (open_id, name, title, unit_id, phone, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $6)
     returning ${COLUMNS}`,
    [draft.openId ?? null, draft.name, draft.title ?? null, draft.unitId ?? null, draft.phone ?? null, now],
  );
  return only(rows);
}

/**
 * Notes who an account belongs to, as the platform says. Of somebody who is known only the name changes, and when it was asked:
 * what people entered stays. Until the transaction ends nobody else changes them.
 * @param person.isPlaceholder  the platform did not tell: `name` is a word of ours, and no known name gives way to it
 */
export async function notePerson(db: Db, person: { openId: string; name: string; isPlaceholder?: boolean }, now: Date): Promise<Person> {
  const { rows } = await db.query<Row>(
    `insert into people (open_id, name, created_at, updated_at, checked_at) values ($1, $2, $3, $3, case when not $4 then $3::timestamptz end)
     on conflict (open_id) do update set name = case when $4 then people.name else excluded.name end,
       checked_at = coalesce(excluded.checked_at, people.checked_at),
       updated_at = case when $4 or people.name = excluded.name then people.updated_at else excluded.updated_at end
     returning ${COLUMNS}`,
    [person.openId, person.name, now, person.isPlaceholder ?? false],
  );
  return only(rows);
}

/** Undefined: there is no such person. */
export async function updatePerson(db: Db, id: string, draft: PersonDraft, now: Date): Promise<Person | undefined> {
  const { rows } = await db.query<Row>(
    `update people set open_id = $2, name = $3, title = $4, unit_id = $5, phone = $6, updated_at = $7 where id = $1 returning ${COLUMNS}`,
    [id, draft.openId ?? null, draft.name, draft.title ?? null, draft.unitId ?? null, draft.phone ?? null, now],
  );
  return rows[0] && personOf(rows[0]);
}

/** Somebody left, or came back. Roles are not touched here: see resignPerson. */
export async function setPersonStatus(db: Db, id: string, status: Person["status"], now: Date): Promise<boolean> {
  const { rowCount } = await db.query(`update people set status = $2, updated_at = $3 where id = $1 and status <> $2`, [id, status, now]);
  return rowCount === 1;
}

export async function findPerson(db: Db, id: string): Promise<Person | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from people where id = $1`, [id]);
  return rows[0] && personOf(rows[0]);
}

export async function personOfAccount(db: Db, openId: string): Promise<Person | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from people where open_id = $1`, [openId]);
  return rows[0] && personOf(rows[0]);
}

/** Those of ours whom these accounts belong to, also whoever left. */
export async function peopleOfAccounts(db: Db, openIds: readonly string[]): Promise<Person[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from people where open_id = any($1::text[]) order by people.id`, [openIds]);
  return rows.map(personOf);
}

/** Somebody as they are now, and until the transaction ends: whoever is given a role has not left meanwhile. */
export async function holdPerson(tx: Db, id: string): Promise<Person | undefined> {
  const { rows } = await tx.query<Row>(`select ${COLUMNS} from people where id = $1 for update`, [id]);
  return rows[0] && personOf(rows[0]);
}

/** Whoever is called exactly so and has not left. */
export async function peopleCalled(db: Db, name: string): Promise<Person[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from people where name = $1 and status = 'active' order by people.id`, [name]);
  return rows.map(personOf);
}

export async function peopleWithIds(db: Db, ids: readonly string[]): Promise<Person[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from people where id = any($1::bigint[]) order by people.id`, [ids]);
  return rows.map(personOf);
}

/** Everybody, or those of some units; by name. */
export async function listPeople(db: Db, filter: { unitIds?: readonly string[] } = {}): Promise<Person[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from people where $1::text[] is null or unit_id = any($1::text[]) order by name, people.id`,
    [filter.unitIds ?? null],
  );
  return rows.map(personOf);
}

export async function countPeople(db: Db): Promise<number> {
  const { rows } = await db.query<{ count: number }>(`select count(*)::int as count from people`);
  return rows[0]?.count ?? 0;
}

/** Somebody as a list says it. */
type ListedPerson = PersonDraft & Pick<Person, "status">;

const LISTED = `(id bigint, "openId" text, name text, title text, "unitId" text, phone text, status text, seen jsonb)`;

/** Enters many at once, in one statement. @returns their ids, in the order of `people` */
export async function insertPeople(db: Db, people: readonly ListedPerson[], now: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `insert into people (open_id, name, title, unit_id, phone, status, created_at, updated_at)
     select "openId", name, title, "unitId", phone, status, $2, $2 from jsonb_to_recordset($1::jsonb) as listed ${LISTED}
     returning id::text as id`,
    [JSON.stringify(people), now],
  );
  return rows.map(({ id }) => id);
}

/**
 * Changes many at once, in one statement, each only while it is as it was seen.
 * @returns the ids of those that were changed; whoever is missing had been changed by somebody else
 */
export async function updatePeople(
  db: Db,
  people: readonly (ListedPerson & { id: string; seen: ListedPerson })[],
  now: Date,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update people p
     set open_id = l."openId", name = l.name, title = l.title, unit_id = l."unitId", phone = l.phone, status = l.status, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as l ${LISTED}
     where p.id = l.id and p.name = l.seen->>'name' and p.status = l.seen->>'status'
       and (p.open_id, p.title, p.unit_id, p.phone)
         is not distinct from (l.seen->>'openId', l.seen->>'title', l.seen->>'unitId', l.seen->>'phone')
     returning p.id::text as id`,
    [JSON.stringify(people), now],
  );
  return rows.map(({ id }) => id);
}

function only(rows: readonly Row[]): Person {
  const [row] = rows;
  if (!row) throw new TypeError("a person was written and did not come back");
  return personOf(row);
}

function personOf({ openId, title, unitId, phone, checkedAt, ...row }: Row): Person {
  return {
    ...row,
    openId: openId ?? undefined,
    title: title ?? undefined,
    unitId: unitId ?? undefined,
    phone: phone ?? undefined,
    checkedAt: checkedAt ?? undefined,
  };
}
