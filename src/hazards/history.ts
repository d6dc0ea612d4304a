import type { Db } from "../storage/db.ts";
import type { HazardState } from "./hazard.ts";
import type { HazardEvent } from "./step.ts";

/** The only file that touches the table hazard_events: lines that are only ever added. */

type Row = {
  hazardId: string;
  version: number;
  at: Date;
  actorId: string;
  actorRole: string;
  actorName: string | null;
  fromState: HazardState | null;
  toState: HazardState;
  step: HazardEvent["step"];
};

/** Inside the transaction that changes the case. A version that stands already is an error of the database. */
export async function appendEvent(tx: Db, event: HazardEvent): Promise<void> {
  const { actor } = event;
  await tx.query(
    `insert into hazard_events (hazard_id, version, at, actor_id, actor_role, actor_name, action, from_state, to_state, step)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[event.hazardId, event.version, event.at, actor.id, actor.role, actor.name ?? null],
      ...[event.step.do, event.from ?? null, event.to, JSON.stringify(event.step)],
    ],
  );
}

/** From the first to the last; empty for a number that was never given. */
export async function historyOf(db: Db, hazardId: string): Promise<HazardEvent[]> {
  const { rows } = await db.query<Row>(
    `select hazard_id as "hazardId", version, at, actor_id as "actorId", actor_role as "actorRole", actor_name as "actorName",
       from_state as "fromState", to_state as "toState", step
     from hazard_events where hazard_id = $1 order by version`,
    [hazardId],
  );
  return rows.map(({ actorId, actorRole, actorName, fromState, toState, ...row }) => ({
    ...row,
    actor: { id: actorId, role: actorRole, name: actorName ?? undefined },
    from: fromState ?? undefined,
    to: toState,
  }));
}
