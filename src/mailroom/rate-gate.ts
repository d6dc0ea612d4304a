import { MINUTE_MS, SECOND_MS } from "../clock.ts";
import type { Db } from "../storage/db.ts";

/** The only file that touches the table rate_gates: limits that hold for all processes together. */

/** At most `burst` at once, then one every `grantMs`: in any window W no more than burst + W / grantMs. */
export type Gate = { key: string; grantMs: number; burst: number };

export type Passage = { kind: "granted" } | { kind: "refused"; retryAt: Date; by: string };

/** The platform's limits: 50 a second and 1000 a minute for an app, 5 a second for a chat or a message. */
export function appGates(api: string): Gate[] {
  return [
    { key: `app/${api}/second`, grantMs: SECOND_MS / 40, burst: 10 },
    { key: `app/${api}/minute`, grantMs: MINUTE_MS / 750, burst: 250 },
  ];
}

export function targetGate(target: string): Gate {
  return { key: `target/${target}`, grantMs: SECOND_MS / 3, burst: 2 };
}

/** Of a growing card the platform takes 10 changes a second; its end is two of them. */
export function cardGate(cardId: string): Gate {
  return { key: `card/${cardId}`, grantMs: SECOND_MS / 6, burst: 2 };
}

/**
 * Asks all gates for one grant each, in one statement (GCRA: `free_at` is when the last grant is used up).
 * When one of them is shut, none is charged. Two processes that meet at the very last grant of one gate may both
 * pass the first look; then the second one is refused and has paid the other gates for nothing: less is sent than allowed, never more.
 */
export async function passGates(db: Db, gates: readonly Gate[], now: Date): Promise<Passage> {
  const { rows } = await db.query<{ granted: number; key: string; openAt: Date }>(
    `with seen as (
       select w.key, w.grant_ms * interval '1 ms' as cost,
              greatest(g.free_at, $4) - (w.burst - 1) * w.grant_ms * interval '1 ms' as open_at
       from unnest($1::text[], $2::float8[], $3::float8[]) as w(key, grant_ms, burst)
       left join rate_gates g on g.key = w.key
     ), taken as (
       insert into rate_gates as g (key, free_at)
       select key, $4::timestamptz + cost from seen
       where not exists (select from seen where open_at > $4)
       order by key
       on conflict (key) do update set free_at = greatest(g.free_at, $4) + (excluded.free_at - $4)
       where (select greatest(g.free_at, $4) - (w.burst - 1) * w.grant_ms * interval '1 ms'
              from unnest($1::text[], $2::float8[], $3::float8[]) as w(key, grant_ms, burst) where w.key = g.key) <= $4
       returning key
     )
     select (select count(*)::int from taken) as granted, key, open_at as "openAt"
     from seen order by open_at desc, key limit 1`,
    [gates.map((gate) => gate.key), gates.map((gate) => gate.grantMs), gates.map((gate) => gate.burst), now],
  );
  const last = rows[0];
  if (!last || last.granted === gates.length) return { kind: "granted" };
  // Times travel in whole milliseconds: rounded up, or the gate would still be shut.
  const retryAt = new Date(Math.max(last.openAt.getTime(), now.getTime()) + 1);
  return { kind: "refused", retryAt, by: last.key };
}

export async function purgeGates(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from rate_gates where free_at < $1`, [before]);
  return rowCount;
}
