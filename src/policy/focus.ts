import { piecesOf } from "./pieces.ts";
import type { Term } from "./terms.ts";
import type { Unit } from "./units.ts";
import { isIn, type Weights } from "./weigh.ts";

/**
 * What a yes-or-no question turns on: the words behind 能不能, 要不要, 会不会 …; without such a word those of its last stretch.
 * A sentence that holds them may answer although it says nothing of the circumstances; one without them does not answer.
 */
const OPERATORS =
  /要不要|可不可以|可以不可以|能不能|会不会|是不是|有没有|是否|需不需要|需要不需要|用不用|该不该|应不应该|得不得|好不好|可否|能否|有冇|有无/u;
/** A tag asks about all that stands before it. */
const TAG =
  /(?:行不行|ok(?:吗|不|么|吧)?|可以吧|行吧|没事吧|成吗|成不|使得吗|妥吗|妥不妥|好不好|对不对|成不成|可不可以|够不够|是不是|可以吗|可以不|行吗|对吗|是吗|是吧|对吧|合适吗|合规吗|够吗|行不|对不|行么|对么|有戏没|有戏吗|要紧吗|有问题吗|没问题吧|(?:算不算|是不是|算)(?:违反|违规|违章|犯规)(?:规定)?(?:吗|了)?|合不合规)[啊呀呢吧嘛]*[?？]?$/u;
/** 「……要坐牢吗」: behind the last modal verb. */
const MODAL = /^.*(?:必须|需要|可以|应该|要|会|得|能|该|被)(.{2,})[吗么不没吧][?？]?$/u;
const STANDS_BEHIND = 2;
/** Says when, and not what. */
const YEAR = /^\d{4}$/u;

export function focusTerms(plain: string, terms: readonly Term[]): readonly Term[] {
  if (TAG.test(plain)) return [];
  const pieces = piecesOf(plain);
  const turning = pieces.find((piece) => OPERATORS.test(piece));
  const behind = turning?.split(OPERATORS).slice(1).join("") ?? "";
  const last = turning ?? pieces.at(-1) ?? "";
  const stretch = behind.length >= STANDS_BEHIND ? behind : (MODAL.exec(last)?.[1] ?? last);
  return terms.filter(({ text, share }) => share === 1 && !YEAR.test(text) && stretch.includes(text));
}

/** 0 … 1: how much of the focus stands in the sentence itself; undefined where there is no focus. */
export function focusIn(unit: Unit, focus: readonly Term[], weights: Weights): number | undefined {
  const weightOf = ({ text }: Term) => weights.get(text) ?? 0;
  const total = focus.reduce((sum, term) => sum + weightOf(term), 0);
  if (total === 0) return undefined;
  // 「要不要参加演练」: a sentence that speaks of taking part, in something else, is not on the point.
  const things = focus.filter(({ kind }) => kind === "thing");
  if (things.length > 0 && !things.some((term) => isIn(term, unit.bare) || isIn(term, unit.heading))) return 0;
  return focus.filter((term) => isIn(term, unit.bare) || isIn(term, unit.heading)).reduce((sum, term) => sum + weightOf(term), 0) / total;
}
