/**
 * The text of a plan as evidence for its task table. A table that was torn in print mostly retells the clauses of the plan,
 * so the text tells which pieces belong together, where a task ends, and below which heading it stands.
 */
import type { DraftPassage } from "./clauses.ts";
import { type MarkerKind, readMarker } from "./numbering.ts";

export type BodyHeading = { kind: MarkerKind; value: number; label: string; title: string };
/** A clause and the numbered headings that it stands below, from the root down. */
export type BodyClause = { text: string; way: readonly BodyHeading[]; pairs: ReadonlySet<string> };
export type Body = {
  clauses: readonly BodyClause[];
  headings: readonly (readonly BodyHeading[])[];
  /** All clauses without punctuation, and with full stops alone. */
  plain: string;
  stopped: string;
};

/** From how large a share of its pairs of characters on a task counts as retold by a clause, and by what lead over the next. */
const RETOLD = 0.5;
const LEAD = 0.08;

export function readBody(passages: readonly Pick<DraftPassage, "kind" | "trail" | "body">[]): Body {
  const pieces = passages.filter(({ kind }) => kind === "clause" || kind === "heading");
  const clauses = pieces
    .filter(({ kind }) => kind === "clause")
    .map(({ body, trail }) => ({ text: body, way: wayOf(trail), pairs: pairsOf(body) }));
  return {
    clauses,
    headings: pieces.map(({ trail }) => wayOf(trail)).filter((way) => way.length > 0),
    plain: clauses.map(({ text }) => plain(text)).join("\n"),
    stopped: clauses.map(({ text }) => stopped(text)).join("\n"),
  };
}

/** Letters and digits alone: what is left when spacing, width and punctuation do not count. */
export function plain(text: string): string {
  return text.normalize("NFKC").replace(/[^\p{L}\p{N}]/gu, "");
}

/** The clause that tells the same as `text`; undefined when none does, or two do. */
export function clauseOf(body: Body, text: string): BodyClause | undefined {
  const pairs = pairsOf(text);
  if (pairs.size < 4) return undefined;
  const scored = body.clauses
    .map((clause) => ({ clause, score: [...pairs].filter((pair) => clause.pairs.has(pair)).length / pairs.size }))
    .sort((a, b) => b.score - a.score);
  const [best, next] = scored;
  if (!best || best.score < RETOLD) return undefined;
  return next && best.score - next.score < LEAD && next.clause.way.at(-1) !== best.clause.way.at(-1) ? undefined : best.clause;
}

/** Whether the text has `after` directly behind `before`: two pieces of one sentence. */
export function runsOn(body: Body, before: string, after: string): boolean {
  const [left, right] = [plain(before), plain(after)];
  if (left.length < 2 || right.length < 2) return false;
  const [tail, head] = [left.slice(-3), right.slice(0, 3)];
  return body.plain.includes(tail + head);
}

/** Whether the text ends a sentence between `before` and `after`. */
export function breaksBetween(body: Body, before: string, after: string): boolean {
  const [left, right] = [plain(before).slice(-3), plain(after).slice(0, 3)];
  return left.length === 3 && right.length === 3 && body.stopped.includes(`${left}。${right}`);
}

/** The heading of the text that a printed label stands for: the same number, and mostly the same words. */
export function headingFor(body: Body, label: string): BodyHeading | undefined {
  const own = readHeading(label);
  if (!own) return undefined;
  const candidates = body.headings
    .flatMap((way) => way.filter(({ kind, value }) => kind === own.kind && value === own.value))
    .map((heading) => ({ heading, score: likeness(own.title, heading.title) }))
    .sort((a, b) => b.score - a.score);
  const [best] = candidates;
  return best && best.score >= 0.5 ? best.heading : undefined;
}

/** A numbered heading taken apart; undefined for a text without a number. */
export function readHeading(text: string): BodyHeading | undefined {
  const marker = readMarker(text);
  if (!marker || marker.value === 0) return undefined;
  return { kind: marker.kind, value: marker.value, label: marker.label, title: text.slice(marker.length).trim() };
}

/** 0 … 1: pairs of characters in common, as a share of those of the shorter one, so that a torn heading is like the whole one. */
function likeness(a: string, b: string): number {
  const [first, second] = [pairsOf(a), pairsOf(b)];
  const shorter = Math.min(first.size, second.size);
  if (shorter === 0) return plain(a) === plain(b) && plain(a) !== "" ? 1 : 0;
  return [...first].filter((pair) => second.has(pair)).length / shorter;
}

export function sameHeading(a: BodyHeading, b: BodyHeading): boolean {
  return a.kind === b.kind && a.value === b.value && a.title === b.title;
}

function wayOf(trail: readonly string[]): BodyHeading[] {
  return trail.flatMap((printed) => readHeading(printed) ?? []);
}

function pairsOf(text: string): Set<string> {
  const characters = [...plain(text)];
  return new Set(characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}

function stopped(text: string): string {
  return text.normalize("NFKC").replace(/[^\p{L}\p{N}。！？]/gu, "");
}
