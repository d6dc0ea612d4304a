import type { Db } from "../storage/db.ts";

/** The only file that touches the table risk_points: where an enterprise's risks lie, and how grave a person said they are. */

/** 红 重大 · 橙 较大 · 黄 一般 · 蓝 低. */
type RiskColour = "red" | "orange" | "yellow" | "blue";

export type RiskPoint = {
  id: string;
  enterpriseId: string;
  name: string;
  place: string | undefined;
  colour: RiskColour;
  measures: string | undefined;
  responsible: string | undefined;
};
export type RiskPointDraft = Omit<RiskPoint, "id">;

type Row = Pick<RiskPoint, "id" | "enterpriseId" | "name" | "colour"> & {
  place: string | null;
  measures: string | null;
  responsible: string | null;
};

const COLUMNS = `id::text as id, enterprise_id::text as "enterpriseId", name, place, colour, measures, responsible`;

/** One point per enterprise, name and place: what is said of it again replaces what was said before. */
export async function putRiskPoint(db: Db, draft: RiskPointDraft, now: Date): Promise<RiskPoint> {
  const { rows } = await db.query<Row>(
    `insert into risk_points (enterprise_id, name, place, colour, measures, responsible, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (enterprise_id, name, place) do update
     set colour = excluded.colour, measures = excluded.measures, responsible = excluded.responsible, updated_at = excluded.updated_at
     returning ${COLUMNS}`,
    [draft.enterpriseId, draft.name, draft.place ?? null, draft.colour, draft.measures ?? null, draft.responsible ?? null, now],
  );
  const [row] = rows;
  if (!row) throw new TypeError("a risk point was written and did not come back");
  return pointOf(row);
}

const LISTED = `(id bigint, "enterpriseId" bigint, name text, place text, colour text, measures text, responsible text, seen jsonb)`;

/** Enters many in one statement; one that stands already is left as it is. @returns those that were entered */
export async function insertRiskPoints(db: Db, drafts: readonly RiskPointDraft[], now: Date): Promise<RiskPoint[]> {
  const { rows } = await db.query<Row>(
    `insert into risk_points (enterprise_id, name, place, colour, measures, responsible, updated_at)
     select "enterpriseId", name, place, colour, measures, responsible, $2 from jsonb_to_recordset($1::jsonb) as l ${LISTED}
     on conflict (enterprise_id, name, place) do nothing
     returning ${COLUMNS}`,
    [JSON.stringify(drafts), now],
  );
  return rows.map(pointOf);
}

/** Changes many in one statement, each only while it is as it was seen. @returns the ids of those that were changed */
export async function updateRiskPoints(
  db: Db,
  points: readonly (RiskPointDraft & { id: string; seen: object })[],
  now: Date,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update risk_points p set colour = l.colour, measures = l.measures, responsible = l.responsible, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as l ${LISTED}
     where p.id = l.id
       and (p.colour, p.measures, p.responsible) is not distinct from (l.seen->>'colour', l.seen->>'measures', l.seen->>'responsible')
     returning p.id::text as id`,
    [JSON.stringify(points), now],
  );
  return rows.map(({ id }) => id);
}

/** Undefined: it is not there, or another enterprise's. */
export async function removeRiskPoint(db: Db, id: string, enterpriseId: string): Promise<RiskPoint | undefined> {
  const { rows } = await db.query<Row>(`delete from risk_points where id = $1 and enterprise_id = $2 returning ${COLUMNS}`, [
    id,
    enterpriseId,
  ]);
  return rows[0] && pointOf(rows[0]);
}

/** The gravest first. */
export async function riskPointsOf(db: Db, enterpriseIds: readonly string[]): Promise<RiskPoint[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from risk_points where enterprise_id = any($1::bigint[])
     order by enterprise_id, array_position(array['red', 'orange', 'yellow', 'blue'], colour), risk_points.id`,
    [enterpriseIds],
  );
  return rows.map(pointOf);
}

function pointOf({ place, measures, responsible, ...row }: Row): RiskPoint {
  return { ...row, place: place ?? undefined, measures: measures ?? undefined, responsible: responsible ?? undefined };
}
