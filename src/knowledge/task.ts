/** How sure the reading of a row is: as printed or proven by the text, likely, or a guess that a person should check. */
export type Confidence = "high" | "medium" | "low";

export type TaskField = "section" | "item" | "task" | "responsible" | "deadline";

/** One task of a task table, as understood. */
export type Task = {
  /** The printed number of the row, else its place in the table. */
  row: number;
  /** The part of the plan: 「（五）……」. */
  section: string | undefined;
  /** The point below it: 「7. ……」. */
  item: string | undefined;
  task: string;
  responsible: string | undefined;
  deadline: string | undefined;
  /** Whether it differs from what stands in the row's own cells. */
  repaired: boolean;
  /** What was done, and what a person should check: Chinese sentences, empty when there is nothing to say. */
  note: string;
  confidence: Confidence;
  /** The cells as printed, those of torn-off lines after the row's own. */
  printed: readonly string[];
};

/** Something that the reading did to a row, or noticed about it. */
export type Remark = { confidence: Confidence } & (
  | { kind: "shifted" | "gap_column" | "stage_completed" }
  | { kind: "doubled_cell" | "heading_in_cell" | "foreign_label" | "left_over"; text: string }
  | { kind: "joined_line" | "cell_split" | "missing"; field: TaskField }
  | { kind: "carried_down"; field: TaskField; row: number }
  | { kind: "heading_joined" | "heading_piece" | "label_elsewhere" | "head_returned" | "head_received"; text: string; row: number }
  | { kind: "task_received" | "task_given"; row: number }
  | { kind: "heading_by_body" | "wording" | "unit_spelling" | "unit_doubtful"; printed: string; known: string }
  | { kind: "chapter_by_body"; text: string }
  | { kind: "unfinished" | "heading_as_task" | "row_number_read" }
  | { kind: "errata"; field: TaskField; reason: string; reviewedBy: string; reviewedOn: string }
);

/** Remarks that only warn; all others say that the record differs from the row's own cells. */
const WARNINGS: readonly Remark["kind"][] = ["missing", "left_over", "unfinished", "heading_as_task", "unit_doubtful"];

export function isRepair(remark: Remark): boolean {
  return !WARNINGS.includes(remark.kind);
}

const ORDER: readonly Confidence[] = ["high", "medium", "low"];

/** The least sure of several. */
export function leastOf(all: readonly Confidence[]): Confidence {
  return ORDER.findLast((confidence) => all.includes(confidence)) ?? "high";
}

/** A number at the start of a heading, or a piece of a heading that a page break had torn off. */
export type Label = { text: string; column: number; isPiece: boolean };

/** A row on its way from cells to a task. Texts are empty where nothing was found. */
export type TaskDraft = {
  row: number;
  /** False for a heading across the table: no row is missing a task there. */
  isRow: boolean;
  printed: readonly string[];
  labels: readonly Label[];
  /** What stands below a header that names a part or a point of the plan, without a number of its own. */
  named: { section?: string | undefined; item?: string | undefined };
  task: string;
  responsible: string;
  deadline: string;
  /** In which columns task, unit and deadline stand; -1 where missing. */
  columns: readonly [number, number, number];
  remarks: readonly Remark[];
};

/** Adds remarks, keeping the rest. */
export function remarked(draft: TaskDraft, ...remarks: readonly Remark[]): TaskDraft {
  return { ...draft, remarks: [...draft.remarks, ...remarks] };
}
