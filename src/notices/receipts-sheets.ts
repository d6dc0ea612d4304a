import { formatMinute } from "../clock.ts";
import { tidyCell } from "../registry/workbook-cells.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import { texts } from "../texts/acknowledgement.ts";
import type { Nag } from "./nags.ts";
import type { PlaceReceipts, Receipts } from "./receipts.ts";

const { sheets } = texts;

/** The proof: each person of each group, then each group. @param nags  what was done about those who are missing */
export function receiptsSheets({ notice, places }: Receipts, nags: readonly Nag[]): OutSheet[] {
  return [
    {
      name: sheets.people.name,
      columns: sheets.people.columns.map((header, index) => ({ header, width: index === 0 || index === WIDE ? 36 : 16 })),
      rows: places.flatMap((place) => peopleRows(place, nags)).map((row) => row.map(tidyCell)),
    },
    {
      name: sheets.groups.name,
      columns: sheets.groups.columns.map((header) => ({ header, width: 20 })),
      rows: places.map((place) => groupRow(place, notice.number).map(tidyCell)),
    },
  ];
}

/** The column of answers. */
const WIDE = 7;

function peopleRows({ target, town, industry, acknowledged, missing }: PlaceReceipts, nags: readonly Nag[]): string[][] {
  const place = [target.name, town ?? "", industry ?? ""];
  const reminded = (openId: string) => String(nags.filter(({ people }) => people.includes(openId)).length);
  const said = acknowledged.map(({ openId, name, late, at, way, answer }) => [
    ...place,
    name ?? openId,
    late ? sheets.late : sheets.acknowledged,
    formatMinute(at),
    sheets.ways[way],
    answer ?? "",
    reminded(openId),
  ]);
  const silent = (missing ?? []).map(({ openId, name, answersFor }) => [
    ...place,
    texts.receipts.person({ name, answersFor }),
    sheets.missing,
    "",
    "",
    "",
    reminded(openId),
  ]);
  return [...silent, ...said];
}

function groupRow({ target, district, town, industry, acknowledged, missing }: PlaceReceipts, number: string): string[] {
  const counted = missing
    ? [String(acknowledged.length + missing.length), String(acknowledged.length), String(missing.length)]
    : ["", "", ""];
  return [number, target.name, district ?? "", town ?? "", industry ?? "", sheets.states[target.state], ...counted];
}
