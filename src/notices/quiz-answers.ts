import type { Db } from "../storage/db.ts";

/** The only file that touches the table quiz_answers: one attempt each. */

export type QuizAnswer = {
  quizId: string;
  openId: string;
  name: string | undefined;
  /** Which option of each question, counted from 0. */
  chosen: readonly number[];
  score: number;
  at: Date;
};

type Row = Omit<QuizAnswer, "name"> & { name: string | null };

const COLUMNS = `quiz_id as "quizId", open_id as "openId", name, chosen, score, at`;

/** False: they had tried before. */
export async function insertQuizAnswer(db: Db, answer: QuizAnswer): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into quiz_answers (quiz_id, open_id, name, chosen, score, at) values ($1, $2, $3, $4, $5, $6)
     on conflict (quiz_id, open_id) do nothing`,
    [answer.quizId, answer.openId, answer.name ?? null, answer.chosen, answer.score, answer.at],
  );
  return rowCount === 1;
}

export async function findQuizAnswer(db: Db, quizId: string, openId: string): Promise<QuizAnswer | undefined> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from quiz_answers where quiz_id = $1 and open_id = $2`, [quizId, openId]);
  return rows[0] && answerOf(rows[0]);
}

/** The best first. */
export async function quizAnswersOf(db: Db, quizId: string): Promise<QuizAnswer[]> {
  const { rows } = await db.query<Row>(`select ${COLUMNS} from quiz_answers where quiz_id = $1 order by score desc, at, open_id`, [quizId]);
  return rows.map(answerOf);
}

function answerOf({ name, ...row }: Row): QuizAnswer {
  return { ...row, name: name ?? undefined };
}
