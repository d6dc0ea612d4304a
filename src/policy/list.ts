import type { Passage } from "../knowledge/document.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { piecesOf, withoutEnd } from "./pieces.ts";
import type { Term } from "./terms.ts";
import type { Unit } from "./units.ts";

/** Lists: the points below a heading that is asked for, or the members that a sentence strings together with 、. */

export type Points = { heading: string /** the question holds the heading itself */; isNamed: boolean; members: readonly Member[] };
/** A point below a heading: its own heading as printed, in the passage that it opens. */
export type Member = { title: string; passage: Passage };

const NUMBER = /^(?:第[一二三四五六七八九十\d]+(?:阶段|章|节|条|步)[\s：:]*|[（(]?[一二三四五六七八九十\d]{1,3}[）)]?[、.．]?\s*|#+\s*)/u;
const HEADING_MIN = 3;

/** 「（一）加强组织领导」 → 「加强组织领导」. */
export function headingTitle(heading: string): string {
  return heading.replace(NUMBER, "").trim();
}

/**
 * The points below the heading that `plain` names, or that holds all its terms.
 * @param passages  of one document, in order
 */
export function pointsAsked(plain: string, terms: readonly Term[], passages: readonly Passage[]): Points | undefined {
  const bare = withoutMarks(plain);
  const headings = [...new Set(passages.flatMap(({ trail }) => trail))].filter((heading) => childrenOf(heading, passages).length >= 2);
  const named = headings
    .filter((heading) => bare.includes(bareTitle(heading)) && bareTitle(heading).length >= HEADING_MIN)
    .sort((one, other) => other.length - one.length)[0];
  const heading = named ?? headings.find((candidate) => isMeant(bareTitle(candidate), terms));
  return heading === undefined ? undefined : { heading, isNamed: named !== undefined, members: childrenOf(heading, passages) };
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
export function enumerationIn(unit: Unit): Enumeration | undefined {
  const pieces = piecesOf(unit.text).map((piece) => ({ piece: withoutEnd(piece), members: membersOf(piece) }));
  const [longest] = pieces.sort((one, other) => other.members - one.members);
  return longest && longest.members >= MEMBERS_MIN ? longest : undefined;
}

function membersOf(piece: string): number {
  return piece.replace(/（[^）]*）|\([^)]*\)/gu, "").split("、").length;
}
