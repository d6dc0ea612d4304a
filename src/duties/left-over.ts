/** Whether words of days remain that the grammar has not taken: two days, a second frequency, 「大下周三」. They are asked about, never dropped. */

import { sayTheSame } from "./schedule-sense.ts";
import type { Sign } from "./schedule-sign-shapes.ts";
import { ofDays, signsIn } from "./schedule-signs.ts";

const REMINDS = /提醒|通知|告诉|催/u;
const CLAUSE_GAPS = /[，,。；;]/u;
/** Of days, though none of our words for them: 「头三天」, 「腊月」, 「年前」. */
const OF_DAYS = /[\d一二三四五六七八九十两]个?[天日周月年号]|[年月周季]|^[大双单]/u;
const FREQUENCIES: readonly Sign["slot"][] = ["every", "each", "interval"];

/**
 * @param core    an order, without the bounds 「从……起」 and 「到……为止」
 * @param stated  the words in it that were taken for its days
 * @returns what was not taken; undefined: nothing, or there is no word that parts the days from the task
 */
export function leftOver(core: string, stated: string): string | undefined {
  const verb = core.search(REMINDS);
  if (verb < 0) return undefined;
  const before = core.slice(0, verb);
  const inFront = signsIn(before);
  const taken = signsIn(stated).signs;
  if (ofDays(inFront.signs).length > 0 && !sayTheSame(daysOf(inFront.signs), daysOf(taken))) return before;
  // 「9点和下午3点」
  if (inFront.signs.filter(({ slot }) => slot === "clock").length > 1) return before;
  const unknown = before.split(CLAUSE_GAPS).flatMap((clause) => strangeIn(clause));
  if (unknown.length > 0) return unknown[0];
  const behind = core.slice(verb);
  if (!behind.includes(stated)) return undefined;
  const rest = behind.replace(stated, "");
  return signsIn(rest).signs.some(({ slot }) => FREQUENCIES.includes(slot)) ? behind : undefined;
}

function strangeIn(clause: string): string[] {
  const { signs, rest } = signsIn(clause);
  return ofDays(signs).length > 0 ? rest.filter((words) => OF_DAYS.test(words)) : [];
}

/** 「前」 is read beside the day. */
function daysOf(signs: readonly Sign[]): Sign[] {
  return ofDays(signs).filter(({ slot }) => slot !== "by");
}
