import type { Db } from "../storage/db.ts";
import type { Explanation, Reason } from "./answer-press.ts";

/** The only file that touches the table votes: one vote per person and answer. */

/** What the people of a chat made of an answer. */
export type Verdicts = {
  up: number;
  down: number;
  /** Of `down`: those who have not said why. */
  unexplained: number;
};

export type Cast = "counted" | "changed" | "unchanged";

/** Counts the vote of one person, or changes it. Whoever voted so before keeps what they said about it. */
export async function castVote(db: Db, vote: { answerId: string; voter: string; verdict: "up" | "down" }, now: Date): Promise<Cast> {
  const { rows } = await db.query<{ isNew: boolean }>(
    `insert into votes (answer_id, voter, verdict, voted_at) values ($1, $2, $3, $4)
     on conflict (answer_id, voter) do update
     set verdict = excluded.verdict, reason = null, remark = null, voted_at = excluded.voted_at
     where votes.verdict <> excluded.verdict
     returning (xmax = 0) as "isNew"`,
    [vote.answerId, vote.voter, vote.verdict, now],
  );
  const [row] = rows;
  if (!row) return "unchanged";
  return row.isNew ? "counted" : "changed";
}

/** A reason is a 👎, also of somebody who had voted otherwise. The last one said counts. */
export async function explainVote(db: Db, vote: { answerId: string; voter: string } & Explanation, now: Date): Promise<void> {
  await db.query(
    `insert into votes (answer_id, voter, verdict, reason, remark, voted_at) values ($1, $2, 'down', $3, $4, $5)
     on conflict (answer_id, voter) do update
     set verdict = 'down', reason = excluded.reason, remark = excluded.remark, voted_at = excluded.voted_at`,
    [vote.answerId, vote.voter, vote.reason, vote.remark || null, now],
  );
}

export async function verdictsOf(db: Db, answerId: string): Promise<Verdicts> {
  const { rows } = await db.query<Verdicts>(
    `select count(*) filter (where verdict = 'up')::int as up,
            count(*) filter (where verdict = 'down')::int as down,
            count(*) filter (where verdict = 'down' and reason is null)::int as unexplained
     from votes where answer_id = $1`,
    [answerId],
  );
  return rows[0] ?? { up: 0, down: 0, unexplained: 0 };
}

/** A 👎, with what its voter said about it. */
export type Complaint = { answerId: string; reason: Reason | undefined; remark: string | undefined };

/** Every 👎 given since then, oldest first. */
export async function complaintsSince(db: Db, since: Date): Promise<Complaint[]> {
  const { rows } = await db.query<{ answerId: string; reason: Reason | null; remark: string | null }>(
    `select answer_id::text as "answerId", reason, remark from votes
     where verdict = 'down' and voted_at >= $1 order by voted_at, voter`,
    [since],
  );
  return rows.map(({ answerId, reason, remark }) => ({ answerId, reason: reason ?? undefined, remark: remark ?? undefined }));
}
