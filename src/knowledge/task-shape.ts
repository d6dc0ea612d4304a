/** What the rows of a table tell together: cells out of line, merged cells, sentences printed twice or broken off. */
import { remarked, type TaskDraft } from "./task.ts";
import { plain } from "./task-body.ts";
import { sentencesOf } from "./task-moves.ts";
import type { Columns } from "./task-rows.ts";

/** A sentence that follows itself was printed twice. */
export function withoutEcho(draft: TaskDraft): TaskDraft {
  const sentences = sentencesOf(draft.task);
  const once = sentences.filter((sentence, index) => plain(sentence) !== plain(sentences[index - 1] ?? ""));
  if (once.length === sentences.length) return draft;
  const echo = sentences.find((sentence, index) => plain(sentence) === plain(sentences[index - 1] ?? "")) ?? "";
  return remarked({ ...draft, task: once.join("") }, { kind: "doubled_cell", text: echo, confidence: "high" });
}

/** Says where cells left their columns: compared with the head, or with the row above. */
export function withShiftsNoted(drafts: readonly TaskDraft[], { roles }: Columns): TaskDraft[] {
  let above: readonly number[] = [roles.lastIndexOf("task"), roles.indexOf("responsible"), roles.indexOf("deadline")];
  return drafts.map((draft) => {
    const columns = draft.columns.filter((column) => column >= 0);
    const isFull = columns.length === 3;
    const isShifted =
      isFull &&
      !isUnderHead(draft, roles) &&
      above.every((column) => column >= 0) &&
      draft.columns.some((column, index) => column !== above[index]);
    const sorted = [...columns].sort((a, b) => a - b);
    const hasGap =
      isFull && isShifted === false && roles.length > 0 && (sorted[2] ?? 0) - (sorted[0] ?? 0) > 2 && !isUnderHead(draft, roles);
    if (isFull) above = draft.columns;
    if (isShifted) return remarked(draft, { kind: "shifted", confidence: "high" });
    return hasGap ? remarked(draft, { kind: "gap_column", confidence: "high" }) : draft;
  });
}

function isUnderHead({ columns: [task, responsible, deadline] }: TaskDraft, roles: Columns["roles"]): boolean {
  return roles[task] === "task" && roles[responsible] === "responsible" && roles[deadline] === "deadline";
}

/**
 * A merged cell prints its text once. A table that repeats a text from row to row, or leaves hardly a cell empty, merges
 * none, so there an empty cell is a loss.
 */
export function withGapsFilled(drafts: readonly TaskDraft[], field: "responsible" | "deadline"): TaskDraft[] {
  const full = drafts.filter(({ task }) => task !== "");
  const isRepeated = full.some((draft, index) => draft[field] !== "" && draft[field] === full[index + 1]?.[field]);
  const isMerged = !isRepeated && full.filter((draft) => draft[field] === "").length * 4 >= full.length;
  let above: TaskDraft | undefined;
  return drafts.map((draft) => {
    if (!draft.task) return draft;
    if (draft[field]) {
      above = draft;
      return draft;
    }
    if (!above || !isMerged) return remarked(draft, { kind: "missing", field, confidence: "low" });
    return remarked({ ...draft, [field]: above[field] }, { kind: "carried_down", field, row: above.row, confidence: "medium" });
  });
}

/** Where tasks end with a full stop, one that does not may have lost its end. */
export function withUnfinishedNoted(drafts: readonly TaskDraft[]): TaskDraft[] {
  const isEnded = ({ task }: TaskDraft) => /[。；！？.;][”’」』）)]*$/u.test(task);
  const full = drafts.filter(({ task }) => task !== "");
  const isUsual = full.length >= 4 && full.filter(isEnded).length * 4 >= full.length * 3;
  return drafts.map((draft) =>
    isUsual && draft.task !== "" && !isEnded(draft) ? remarked(draft, { kind: "unfinished", confidence: "low" }) : draft,
  );
}
