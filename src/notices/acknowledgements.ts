import type { Db } from "../storage/db.ts";

/** The only file that touches the table acknowledgements: who said 「收到」 to which notice. */

export type Acknowledgement = {
  noticeId: string;
  openId: string;
  name: string | undefined;
  /** Where it was said. */
  chatId: string;
  way: "button" | "words";
  answer: string | undefined;
  /** After the time that the notice set. */
  late: boolean;
  at: Date;
};

type Row = Omit<Acknowledgement, "name" | "answer"> & { name: string | null; answer: string | null };

const COLUMNS = `notice_id as "noticeId", open_id as "openId", name, chat_id as "chatId", way, answer, late, at`;

/** Nobody else acknowledges this notice until the transaction ends: what is counted in it is the whole of it. */
export async function holdCounts(tx: Db, noticeId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('acknowledgements/' || $1, 0))`, [noticeId]);
}

/** False: this person had before. */
export async function insertAcknowledgement(db: Db, said: Acknowledgement): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into acknowledgements (notice_id, open_id, name, chat_id, way, answer, late, at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (notice_id, open_id) do nothing`,
    [said.noticeId, said.openId, said.name ?? null, said.chatId, said.way, said.answer ?? null, said.late, said.at],
  );
  return rowCount === 1;
}

export async function findAcknowledgement(db: Db, noticeId: string, openId: string): Promise<Acknowledgement | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from acknowledgements where notice_id = $1 and open_id = $2`, [noticeId, openId]);
  return rows[0] && acknowledgementOf(rows[0]);
}

/** Of these people, how many have. */
export async function countAcknowledged(db: Db, noticeId: string, openIds: readonly string[]): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from acknowledgements where notice_id = $1 and open_id = any($2::text[])`,
    [noticeId, openIds],
  );
  return rows[0]?.count ?? 0;
}

/** How many have in this chat. */
export async function countAcknowledgedIn(db: Db, noticeId: string, chatId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count from acknowledgements where notice_id = $1 and chat_id = $2`,
    [noticeId, chatId],
  );
  return rows[0]?.count ?? 0;
}

/** Everybody who has, in the order in which they did. */
export async function acknowledgementsOf(db: Db, noticeId: string): Promise<Acknowledgement[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from acknowledgements where notice_id = $1 order by at, open_id`, [noticeId]);
  return rows.map(acknowledgementOf);
}

/** Of these notices those that this person has acknowledged. */
export async function acknowledgedBy(db: Db, openId: string, noticeIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ noticeId: string }>(
    `select notice_id as "noticeId" from acknowledgements where open_id = $1 and notice_id = any($2::uuid[])`,
    [openId, noticeIds],
  );
  return rows.map(({ noticeId }) => noticeId);
}

function acknowledgementOf({ name, answer, ...row }: Row): Acknowledgement {
  return { ...row, name: name ?? undefined, answer: answer ?? undefined };
}
