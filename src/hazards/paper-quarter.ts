import { chineseDay, dayOf } from "../clock.ts";
import { texts } from "../texts/hazard-papers.ts";
import { type Hazard, type HazardState, isMajor, isOverdue, standingSupervision } from "./hazard.ts";
import type { Paper } from "./paper.ts";
import { boundsOf, type Quarter } from "./quarter.ts";

const ENDED: readonly HazardState[] = ["closed", "void", "transferred"];

/**
 * The major hazards of a quarter: recorded in it, closed in it, or not closed at its end.
 * @param hazards  of any level and time: those that do not belong are left out
 * @param now      the figures are as the ledger stands then
 */
export function quarterPaper(hazards: readonly Hazard[], of: { quarter: Quarter; place: string | undefined; now: Date }): Paper {
  const { now, place, quarter } = of;
  const words = texts.quarter;
  const { since, until } = boundsOf(quarter);
  const major = hazards.filter((hazard) => isMajor(hazard) && hazard.state !== "void" && hazard.recordedAt < until);
  const within = (at: Date | undefined) => at !== undefined && at >= since && at < until;
  const found = major.filter(({ recordedAt }) => within(recordedAt));
  const closed = major.filter(({ closedAt }) => within(closedAt));
  const open = major.filter(({ state, closedAt }) => (closedAt !== undefined && closedAt >= until) || !ENDED.includes(state));
  const listed = major.filter((hazard) => [found, closed, open].some((group) => group.includes(hazard)));
  return {
    title: words.title({ place, ...quarter }),
    landscape: true,
    blocks: [
      { kind: "paragraph", text: words.opening({ day: chineseDay(dayOf(now)) }) },
      {
        kind: "facts",
        rows: [
          [words.figures.found, count(found)],
          [words.figures.closed, count(closed)],
          [words.figures.open, count(open)],
          [words.figures.overdue, count(open.filter((hazard) => isOverdue(hazard, now)))],
          [words.figures.supervised, count(open.filter(standingSupervision))],
          [
            words.figures.bothReports,
            count(open.filter((hazard) => reported(hazard, "regulator") && reported(hazard, "workers_congress"))),
          ],
        ],
      },
      { kind: "heading", text: words.list },
      listed.length === 0 ? { kind: "paragraph", text: words.nothing } : { kind: "table", head: words.head, rows: listed.map(row) },
    ],
  };
}

function row(hazard: Hazard): string[] {
  const { facts, deadline, state } = hazard;
  return [
    hazard.id,
    facts.enterpriseName ?? "",
    facts.description,
    texts.states[state],
    deadline?.day ?? "",
    standingSupervision(hazard)?.noticeNumber ?? texts.quarter.none,
    texts.quarter.reported({ regulator: reported(hazard, "regulator"), congress: reported(hazard, "workers_congress") }),
  ];
}

function reported({ majorReports }: Hazard, whom: "regulator" | "workers_congress"): boolean {
  return majorReports.some(({ to }) => to === whom);
}

function count(hazards: readonly Hazard[]): string {
  return texts.quarter.count({ count: hazards.length });
}
