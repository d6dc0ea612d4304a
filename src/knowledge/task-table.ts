import { texts } from "../texts/tasks.ts";
import type { DraftPassage } from "./clauses.ts";
import { linesOf } from "./lines.ts";
import { segmentsOf } from "./segments.ts";
import { readTable, type Table } from "./table.ts";
import { isRepair, leastOf, type Remark, remarked, type Task, type TaskDraft } from "./task.ts";
import { type Body, readBody } from "./task-body.ts";
import { draftOf } from "./task-cells.ts";
import { completedStages, deadlineStages } from "./task-grammar.ts";
import { readHeadings } from "./task-labels.ts";
import { isVacant, withTasksInPlace } from "./task-moves.ts";
import { tell } from "./task-remarks.ts";
import { type Columns, columnsOf, isNumber, isTaskTable, printedRows } from "./task-rows.ts";
import { type PlacedDraft, withSections } from "./task-sections.ts";
import { withGapsFilled, withoutEcho, withShiftsNoted, withUnfinishedNoted } from "./task-shape.ts";
import { withTornLines } from "./task-torn.ts";
import { withKnownUnits } from "./task-units.ts";
import { withWordingRight } from "./task-wording.ts";

export type TaskReading = { tasks: readonly Task[] /** Chinese sentences. */; warnings: readonly string[] };

/**
 * The task tables of a document as records. Any text can be read: a document without such a table has no tasks, and a row that
 * cannot be understood stays as printed, with a warning.
 * @param passages  of the same document: what its text says is the evidence for what its torn tables mean
 * @param units     names of offices that are known otherwise
 */
export function readTasks(source: string, passages: readonly DraftPassage[], units: readonly string[] = []): TaskReading {
  const body = readBody(passages);
  let columns: Columns = { roles: [], heads: [] };
  const readings = tablesOf(source).map((table) => {
    // A table that goes on after a line of text does not print its head again.
    const own = columnsOf(table.header);
    const isContinued = own.heads.length === 0 && columns.heads.length === table.rows[0]?.cells.length;
    columns = isContinued ? columns : own;
    return isTaskTable(table, columns) ? readTaskTable(table, columns, { body, units }) : { tasks: [], warnings: [] };
  });
  return { tasks: readings.flatMap(({ tasks }) => tasks), warnings: readings.flatMap(({ warnings }) => warnings) };
}

function tablesOf(source: string): Table[] {
  return segmentsOf(linesOf(source)).flatMap(({ kind, lines }) => (kind === "table" ? [readTable(lines)] : []));
}

function readTaskTable(table: Table, columns: Columns, { body, units }: { body: Body; units: readonly string[] }): TaskReading {
  const rows = printedRows(table, columns).map((row) => withoutEcho(withTornLines(draftOf(row, columns), row.torn, body)));
  const moved = withHeadingTasks(withTasksInPlace(withShiftsNoted(withNumberedTasks(rows), columns), body));
  const { headings, drafts } = readHeadings(moved, body);
  const whole = withUnfinishedNoted(withGapsFilled(withGapsFilled(drafts, "responsible"), "deadline"));
  const text = body.clauses.map((clause) => clause.text).join("\n");
  const placed = withSections(withWordingRight(withKnownUnits(whole, text, units), body), headings, body);
  return {
    tasks: placed.filter(({ task }) => task !== "").map(finished),
    warnings: placed.flatMap((draft) => warningsOf(draft)),
  };
}

/** In some tables every task is a numbered heading and nothing else: then the headings are the tasks. */
function withNumberedTasks(drafts: readonly TaskDraft[]): TaskDraft[] {
  const named = drafts.filter(({ responsible }) => responsible !== "");
  const bare = named.filter((draft) => isVacant(draft) && draft.labels.some(({ isPiece }) => !isPiece));
  return bare.length >= 2 && bare.length * 3 >= named.length
    ? drafts.map((draft) => (bare.includes(draft) ? headingAsTask(draft) : draft))
    : [...drafts];
}

/** A heading alone beside a unit, with no task to be found for it: what is printed there must be the task. */
function withHeadingTasks(drafts: readonly TaskDraft[]): TaskDraft[] {
  return drafts.map((draft) => {
    if (!isVacant(draft) || !draft.labels.some(({ isPiece }) => !isPiece)) return draft;
    return remarked(headingAsTask(draft), { kind: "heading_as_task", confidence: "low" });
  });
}

function headingAsTask(draft: TaskDraft): TaskDraft {
  const label = draft.labels.findLast(({ isPiece }) => !isPiece);
  return label ? { ...draft, task: label.text, labels: draft.labels.filter((other) => other !== label) } : draft;
}

function finished(draft: PlacedDraft): Task {
  const stages = deadlineStages(draft.deadline);
  const completed = completedStages(stages);
  const remarks: readonly Remark[] = completed ? [...draft.remarks, { kind: "stage_completed", confidence: "high" }] : draft.remarks;
  return {
    row: draft.row,
    section: draft.section,
    item: draft.item,
    task: draft.task,
    responsible: fullWidth(draft.responsible.replace(/[。.\s]+$/u, "")) || undefined,
    deadline: fullWidth((completed ?? stages).join("；")) || undefined,
    repaired: remarks.some(isRepair),
    note: remarks.map(tell).join(""),
    confidence: leastOf(remarks.map(({ confidence }) => confidence)),
    printed: draft.printed,
  };
}

function warningsOf(draft: PlacedDraft): string[] {
  const { row, task, responsible, deadline, labels, printed } = draft;
  if (task) {
    return draft.remarks.filter(({ confidence }) => confidence === "low").map((remark) => texts.inRow({ row, text: tell(remark) }));
  }
  if (!draft.isRow) return [];
  if (responsible || deadline) return [texts.vacant({ row, responsible, deadline })];
  if (labels.length > 0) return [texts.headingOnly({ row, text: labels.map(({ text }) => text).join("") })];
  return printed.every((text) => text === "" || isNumber(text)) ? [texts.blank({ row })] : [texts.notUnderstood({ row })];
}

function fullWidth(text: string): string {
  return text.replace(/,/g, "，").replace(/;/g, "；").replace(/:/g, "：").replace(/\(/g, "（").replace(/\)/g, "）");
}
