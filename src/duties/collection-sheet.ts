import { formatMinute } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import type { Unit } from "../registry/units.ts";
import { tidyCell } from "../registry/workbook-cells.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import { texts } from "../texts/collection.ts";
import type { Collection, CollectionEntry } from "./collection.ts";

const WIDE = 40;
const NARROW = 16;
/** 情况说明. */
const NOTE_COLUMN = 6;

/** Everybody who owes it, one a line. */
export function collectionSheet({ entries }: Collection, units: readonly Unit[]): OutSheet {
  const { sheet, headers } = texts.workbook;
  return {
    name: sheet,
    columns: headers.map((header, column) => ({ header, width: column === NOTE_COLUMN || column === 0 ? WIDE : NARROW })),
    rows: entries.map((entry) => cells(entry, units).map(tidyCell)),
  };
}

function cells({ bearer, delivery }: CollectionEntry, units: readonly Unit[]): string[] {
  const { townId, industry } = bearer;
  const town = units.find(({ id }) => id === townId)?.name ?? "";
  const own = [bearer.name, town, industry === undefined ? "" : industryName(industry)];
  if (!delivery) return [...own, texts.workbook.missing, "", "", "", "", "", "", "", "", ""];
  const { facts, state, deliveredAt, reason } = delivery;
  return [
    ...own,
    texts.receipt.states[state],
    ...[facts.doneOn, facts.participants, facts.note, facts.industries.map(industryName).join("、"), facts.trainees.join("、")],
    ...[String(facts.photoIds.length), String(facts.fileIds.length), formatMinute(deliveredAt), reason ?? ""],
  ];
}
