import { PERIOD_WORDS } from "./period.ts";

/** Whether a message asks for figures of the ledger, or for the ledger as a file: by name alone, not as part of a question. */

export type LedgerRequest = {
  kind: "figures" | "inspect" | "export" | "lists" | "mapped";
  /** As it was said: 「本月」. Undefined: nothing was said of it. */
  period: string | undefined;
  /** Of `mapped`: what the mapping was called. */
  mapping?: string;
};

const POLITE = "(?:请|麻烦|帮我|给我|我要|我想|查看|看看|看一?下|查一?下|统计一?下?|列出|发一?下)*";
const PERIOD = `(?<period>${PERIOD_WORDS})?的?`;
const END = "(?:吧|一下|呢)?[。.！!？?~～]?$";
const WHO = "(?:企业|单位|商户)(?:名单|清单|有哪些|是哪些)?";
const SILENT = "(?:零上报|未上报|没有?上报过?|没有?报过?)(?:隐患)?";
const LATE = "(?:逾期|超期)(?:未整改|没整改|未改)?";

const FIGURES = new RegExp(
  `^${POLITE}(?<period>${PERIOD_WORDS})的?(?:有多少|多少)?(?:安全|全部|所有)?隐患(?:台账)?(?:的)?(?:情况|统计|汇总|数据|数字|图表|分析|有多少)?${END}`,
  "u",
);
const WITHOUT_PERIOD = new RegExp(`^${POLITE}隐患(?:台账)?(?:统计|数据|图表|分析)${END}`, "u");
const INSPECT = [
  new RegExp(`^${POLITE}${PERIOD}(?:${SILENT}|${LATE})(?:[/和、与或及]*(?:${SILENT}|${LATE}))?的?${WHO}${END}`, "u"),
  new RegExp(
    `^${POLITE}${PERIOD}(?:有)?(?:哪些|哪几家|什么)(?:企业|单位|商户)${PERIOD.replace("period", "later")}(?:${SILENT}|${LATE})了?${END}`,
    "u",
  ),
];
const EXPORT = new RegExp(`^${POLITE}导出${PERIOD}(?:全部|所有)?的?(?:隐患)?台账(?:表格?)?${END}`, "u");
const LISTS = new RegExp(`^${POLITE}导出${PERIOD}四[个张]?清单${END}`, "u");

const CALLED = '(?<mapping>[\\p{L}\\p{N}_“”"-]{1,30}?)';
const MAPPED = [
  new RegExp(
    `^${POLITE}(?:按照?|用)${CALLED}(?:的?(?:格式|字段|口径|列|模板|映射|表))?导出${PERIOD}(?:全部|所有)?的?(?:隐患)?(?:台账|数据)?${END}`,
    "u",
  ),
  new RegExp(`^${POLITE}导出${PERIOD}的?${CALLED}(?:格式|口径|映射)的?(?:隐患)?(?:台账|数据)?${END}`, "u"),
  new RegExp(`^${POLITE}导出${PERIOD}的?(?<mapping>智慧安监)(?:平台)?的?(?:隐患)?(?:台账|数据)?${END}`, "u"),
];
const QUOTES = /[“”"]/gu;

export function ledgerRequest(text: string): LedgerRequest | undefined {
  const said = text.normalize("NFKC").replace(/\s+/gu, "");
  const patterns = [
    ["export", EXPORT],
    ["lists", LISTS],
    ["figures", FIGURES],
    ["figures", WITHOUT_PERIOD],
    ...INSPECT.map((pattern) => ["inspect", pattern] as const),
    ...MAPPED.map((pattern) => ["mapped", pattern] as const),
  ] as const;
  for (const [kind, pattern] of patterns) {
    const found = pattern.exec(said);
    const mapping = found?.groups?.mapping?.replace(QUOTES, "");
    if (found) return { kind, period: found.groups?.period ?? found.groups?.later, ...(mapping !== undefined && { mapping }) };
  }
  return undefined;
}
