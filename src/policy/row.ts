import type { Passage } from "../knowledge/document.ts";

/** What the cells of a task table's row say, told by what they look like: printed tables shift their columns. */
export type RowParts = {
  /** Verbatim cells: headings, task … */
  tasks: readonly string[];
  responsible: string | undefined;
  deadline: string | undefined;
  /** The unit as it stands in print, where that may differ. */
  printedResponsible: string | undefined;
};

/** 「商贸流通股负责」, 「各成员单位按职责分工负责，指导……同步推进。」: units first, then how they share the work; no verb of a task before. */
const RESPONSIBLE = /^[^。；]{1,40}?(?:负责(?!人|同志)|牵头|按职责分工落实|落实|配合)[，,、]?[^。；]{0,40}[。]?$/u;
const UNITS = /(?:股|科|室|办|局|队|中心|单位|部门|企业|委|处|所|站|公司|小组|专班|街道|乡镇)/u;
/** A task begins with what is to be done. */
const TASK_VERB = /^(?:指导|推动|落实|加强|完善|建立|组织|督促)/u;
const RESPONSIBLE_MAX = 60;
const DEADLINE = /持续推进|长期|常态|每[年季月半周]|\d{4}\s*年|\d{1,2}\s*月|年底|立即|即时|按时/u;
const DEADLINE_MAX = 160;

export function rowPartsOf(passage: Passage): RowParts {
  const cells = passage.body
    .split(/[\t\n]/u)
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "" && !/^\d{1,4}$/.test(cell));
  const responsible = cells.findLast((cell, index) => index > 0 && isResponsible(cell));
  const after = responsible === undefined ? cells : cells.slice(cells.lastIndexOf(responsible) + 1);
  const deadline = after.findLast((cell) => cell.length <= DEADLINE_MAX && DEADLINE.test(cell) && cell !== responsible);
  return {
    tasks: cells.filter((cell) => cell !== responsible && cell !== deadline),
    responsible,
    deadline,
    printedResponsible: responsible,
  };
}

function isResponsible(cell: string): boolean {
  return cell.length <= RESPONSIBLE_MAX && RESPONSIBLE.test(cell) && UNITS.test(cell) && !TASK_VERB.test(cell);
}
