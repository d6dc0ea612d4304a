import { numeralValue } from "../knowledge/numbering.ts";
import { headingTitle, type Points } from "./list.ts";
import { plainOf, withoutMarks } from "./normalise.ts";

/**
 * 「四个强化」, 「几个坚持」: points that share their first word, counted. Told by the headings alone: so many points of one list
 * begin with just that word.
 */
const ALIKE =
  /(?<!第)([几二两三四五六七八九十\d]{1,2})个?["“「『](\p{Script=Han}{2})["”」』]|(?<!第)([几二两三四五六七八九十\d]{1,2})个(\p{Script=Han}{2})/gu;
/** However many the question takes for granted. */
const PHASES = /(?<!第)[几两二三四五六七八九十\d]个?(?:大|小)?阶段/u;
const PHASE = /^第[一二三四五六七八九十\d]+阶段/u;
const PAIR = /两/u;
const TWO = "二";
const ANY = "几";
const ALIKE_MIN = 2;

/** Whether it is worth reading a document's headings for. */
export function speaksOfAlike(plain: string): boolean {
  return plain.search(ALIKE) >= 0 || PHASES.test(plain);
}

/** @param lists  the headings of a document, with the points below them */
export function alikePoints(plain: string, lists: readonly Omit<Points, "isNamed">[]): Points | undefined {
  const phases = PHASES.test(plain) ? lists.find(({ members }) => members.every(({ title }) => PHASE.test(title))) : undefined;
  if (phases) return { ...phases, isNamed: true };
  for (const [, quotedCount, quoted, count, said] of plain.matchAll(ALIKE)) {
    const word = quoted ?? said ?? "";
    const number = quotedCount ?? count ?? "";
    const found = lists.find(({ members }) =>
      isAlike(
        members.map(({ title }) => title),
        word,
        number,
      ),
    );
    if (found) return { ...found, isNamed: true };
  }
  return undefined;
}

function isAlike(titles: readonly string[], word: string, number: string): boolean {
  const begin = titles.every((title) => withoutMarks(plainOf(headingTitle(title))).startsWith(word));
  return begin && titles.length >= ALIKE_MIN && (number === ANY || numeralValue(number.replace(PAIR, TWO)) === titles.length);
}
