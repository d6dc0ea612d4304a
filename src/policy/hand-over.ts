import type { Db } from "../storage/db.ts";

/** The only file that touches the table hand_overs: questions that went on to an officer, and what the officer said. */

export type HandOver = {
  id: string;
  answerId: string;
  district: string | undefined;
  /** Undefined when the platform did not tell. */
  askerName: string | undefined;
  requestedAt: Date;
  cardMessageId: string;
  dutyChatId: string;
  reply: OfficersReply | undefined;
};

export type OfficersReply = {
  officer: string;
  officerName: string | undefined;
  text: string;
  /** Of the message or press that brought it. */
  eventId: string;
  at: Date;
};

const COLUMNS = `id::text as id, answer_id::text as "answerId", district, asker_name as "askerName", requested_at as "requestedAt",
  card_message_id as "cardMessageId", duty_chat_id as "dutyChatId", officer, officer_name as "officerName", reply,
  reply_event_id as "replyEventId", replied_at as "repliedAt"`;

type Row = Omit<HandOver, "district" | "askerName" | "reply"> & {
  district: string | null;
  askerName: string | null;
  officer: string | null;
  officerName: string | null;
  reply: string | null;
  replyEventId: string | null;
  repliedAt: Date | null;
};

export type NewHandOver = Pick<HandOver, "answerId" | "district" | "askerName" | "cardMessageId" | "dutyChatId"> & { requestedBy: string };

/** Undefined: this answer was handed over before. */
export async function openHandOver(db: Db, request: NewHandOver, now: Date): Promise<HandOver | undefined> {
  const { rows } = await db.query<Row>(
    `insert into hand_overs (answer_id, district, asker_name, requested_by, requested_at, card_message_id, duty_chat_id)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (answer_id) do nothing
     returning ${COLUMNS}`,
    [
      request.answerId,
      request.district ?? null,
      request.askerName ?? null,
      request.requestedBy,
      now,
      request.cardMessageId,
      request.dutyChatId,
    ],
  );
  return rows[0] && handOverOf(rows[0]);
}

/** Keeps the first reply; undefined for every later one. */
export async function keepReply(db: Db, id: string, reply: OfficersReply): Promise<HandOver | undefined> {
  const { rows } = await db.query<Row>(
    `update hand_overs set officer = $2, officer_name = $3, reply = $4, reply_event_id = $5, replied_at = $6
     where id = $1 and replied_at is null
     returning ${COLUMNS}`,
    [id, reply.officer, reply.officerName ?? null, reply.text, reply.eventId, reply.at],
  );
  return rows[0] && handOverOf(rows[0]);
}

export async function findHandOver(db: Db, id: string): Promise<HandOver | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from hand_overs where id = $1`, [id]);
  return rows[0] && handOverOf(rows[0]);
}

export async function handOversOf(db: Db, answerIds: readonly string[]): Promise<HandOver[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from hand_overs where answer_id = any($1::bigint[]) order by hand_overs.id`, [
    answerIds,
  ]);
  return rows.map(handOverOf);
}

function handOverOf({ officer, officerName, reply, replyEventId, repliedAt, ...row }: Row): HandOver {
  const isAnswered = officer !== null && reply !== null && replyEventId !== null && repliedAt !== null;
  return {
    ...row,
    district: row.district ?? undefined,
    askerName: row.askerName ?? undefined,
    reply: isAnswered ? { officer, officerName: officerName ?? undefined, text: reply, eventId: replyEventId, at: repliedAt } : undefined,
  };
}
