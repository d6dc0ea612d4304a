import { texts } from "../texts/enterprise-sheets.ts";
import type { Located } from "./enterprise-reference.ts";
import { LOCATED_HEADERS } from "./enterprise-reference.ts";
import { type EntryKnown, entryTable } from "./entry-table.ts";
import type { RiskPointDraft } from "./risk-points.ts";
import { naming, oneLine, readChoice } from "./workbook-column.ts";
import type { Column } from "./workbook-table.ts";

/** THE table of a risk point's columns. */

export type RiskFields = Omit<RiskPointDraft, "enterpriseId">;

const OTHER_HEADERS = {
  ...LOCATED_HEADERS,
  name: ["风险点名称", "风险名称", "风险源"],
  place: ["所在位置", "部位", "地点"],
  colour: ["风险等级", "颜色", "风险颜色"],
  measures: ["措施", "防控措施", "管控办法"],
  responsible: ["负责人", "管控责任人"],
};

const named = naming(texts.risks, OTHER_HEADERS);

const line = (field: "place" | "measures" | "responsible", width: number): Column<Located & RiskFields, EntryKnown<RiskFields>> => ({
  ...named(field, width, { [field]: undefined }),
  read: (text) => ({ [field]: oneLine(text) }),
  print: (entry) => entry[field] ?? "",
});

export const RISK_TABLE = entryTable<RiskFields>({
  words: texts.risks,
  action: "enter_risks",
  defaults: { name: "", place: undefined, colour: "blue", measures: undefined, responsible: undefined },
  columns: [
    { ...named("name", 24, {}), required: true, read: (text) => ({ name: oneLine(text) }), print: ({ name }) => name },
    line("place", 16),
    {
      ...named("colour", 8, {}),
      required: true,
      choices: () => Object.values(texts.colours),
      read(text) {
        const colour = readChoice(texts.colours, text);
        return typeof colour === "string" ? { colour } : colour;
      },
      print: ({ colour }) => texts.colours[colour],
    },
    line("measures", 40),
    line("responsible", 12),
  ],
  nameOf: ({ name = "" }) => name,
  keyOf: ({ name, place }) => JSON.stringify([name, place]),
  find: (standing, { name, place }) => standing.find(({ fields }) => fields.name === name && fields.place === place),
});
