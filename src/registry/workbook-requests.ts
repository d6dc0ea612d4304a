import type { WorkbookKind } from "./workbook-table.ts";

/** Whether a message asks for a workbook, brings one in, or confirms one: a request by its name alone, not a question about it. */

export type WorkbookRequest =
  | { kind: "export"; list: WorkbookKind }
  | { kind: "template" }
  /** Of a workbook that the message quotes. */
  | { kind: "import" }
  | { kind: "apply"; hash: string; goodRows: boolean };

const POLITE = "(?:请|帮我|请帮我|给我|我要)?";
const END = "(?:吧|一下)?[。.！!~～]?$";
const EXPORT = new RegExp(`^${POLITE}导出(?:所有|全部)?的?(企业|人员)(?:名单|名册|台账|档案|信息|列表|表)?${END}`, "u");
const TEMPLATE = new RegExp(
  `^${POLITE}(?:下载|发|要)?一?(?:份|个)?(?:企业|人员|企业和人员|导入|名单|登记)*(?:的)?(?:导入)?模[板版]${END}`,
  "u",
);
const IMPORT = new RegExp(`^${POLITE}导入(?:这个|这份)?(?:企业|人员|名单|文件|表格?)*${END}`, "u");
const APPLY = /^确认导入(正确的行)?\s*([0-9a-f]{16,64})$/u;
const LISTS: Readonly<Record<string, WorkbookKind>> = { 企业: "enterprises", 人员: "people" };

export function workbookRequest(text: string): WorkbookRequest | undefined {
  const said = text.trim();
  const list = LISTS[EXPORT.exec(said)?.[1] ?? ""];
  if (list) return { kind: "export", list };
  const [confirmed, goodRows, hash = ""] = APPLY.exec(said) ?? [];
  if (confirmed !== undefined) return { kind: "apply", hash, goodRows: goodRows !== undefined };
  if (TEMPLATE.test(said)) return { kind: "template" };
  return IMPORT.test(said) ? { kind: "import" } : undefined;
}
