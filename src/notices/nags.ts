import type { Db } from "../storage/db.ts";

/** The only file that touches the table notice_nags: what was done about those who are missing, each step once. */

export type Nag = {
  noticeId: string;
  /** Of the rule; 'report'; or made of the press of a person. */
  step: string;
  /** open_id, or 'system'. */
  by: string;
  /** open_ids of those it reached for. */
  people: readonly string[];
  at: Date;
};

/** False: this step was taken before. */
export async function insertNag(db: Db, { noticeId, step, by, people, at }: Nag): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into notice_nags (notice_id, step, by, people, at) values ($1, $2, $3, $4, $5) on conflict (notice_id, step) do nothing`,
    [noticeId, step, by, people, at],
  );
  return rowCount === 1;
}

/** Of these notices, in the order in which they were taken. */
export async function nagsOf(db: Db, noticeIds: readonly string[]): Promise<Nag[]> {
  const { rows } = await db.query<Nag>(
    `select notice_id as "noticeId", step, by, people, at from notice_nags where notice_id = any($1::uuid[]) order by at, step`,
    [noticeIds],
  );
  return rows;
}
