import { barChart } from "../bar-chart.ts";
import {
  type Button,
  buttonRow,
  type Card,
  type CardElement,
  type Chart,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  markdown,
  notation,
} from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/acknowledgement.ts";
import type { NagPress, ReceiptsPress } from "./acknowledgement-press.ts";
import type { Missing } from "./missing.ts";
import { type ReceiptCount, type ReceiptFigures, receiptFigures } from "./receipt-figures.ts";
import type { Receipts } from "./receipts.ts";

const words = texts.receipts;

/** More bars than this nobody reads on a telephone. */
const BARS_MAX = 8;
/** What is longer is in the file. */
const GROUPS_MAX = 20;
const NAMES_MAX = 15;

/**
 * Who has acknowledged and who has not, by group, town and industry.
 * @param shown.as      asked for, told to the sender when the time is up, or to whoever leads when that did not help
 * @param shown.mayNag  whether the button that reminds is drawn
 */
export function receiptsCard(receipts: Receipts, shown: { at: Date; as: keyof typeof words.titles; mayNag: boolean }): Card {
  const { notice, places } = receipts;
  const figures = receiptFigures(places);
  const title = words.titles[shown.as]({ title: notice.title });
  return card(
    { text: title, color: figures.missing.length > 0 ? "orange" : "green" },
    [
      notation(escapeMarkdown(words.of({ number: notice.number, at: formatMinute(shown.at), due: dueOf(receipts) }))),
      markdown(words.figures({ ...figures, missing: figures.missing.length })),
      ...problems(figures),
      ...(figures.people > 0 ? [chart(figures)] : []),
      ...groupLines(receipts),
      ...tables(figures),
      divider(),
      buttonRow(buttonsOf(receipts, figures, shown.mayNag)),
    ],
    words.summary({ number: notice.number, ...figures }),
  );
}

function dueOf({ notice: { acknowledgement } }: Receipts): string | undefined {
  return acknowledgement.dueAt === undefined ? undefined : formatMinute(new Date(acknowledgement.dueAt));
}

function buttonsOf({ notice }: Receipts, { missing }: ReceiptFigures, mayNag: boolean): Button[] {
  const nag: NagPress = { do: "nag_missing", noticeId: notice.id };
  const file: ReceiptsPress = { do: "send_receipts", noticeId: notice.id };
  const canNag = mayNag && missing.length > 0 && notice.state !== "recalled";
  return [...(canNag ? [callbackButton(words.nag, nag, "primary")] : []), callbackButton(words.file, file)];
}

function problems({ undelivered, unknown }: ReceiptFigures): CardElement[] {
  if (undelivered + unknown === 0) return [];
  return [
    notation(
      [undelivered > 0 ? words.undelivered({ count: undelivered }) : "", unknown > 0 ? words.unknown({ count: unknown }) : ""].join(""),
    ),
  ];
}

/** By group while these are few, else by town. */
function chart({ byGroup, byTown }: ReceiptFigures): Chart {
  const isFew = byGroup.length <= BARS_MAX;
  const { name, count, state } = words.axes;
  const values = shortened(isFew ? byGroup : byTown).flatMap(({ of, acknowledged, missing }) => [
    { [name]: of === "" ? words.unsaid : of, [state]: words.acknowledged, [count]: acknowledged },
    { [name]: of === "" ? words.unsaid : of, [state]: words.missing, [count]: missing },
  ]);
  const title = isFew ? words.charts.group : words.charts.town;
  return barChart({ title, values, x: name, y: count, stack: state });
}

function shortened(counts: readonly ReceiptCount[]): ReceiptCount[] {
  if (counts.length <= BARS_MAX) return [...counts];
  const rest = counts.slice(BARS_MAX - 1);
  const sum = (of: "acknowledged" | "missing") => rest.reduce((total, one) => total + one[of], 0);
  return [...counts.slice(0, BARS_MAX - 1), { of: words.others, acknowledged: sum("acknowledged"), missing: sum("missing") }];
}

/** Those with the most missing first. */
function groupLines({ places }: Receipts): CardElement[] {
  const known = places.flatMap(({ target, acknowledged, missing }) => (missing ? [{ name: target.name, acknowledged, missing }] : []));
  const sorted = known.toSorted((a, b) => b.missing.length - a.missing.length);
  const lines = sorted.slice(0, GROUPS_MAX).map(({ name, acknowledged, missing }) => {
    const counted = words.group({
      name: escapeMarkdown(name),
      acknowledged: acknowledged.length,
      of: acknowledged.length + missing.length,
    });
    return missing.length === 0
      ? counted
      : `${counted}${words.missingNames({ names: namesOf(missing), more: Math.max(0, missing.length - NAMES_MAX) })}`;
  });
  const rest = sorted.length - GROUPS_MAX;
  return [...(lines.length > 0 ? [markdown(lines.join("\n"))] : []), ...(rest > 0 ? [notation(words.moreGroups({ count: rest }))] : [])];
}

function namesOf(missing: readonly Missing[]): string[] {
  return missing.slice(0, NAMES_MAX).map(({ name, answersFor }) => escapeMarkdown(words.person({ name, answersFor })));
}

function tables({ byTown, byIndustry }: ReceiptFigures): CardElement[] {
  const line = (title: string, counts: readonly ReceiptCount[]) =>
    counts.every(({ of }) => of === "")
      ? []
      : [
          markdown(
            words.by({
              title,
              counts: shortened(counts).map(({ of, ...count }) => ({ name: escapeMarkdown(of === "" ? words.unsaid : of), ...count })),
            }),
          ),
        ];
  return [...line(words.charts.town, byTown), ...line(words.charts.industry, byIndustry)];
}
