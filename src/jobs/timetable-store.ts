import type { Db } from "../storage/db.ts";

/** Until when `job` is done. A job that is seen for the first time counts as done until `due`: nothing before it is made up for. */
export async function doneUntil(db: Db, job: string, due: Date): Promise<Date> {
  await db.query(`insert into timetable (job, done_until) values ($1, $2) on conflict (job) do nothing`, [job, due]);
  const { rows } = await db.query<{ doneUntil: Date }>(`select done_until as "doneUntil" from timetable where job = $1`, [job]);
  return rows[0]?.doneUntil ?? due;
}

/** Never moves back: another process may have done more. */
export async function markDone(db: Db, job: string, until: Date): Promise<void> {
  await db.query(`update timetable set done_until = greatest(done_until, $2) where job = $1`, [job, until]);
}
