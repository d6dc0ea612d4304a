import type { Acknowledgement } from "./acknowledgements.ts";
import { eachOnce, type Missing } from "./missing.ts";
import type { PlaceReceipts } from "./receipts.ts";

/** Counts over the groups of a notice. Somebody who sits in three groups is one person in all, and one in each. */

export type ReceiptCount = { of: string; acknowledged: number; missing: number };

export type ReceiptFigures = {
  people: number;
  acknowledged: number;
  late: number;
  missing: readonly Missing[];
  /** Groups to which it has not come, and those of which nobody knows who sits there. */
  undelivered: number;
  unknown: number;
  byGroup: readonly ReceiptCount[];
  /** "": nobody has said which. */
  byTown: readonly ReceiptCount[];
  byIndustry: readonly ReceiptCount[];
};

export function receiptFigures(places: readonly PlaceReceipts[]): ReceiptFigures {
  const known = places.filter(isKnown);
  const { acknowledged, missing } = peopleOf(known);
  return {
    people: acknowledged.length + missing.length,
    acknowledged: acknowledged.length,
    late: acknowledged.filter(({ late }) => late).length,
    missing,
    undelivered: places.filter(({ target }) => target.state !== "sent").length,
    unknown: places.filter(({ target, missing: people }) => target.state === "sent" && people === undefined).length,
    byGroup: known.map((place) => countOf(place.target.name, [place])),
    byTown: countsBy(known, ({ town }) => town),
    byIndustry: countsBy(known, ({ industry }) => industry),
  };
}

function countsBy(places: readonly Known[], keyOf: (place: Known) => string | undefined): ReceiptCount[] {
  const groups = [...Map.groupBy(places, (place) => keyOf(place) ?? "")].map(([of, own]) => countOf(of, own));
  return groups.sort((a, b) => b.missing - a.missing || a.of.localeCompare(b.of, "zh"));
}

function countOf(of: string, places: readonly Known[]): ReceiptCount {
  const { acknowledged, missing } = peopleOf(places);
  return { of, acknowledged: acknowledged.length, missing: missing.length };
}

type Known = PlaceReceipts & { missing: readonly Missing[] };

function isKnown(place: PlaceReceipts): place is Known {
  return place.missing !== undefined;
}

function peopleOf(places: readonly Known[]): { acknowledged: readonly Acknowledgement[]; missing: readonly Missing[] } {
  const acknowledged = new Map(places.flatMap((place) => place.acknowledged.map((one) => [one.openId, one])));
  return { acknowledged: [...acknowledged.values()], missing: eachOnce(places.flatMap(({ missing }) => missing)) };
}
