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

export async function removeRiskPoint(db: Db, id: string): Promise<boolean> {
  const { rowCount } = await db.query(`delete from risk_points where id = $1`, [id]);
  return rowCount === 1;
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
