/** Lines without a number below a row: what a page break tore off its cells goes back to the cell that it continues. */
import type { Label, Remark, TaskDraft } from "./task.ts";
import { type Body, plain, runsOn } from "./task-body.ts";
import { isDeadline, isNumberedHeading, isResponsible, isShortDeadline } from "./task-grammar.ts";

const FIELDS = ["task", "responsible", "deadline"] as const;
type Field = (typeof FIELDS)[number];
const PIECE_MAX = 15;

export function withTornLines(draft: TaskDraft, lines: readonly (readonly string[])[], body: Body): TaskDraft {
  return lines.reduce((row, cells) => withTornLine(row, cells, body), draft);
}

function withTornLine(draft: TaskDraft, cells: readonly string[], body: Body): TaskDraft {
  const labels: Label[] = [...draft.labels];
  const remarks: Remark[] = [...draft.remarks];
  const fields: Record<Field, string> = { task: draft.task, responsible: draft.responsible, deadline: draft.deadline };
  const filled = new Set<Field>();
  const seen = new Set<string>();
  cells.forEach((printed, column) => {
    const text = printed.replace(/\n/g, "");
    if (!text) return;
    if (seen.has(plain(text))) {
      remarks.push({ kind: "doubled_cell", text, confidence: "high" });
      return;
    }
    seen.add(plain(text));
    if (isNumberedHeading(text) || isHeadingPiece(text, column, draft)) {
      labels.push({ text, column, isPiece: !isNumberedHeading(text) });
      return;
    }
    const [best] = FIELDS.filter((field) => !filled.has(field))
      .map((field) => ({ field, score: affinity(field, { text, column }, draft, body) }))
      .sort((a, b) => b.score - a.score);
    if (!best || best.score <= 0) {
      remarks.push({ kind: "left_over", text, confidence: "low" });
      return;
    }
    filled.add(best.field);
    fields[best.field] += text;
    remarks.push({ kind: "joined_line", field: best.field, confidence: best.score >= 5 ? "high" : "medium" });
  });
  return { ...draft, ...fields, labels, remarks };
}

function isHeadingPiece(text: string, column: number, { columns: [task] }: TaskDraft): boolean {
  return task > 0 && column < task && text.length <= PIECE_MAX && !/[。；;，,]$/u.test(text);
}

/** How well a torn-off text continues a field: by its column, by the text of the plan, by what both give together. */
function affinity(field: Field, { text, column }: { text: string; column: number }, draft: TaskDraft, body: Body): number {
  const before = draft[field];
  const home = draft.columns[FIELDS.indexOf(field)] ?? -1;
  const distance = home < 0 ? Number.POSITIVE_INFINITY : Math.abs(home - column);
  const place = distance === 0 ? 3 : Number(distance === 1);
  if (!before) return place + (looksLike(field, text) ? 2 : 0);
  const evidence = runsOn(body, before, text) ? 4 : 0;
  const isEnded = /。$/u.test(before) || (field === "deadline" && isShortDeadline(before) && !isShortDeadline(before + text));
  const isGrown = field === "task" ? !/[。；！？]$/u.test(before) : looksLike(field, before + text);
  const isEndOfUnit = field === "responsible" && isGrown && !isResponsible(text);
  // A sentence in the column of the task is one more sentence of it, not the rest of another cell.
  const isNextSentence = field === "task" && distance === 0 && /。$/u.test(text) && !looksLike("responsible", text);
  if (isNextSentence) return place + evidence + 2;
  return place + evidence - (isEnded ? 3 : 0) + (isGrown ? 2 : 0) + Number(isEndOfUnit);
}

function looksLike(field: Field, text: string): boolean {
  if (field === "task") return true;
  return field === "responsible" ? isResponsible(text) : isDeadline(text);
}
