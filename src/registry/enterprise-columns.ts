import { texts } from "../texts/workbook.ts";
import { readCreditCode } from "./credit-code.ts";
import type { EnterpriseDraft } from "./enterprise.ts";
import type { ImportRights } from "./import-rights.ts";
import { industries, industryCalled, industryName } from "./industries.ts";
import type { KnownEnterprises } from "./known-enterprises.ts";
import { unitsCalled } from "./unit-names.ts";
import type { Unit } from "./units.ts";
import { printList, readList, readPhone } from "./workbook-cells.ts";
import { naming, oneLine, readChoice } from "./workbook-column.ts";
import { EXAMPLE_MARK } from "./workbook-rows.ts";
import type { Column } from "./workbook-table.ts";

/** THE table of an enterprise's columns: what they are called, how they are read and printed. */

/** What an import of enterprises is checked against. */
export type EnterpriseSurroundings = { units: readonly Unit[]; enterprises: KnownEnterprises; rights: ImportRights };

type EnterpriseColumn = Column<EnterpriseDraft, EnterpriseSurroundings>;
type TextField = "type" | "address" | "principal" | "safetyOfficer";

/** Names that other lists give to the same column. */
const OTHER_HEADERS: Readonly<Record<keyof EnterpriseDraft, readonly string[]>> = {
  name: ["名称", "企业", "单位名称", "商户名称", "公司名称"],
  aliases: ["简称", "俗称", "字号", "曾用名"],
  creditCode: ["信用代码", "社会信用代码", "统一信用代码", "统一社会信用代码证号", "营业执照号"],
  district: ["县区", "区县", "所属区", "所在区"],
  townId: ["属地", "镇街", "街道", "镇", "所属乡镇", "所在乡镇", "所属镇街"],
  industry: ["行业领域", "所属行业", "行业类别"],
  type: ["类型", "企业性质", "单位类型"],
  address: ["详细地址", "经营地址", "企业地址", "单位地址"],
  principal: ["负责人", "法定代表人", "法人", "企业负责人"],
  safetyOfficer: ["安全员", "安全管理人员", "安全负责人"],
  phone: ["电话", "联系方式", "手机", "手机号", "电话号码"],
  standardisation: ["标准化等级", "安全生产标准化", "标准化情况"],
  status: ["经营状态", "营业状态", "企业状态"],
};

const { examples, standardisation, status } = texts.enterprises;

const named = naming(texts.enterprises, OTHER_HEADERS);

export const ENTERPRISE_COLUMNS: readonly EnterpriseColumn[] = [
  {
    ...named("name", 32, {}),
    required: true,
    example: () => `${EXAMPLE_MARK}${examples.name}`,
    read: (text) => ({ name: oneLine(text) }),
    print: ({ name }) => name,
  },
  { ...named("aliases", 20, { aliases: [] }), read: (text) => ({ aliases: readList(text) }), print: ({ aliases }) => printList(aliases) },
  {
    // A row that leaves it out is about the same enterprise still.
    ...named("creditCode", 22, {}),
    read(text) {
      const reading = readCreditCode(text.replace(/^'/, ""));
      return "code" in reading ? { creditCode: reading.code } : { problem: texts.cell.creditCode[reading.problem] };
    },
    print: ({ creditCode }) => creditCode ?? "",
  },
  {
    ...named("district", 10, {}),
    required: true,
    choices: ({ units }) => districtsOf(units),
    read(text, { known }) {
      const [unit] = unitsCalled(known.units, text).filter(({ kind }) => kind === "district");
      return unit ? { district: unit.district } : { problem: texts.cell.choice({ text, choices: districtsOf(known.units) }) };
    },
    print: ({ district }) => district,
  },
  {
    ...named("townId", 18, { townId: undefined }),
    choices: ({ units }) => townsOf(units, undefined),
    read(text, { known, entry }) {
      const towns = unitsCalled(known.units, text, entry.district).filter(({ kind }) => kind === "town");
      const [town] = towns;
      if (town && towns.length === 1) return { townId: town.id };
      return { problem: texts.cell.choice({ text, choices: townsOf(known.units, entry.district) }) };
    },
    print: ({ townId }, { units }) => units.find(({ id }) => id === townId)?.name ?? townId ?? "",
  },
  {
    ...named("industry", 18, {}),
    required: true,
    choices: () => industries().map(({ name }) => name),
    read(text) {
      const industry = industryCalled(text);
      return industry ? { industry: industry.id } : { problem: texts.cell.choice({ text, choices: industries().map(({ name }) => name) }) };
    },
    print: ({ industry }) => industryName(industry),
  },
  text("type", 16),
  text("address", 36),
  text("principal", 12),
  text("safetyOfficer", 12),
  {
    ...named("phone", 16, { phone: undefined }),
    read(text) {
      const reading = readPhone(text);
      return "phone" in reading ? reading : { problem: texts.cell[reading.problem] };
    },
    print: ({ phone }) => phone ?? "",
  },
  {
    ...named("standardisation", 14, {}),
    choices: () => Object.values(standardisation),
    read(text) {
      const found = readChoice(standardisation, text);
      return typeof found === "string" ? { standardisation: found } : found;
    },
    print: (entry) => standardisation[entry.standardisation],
  },
  {
    ...named("status", 10, {}),
    choices: () => Object.values(status),
    read(text) {
      const found = readChoice(status, text);
      return typeof found === "string" ? { status: found } : found;
    },
    print: (entry) => status[entry.status],
  },
];

function text(field: TextField, width: number): EnterpriseColumn {
  return {
    ...named(field, width, { [field]: undefined }),
    read: (cell) => ({ [field]: oneLine(cell) }),
    print: (entry) => entry[field] ?? "",
  };
}

export function districtsOf(units: readonly Unit[]): string[] {
  return units.filter(({ kind }) => kind === "district").map(({ district }) => district);
}

function townsOf(units: readonly Unit[], district: string | undefined): string[] {
  return units.filter((unit) => unit.kind === "town" && (district === undefined || unit.district === district)).map(({ name }) => name);
}
