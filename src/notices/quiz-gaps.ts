import type { Passage, PlanDocument } from "../knowledge/document.ts";
import { sentencesOf } from "../knowledge/sentences.ts";
import type { Task } from "../knowledge/task.ts";
import { unitNames } from "../knowledge/task-grammar.ts";
import { type Residue, residueOf } from "./quiz-alike.ts";
import { partAround, piecesOf } from "./quiz-pieces.ts";
import { deadlineSlots, frequencySlots, isHalfSubject, type Slot, subjectSlot, unitSlot } from "./quiz-slots.ts";
import { rankOf } from "./quiz-units.ts";

/** The places of a document at which something can be asked for. */

export type PlanTexts = { document: PlanDocument; passages: readonly Passage[]; tasks: readonly Task[] };

export type Gap = {
  document: PlanDocument;
  clause: string;
  slot: Slot;
  /** What is shown, with the slot's words still in it; of a row its task alone. */
  part: string;
  /** Of a row: whether the unit leads others, or is charged alone. */
  row: "leads" | "charged" | undefined;
  /** Verbatim, what proves it. */
  quote: string;
  /** Everything that the place says: who is named in it is no wrong answer. */
  around: string;
  residue: Residue;
};

export function gapsOf({ document, passages, tasks }: PlanTexts): Gap[] {
  const year = document.issuedOn === undefined ? undefined : Number(document.issuedOn.slice(0, 4));
  const clauses = passages.filter(({ kind }) => kind === "clause");
  const told = clauses.flatMap((passage) =>
    sentencesOf(passage.body).flatMap(({ text }) =>
      sentenceGaps(text, year).map((gap) => ({ ...gap, document, clause: passage.path, around: text })),
    ),
  );
  const rows = passages.filter(({ kind }) => kind === "row");
  return [...told, ...tasks.flatMap((task) => rowGaps(document, rows, task))];
}

type Told = Pick<Gap, "slot" | "part" | "row" | "quote" | "residue">;

function sentenceGaps(sentence: string, year: number | undefined): Told[] {
  const timed = [frequencySlots, (text: string) => deadlineSlots(text, year)].flatMap((read) =>
    read(sentence).flatMap((slot) => {
      const part = partAround(sentence, slot, ({ text }) => read(text).length === 1);
      return part ? [toldIn(part.text, { ...slot, start: slot.start - part.start, end: slot.end - part.start })] : [];
    }),
  );
  return [...timed, ...subjectGaps(sentence)];
}

function toldIn(part: string, slot: Slot): Told {
  return { slot, part, row: undefined, quote: part, residue: residueOf(part, slot) };
}

/** 「区商务局每半年……」: the unit at the head of a piece, with what it does. */
function subjectGaps(sentence: string): Told[] {
  const pieces = piecesOf(sentence);
  return pieces.flatMap(({ text, start }, index) => {
    const slot = subjectSlot(text);
    if (!slot || !isAskable(slot.text) || isHalfSubject(pieces[index - 1]?.text ?? "")) return [];
    const gap = { ...slot, start, end: start + slot.end };
    const part = partAround(sentence, gap, (shown) => shown.text.split(slot.value).length === 2);
    return part ? [toldIn(part.text, { ...slot, start: start - part.start, end: start + slot.end - part.start })] : [];
  });
}

/** Longer tasks nobody reads above a choice. */
const TASK_MAX = 150;
/** 「建立台账」 says too little to know whose it is. */
const TASK_MIN = 10;
/** 「镇」 and 「企业」 are no names. */
const UNIT_MIN = 3;
const LEADS = /牵头/u;

/** A row that names one unit, or one that leads: only as it was printed, and only where nothing about it is a guess. */
function rowGaps(document: PlanDocument, rows: readonly Passage[], { task, responsible, confidence }: Task): Gap[] {
  if (responsible === undefined || confidence !== "high" || task.length < TASK_MIN || task.length > TASK_MAX) return [];
  const row = rows.find(({ body }) => body.includes(task) && body.includes(responsible));
  const [unit, ...others] = unitNames(responsible);
  const leads = LEADS.test(responsible);
  // Whoever leads is one; of several who are charged alike each would be right.
  if (!row || unit === undefined || (others.length > 0 && !leads) || !isAskable(unit) || !responsible.startsWith(unit)) return [];
  const slot = unitSlot(unit, 0);
  return [
    {
      document,
      clause: row.path,
      slot,
      part: task,
      row: leads ? "leads" : "charged",
      quote: `${task}……${responsible}`,
      around: `${task}\n${responsible}`,
      residue: residueOf(task, { ...slot, end: 0 }),
    },
  ];
}

function isAskable(unit: string): boolean {
  return unit.length >= UNIT_MIN && rankOf(unit) !== undefined;
}
