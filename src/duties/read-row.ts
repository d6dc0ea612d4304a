/** The duties that a row of a task table tells: its deadline dates the task, stages each bring a goal, the task may hold frequencies of its own. */
import type { Passage } from "../knowledge/document.ts";
import type { Task } from "../knowledge/task.ts";
import { deadlineStages } from "../knowledge/task-grammar.ts";
import { type Cue, cueOf, isOnlyDate } from "./cues.ts";
import type { Source } from "./duty.ts";
import { eventIn } from "./event-cues.ts";
import { type Finding, isBare } from "./finding.ts";
import { plainPhrase } from "./phrases.ts";
import { readFindings } from "./read-text.ts";
import { printedBeginning, printedIn } from "./verbatim.ts";

type Row = Pick<Passage, "path" | "body" | "cells">;

export type RowReading = {
  task: Task;
  /** The rows of the document's tables: what was put right may be printed in another row. */
  rows: readonly Row[];
  year: number | undefined;
};

export function rowFindings({ task, rows, year }: RowReading): Finding[] {
  const own = rows.find(({ cells }) => cells?.every((cell, index) => cell === task.printed[index]));
  if (!own) return [];
  const place = { own, rows };
  const inTask = readFindings(task.task, { clause: own.path, from: 0, year, heading: undefined }).filter((finding) => !isBare(finding));
  const stages = deadlineStages(task.deadline ?? "").flatMap((stage) => stageOf(stage, year));
  const dated = stages.flatMap(({ text, cue, isAlone }) => (isAlone ? whole(task, cue, text, place) : goals(text, year, place)));
  // Without a date of its own a row says 持续推进 of everything in it that tells nothing else.
  const rest = dated.length > 0 || inTask.length > 0 ? [] : whole(task, openCue(task.deadline), task.deadline, place);
  return [...dated, ...inTask.map((finding) => quoted(finding, place)), ...rest].map((finding) => withResponsible(finding, task));
}

type Place = { own: Row; rows: readonly Row[] };

function stageOf(text: string, year: number | undefined): { text: string; cue: Cue; isAlone: boolean }[] {
  // The editor's brackets around a character that the office forgot.
  const plain = plainPhrase(text).replace(EDITED, "$1").replace(OPEN_TAIL, "");
  const cue = occasionOf(plain) ?? cueOf(plain, { year });
  if (!cue || cue.recurrence.kind === "unspecified") return [];
  const isEvent = cue.recurrence.kind === "event";
  return [{ text: plain, cue, isAlone: isEvent || isOnlyDate(plain.replace(TIMES, ""), cue) }];
}

/** 「法规标准出台后持续推进」: until then nothing is owed. */
function occasionOf(plain: string): Cue | undefined {
  const event = OPEN_END.test(plain) ? eventIn(plain.replace(OPEN_END, "")) : undefined;
  if (!event) return undefined;
  return { recurrence: { kind: "event", trigger: event.trigger, isLaunch: event.isLaunch }, inferred: [], stated: "" };
}

/** 「2026年10月31日前完成，长期坚持」 has a date all the same. */
const OPEN_TAIL = /[，,、；;](?:并|再|然后)?(?:长期|持续|常态化?)(?:坚持|推进|开展|保持|实施)?$/u;
const OPEN_END = /(?:持续(?:推进|开展|落实)|长期坚持|常态化推进)$/u;
const EDITED = /（(前|以前|之前)）/gu;
const TIMES = /(?:至少|不少于|各)?(?:开展|进行|组织)?(?:[一二两三四]|\d)次(?:以上)?/u;

/** The task as a whole, dated by its deadline. */
function whole(task: Task, cue: Cue, deadline: string | undefined, place: Place): Finding[] {
  const { recurrence, inferred } = cue;
  const said = [printed(task.task, place), deadline && printed(deadline, place)].filter((quote) => quote !== undefined);
  const source = { clause: place.own.path, quote: said.join(ELLIPSIS) || place.own.body };
  return [{ source, duty: task.task.replace(STOP, ""), performer: undefined, responsible: undefined, recurrence, inferred, delayYears: 0 }];
}

const STOP = /[。；;]$/u;
const ELLIPSIS = "……";

/** 「2024年底前全面梳理……」: the stage says itself what is due. */
function goals(stage: string, year: number | undefined, place: Place): Finding[] {
  return readFindings(stage, { clause: place.own.path, from: 0, year, heading: undefined }).map((finding) => quoted(finding, place));
}

function quoted(finding: Finding, place: Place): Finding {
  const source: Source = { clause: place.own.path, quote: printed(finding.source.quote, place) ?? place.own.body };
  return { ...finding, source };
}

/** As printed: in the row itself, in another, else as much of its beginning as is printed in one of them. */
function printed(text: string, { own, rows }: Place): string | undefined {
  const bodies = [own, ...rows].map(({ body }) => body);
  for (const find of [printedIn, printedBeginning]) {
    for (const body of bodies) {
      const quote = find(body, text);
      if (quote) return quote;
    }
  }
  return undefined;
}

function openCue(deadline: string | undefined): Cue {
  return { recurrence: { kind: "unspecified", word: deadline?.replace(/[。.]$/u, "") || undefined }, inferred: [], stated: "" };
}

function withResponsible(finding: Finding, { responsible }: Task): Finding {
  const performer = finding.performer?.basis === "stated" ? finding.performer : undefined;
  const named = responsible?.replace(SHORT_NAME, "");
  return { ...finding, performer: performer ?? (named ? { name: named, basis: "table" } : undefined), responsible: named };
}

/** 「局安全生产领导小组各成员单位（以下简称各成员单位）」 */
const SHORT_NAME = /（以下[统并]?简?称[^）]*）/u;
