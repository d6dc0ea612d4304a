/**
 * Tasks that stand in the wrong row. When a cell held two tasks, the next row is left with a unit and a time but no task,
 * or all cells in between moved up or down by a row. Only what is sure is moved; else the row keeps what is printed in it.
 */
import { type Remark, remarked, type TaskDraft } from "./task.ts";
import { type Body, breaksBetween, clauseOf, headingFor, runsOn, sameHeading } from "./task-body.ts";

/** A chain of moved cells longer than this is no slip of a printer. */
const REACH = 5;
/** By how much the best way must be better than the next to be taken. */
const MARGIN = 0.5;

type Move = { donor: number; vacancy: number; cut: number; score: number };

export function withTasksInPlace(drafts: readonly TaskDraft[], body: Body): TaskDraft[] {
  const whole = withHeadsReturned(drafts, body);
  let rows = whole;
  whole.forEach((_, index) => {
    if (isVacant(rows[index])) rows = withVacancyFilled(rows, index, body);
  });
  return rows;
}

/** A row that names a unit has a task; a blank row, or one with a heading alone, has none. */
export function isVacant(draft: TaskDraft | undefined): boolean {
  return draft !== undefined && draft.task === "" && draft.responsible !== "";
}

export function sentencesOf(task: string): string[] {
  return task.match(/[^。！？]+(?:[。！？]+[”’」』）)]*|$)/gu) ?? [];
}

/** A sentence that breaks off goes on in the next task that is printed, when the text of the plan has it so. */
function withHeadsReturned(drafts: readonly TaskDraft[], body: Body): TaskDraft[] {
  const rows = [...drafts];
  rows.forEach((_, index) => {
    const row = rows[index];
    if (!row?.task || /[。！？]$/u.test(row.task)) return;
    const at = rows.findIndex((other, place) => place > index && place <= index + 3 && other.task !== "");
    const next = rows[at];
    const [head = "", ...rest] = sentencesOf(next?.task ?? "");
    if (!next || !runsOn(body, row.task, head)) return;
    rows[index] = remarked({ ...row, task: row.task + head }, { kind: "head_received", text: head, row: next.row, confidence: "high" });
    rows[at] = remarked({ ...next, task: rest.join("") }, { kind: "head_returned", text: head, row: row.row, confidence: "high" });
  });
  return rows;
}

function withVacancyFilled(rows: readonly TaskDraft[], vacancy: number, body: Body): TaskDraft[] {
  const moves = [-1, 1].flatMap((side) => movesFrom(rows, vacancy, side, body)).sort((a, b) => b.score - a.score);
  const [best, next] = moves;
  if (!best || best.score < 0 || (next && best.score - next.score < MARGIN)) return [...rows];
  const changed = apply(rows, best);
  const isProven = isBreakProven(rows, best, body) && best.score >= 1;
  return rows.map((row, index) => {
    const task = changed.get(index);
    if (task === undefined) return row;
    return remarked({ ...row, task }, ...remarksOf(rows, best, index, isProven));
  });
}

/** Every way to fill the vacancy from one side: the nearest row that holds two sentences gives, the rows between pass on. */
function movesFrom(rows: readonly TaskDraft[], vacancy: number, side: number, body: Body): Move[] {
  const path: number[] = [];
  for (let index = vacancy + side; index >= 0 && index < rows.length && path.length < REACH; index += side) {
    if (rows[index]?.responsible || rows[index]?.task) path.push(index);
    if (isVacant(rows[index])) return [];
    const sentences = sentencesOf(rows[index]?.task ?? "");
    if (sentences.length < 2) continue;
    const cuts = sentences.slice(1).map((_, cut) => ({ donor: index, vacancy, cut: cut + 1, score: 0 }));
    return cuts.flatMap((move) => scored(rows, move, body));
  }
  return [];
}

/** The tasks of all rows that a move touches, by their place. */
function apply(rows: readonly TaskDraft[], { donor, vacancy, cut }: Move): Map<number, string> {
  const side = Math.sign(vacancy - donor);
  const sentences = sentencesOf(rows[donor]?.task ?? "");
  const [front, back] = [sentences.slice(0, cut).join(""), sentences.slice(cut).join("")];
  const tasks = new Map([[donor, side > 0 ? front : back]]);
  let carried = side > 0 ? back : front;
  for (let index = donor + side; index !== vacancy + side; index += side) {
    if (!rows[index]?.responsible && !rows[index]?.task) continue;
    tasks.set(index, carried);
    carried = rows[index]?.task ?? "";
  }
  return tasks;
}

/**
 * What speaks for a move: that each task then stands at a heading of the plan that tells the same, and that the plan ends a
 * sentence where the cell is cut. A chain over more than one row needs such proof for every link.
 */
function scored(rows: readonly TaskDraft[], move: Move, body: Body): Move[] {
  const changed = [...apply(rows, move)];
  const length = Math.abs(move.vacancy - move.donor);
  if (changed.length > 2 && changed.some(([, task]) => clauseOf(body, task) === undefined)) return [];
  const isFromAbove = move.donor < move.vacancy;
  const agreement = changed.reduce(
    (sum, [index, task]) => sum + agreementOf(rows[index], task, isFromAbove && index !== move.donor, body),
    0,
  );
  const proof = isBreakProven(rows, move, body) ? 0.5 : 0;
  return [{ ...move, score: agreement + proof - 0.2 * (length - 1) }];
}

function agreementOf(row: TaskDraft | undefined, task: string, isFromAbove: boolean, body: Body): number {
  const labels = row?.labels.filter(({ isPiece }) => !isPiece) ?? [];
  if (labels.length === 0) return 0;
  const headings = labels.flatMap(({ text }) => headingFor(body, text) ?? []);
  const clause = clauseOf(body, task);
  // Without the plan's word for it: what stands above a heading does not belong below it.
  if (headings.length === 0 || !clause) return isFromAbove ? -1 : 0;
  return headings.some((heading) => clause.way.some((other) => sameHeading(other, heading))) ? 1 : -2;
}

function isBreakProven(rows: readonly TaskDraft[], { donor, cut }: Move, body: Body): boolean {
  const sentences = sentencesOf(rows[donor]?.task ?? "");
  return breaksBetween(body, sentences[cut - 1] ?? "", sentences[cut] ?? "");
}

function remarksOf(rows: readonly TaskDraft[], { donor, vacancy }: Move, index: number, isProven: boolean): Remark[] {
  const confidence = isProven ? "high" : "medium";
  const side = Math.sign(vacancy - donor);
  const step = (from: number, by: number): number => {
    const at = from + by;
    return rows[at]?.responsible || rows[at]?.task || !rows[at] ? at : step(at, by);
  };
  const giver = rows[step(index, -side)]?.row ?? 0;
  const taker = rows[step(index, side)]?.row ?? 0;
  if (index === donor) return [{ kind: "task_given", row: taker, confidence }];
  const received: Remark = { kind: "task_received", row: giver, confidence };
  return index === vacancy ? [received] : [received, { kind: "task_given", row: taker, confidence }];
}
