import { addDays, DAY_MS, type Day, startOfDay } from "../clock.ts";
import type { Chat } from "../registry/chat.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import type { Unit } from "../registry/units.ts";
import type { WorkCalendar } from "../workdays.ts";
import { type Bearer, bearersNamed, bearersOf, bearersWith } from "./bearer.ts";
import { dueDays } from "./due-days.ts";
import type { StoredDuty } from "./stored-duty.ts";

/** Which duties ask for evidence, from whom, and for which of their days. Pure. */

export type Registry = { enterprises: readonly Enterprise[]; units: readonly Unit[]; chats: readonly Chat[] };

/** What has ended is still looked at: people delivered for it. */
export function isCollected({ settings }: Pick<StoredDuty, "settings">): boolean {
  return settings?.wantsEvidence === true;
}

/** What its plan's end has ended can still be delivered: the last day may be the plan's. */
export function isOwed({ state, endedBecause }: Pick<StoredDuty, "state" | "endedBecause">): boolean {
  return state === "active" || state === "paused" || endedBecause === "over";
}

/**
 * Who owes it: whom its source names; of what a person has set, those whose groups are told of it.
 */
export function bearersOfDuty({ content, district, settings }: StoredDuty, { chats, ...registry }: Registry): Bearer[] {
  const group = bearersNamed(content.who ?? "");
  if (group) return bearersOf(group, { district, ...registry });
  const told = chats.filter(({ chatId }) => settings?.audience.chatIds.includes(chatId));
  return bearersWith(registry, {
    enterpriseIds: told.flatMap(({ enterpriseId }) => enterpriseId ?? []),
    tags: told.flatMap(({ tags }) => tags),
  });
}

/** How far around today its days are looked for. */
const REACH_DAYS = 400;

/** Its days around `today`, in order. */
export function collectedDays(duty: StoredDuty, calendar: WorkCalendar, today: Day): Day[] {
  return daysIn(duty, calendar, { from: addDays(today, -REACH_DAYS), to: addDays(today, REACH_DAYS) });
}

/** Its days of a span, both ends included; what rests now was owed before. */
export function daysIn(duty: StoredDuty, calendar: WorkCalendar, span: { from: Day; to: Day }): Day[] {
  const { settings } = duty;
  return settings ? dueDays({ ...duty, pause: undefined }, settings.schedule, calendar, span).map(({ due }) => due) : [];
}

/** For so long after its day one that lies behind may be meant. */
const FRESH_DAYS = 15;

/** The day that people mean who name none: the next one, or the one that was due shortly before where it is nearer. */
export function currentDay(days: readonly Day[], today: Day): Day | undefined {
  const next = days.find((day) => day >= today);
  const last = days.findLast((day) => day < today);
  if (last === undefined || next === undefined) return next ?? last;
  const isNearer = daysBetween(last, today) < daysBetween(today, next);
  return isNearer && last >= addDays(today, -FRESH_DAYS) ? last : next;
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}

/** For so long after its day people may mean what they have not delivered. */
const LATE_DAYS = 45;

/** The days for which somebody may be about to deliver: one that lies shortly behind and was not delivered, and the next. */
export function openDays(
  days: readonly Day[],
  { today, since, delivered }: { today: Day; since: Day; delivered: (due: Day) => boolean },
): Day[] {
  const behind = days.filter((day) => day < today && day >= since && day >= addDays(today, -LATE_DAYS)).at(-1);
  const next = days.find((day) => day >= today);
  return [behind, next].filter((day) => day !== undefined && !delivered(day)) as Day[];
}

/** 「季度检查」 of 「带队对本单位重大事故隐患排查整治情况至少开展1次检查」: how much of the words the duty holds, 0 to 1. */
function likeness(words: string, { content, settings }: StoredDuty): number {
  const said = pairsOf(words);
  if (said.length === 0) return 0;
  const held = new Set(
    pairsOf(`${content.duty}${content.who ?? ""}${content.sources.map(({ quote }) => quote).join("")}${cycleOf(settings)}`),
  );
  return said.filter((pair) => held.has(pair)).length / said.length;
}

/** Below it the words speak of something else. */
const LIKENESS_MIN = 0.6;

/** Those that the words may mean, the likeliest alone where one stands out. */
export function dutiesMeant(words: string, duties: readonly StoredDuty[]): StoredDuty[] {
  const scored = duties.map((duty) => ({ duty, score: likeness(words, duty) })).filter(({ score }) => score >= LIKENESS_MIN);
  const best = Math.max(0, ...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === best).map(({ duty }) => duty);
}

function pairsOf(text: string): string[] {
  const plain = text.replace(NO_WORD, "");
  return [...plain].slice(1).map((character, index) => `${plain[index]}${character}`);
}

const NO_WORD = /[^\p{Script=Han}A-Za-z0-9]|[的了]/gu;
const CYCLES: readonly (readonly [RegExp, string])[] = [
  [/FREQ=YEARLY(?!.*BYMONTH=\d+,)/u, "年度"],
  [/BYMONTH=3,6,9,12|INTERVAL=3/u, "季度"],
  [/BYMONTH=6,12|INTERVAL=6/u, "半年"],
  [/FREQ=MONTHLY(?!.*INTERVAL)/u, "月度"],
  [/FREQ=WEEKLY/u, "每周"],
];

/** People call a duty by how often it returns. */
function cycleOf(settings: StoredDuty["settings"]): string {
  const rules = settings?.schedule.kind === "returning" ? settings.schedule.rules.join(" ") : "";
  return CYCLES.filter(([pattern]) => pattern.test(rules))
    .map(([, word]) => word)
    .join("，");
}
