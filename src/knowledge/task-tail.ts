import type { Label, Remark, TaskDraft } from "./task.ts";
import { isResponsible, isShortDeadline } from "./task-grammar.ts";

type Cell = { text: string; column: number };
type Reading = {
  found: { task?: Cell | undefined; responsible?: Cell | undefined; deadline?: Cell | undefined };
  labels: readonly Label[];
  named: TaskDraft["named"];
  remarks: readonly Remark[];
};

/** 「甲股牵头，乙科配合2026年底前」 taken apart; undefined for anything else. */
export function cutUnitAndTime(text: string): { unit: string; time: string } | undefined {
  const cut = cutBefore(text, isShortDeadline, isResponsible);
  return cut && { unit: cut.front, time: cut.tail };
}

/** A lost tab leaves two fields in one cell: a unit behind the last sentence of the task, a time behind the unit. */
export function splitTail(reading: Reading): Reading {
  return splitUnit(splitTime(reading));
}

function splitTime(reading: Reading): Reading {
  const { found, remarks } = reading;
  const host = found.responsible ?? found.task;
  if (found.deadline || !host) return reading;
  const cut = cutBefore(host.text, isShortDeadline, isFinishedOrUnit);
  if (!cut) return reading;
  const deadline = { text: cut.tail, column: host.column };
  const rest = { text: cut.front, column: host.column };
  const remark: Remark = { kind: "cell_split", field: "deadline", confidence: "medium" };
  return {
    ...reading,
    found: { ...found, deadline, ...(found.responsible ? { responsible: rest } : { task: rest }) },
    remarks: [...remarks, remark],
  };
}

function splitUnit(reading: Reading): Reading {
  const { found, remarks } = reading;
  const { task } = found;
  if (found.responsible || !task) return reading;
  const cut = cutBefore(task.text, isResponsible, (front) => /[。；]$/u.test(front));
  if (!cut) return reading;
  const remark: Remark = { kind: "cell_split", field: "responsible", confidence: "medium" };
  return {
    ...reading,
    found: { ...found, responsible: { text: cut.tail, column: task.column }, task: { text: cut.front, column: task.column } },
    remarks: [...remarks, remark],
  };
}

/** 「……。甲股负责」 ends with a unit. */
function isFinishedOrUnit(front: string): boolean {
  return /[。；]$/u.test(front) || isResponsible(front.slice(front.lastIndexOf("。") + 1));
}

/** The longest front of `text` that passes, with an end that passes: 「甲股负责」 rather than 「甲股」. */
function cutBefore(
  text: string,
  isTail: (tail: string) => boolean,
  isFront: (front: string) => boolean,
): { front: string; tail: string } | undefined {
  for (let at = text.length - 2; at >= 2; at -= 1) {
    const [front, tail] = [text.slice(0, at).trim(), text.slice(at).trim()];
    if (isFront(front) && isTail(tail)) return { front, tail };
  }
  return undefined;
}
