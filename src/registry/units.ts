import type { Db } from "../storage/db.ts";

/** The only file that touches the table units: districts, bureaus, their offices, and the enterprise offices of the towns. */

type UnitKind = "district" | "bureau" | "office" | "town";

export type Unit = {
  /** Set once, by a person: 「luojiang-heshi」. */
  id: string;
  kind: UnitKind;
  name: string;
  aliases: readonly string[];
  /** As the catalogue of the plans calls it: 「洛江区」. */
  district: string;
  parentId: string | undefined;
};

type Row = Omit<Unit, "parentId"> & { parentId: string | null };

const COLUMNS = `id, kind, name, aliases, district, parent_id as "parentId"`;

/** Writes units under their ids; parents stand before their children. What is not among them stays. */
export async function putUnits(db: Db, units: readonly Unit[]): Promise<void> {
  await db.query(
    `insert into units (id, kind, name, aliases, district, parent_id)
     select id, kind, name, array(select jsonb_array_elements_text(aliases)), district, "parentId"
     from jsonb_to_recordset($1::jsonb) as u(id text, kind text, name text, aliases jsonb, district text, "parentId" text)
     on conflict (id) do update
     set kind = excluded.kind, name = excluded.name, aliases = excluded.aliases, district = excluded.district, parent_id = excluded.parent_id`,
    [JSON.stringify(units)],
  );
}

/** Every unit, a district's own before those of the next. */
export async function listUnits(db: Db): Promise<Unit[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from units order by district, kind, id`);
  return rows.map(unitOf);
}

export async function findUnit(db: Db, id: string): Promise<Unit | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from units where id = $1`, [id]);
  return rows[0] && unitOf(rows[0]);
}

function unitOf({ parentId, ...row }: Row): Unit {
  return { ...row, parentId: parentId ?? undefined };
}
