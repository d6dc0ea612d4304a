import type { Span } from "../growing-table.ts";
import type { Db } from "../storage/db.ts";
import type { Answer, AnswerStatus, Citation, Question } from "./answer.ts";

/** The only file that touches the table answers. Every question with what was answered: the office must be able to prove it. */
export type AnswerEntry = {
  /** Of the message that asked: a message that is handled once more is recorded once. */
  eventId: string;
  chatId: string;
  /** The message below which the answer stands. */
  messageId: string;
  /** open_id */
  asker: string;
  question: Question;
  answer: Answer;
  askedAt: Date;
};

/** @returns the answer's id, also when this event was recorded before: then what was recorded first stays */
export async function recordAnswer(db: Db, entry: AnswerEntry): Promise<string> {
  const { eventId, chatId, messageId, asker, question, answer, askedAt } = entry;
  const { rows } = await db.query<{ id: string }>(
    `insert into answers (event_id, chat_id, message_id, asker, question, district, as_of, status, answer, understood, citations, nearest,
       elapsed_ms, asked_at, model)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (event_id) do update set event_id = excluded.event_id
     returning id::text as id`,
    [
      eventId,
      chatId,
      messageId,
      asker,
      question.text,
      question.district ?? null,
      question.asOf,
      answer.status,
      answer.text,
      JSON.stringify(answer.understood),
      JSON.stringify(answer.citations),
      JSON.stringify(answer.nearest),
      answer.elapsedMs,
      askedAt,
      answer.model ? JSON.stringify(answer.model) : null,
    ],
  );
  const [row] = rows;
  if (!row) throw new TypeError("an insert or update returned no row");
  return row.id;
}

/** `worded`: in a model's words. `fallback`: as composed, though a model was asked for its words; `reason` tells why, else it is empty. */
export type Way = { way: "composed" | "worded" | "fallback"; reason: string };

export function wayOf({ model }: Pick<Answer, "model">): Way {
  const reason = model?.fallback ?? "";
  if (model?.isWorded) return { way: "worded", reason };
  return { way: reason === "" ? "composed" : "fallback", reason };
}

/** How many answers were given in which way. */
export type AnswerCount = Way & { status: AnswerStatus; count: number };

/** Of the answers that were asked for from `from` on and before `until`. */
export async function countAnswers(db: Db, { from, until }: Span): Promise<AnswerCount[]> {
  const { rows } = await db.query<AnswerCount>(
    `select status,
            case when model->>'isWorded' = 'true' then 'worded' when model->>'fallback' is null then 'composed' else 'fallback' end as way,
            coalesce(model->>'fallback', '') as reason, count(*)::float8 as count
     from answers where asked_at >= $1 and asked_at < $2 group by status, way, reason`,
    [from, until],
  );
  return rows;
}

/** An answer that was given, as far as it is shown again. */
export type GivenAnswer = {
  id: string;
  chatId: string;
  messageId: string;
  asker: string;
  question: string;
  status: AnswerStatus;
  text: string;
  citations: readonly Citation[];
  nearest: readonly Citation[];
  /** The districts that it was about, as understood. */
  about: readonly string[];
  /** Of the chat in which it was asked. */
  chatDistrict: string | undefined;
  askedAt: Date;
};

const COLUMNS = `id::text as id, chat_id as "chatId", message_id as "messageId", asker, question, status, answer as text, citations, nearest,
  district as "chatDistrict", understood -> 'districts' as about, asked_at as "askedAt"`;

type Row = Omit<GivenAnswer, "chatDistrict"> & { chatDistrict: string | null };

export async function findAnswer(db: Db, id: string): Promise<GivenAnswer | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from answers where id = $1 and message_id is not null`, [id]);
  return rows[0] && givenAnswer(rows[0]);
}

/** What the documents did not tell since then, and the answers of `ids` from any time; oldest first. */
export async function lackingAnswers(db: Db, { since, ids }: { since: Date; ids: readonly string[] }): Promise<GivenAnswer[]> {
  const { rows } = await db.query<Row>(
    `select ${COLUMNS} from answers
     where message_id is not null and ((status = 'not_found' and asked_at >= $1) or id = any($2::bigint[]))
     order by asked_at, id`,
    [since, ids],
  );
  return rows.map(givenAnswer);
}

function givenAnswer(row: Row): GivenAnswer {
  return { ...row, chatDistrict: row.chatDistrict ?? undefined };
}
