import { chineseDay, DAY_MS, dayOf, startOfDay } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import { texts as papers } from "../texts/hazard-papers.ts";
import { texts } from "../texts/year-report.ts";
import { type Hazard, type HazardState, isMajor, isOverdue, isRepeated } from "./hazard.ts";
import type { Block, Paper } from "./paper.ts";

/** What was asked for by the duties of the plans, in figures. */
export type DutyYear = { duty: string; occurrences: number; owed: number; delivered: number };

const ENDED: readonly HazardState[] = ["closed", "void", "transferred"];
/** Industries that are proposed as next year's focus. */
const FOCUS_MAX = 3;

type Of = {
  year: number;
  /** Whose report it is: 「泉港区」. */
  place: string | undefined;
  duties: readonly DutyYear[];
  /** Of a town's id. */
  townName: (id: string) => string | undefined;
  /** The figures are as the ledger stands then. */
  now: Date;
};

/**
 * A draft of the report that is due every 30 January (泉港区实施方案 五、第四阶段：上年度工作总结和持续改进计划). Only figures that the
 * ledger holds; what people must say themselves stays a line.
 * @param hazards  of any time: those that do not belong are left out
 */
export function yearPaper(hazards: readonly Hazard[], of: Of): Paper {
  const { year, place, now, duties } = of;
  const [since, until] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)];
  const counted = hazards.filter(({ state, recordedAt }) => state !== "void" && recordedAt < until);
  const found = counted.filter(({ recordedAt }) => recordedAt >= since);
  const open = counted.filter(({ state, closedAt }) => (closedAt !== undefined && closedAt >= until) || !ENDED.includes(state));
  const empty: Block = { kind: "paragraph", text: texts.line };
  return {
    title: texts.title({ place, year }),
    blocks: [
      { kind: "addressee", text: texts.addressee },
      { kind: "paragraph", text: texts.opening({ day: chineseDay(dayOf(now)), year }) },
      { kind: "heading", text: texts.summary },
      { kind: "heading", text: texts.figuresTitle },
      { kind: "facts", rows: figures(found, open, until, now) },
      ...tallies(found, until, of),
      { kind: "heading", text: texts.dutiesTitle },
      dutyTable(duties),
      { kind: "heading", text: texts.otherTitle },
      empty,
      { kind: "heading", text: texts.plan },
      { kind: "heading", text: texts.openTitle },
      openTable(open),
      { kind: "heading", text: texts.focusTitle },
      ...focus(found),
      { kind: "heading", text: texts.measuresTitle },
      empty,
      { kind: "issuer", lines: [`${texts.line}${texts.issuer}`, papers.day.unknown] },
    ],
  };
}

function figures(found: readonly Hazard[], open: readonly Hazard[], until: Date, now: Date): [string, string][] {
  const words = texts.figures;
  const closed = found.filter((hazard) => closedBefore(hazard, until));
  const days = closed.flatMap(({ closedAt, recordedAt }) => (closedAt ? [(closedAt.getTime() - recordedAt.getTime()) / DAY_MS] : []));
  const count = (those: readonly Hazard[]) => texts.count({ count: those.length });
  return [
    [words.found, count(found)],
    [words.closed, count(closed)],
    [words.open, count(open)],
    [words.overdue, count(open.filter((hazard) => isOverdue(hazard, now < until ? now : until)))],
    [words.major, count(found.filter(isMajor))],
    [words.majorClosed, count(closed.filter(isMajor))],
    [words.repeated, count(found.filter(isRepeated))],
    [words.average, days.length === 0 ? texts.line : texts.days({ days: days.reduce((sum, one) => sum + one, 0) / days.length })],
  ];
}

function closedBefore({ closedAt }: Hazard, until: Date): boolean {
  return closedAt !== undefined && closedAt < until;
}

function tallies(found: readonly Hazard[], until: Date, { townName }: Of): Block[] {
  const named = (name: string | undefined) => name ?? texts.unknown;
  return [
    tally(texts.byIndustry, found, until, ({ facts }) => named(facts.industry && industryName(facts.industry))),
    tally(texts.byTown, found, until, ({ facts }) => named(facts.townId === undefined ? facts.place : townName(facts.townId))),
  ].flat();
}

function tally(head: string, found: readonly Hazard[], until: Date, nameOf: (hazard: Hazard) => string): Block[] {
  if (found.length === 0) return [];
  const rows = [...Map.groupBy(found, nameOf)]
    .toSorted(([one, its], [other, theirs]) => theirs.length - its.length || (one < other ? -1 : 1))
    .map(([name, those]) => [name, String(those.length), String(those.filter((hazard) => closedBefore(hazard, until)).length)]);
  return [{ kind: "table", head: [head, texts.found, texts.closed], rows }];
}

function dutyTable(duties: readonly DutyYear[]): Block {
  if (duties.length === 0) return { kind: "paragraph", text: texts.noDuties };
  const rows = duties.map(({ duty, occurrences, owed, delivered }) => [duty, String(occurrences), String(owed), String(delivered)]);
  return { kind: "table", head: texts.dutiesHead, rows };
}

function openTable(open: readonly Hazard[]): Block {
  if (open.length === 0) return { kind: "paragraph", text: texts.noneOpen };
  const rows = open.map(({ id, facts, state, deadline }) => [
    id,
    facts.enterpriseName ?? "",
    facts.description,
    papers.states[state],
    deadline?.day ?? "",
  ]);
  return { kind: "table", head: texts.openHead, rows };
}

function focus(found: readonly Hazard[]): Block[] {
  const byIndustry = [...Map.groupBy(found, ({ facts }) => facts.industry)]
    .flatMap(([industry, those]) => (industry === undefined ? [] : [{ industry: industryName(industry), count: those.length }]))
    .toSorted((one, other) => other.count - one.count || (one.industry < other.industry ? -1 : 1))
    .slice(0, FOCUS_MAX);
  if (byIndustry.length === 0) return [{ kind: "paragraph", text: texts.noFocus }];
  return byIndustry.map((one) => ({ kind: "paragraph", text: texts.focus(one) }));
}
