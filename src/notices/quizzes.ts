import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { TargetKind } from "./notice.ts";
import type { QuizQuestion } from "./quiz-question.ts";

/** The only file that touches the tables quizzes, quiz_numbers and quiz_targets. */

export type Quiz = {
  id: string;
  /** XC-YYYYMMDD-NNN */
  number: string;
  /** `reported`: its time is up, and its composer knows how it went. */
  state: "draft" | "sent" | "reported";
  title: string;
  district: string | undefined;
  /** As they were sent, whatever the plans say later. */
  questions: readonly QuizQuestion[];
  /** open_id */
  composedBy: string;
  composedIn: string;
  dueAt: Date;
  createdAt: Date;
  sentAt: Date | undefined;
};

/** Where it went. `key`: of the outbox. */
export type QuizTarget = { quizId: string; recipient: string; kind: TargetKind; name: string; key: string };

type Row = Omit<Quiz, "district" | "sentAt"> & { district: string | null; sentAt: Date | null };

const COLUMNS = `id, number, state, title, district, questions, composed_by as "composedBy", composed_in as "composedIn", due_at as "dueAt",
  created_at as "createdAt", sent_at as "sentAt"`;
const NUMBER_DIGITS = 3;

/** The next number of `day` in Shanghai. */
export async function drawQuizNumber(tx: Db, day: Day): Promise<string> {
  const { rows } = await tx.query<{ last: number }>(
    `insert into quiz_numbers (day, last) values ($1, 1) on conflict (day) do update set last = quiz_numbers.last + 1 returning last`,
    [day],
  );
  return `XC-${day.replaceAll("-", "")}-${String(rows[0]?.last).padStart(NUMBER_DIGITS, "0")}`;
}

export async function insertQuiz(tx: Db, quiz: Quiz, targets: readonly QuizTarget[]): Promise<void> {
  await tx.query(
    `insert into quizzes (id, number, state, title, district, questions, composed_by, composed_in, due_at, created_at)
     values ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[quiz.id, quiz.number, quiz.title, quiz.district ?? null, JSON.stringify(quiz.questions), quiz.composedBy, quiz.composedIn],
      ...[quiz.dueAt, quiz.createdAt],
    ],
  );
  await tx.query(
    `insert into quiz_targets (quiz_id, recipient, kind, name, key)
     select "quizId", recipient, kind, name, key
     from jsonb_to_recordset($1::jsonb) as t("quizId" uuid, recipient text, kind text, name text, key text)`,
    [JSON.stringify(targets)],
  );
}

/** False: it was sent before. */
export async function markQuizSent(tx: Db, id: string, at: Date): Promise<boolean> {
  const { rowCount } = await tx.query(`update quizzes set state = 'sent', sent_at = $2 where id = $1 and state = 'draft'`, [id, at]);
  return rowCount === 1;
}

/** False: it was reported before. */
export async function markQuizReported(tx: Db, id: string): Promise<boolean> {
  const { rowCount } = await tx.query(`update quizzes set state = 'reported' where id = $1 and state = 'sent'`, [id]);
  return rowCount === 1;
}

export async function findQuiz(db: Db, id: string): Promise<Quiz | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from quizzes where id = $1`, [id]);
  return rows[0] && quizOf(rows[0]);
}

export async function findQuizByNumber(db: Db, number: string): Promise<Quiz | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from quizzes where number = $1 and state <> 'draft'`, [number]);
  return rows[0] && quizOf(rows[0]);
}

/** Those that were sent, the latest first. */
export async function recentQuizzes(db: Db, limit: number): Promise<Quiz[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from quizzes where state <> 'draft' order by sent_at desc, id limit $1`, [limit]);
  return rows.map(quizOf);
}

/** Those whose time is up, and of which nobody has been told. */
export async function quizzesToReport(db: Db, now: Date): Promise<Quiz[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from quizzes where state = 'sent' and due_at <= $1 order by due_at`, [now]);
  return rows.map(quizOf);
}

export async function targetsOfQuiz(db: Db, quizId: string): Promise<QuizTarget[]> {
  const { rows } = await db.query<QuizTarget>(
    `select quiz_id as "quizId", recipient, kind, name, key from quiz_targets where quiz_id = $1 order by name, recipient`,
    [quizId],
  );
  return rows;
}

function quizOf({ district, sentAt, ...row }: Row): Quiz {
  return { ...row, district: district ?? undefined, sentAt: sentAt ?? undefined };
}
