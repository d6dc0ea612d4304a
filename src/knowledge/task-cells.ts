/**
 * Which cell of a row says what. A row with as many cells as the head is read below its head, unless what a cell looks like
 * contradicts it; any other row is read by what its cells look like.
 */
import type { Label, Remark, TaskDraft } from "./task.ts";
import { plain } from "./task-body.ts";
import { type ColumnRole, isDeadline, isNumberedHeading, isResponsible, isShortDeadline } from "./task-grammar.ts";
import { type Columns, isNumber, type PrintedRow } from "./task-rows.ts";
import { cutUnitAndTime, splitTail } from "./task-tail.ts";

/** A longer text under 「责任单位」 or 「完成时限」 is no unit and no time. */
const VALUE_MAX = 60;
/** A longer text is no piece of a heading. */
const PIECE_MAX = 15;

type Cell = { text: string; column: number };
/** What was found for each field, each with its column. */
type Found = { task?: Cell | undefined; responsible?: Cell | undefined; deadline?: Cell | undefined };
type Reading = { found: Found; labels: readonly Label[]; named: TaskDraft["named"]; remarks: readonly Remark[] };

export function draftOf(row: PrintedRow, columns: Columns): TaskDraft {
  const reading = splitTail(readUnderHead(row, columns) ?? readByLooks(row, columns));
  const { found, labels, named, remarks } = reading;
  return {
    row: row.row,
    printed: [row.cells, ...row.torn].flat(),
    labels,
    named,
    task: oneLine(found.task?.text),
    responsible: oneLine(found.responsible?.text),
    deadline: oneLine(found.deadline?.text),
    columns: [found.task?.column ?? -1, found.responsible?.column ?? -1, found.deadline?.column ?? -1],
    isRow: row.number !== "none",
    remarks: row.number === "joined" ? [...remarks, { kind: "row_number_read", confidence: "medium" }] : remarks,
  };
}

function readUnderHead({ cells }: PrintedRow, { roles, heads }: Columns): Reading | undefined {
  const extra = cells.slice(roles.length);
  if (roles.length === 0 || cells.length < roles.length || extra.some(Boolean)) return undefined;
  const below = (role: ColumnRole) =>
    cells.flatMap((text, column) => (roles[column] === role && text ? [{ text, column, head: heads[column] ?? "" }] : []));
  const [responsible, deadline] = [below("responsible"), below("deadline")];
  // Of several columns of work, the last tells what is to be done, those before it name it.
  const work = [...below("item"), ...below("task")].sort((a, b) => a.column - b.column);
  const task = work.findLast(({ column }) => roles[column] === "task") ?? work.at(-1);
  // A row with more cells than the head may have lost its columns: then each cell must prove itself.
  const isDoubtful = extra.length > 0 && responsible.some(({ text }) => !isResponsible(text));
  const isMisfit =
    isDoubtful ||
    responsible.some(({ text }) => isShortDeadline(text) || isNumberedHeading(text) || (text.length > VALUE_MAX && !isResponsible(text))) ||
    [...responsible, ...deadline].some(({ text }) => isSentence(text) && !isResponsible(text) && !isDeadline(text)) ||
    deadline.some(({ text }) => isResponsible(text) || (text.length > VALUE_MAX * 2 && !isDeadline(text))) ||
    (task !== undefined &&
      (isShortDeadline(task.text) || (isResponsible(task.text) && !responsible.some((cell) => isResponsible(cell.text)))));
  if (isMisfit) return undefined;
  const opened = task && openedCell(task);
  const names = [...below("section"), ...work.filter((cell) => cell !== task)];
  const labels = names
    .filter(({ text }) => isNumberedHeading(text))
    .map(({ text, column }) => ({ text: oneLine(text), column, isPiece: false }));
  const unnumbered = names.filter(({ text }) => !isNumberedHeading(text));
  return {
    found: { task: opened?.task, responsible: joinedUnder(responsible, roles), deadline: deadline[0] },
    labels: [...labels, ...(opened?.labels ?? [])],
    named: {
      section: unnumbered.find(({ column }) => roles[column] === "section")?.text,
      item: unnumbered.find(({ column }) => roles[column] !== "section")?.text,
    },
    remarks: opened?.remarks ?? [],
  };
}

/** A unit or a time may end with a full stop, but is no sentence of some length. */
function isSentence(text: string): boolean {
  return text.length > 15 && /[。；]$/u.test(text);
}

/** Where several columns name units, the words of their heads tell who leads and who helps. */
function joinedUnder(cells: readonly (Cell & { head: string })[], roles: Columns["roles"]): Cell | undefined {
  const [first] = cells;
  if (!first || roles.filter((role) => role === "responsible").length < 2) return first;
  return { text: cells.map(({ head, text }) => `${head}：${text}`).join("；"), column: first.column };
}

