import { isDay } from "../clock.ts";
import { texts } from "../texts/enterprise-sheets.ts";
import type { Located } from "./enterprise-reference.ts";
import { LOCATED_HEADERS } from "./enterprise-reference.ts";
import { type EntryKnown, entryTable } from "./entry-table.ts";
import type { ExpiringItemDraft } from "./expiring-items.ts";
import { halfWidth } from "./workbook-cells.ts";
import { naming, oneLine, readChoice } from "./workbook-column.ts";
import type { Column } from "./workbook-table.ts";

/** THE table of the columns of a certificate or a piece of equipment. */

export type ItemFields = Omit<ExpiringItemDraft, "enterpriseId">;

const OTHER_HEADERS = {
  ...LOCATED_HEADERS,
  category: ["类型", "证照或设备类别"],
  name: ["证照名称", "设备名称", "名称", "证件名称"],
  number: ["证号", "证件编号", "设备编号"],
  holder: ["持有人", "持证人", "位置", "所在位置"],
  expiresOn: ["到期日", "到期日期", "有效期", "有效期限"],
};

const named = naming(texts.items, OTHER_HEADERS);

const line = (field: "number" | "holder", width: number): Column<Located & ItemFields, EntryKnown<ItemFields>> => ({
  ...named(field, width, { [field]: undefined }),
  read: (text) => ({ [field]: oneLine(text) }),
  print: (entry) => entry[field] ?? "",
});

export const ITEM_TABLE = entryTable<ItemFields>({
  words: texts.items,
  action: "enter_risks",
  defaults: { category: "certificate", name: "", number: undefined, holder: undefined, expiresOn: "" },
  columns: [
    {
      ...named("category", 8, {}),
      required: true,
      choices: () => Object.values(texts.categories),
      read(text) {
        const category = readChoice(texts.categories, text);
        return typeof category === "string" ? { category } : category;
      },
      print: ({ category }) => texts.categories[category],
    },
    { ...named("name", 24, {}), required: true, read: (text) => ({ name: oneLine(text) }), print: ({ name }) => name },
    line("number", 20),
    line("holder", 16),
    {
      ...named("expiresOn", 12, {}),
      required: true,
      read: (text) => readDay(text, "expiresOn"),
      print: ({ expiresOn }) => expiresOn,
    },
  ],
  nameOf: ({ name = "" }) => name,
  keyOf: ({ category, name, number, holder }) => JSON.stringify([category, name, number, holder]),
  find: (standing, { category, name, number, holder }) =>
    standing.find(
      ({ fields }) => fields.category === category && fields.name === name && fields.number === number && fields.holder === holder,
    ),
});

const WRITTEN_DAY = /^(?<year>\d{4})[-/.年](?<month>\d{1,2})[-/.月](?<day>\d{1,2})日?$/u;

/** A cell that must hold a day with its year. */
export function readDay<Field extends string>(text: string, field: Field): Record<Field, string> | { problem: string } {
  const { year, month = "", day = "" } = WRITTEN_DAY.exec(halfWidth(text).replace(/\s/gu, ""))?.groups ?? {};
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(written) ? ({ [field]: written } as Record<Field, string>) : { problem: texts.problems.day };
}
