import { periodsIn } from "../knowledge/periods.ts";
import type { QuizKind } from "./quiz-question.ts";

/** What in a sentence of a plan can be asked for: how often, by when, who. Each with a value by which two ways of writing the same are one. */

type SlotKind = Exclude<QuizKind, "own">;

export type Slot = {
  kind: SlotKind;
  /** Verbatim. */
  text: string;
  start: number;
  end: number;
  /** What it means: times a year, the last day, the unit. */
  value: string;
  /** How it is written; only what is written alike can stand in its place. */
  shape: string;
};

const EVERY = /每个?(?<span>半年|季度|季|月|年度|年|周|旬|日|天)(?!的?\s*\d)(?!底|初|末)/gu;
const TIMES_A_YEAR: Readonly<Record<string, number>> = {
  年: 1,
  年度: 1,
  半年: 2,
  季: 4,
  季度: 4,
  月: 12,
  旬: 36,
  周: 52,
  日: 365,
  天: 365,
};

export function frequencySlots(text: string): Slot[] {
  return [...text.matchAll(EVERY)].map(({ 0: word, index, groups }) => ({
    kind: "frequency",
    text: word,
    start: index,
    end: index + word.length,
    value: String(TIMES_A_YEAR[groups?.span ?? ""] ?? 0),
    shape: "frequency",
  }));
}

/** Days by which something is due. @param year  of the document, for days that are written without one */
export function deadlineSlots(text: string, year: number | undefined): Slot[] {
  return periodsIn(text, year === undefined ? {} : { year }).flatMap(({ kind, to, text: words, start, end }): Slot[] =>
    kind === "until" && to !== undefined
      ? [{ kind: "deadline", text: words, start, end, value: to, shape: words.replace(/\s+/gu, "").replace(/\d+/gu, "0") }]
      : [],
  );
}

const UNIT_END =
  "(?:企业办|街道办事处|商务局|应急局|消防救援部门|股|科|大队|中心|行业协会|协会|商会|主要负责人|实际控制人|商贸企业|企业|承办者|承办单位|主办单位)";
const DOES = "(?:每|要(?!求)|应当?|须|必须|负责(?!人)|牵头|组织(?!领导|实施)|对|定期)";
const SUBJECT = new RegExp(`^(?<name>[\\p{Script=Han}]{0,12}(?:（[^（）]{1,8}）)?[\\p{Script=Han}]{0,8}?${UNIT_END})(?=${DOES})`, "u");
/** What is told to somebody begins so; no name does. */
const COMMAND =
  /^(?:督促|指导|推动|加强|开展|会同|组织|通知|配合|联系|抽查|检查|协调|要求|完善|建立|落实|对|在|将|以|按|为|使|从|到|每|强化|通过|聚焦|针对|结合|及时|积极|引导|鼓励|支持|未|属于|与|向|受|把|由|并|同时|其中|凡)/u;
/** Whoever that is depends on the matter, or on who reads. */
const VAGUE = /相关|有关|其他|成员|我局|本局|各部门|各单位|所属|该/u;

/** Who does what a piece of a sentence tells; it stands at its head. */
export function subjectSlot(piece: string): Slot | undefined {
  const name = SUBJECT.exec(piece)?.groups?.name;
  if (name === undefined || COMMAND.test(name) || VAGUE.test(name)) return undefined;
  return unitSlot(name, 0);
}

export function unitSlot(name: string, start: number): Slot {
  return { kind: "unit", text: name, start, end: start + name.length, value: name.replace(EACH, ""), shape: "unit" };
}

const EACH = /^各/u;
const BARE_UNIT = new RegExp(`${UNIT_END}$|股室(?:（[^（）]*）)?$`, "u");

/** A unit before a comma: half of a subject, which is not to be asked for alone. */
export function isHalfSubject(piece: string): boolean {
  return piece.length <= 20 && BARE_UNIT.test(piece);
}
