import { barChart } from "../bar-chart.ts";
import { buttonRow, type Card, type CardElement, type Chart, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import type { Day } from "../clock.ts";
import { form, select } from "../registry/form.ts";
import { industryName } from "../registry/industries.ts";
import type { Unit } from "../registry/units.ts";
import { texts } from "../texts/collection.ts";
import { type Collection, type Share, uncovered } from "./collection.ts";
import type { DutyOccurrence } from "./stored-duty.ts";

/** Who has delivered and who has not, drawn. */

export type CollectionView = DutyOccurrence & {
  duty: string;
  /** Undefined of what a person has set. */
  source: { title: string; clause: string; quote: string } | undefined;
  units: readonly Unit[];
  /** Enterprises by town and industry, against which a plan's coverage is held; undefined: this duty asks for no plan. */
  covers: readonly { industry: string | undefined; townId: string | undefined }[] | undefined;
  previous: Day | undefined;
  next: Day | undefined;
};

const NAMED_MAX = 30;
/** Feishu shows more options badly. */
const OPTIONS_MAX = 100;
const BARS_MAX = 10;

export function collectionCard(collection: Collection, view: CollectionView): Card {
  const words = texts.card;
  const { entries, delivered, late, returned, missing } = collection;
  const { duty, due, source } = view;
  const figures = { due, owed: entries.length, delivered: delivered.length, late: late.length, returned: returned.length };
  const names = missing.map(({ bearer }) => escapeMarkdown(bearer.name));
  const told: CardElement[] = [
    markdown(words.head(figures)),
    ...chart(words.charts.town, collection.byTown, (of) => view.units.find(({ id }) => id === of)?.name),
    ...chart(words.charts.industry, collection.byIndustry, industryName),
    markdown(
      names.length === 0
        ? words.allDelivered
        : words.missing({ names: names.slice(0, NAMED_MAX), more: Math.max(0, names.length - NAMED_MAX) }),
    ),
    ...gaps(collection, view),
    ...looking(collection),
    buttons(view, missing.length > 0),
  ];
  return card(
    { text: words.title({ duty }), color: missing.length > 0 ? "orange" : "green" },
    [
      ...(entries.length === 0 ? [markdown(words.nobodyOwes)] : told),
      ...(source ? [notation(escapeMarkdown(texts.source(source)))] : []),
      notation(words.lawNote),
    ],
    words.summary({ delivered: delivered.length, owed: entries.length }),
  );
}

function chart(title: string, shares: readonly Share[], nameOf: (id: string) => string | undefined): Chart[] {
  if (shares.length === 0) return [];
  const { name, count, state, delivered, missing } = texts.card.axes;
  const values = shares.slice(0, BARS_MAX).flatMap((share) => {
    const of = nameOf(share.of) ?? texts.card.unknown;
    return [
      { [name]: of, [state]: delivered, [count]: share.delivered },
      { [name]: of, [state]: missing, [count]: share.owed - share.delivered },
    ];
  });
  return [barChart({ title, values, x: name, y: count, stack: state })];
}

function gaps({ delivered }: Collection, { covers }: CollectionView): CardElement[] {
  if (!covers) return [];
  const lines = delivered.flatMap((entry) => {
    const industries = uncovered(entry, covers).map(industryName);
    return industries.length === 0 ? [] : [texts.card.uncovered({ bearer: escapeMarkdown(entry.bearer.name), industries })];
  });
  return lines.length === 0 ? [] : [markdown(lines.join("\n"))];
}

function looking({ entries }: Collection): CardElement[] {
  const options = entries.flatMap(({ bearer, delivery }) => (delivery ? [[delivery.id, bearer.name] as const] : [])).slice(0, OPTIONS_MAX);
  if (options.length === 0) return [];
  const { look, lookAt } = texts.card;
  return [form("look", [select("delivery", lookAt, options)], { label: look, value: { do: "look_at_delivery" } })];
}

function buttons({ dutyId, due, previous, next }: CollectionView, hasMissing: boolean): CardElement {
  const words = texts.card;
  const of = { dutyId, due };
  return buttonRow([
    ...(hasMissing ? [callbackButton(words.remind, { do: "remind_missing_deliveries", ...of }, "primary")] : []),
    callbackButton(words.exported, { do: "export_collection", ...of }),
    ...(previous ? [callbackButton(words.previous, { do: "show_collection", dutyId, due: previous })] : []),
    ...(next ? [callbackButton(words.next, { do: "show_collection", dutyId, due: next })] : []),
  ]);
}
