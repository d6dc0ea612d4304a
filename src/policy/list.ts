import type { Passage } from "../knowledge/document.ts";
import { sentencesOf } from "../knowledge/sentences.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { type Ordinal, pick } from "./ordinal.ts";
import { piecesOf, withoutEnd } from "./pieces.ts";
import type { Term } from "./terms.ts";
import type { Unit } from "./units.ts";
import { speaking, type Weights } from "./weigh.ts";

/** Lists: the points below a heading that is asked for, or the members that a sentence strings together with 、. */

export type Points = {
  heading: string /** the question holds the heading itself */;
  isNamed: boolean;
  members: readonly Member[] /** one point was asked for, to be told whole */;
  isOne?: boolean;
};
/** A point below a heading: its own heading as printed, in the passage that it opens. */
type Member = { title: string; passage: Passage };

const NUMBER =
  /^(?:第[一二三四五六七八九十\d]+(?:阶段|章|节|条|步)[\s：:]*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*|[一二三四五六七八九十\d]{1,3}[、.．]\s*|#+\s*|[一二三四五六七八九十]是)/u;
const HEADING_MIN = 3;

/** 「一是…。二是…。」: the points that a passage counts up within its text. */
function countedPoints(passage: Passage): Member[] {
  const members = sentencesOf(passage.body).filter(({ text }) => COUNTED.test(text));
  return members.length < 2 ? [] : members.map(({ text }) => ({ title: text, passage }));
}

const COUNTED = /^[一二三四五六七八九十]是/u;

/** 「（一）加强组织领导」 → 「加强组织领导」. */
export function headingTitle(heading: string): string {
  return heading
    .replace(NUMBER, "")
    .replace(/[。；]$/u, "")
    .trim();
}

/**
 * The points below the heading that `plain` names, or that holds all its terms.
 * @param passages  of one document, in order
 */
export function pointsAsked(plain: string, terms: readonly Term[], passages: readonly Passage[]): Points | undefined {
  const bare = withoutMarks(plain);
  const lists = listsOf(passages);
  const named = lists
    .filter(({ heading }) => bare.includes(bareTitle(heading)) && bareTitle(heading).length >= HEADING_MIN)
    .sort((one, other) => other.heading.length - one.heading.length)[0];
  const list = named ?? lists.find(({ heading }) => isMeant(bareTitle(heading), terms));
  return list && { ...list, isNamed: named !== undefined };
}

/** Every heading that has points below it. */
export function listsOf(passages: readonly Passage[]): { heading: string; members: readonly Member[] }[] {
  const headings = [...new Set(passages.flatMap(({ trail }) => trail))];
  return headings.map((heading) => ({ heading, members: membersOf(heading, passages) })).filter(({ members }) => members.length >= 2);
}

/** 「方案分几大部分」, 「主要讲什么」 */
export function asksForParts({ plain, terms }: { plain: string; terms: readonly Term[] }): boolean {
  return terms.length === 0 && (PARTS.test(plain) || OVERVIEW.test(plain));
}

/** The headings of the first level, without the annexes. */
export function partsOf(passages: readonly Passage[]): Member[] {
  const parts = new Map<string, Passage>();
  for (const passage of passages) {
    const [part] = passage.trail;
    const isPart = part !== undefined && passage.kind !== "row" && !ANNEX.test(part) && passage.body.includes(part);
    if (isPart && !parts.has(part)) parts.set(part, passage);
  }
  return [...parts].map(([title, passage]) => ({ title, passage }));
}

const PARTS = /(?:几|哪些|多少|什么|各)个?大?(?:部分|章节?|板块|大块)(?!任务|要求|措施|工作)|大的?部分|框架|目录|提纲|章节/u;
const OVERVIEW =
  /(?:讲|说|写|包括|包含|规定|管)(?:了|的|些)*(?:是)?(?:什么|哪些)(?:内容|东西|事情?)?[?？]?$|(?:内容|大意)(?:是|有)(?:什么|哪些)/u;
const ANNEX = /^附/u;

function membersOf(heading: string, passages: readonly Passage[]): Member[] {
  const children = childrenOf(heading, passages);
  const own = passages.find(({ kind, trail }) => kind === "clause" && trail.at(-1) === heading);
  return children.length >= 2 || !own ? children : countedPoints(own);
}

/** 「第二条讲什么」: the one point that is meant, as if it were the whole list. */
export function onlyPoint(points: Points, ordinal: Ordinal, before: number | undefined): Points | undefined {
  const member = pick(ordinal, points.members, before);
  return member && { ...points, members: [member], isOne: true };
}

/** Every term stands in the title, and the title says little else. */
function isMeant(title: string, terms: readonly Term[]): boolean {
  const said = terms.map(({ means }) =>
    means.filter((word) => title.includes(word)).reduce((most, word) => Math.max(most, word.length), 0),
  );
  return terms.length > 0 && !said.includes(0) && said.reduce((sum, length) => sum + length, 0) >= title.length * TITLE_SHARE;
}

const TITLE_SHARE = 0.5;

function bareTitle(heading: string): string {
  return withoutMarks(plainOf(headingTitle(heading)));
}

function childrenOf(heading: string, passages: readonly Passage[]): Member[] {
  const children = new Map<string, Passage>();
  for (const passage of passages) {
    const child = passage.kind === "row" ? undefined : passage.trail[passage.trail.indexOf(heading) + 1];
    if (passage.trail.includes(heading) && child !== undefined && !children.has(child) && passage.body.includes(child))
      children.set(child, passage);
  }
  return [...children].map(([title, passage]) => ({ title, passage }));
}

export type Enumeration = { piece: string; members: number };

const MEMBERS_MIN = 3;

/** The stretch of a sentence that strings most members together, with their number; brackets and book titles count as one. */
function enumerationIn(unit: Unit): Enumeration | undefined {
  const pieces = piecesOf(unit.text).map((piece) => ({ piece: withoutEnd(piece), members: countMembers(piece) }));
  const [longest] = pieces.sort((one, other) => other.members - one.members);
  return longest && longest.members >= MEMBERS_MIN ? longest : undefined;
}

/** A list answers when it stands where the topic is, not somewhere in the same sentence. */
export function enumerationAsked(unit: Unit, topic: { terms: readonly Term[]; weights: Weights }): Enumeration | undefined {
  const found = enumerationIn(unit);
  if (!found) return undefined;
  const most = Math.max(...piecesOf(unit.text).map((piece) => speaking(piece, topic)));
  return speaking(found.piece, topic) >= most * ENUMERATION_SHARE ? found : undefined;
}

const ENUMERATION_SHARE = 0.6;

function countMembers(piece: string): number {
  return piece.replace(/（[^）]*）|\([^)]*\)/gu, "").split("、").length;
}