/** Headings that stand in one cell with the task, each in a paragraph of its own. */
function openedCell(cell: Cell): { task: Cell | undefined; labels: Label[]; remarks: Remark[] } {
  const paragraphs = cell.text.split("\n");
  const first = paragraphs.findIndex((text) => !isNumberedHeading(text));
  if (paragraphs.length === 1) return { task: cell, labels: [], remarks: [] };
  const count = first < 0 ? paragraphs.length : first;
  const labels = paragraphs.slice(0, count).map((text) => ({ text, column: cell.column, isPiece: false }));
  const rest = paragraphs.slice(count).join("\n");
  return {
    task: rest ? { text: rest, column: cell.column } : undefined,
    labels,
    remarks: labels.map(({ text }) => ({ kind: "heading_in_cell", text, confidence: "high" })),
  };
}

function readByLooks(row: PrintedRow, { roles }: Columns): Reading {
  const remarks: Remark[] = [];
  const cells = withoutDoubles(row, Math.max(0, roles.indexOf("number")), remarks);
  const labels: Label[] = [];
  const rest = cells.flatMap((cell) => {
    const opened = openedCell(cell);
    labels.push(...opened.labels);
    remarks.push(...opened.remarks);
    if (!opened.task) return [];
    if (!isNumberedHeading(opened.task.text)) return [opened.task];
    labels.push({ ...opened.task, isPiece: false });
    return [];
  });
  const parted = rest.some(({ text }) => isDeadline(text)) ? rest : withUnitsParted(rest, remarks);
  const deadlines = parted.filter(({ text }) => isDeadline(text));
  const deadline = deadlines.findLast(({ text }) => isShortDeadline(text)) ?? deadlines.at(-1);
  const units = parted.filter((cell) => cell !== deadline && isResponsible(cell.text));
  const wanted = Math.max(1, roles.filter((role) => role === "responsible").length);
  const responsible = units.slice(-wanted);
  const texts = parted.filter((cell) => cell !== deadline && !responsible.includes(cell));
  const [first] = responsible;
  const found: Found = { deadline, responsible: first && { text: responsible.map(({ text }) => text).join("；"), column: first.column } };
  return placeTexts(texts, { found, labels, named: {}, remarks });
}

function withUnitsParted(cells: readonly Cell[], remarks: Remark[]): Cell[] {
  return cells.flatMap((cell) => {
    const cut = cutUnitAndTime(cell.text);
    if (!cut) return [cell];
    remarks.push({ kind: "cell_split", field: "deadline", confidence: "medium" });
    return [
      { ...cell, text: cut.unit },
      { ...cell, text: cut.time },
    ];
  });
}

/** A cell that was printed twice in its row says nothing the second time. */
function withoutDoubles({ cells }: PrintedRow, numberColumn: number, remarks: Remark[]): Cell[] {
  const kept: Cell[] = [];
  cells.forEach((text, column) => {
    if (!text || ((column === 0 || column === numberColumn) && isNumber(text))) return;
    if (plain(text).length >= 2 && kept.some((cell) => plain(cell.text) === plain(text))) {
      remarks.push({ kind: "doubled_cell", text: oneLine(text), confidence: "high" });
      return;
    }
    kept.push({ text, column });
  });
  return kept;
}

/** The longest text is the task; short ones before it are pieces of headings; what else there is, is said. */
function placeTexts(texts: readonly Cell[], reading: Reading): Reading {
  const [task] = [...texts].sort((a, b) => b.text.length - a.text.length);
  const found = { ...reading.found, task };
  const labels = [...reading.labels];
  const remarks = [...reading.remarks];
  for (const cell of texts) {
    const text = oneLine(cell.text);
    if (cell === task) continue;
    if (task && cell.column < task.column && text.length <= PIECE_MAX) {
      labels.push({ ...cell, text, isPiece: true });
      continue;
    }
    const field = freeField(cell, found);
    if (field) found[field] = cell;
    remarks.push({ kind: "left_over", text, confidence: field ? "medium" : "low" });
  }
  return { ...reading, found, labels: labels.sort((a, b) => a.column - b.column), remarks };
}

/** A short text behind the task may be a unit or a time of a form that is not known: then it stands where such a thing is missing. */
function freeField({ text, column }: Cell, { task, responsible, deadline }: Found): "responsible" | "deadline" | undefined {
  if (!task || column < task.column || text.length > VALUE_MAX) return undefined;
  if (!responsible) return deadline && deadline.column < column ? undefined : "responsible";
  return !deadline && responsible.column < column ? "deadline" : undefined;
}

function oneLine(text: string | undefined): string {
  return (text ?? "").replace(/\n/g, "").trim();
}
