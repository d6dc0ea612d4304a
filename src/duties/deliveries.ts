import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { Bearer } from "./bearer.ts";
import type { Delivery, DeliveryFacts, DeliveryState } from "./delivery.ts";
import type { DutyOccurrence } from "./stored-duty.ts";

/** The only file that touches the table duty_deliveries. */

type Row = Omit<DeliveryFacts, "doneOn"> & {
  id: string;
  dutyId: string;
  due: Day;
  bearerKind: Bearer["kind"];
  bearerId: string;
  version: number;
  state: DeliveryState;
  doneOn: Day;
  deliveredBy: string;
  deliveredAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  reason: string | null;
};

const COLUMNS = `id::text as id, duty_id as "dutyId", due::text as due, bearer_kind as "bearerKind", bearer_id as "bearerId", version, state,
  done_on::text as "doneOn", participants, note, industries, trainees, photo_ids::text[] as "photoIds", file_ids::text[] as "fileIds",
  delivered_by as "deliveredBy", delivered_at as "deliveredAt", decided_by as "decidedBy", decided_at as "decidedAt", reason`;

/** Until the transaction ends nobody else delivers for this occurrence and bearer: of two who add pictures both count. */
export async function holdDelivery(tx: Db, { dutyId, due }: DutyOccurrence, { kind, id }: Pick<Bearer, "kind" | "id">): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 0))`, [["duty_deliveries", dutyId, due, kind, id].join("/")]);
}

type Sent = DutyOccurrence & { bearer: Pick<Bearer, "kind" | "id">; facts: DeliveryFacts; deliveredBy: string };

/**
 * Writes what was delivered; what stands already is replaced while nobody has accepted it.
 * @returns undefined: it was accepted meanwhile, and stays as it is
 */
export async function putDelivery(db: Db, { dutyId, due, bearer, facts, deliveredBy }: Sent, now: Date): Promise<Delivery | undefined> {
  const { rows } = await db.query<Row>(
    `insert into duty_deliveries as d (duty_id, due, bearer_kind, bearer_id, version, state, done_on, participants, note, industries, trainees,
       photo_ids, file_ids, delivered_by, delivered_at)
     values ($1, $2, $3, $4, 1, 'delivered', $5, $6, $7, $8, $9, $10, $11, $12, $13)
     on conflict (duty_id, due, bearer_kind, bearer_id) do update
     set version = d.version + 1, state = 'delivered', done_on = excluded.done_on, participants = excluded.participants,
         note = excluded.note, industries = excluded.industries, trainees = excluded.trainees, photo_ids = excluded.photo_ids,
         file_ids = excluded.file_ids, delivered_by = excluded.delivered_by, delivered_at = excluded.delivered_at,
         decided_by = null, decided_at = null, reason = null
     where d.state <> 'accepted'
     returning ${COLUMNS}`,
    [
      ...[dutyId, due, bearer.kind, bearer.id, facts.doneOn, facts.participants, facts.note, facts.industries, facts.trainees],
      ...[facts.photoIds, facts.fileIds, deliveredBy, now],
    ],
  );
  return rows[0] && deliveryOf(rows[0]);
}

/** Accepts it, or gives it back with a reason, accepted or not. @returns undefined: it is no longer the version that they saw, or decided already */
export async function decideOnDelivery(
  db: Db,
  decision: { id: string; version: number; by: string; reason: string | undefined },
  now: Date,
): Promise<Delivery | undefined> {
  const { id, version, by, reason } = decision;
  const { rows } = await db.query<Row>(
    `update duty_deliveries set version = version + 1, state = $3, decided_by = $4, decided_at = $5, reason = $6
     where id = $1 and version = $2 and (state = 'delivered' or (state = 'accepted' and $3 = 'returned')) returning ${COLUMNS}`,
    [id, version, reason === undefined ? "accepted" : "returned", by, now, reason ?? null],
  );
  return rows[0] && deliveryOf(rows[0]);
}

export async function findDelivery(db: Db, id: string): Promise<Delivery | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from duty_deliveries where id = $1`, [id]);
  return rows[0] && deliveryOf(rows[0]);
}

/** Of one occurrence by one bearer. */
export async function deliveryBy(
  db: Db,
  { dutyId, due }: DutyOccurrence,
  bearer: Pick<Bearer, "kind" | "id">,
): Promise<Delivery | undefined> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from duty_deliveries where duty_id = $1 and due = $2 and bearer_kind = $3 and bearer_id = $4`,
    [dutyId, due, bearer.kind, bearer.id],
  );
  return rows[0] && deliveryOf(rows[0]);
}

/** Whatever was delivered for occurrences that are due from `from` to `to`, both included; of one duty, or of all. */
export async function deliveriesDue(db: Db, { dutyId, from, to }: { dutyId?: string; from: Day; to: Day }): Promise<Delivery[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from duty_deliveries where ($1::text is null or duty_id = $1) and due between $2 and $3
     order by due, duty_id, duty_deliveries.id`,
    [dutyId ?? null, from, to],
  );
  return rows.map(deliveryOf);
}

/** The days of a duty for which anything was delivered. */
export async function deliveredFor(db: Db, dutyId: string): Promise<Day[]> {
  const { rows } = await db.query<{ due: Day }>(`select distinct due::text as due from duty_deliveries where duty_id = $1 order by 1`, [
    dutyId,
  ]);
  return rows.map(({ due }) => due);
}

function deliveryOf(row: Row): Delivery {
  const { id, dutyId, due, bearerKind, bearerId, version, state, deliveredBy, deliveredAt, decidedBy, decidedAt, reason, ...facts } = row;
  return {
    ...{ id, dutyId, due, version, state, deliveredBy, deliveredAt, facts },
    bearer: { kind: bearerKind, id: bearerId },
    decidedBy: decidedBy ?? undefined,
    decidedAt: decidedAt ?? undefined,
    reason: reason ?? undefined,
  };
}
