import { assertNever } from "../errors.ts";
import { texts } from "../texts/tasks.ts";
import type { Remark } from "./task.ts";

/** What a remark tells a person: one Chinese sentence, with how sure it is when it is not sure. */
export function tell(remark: Remark): string {
  return texts.sentence({ text: describe(remark), confidence: remark.confidence });
}

function describe(remark: Remark): string {
  const { remarks } = texts;
  switch (remark.kind) {
    case "shifted":
    case "gap_column":
    case "stage_completed":
    case "unfinished":
    case "heading_as_task":
    case "row_number_read":
      return remarks[remark.kind]();
    case "doubled_cell":
    case "heading_in_cell":
    case "foreign_label":
    case "left_over":
    case "chapter_by_body":
      return remarks[remark.kind](remark);
    case "joined_line":
    case "cell_split":
    case "missing":
      return remarks[remark.kind](remark);
    case "heading_joined":
    case "heading_piece":
    case "label_elsewhere":
    case "head_returned":
    case "head_received":
      return remarks[remark.kind](remark);
    case "task_received":
    case "task_given":
      return remarks[remark.kind](remark);
    case "heading_by_body":
    case "wording":
    case "unit_spelling":
    case "unit_doubtful":
      return remarks[remark.kind](remark);
    case "carried_down":
      return remarks.carried_down(remark);
    case "errata":
      return remarks.errata(remark);
    default:
      return assertNever(remark);
  }
}
