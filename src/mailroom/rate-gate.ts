import { MINUTE_MS, SECOND_MS } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { Api } from "./delivery.ts";

/** The only file that touches the table rate_gates: limits that hold for all processes together. */

/**
 * At most `burst` at once, then one every `grantMs`: in any window W no more than burst + W / grantMs. `minuteMax`: and no more than
 * so many in any minute, counted by the second.
 */
export type Gate = { key: string; grantMs: number; burst: number; minuteMax?: number };

/** `nextAt`: when the first of the gates opens again, by what is known now; before `now` when it still stands open. */
export type Passage = { kind: "granted"; nextAt: Date } | { kind: "refused"; retryAt: Date; by: string };

/**
 * A minute is 60 seconds, the one that has begun, and one more: requests take their time to arrive, and the platform counts
 * them as they do.
 */
const MINUTE_SECONDS = MINUTE_MS / SECOND_MS + 2;

/**
 * The platform's limits for one of its calls: 50 a second and 1000 a minute. 46.5 and a burst of 3 leave a call for requests that arrive
 * closer together than they left. Replies are another call than messages that nobody asked for: an answer never waits behind a broadcast.
 * What writes drafts passes a gate of its own, and an answer that ends one does not wait behind those of others.
 */
export function appGate(api: Api | "draft"): Gate {
  return { key: `app/${api}`, grantMs: SECOND_MS / 46.5, burst: 3, minuteMax: 1000 };
}

/** 5 a second for a chat, shared with other bots, and for a message. */
export function targetGate(target: string): Gate {
  return { key: `target/${target}`, grantMs: SECOND_MS / 3, burst: 2 };
}

/** 10 changes a second of one card that stands at the platform by itself; ending it takes two. */
export function cardGate(cardId: string): Gate {
  return { key: `card/${cardId}`, grantMs: SECOND_MS / 4, burst: 1 };
}

/**
 * Asks all gates for one grant each, in one statement (GCRA: `free_at` is when the last grant is used up).
 * When one of them is shut, none is charged. Two processes that meet at the very last grant of one gate may both
 * pass the first look; then the second one is refused and has paid the other gates for nothing: less is sent than allowed, never more.
 */
export async function passGates(db: Db, gates: readonly Gate[], now: Date): Promise<Passage> {
  const second = Math.floor(now.getTime() / SECOND_MS);
  const { rows } = await db.query<{ granted: number; key: string; openAt: Date }>(
    `with wanted as (
       select * from unnest($1::text[], $2::float8[], $3::float8[], $4::integer[]) as w(key, grant_ms, burst, most)
     ), seen as (
       select w.key, w.grant_ms * interval '1 ms' as cost, w.most,
              greatest(greatest(g.free_at, $5) - (w.burst - 1) * w.grant_ms * interval '1 ms',
                to_timestamp(crowded_until(g.minute, $7, w.most) + $8)) as open_at
       from wanted w left join rate_gates g on g.key = w.key
     ), taken as (
       insert into rate_gates as g (key, free_at, minute)
       select key, $5::timestamptz + cost, case when most is null then '{}' else count_call('{}', $6, $7) end from seen
       where not exists (select from seen where open_at > $5)
       order by key
       on conflict (key) do update set free_at = greatest(g.free_at, $5) + (excluded.free_at - $5),
         minute = case when excluded.minute = '{}' then g.minute else count_call(g.minute, $6, $7) end
       where (select greatest(g.free_at, $5) - (w.burst - 1) * w.grant_ms * interval '1 ms' <= $5
                and crowded_until(g.minute, $7, w.most) is null
              from wanted w where w.key = g.key)
       returning key
     )
     select (select count(*)::int from taken) as granted, key, open_at as "openAt" from seen`,
    [
      gates.map(({ key }) => key),
      gates.map(({ grantMs }) => grantMs),
      gates.map(({ burst }) => burst),
      gates.map(({ minuteMax }) => minuteMax ?? null),
      ...[now, second, second - MINUTE_SECONDS, MINUTE_SECONDS],
    ],
  );
  const openings = gates.map(({ key }) => rows.find((row) => row.key === key)?.openAt ?? now);
  if (rows.length === 0 || rows[0]?.granted === gates.length) {
    return { kind: "granted", nextAt: new Date((openings[0] ?? now).getTime() + (gates[0]?.grantMs ?? 0) + 1) };
  }
  const latest = Math.max(...openings.map((opening) => opening.getTime()));
  const by = gates[openings.findIndex((opening) => opening.getTime() === latest)]?.key ?? "";
  // Times travel in whole milliseconds: rounded up, or the gate would still be shut.
  return { kind: "refused", retryAt: new Date(Math.max(latest, now.getTime()) + 1), by };
}

export async function purgeGates(db: Db, before: Date): Promise<number> {
  const { rowCount } = await db.query(`delete from rate_gates where free_at < $1`, [before]);
  return rowCount;
}
