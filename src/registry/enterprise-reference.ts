import { texts } from "../texts/enterprise-sheets.ts";
import { texts as workbookTexts } from "../texts/workbook.ts";
import { readCreditCode } from "./credit-code.ts";
import type { Enterprise } from "./enterprise.ts";
import type { ImportRights } from "./import-rights.ts";
import type { KnownEnterprises } from "./known-enterprises.ts";
import { oneLine } from "./workbook-column.ts";
import { EXAMPLE_MARK } from "./workbook-rows.ts";
import type { Column } from "./workbook-table.ts";

/** Which enterprise a row of a further sheet speaks of: by credit code, else by name or alias, in its district where one is said. */

/** What a row says of its enterprise, and which one it was. */
export type Located = { enterprise: string; creditCode: string | undefined; district: string | undefined; enterpriseId: string };

/** What rows of further sheets are checked against. */
export type LocatedKnown = { enterprises: KnownEnterprises; rights: ImportRights };

export const LOCATED: Located = { enterprise: "", creditCode: undefined, district: undefined, enterpriseId: "" };

export const LOCATED_HEADERS: Readonly<Record<"enterprise" | "creditCode" | "district", readonly string[]>> = {
  enterprise: ["企业", "单位名称", "商户名称", "公司名称"],
  creditCode: ["信用代码", "社会信用代码", "统一信用代码"],
  district: ["县区", "区县", "所属区", "所在区"],
};

type Names = { headers: Record<string, string>; notes: Record<string, string>; examples: Record<string, string> };

/** The three columns with which each further sheet begins. */
export function locatingColumns<Entry extends Located, Known extends LocatedKnown>(words: Names): Column<Entry, Known>[] {
  const column = (field: "enterprise" | "creditCode" | "district", width: number) => ({
    field,
    header: words.headers[field] ?? field,
    otherHeaders: LOCATED_HEADERS[field],
    required: field === "enterprise",
    width,
    note: words.notes[field] ?? "",
    // What a row leaves out it does not deny.
    blank: {},
    print: (entry: Entry) => entry[field] ?? "",
  });
  return [
    {
      ...column("enterprise", 32),
      example: () => `${EXAMPLE_MARK}${words.examples.enterprise}`,
      read: (text) => ({ enterprise: oneLine(text) }) as Partial<Entry>,
    },
    {
      ...column("creditCode", 22),
      example: () => words.examples.creditCode ?? "",
      read(text) {
        const reading = readCreditCode(text.replace(/^'/, ""));
        if ("problem" in reading) return { problem: workbookTexts.cell.creditCode[reading.problem] };
        return { creditCode: reading.code } as Partial<Entry>;
      },
    },
    {
      ...column("district", 10),
      example: () => words.examples.district ?? "",
      read: (text) => ({ district: oneLine(text) }) as Partial<Entry>,
    },
  ];
}

export type Locating = { located: Located; enterprise: Enterprise } | { field: "enterprise" | "creditCode"; problem: string };

export function locate({ enterprise: name = "", creditCode, district }: Partial<Located>, known: KnownEnterprises): Locating {
  if (creditCode !== undefined) {
    const bearer = known.byCode.get(creditCode);
    return bearer ? found(bearer) : { field: "creditCode", problem: texts.problems.unknownCode };
  }
  const here = (one: Enterprise) => district === undefined || one.district === district;
  const called = [known.byName, known.byAlias].map((index) => (index.get(name) ?? []).filter(here)).find((list) => list.length > 0) ?? [];
  const [only] = called;
  if (!only) return { field: "enterprise", problem: workbookTexts.role.unknownEnterprise({ name }) };
  if (called.length === 1) return found(only);
  return { field: "creditCode", problem: workbookTexts.row.severalNamed({ name, count: called.length }) };
}

function found(enterprise: Enterprise): Locating {
  return { located: locatedAt(enterprise), enterprise };
}

export function locatedAt({ id, name, creditCode, district }: Enterprise): Located {
  return { enterprise: name, creditCode, district, enterpriseId: id };
}

/** By which two rows are known to speak of the same enterprise. */
export function locatingKey({ enterprise, creditCode, district }: Partial<Located>): string {
  return creditCode ?? JSON.stringify([district, enterprise]);
}
