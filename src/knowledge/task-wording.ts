/**
 * Slips of the pen in a task that the plan tells in other words: a wrong, a lost or a doubled character. Most differences are
 * meant, so a word is put right only when the plan writes it the other way again and again and nobody else writes it so.
 */
import { type Remark, remarked, type TaskDraft } from "./task.ts";
import { type Body, clauseOf, plain } from "./task-body.ts";
import { type Difference, differencesOf } from "./task-difference.ts";
import { isFiller } from "./task-grammar.ts";

/** How often the plan's way of writing must stand in the document. */
const ESTABLISHED = 3;
/** Characters of a window that is counted. */
const WINDOW = 4;
const LOST_MAX = 2;
const DOUBLED_MAX = 3;

export function withWordingRight(drafts: readonly TaskDraft[], body: Body): TaskDraft[] {
  const corpus = `${body.plain}\n${drafts.map(({ printed }) => plain(printed.join("\n"))).join("\n")}`;
  const times = (text: string) => corpus.split(text).length - 1;
  return drafts.map((draft) => {
    const clause = draft.task ? clauseOf(body, draft.task) : undefined;
    if (!clause) return draft;
    const slips = differencesOf(draft.task, clause.text).filter((difference) => isSlip(difference, times));
    const remarks = slips.map(
      ({ before, printed, known, after }): Remark => ({
        kind: "wording",
        printed: before.slice(-2) + printed + after.slice(0, 2),
        known: before.slice(-2) + known + after.slice(0, 2),
        confidence: "high",
      }),
    );
    // From the back, so that the places further ahead stay where they are.
    const task = slips.reduceRight((text, { start, end, known }) => text.slice(0, start) + known + text.slice(end), draft.task);
    return remarked({ ...draft, task }, ...remarks);
  });
}

function isSlip(difference: Difference, times: (text: string) => number): boolean {
  const { printed, known, isJoined } = difference;
  if (!isJoined) return false;
  if (known === "") return isDoubled(difference);
  if (printed === "") return [...known].length <= LOST_MAX && !isFiller(known) && isLost(difference, times);
  return [...printed].length === 1 && [...known].length === 1 && isWrong(difference, times);
}

/** 「落实措施的措施」: the same word again within three characters. */
function isDoubled({ printed, before, after }: Difference): boolean {
  if ([...printed].length > DOUBLED_MAX) return false;
  const [behind, ahead] = [after.slice(0, DOUBLED_MAX + printed.length - 1), before.slice(-(DOUBLED_MAX + printed.length - 1))];
  return behind.includes(printed) || ahead.includes(printed);
}

/** Nobody else writes the two sides next to each other, and the plan has the lost word beside one of them again and again. */
function isLost({ known, before, after }: Difference, times: (text: string) => number): boolean {
  const seam = [before.slice(-2) + after.slice(0, 1), before.slice(-1) + after.slice(0, 2)];
  if (seam.some((text) => times(text) > 1)) return false;
  return times(before.slice(-2) + known) >= ESTABLISHED || times(known + after.slice(0, 2)) >= ESTABLISHED;
}

function isWrong({ printed, known, before, after }: Difference, times: (text: string) => number): boolean {
  const windows = Array.from({ length: WINDOW }, (_, ahead) => ({
    left: before.slice(before.length - ahead),
    right: after.slice(0, WINDOW - 1 - ahead),
  }));
  const whole = windows.filter(({ left, right }) => left.length + right.length === WINDOW - 1);
  if (whole.some(({ left, right }) => times(left + printed + right) > 1)) return false;
  return whole.some(({ left, right }) => times(left + known + right) >= ESTABLISHED);
}
