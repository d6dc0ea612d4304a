import { barChart } from "../bar-chart.ts";
import { type Card, type CardElement, type Chart, card, divider, escapeMarkdown, markdown, notation } from "../card.ts";
import { dayOf } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import type { Unit } from "../registry/units.ts";
import { texts as papers } from "../texts/hazard-papers.ts";
import { texts } from "../texts/statistics.ts";
import type { Period } from "./period.ts";
import type { Figures, Late, Silent } from "./statistics.ts";

/** Figures of the ledger, drawn. Charts are VChart specs with their values in them: nothing is fetched by whoever looks. */

export type Scope = { called: string; period: Period; districts: readonly string[]; units: readonly Unit[] };

/** More bars than this nobody reads on a telephone. */
const BARS_MAX = 8;
const TOWNS_MAX = 12;

export function figuresCard(figures: Figures, { called, period, districts, units }: Scope): Card {
  const { total, averageDaysToClose: days } = figures;
  const byState = figures.byState.map(({ of, count }) => ({ name: papers.states[of], count }));
  const byIndustry = figures.byIndustry.map(({ of, count }) => ({ name: of === "" ? texts.unknown : industryName(of), count }));
  const byTown = figures.byTown.map(({ of, count }) => ({ name: townName(of, units), count }));
  const told: CardElement[] = [
    markdown([texts.figures(figures), days === undefined ? texts.noAverage : texts.average({ days })].join("\n")),
    bars(texts.charts.state, byState),
    bars(texts.charts.industry, byIndustry),
    markdown(escapedTowns(byTown)),
  ];
  return card(
    { text: texts.title({ period: called }), color: figures.overdue > 0 ? "orange" : "blue" },
    [
      notation(texts.span(period)),
      ...(total === 0 ? [markdown(texts.none)] : told),
      divider(),
      notation(escapeMarkdown(texts.scope({ districts }))),
    ],
    texts.summary({ period: called, total }),
  );
}

type Bar = { name: string; count: number };

function bars(title: string, all: readonly Bar[]): Chart {
  const { name, count } = texts.axes;
  const values = shortened(all, BARS_MAX).map((bar) => ({ [name]: bar.name, [count]: bar.count }));
  return barChart({ title, values, x: name, y: count });
}

function shortened(all: readonly Bar[], limit: number): Bar[] {
  if (all.length <= limit) return [...all];
  const rest = all.slice(limit - 1).reduce((sum, { count }) => sum + count, 0);
  return [...all.slice(0, limit - 1), { name: texts.others, count: rest }];
}

function escapedTowns(towns: readonly Bar[]): string {
  return texts.towns({ towns: shortened(towns, TOWNS_MAX).map(({ name, count }) => ({ name: escapeMarkdown(name), count })) });
}

function townName(of: string, units: readonly Unit[]): string {
  return of === "" ? texts.unknown : (units.find(({ id }) => id === of)?.name ?? of);
}

const LISTED_MAX = 20;

/** @param since  from when on reports count */
export function inspectCard(
  { silent, late }: { silent: readonly Silent[]; late: readonly Late[] },
  { since, districts }: { since: Date; districts: readonly string[] },
): Card {
  const words = texts.inspect;
  const from = dayOf(since);
  return card(
    { text: words.title, color: late.length > 0 ? "orange" : "blue" },
    [
      markdown(silent.length === 0 ? words.noneSilent({ from }) : words.silent({ count: silent.length, from })),
      ...listed(silent.map(({ enterprise, found }) => words.silentLine({ name: escapeMarkdown(enterprise.name), found }))),
      divider(),
      markdown(late.length === 0 ? words.noneLate : words.late({ count: late.length })),
      ...listed(late.map((one) => words.lateLine({ ...one, name: escapeMarkdown(one.name) }))),
      divider(),
      notation(escapeMarkdown(`${words.note} ${texts.scope({ districts })}`)),
    ],
    words.summary({ silent: silent.length, late: late.length }),
  );
}

function listed(lines: readonly string[]): CardElement[] {
  if (lines.length === 0) return [];
  const rest = lines.length - LISTED_MAX;
  const shown = markdown(
    lines
      .slice(0, LISTED_MAX)
      .map((one) => `- ${one}`)
      .join("\n"),
  );
  return rest > 0 ? [shown, notation(texts.inspect.more({ count: rest }))] : [shown];
}
