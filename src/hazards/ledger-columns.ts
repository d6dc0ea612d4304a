import { dayOf, isDay } from "../clock.ts";
import { readCreditCode } from "../registry/credit-code.ts";
import { industries, industryCalled, industryName } from "../registry/industries.ts";
import type { KnownEnterprises } from "../registry/known-enterprises.ts";
import { saidDay } from "../registry/said-day.ts";
import type { Unit } from "../registry/units.ts";
import type { Column } from "../registry/workbook-table.ts";
import { texts } from "../texts/ledger-workbook.ts";
import { texts as registry } from "../texts/workbook.ts";
import type { Hazard, HazardFacts } from "./hazard.ts";
import { markedDescription, withoutMark } from "./hazard-lines.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { printPlace, readPlace } from "./ledger-place.ts";

/** THE table of the ledger's columns: the 21 of the office's template in their order, and the number, by which a row finds its case. */

/** The fields of a case that each column speaks of, where they are facts. */
export const FACTS_OF = {
  reportingUnit: ["reportingUnit"],
  industry: ["industry"],
  enterpriseType: ["enterpriseType"],
  enterpriseName: ["enterpriseName", "enterpriseId"],
  creditCode: ["creditCode"],
  place: ["district", "townId", "place"],
  address: ["address"],
  principal: ["principal"],
  category: ["category"],
  description: ["description"],
  location: ["location"],
  inspectionMethod: ["inspectionMethod"],
  inspector: ["inspector"],
  inspectedOn: ["inspectedOn"],
  basis: ["basis"],
  clause: ["clause"],
  remark: ["remark"],
} as const satisfies Partial<Record<Field, readonly (keyof LedgerEntry & keyof HazardFacts)[]>>;

/** What rows are read and printed against. */
export type LedgerSurroundings = {
  units: readonly Unit[];
  enterprises: KnownEnterprises;
  cases: ReadonlyMap<string, Hazard>;
  casesByContent: ReadonlyMap<string, readonly Hazard[]>;
  now: Date;
};

export type LedgerColumn = Column<LedgerEntry, LedgerSurroundings>;
type Field = keyof typeof texts.headers & keyof LedgerEntry;
type LineField = "reportingUnit" | "enterpriseType" | "address" | "principal" | "category" | "location" | "inspectionMethod" | "inspector";
type TextField = LineField | "basis" | "clause" | "remark" | "responsible" | "measures";

/** What people call them in lists of their own. */
const OTHER_HEADERS: Readonly<Partial<Record<Field, readonly string[]>>> = {
  industry: ["行业", "所属行业"],
  enterpriseName: ["单位名称", "被检查单位"],
  creditCode: ["信用代码"],
  place: ["镇街", "所属镇街"],
  address: ["地址"],
  description: ["隐患内容", "问题描述", "存在问题"],
  location: ["位置"],
  inspector: ["检查人员"],
  inspectedOn: ["检查日期"],
  clause: ["违反条款"],
  isRectified: ["整改情况"],
  completedOn: ["整改完成时间", "完成时间"],
  responsible: ["整改责任人", "责任部门/责任人"],
  remark: ["备注", "举报备注"],
  id: ["隐患编号", "台账编号"],
};
const YES: readonly string[] = ["是", "已整改", "已完成", "√"];
const NO: readonly string[] = ["否", "未整改", "整改中", "未完成", "×"];

/** As much as a report can tell. */
const LONGEST = 4_000;

export const LEDGER_COLUMNS: readonly LedgerColumn[] = [
  line("reportingUnit", 20),
  {
    ...named("industry", 14),
    choices: () => industries().map(({ name }) => name),
    read(text, { known }) {
      const industry = industryCalled(text)?.id ?? [...known.cases.values()].find(({ facts }) => facts.industry === text)?.facts.industry;
      return industry ? { industry } : { problem: registry.cell.choice({ text, choices: industries().map(({ name }) => name) }) };
    },
    print: ({ industry }) => (industry === undefined ? "" : industryName(industry)),
  },
  line("enterpriseType", 14),
  {
    ...named("enterpriseName", 28),
    read(text, { known }) {
      const enterpriseName = oneLine(text);
      const namesakes = known.enterprises.byName.get(enterpriseName) ?? [];
      return { enterpriseName, enterpriseId: namesakes.length === 1 ? namesakes[0]?.id : undefined };
    },
    print: ({ enterpriseName }) => enterpriseName ?? "",
  },
  {
    ...named("creditCode", 22),
    read(text) {
      const reading = readCreditCode(text.replace(/^'/, ""));
      return "code" in reading ? { creditCode: reading.code } : { problem: registry.cell.creditCode[reading.problem] };
    },
    print: ({ creditCode }) => creditCode ?? "",
  },
  {
    ...named("place", 18),
    read: (text, { known }) => readPlace(oneLine(text), known.units),
    print: (entry, { units }) => printPlace(entry, units),
  },
  line("address", 30),
  line("principal", 10),
  line("category", 14),
  {
    ...named("description", 40),
    required: true,
    longest: LONGEST,
    read: (text) => ({ description: withoutMark(text) }),
    print: markedDescription,
  },
  line("location", 16),
  line("inspectionMethod", 12),
  line("inspector", 12),
  day("inspectedOn"),
  text("basis", 26),
  text("clause", 24),
  {
    ...named("isRectified", 8),
    choices: () => [texts.yes, texts.no],
    read(cell) {
      if (YES.includes(cell)) return { isRectified: true };
      return NO.includes(cell) ? { isRectified: false } : { problem: texts.problems.yesOrNo };
    },
    print: ({ isRectified }) => (isRectified ? texts.yes : texts.no),
  },
  day("completedOn"),
  text("responsible", 20),
  text("measures", 30),
  text("remark", 20),
  {
    ...named("id", 18),
    read: (cell) => ({ id: cell.trim().toUpperCase() }),
    print: ({ id }) => id ?? "",
  },
];

/** What the ledger has a blank cell does not take away. */
function named(field: Field, width: number) {
  const header = texts.headers[field];
  return { field, header, otherHeaders: OTHER_HEADERS[field] ?? [], required: false, width, note: "", blank: {}, example: () => "" };
}

function line(field: LineField, width: number): LedgerColumn {
  return {
    ...named(field, width),
    read: (cell) => ({ [field]: oneLine(cell) }),
    print: (entry) => oneLine(entry[field] ?? ""),
  };
}

function text(field: TextField, width: number): LedgerColumn {
  return { ...named(field, width), longest: LONGEST, read: (cell) => ({ [field]: cell }), print: (entry) => entry[field] ?? "" };
}

function day(field: "inspectedOn" | "completedOn"): LedgerColumn {
  return {
    ...named(field, 14),
    read(cell, { known: { now } }) {
      const read = WITH_YEAR.test(cell) ? saidDay(cell.replace(CLOCK_TIME, ""), now, { ahead: false }) : undefined;
      if (read === undefined || !isDay(read)) return { problem: texts.problems.day };
      const stated: Partial<LedgerEntry> = { [field]: read };
      return read > dayOf(now) ? { problem: texts.problems.future } : stated;
    },
    print: (entry) => entry[field] ?? "",
  };
}

/** 「昨天」 in a list is nobody's yesterday. */
const WITH_YEAR = /^\d{4}\D/u;
const CLOCK_TIME = /[T\s]+\d{1,2}:\d{2}.*$/u;

function oneLine(cell: string): string {
  return cell.replaceAll("\n", "");
}
