import { type Clock, DAY_MS, type Day, dayOf } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { Session, SessionStore } from "./bottender-modules.ts";

/** The only file that touches the table sessions. */

/** Nobody follows up after so long; and what people said is not kept longer than it is of use. */
const KEPT_DAYS = 30;

/** bottender's session store in Postgres. */
export function createSessionStore(needs: { db: Db; now: Clock }): SessionStore {
  const { db, now } = needs;
  let sweptOn: Day | undefined;

  const store: SessionStore = {
    /** Called before every event: sweeps once a day. */
    async init() {
      const today = dayOf(now());
      if (sweptOn !== today) await removeBefore(db, oldest(now()));
      sweptOn = today;
      return store;
    },
    async read(key) {
      const { rows } = await db.query<{ session: Session }>(`select session from sessions where key = $1 and updated_at >= $2`, [
        key,
        oldest(now()),
      ]);
      return rows[0]?.session ?? null;
    },
    async all() {
      const { rows } = await db.query<{ session: Session }>(`select session from sessions where updated_at >= $1`, [oldest(now())]);
      return rows.map((row) => row.session);
    },
    async write(key, session) {
      await db.query(
        `insert into sessions (key, session, updated_at) values ($1, $2, $3)
         on conflict (key) do update set session = excluded.session, updated_at = excluded.updated_at`,
        [key, JSON.stringify(session), now()],
      );
    },
    async destroy(key) {
      await db.query(`delete from sessions where key = $1`, [key]);
    },
  };
  return store;
}

/** bottender swallows a failed write; `failures` keeps it. After a failed action nothing is written: it will run again. */
export function surfacing(store: SessionStore, failures: unknown[]): SessionStore {
  return {
    ...store,
    async write(key, session) {
      if (failures.length > 0) return;
      await store.write(key, session).catch((error: unknown) => void failures.push(error));
    },
  };
}

async function removeBefore(db: Db, before: Date): Promise<void> {
  await db.query(`delete from sessions where updated_at < $1`, [before]);
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - KEPT_DAYS * DAY_MS);
}
