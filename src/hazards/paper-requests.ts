import { type Day, dayOf } from "../clock.ts";
import { caseNamed } from "./case-requests.ts";
import type { CasePaper } from "./paper.ts";
import { readPeriod } from "./period.ts";
import { type Quarter, quarterOf } from "./quarter.ts";

/** Whether a message asks for a paper: of a case by its number, or the quarter's summary of major ones. By name alone, not as part of a question. */

export type PaperRequest =
  /** `id`: undefined when no number was said. */
  { kind: "paper"; papers: readonly CasePaper[]; id: string | undefined } | { kind: "quarter"; quarter: Quarter };

const PAPERS: readonly { papers: readonly CasePaper[]; called: RegExp }[] = [
  { papers: ["transfer"], called: /(?:事故)?(?:隐患)?移交(?:单|书|函)/u },
  { papers: ["supervision"], called: /(?:重大)?(?:事故)?(?:隐患)?(?:挂牌督办|挂牌|督办)(?:通知书?|通知单|文书)/u },
  { papers: ["rectification"], called: /(?:事故)?(?:隐患)?(?:责令)?(?:限期)?整改(?:通知|指令)(?:书|单)?/u },
  { papers: ["reinspection"], called: /(?:隐患)?(?:整改)?复查(?:意见书?|文书|记录)/u },
  {
    papers: ["report-regulator"],
    called: /双报告[(]?监管部门[)]?|(?:向|给|报|送)?监管部门的?(?:双报告|(?:重大)?(?:事故)?(?:隐患)?(?:治理情况)?报告)/u,
  },
  {
    papers: ["report-congress"],
    called:
      /双报告[(]?(?:职代会|职工(?:代表)?大会)[)]?|(?:向|给|报|送)?(?:职代会|职工(?:代表)?大会)的?(?:双报告|(?:重大)?(?:事故)?(?:隐患)?(?:治理情况)?报告)/u,
  },
  { papers: ["report-regulator", "report-congress"], called: /(?:重大)?(?:事故)?(?:隐患)?的?双报告/u },
];

const NUMBER = /YH-\d{8}-\d{3,9}/iu;
const MAKE = /出具?|开具?|打印?|生成|制作|做|写|拟|起草|导出|发送?|下载|要|给我/u;
/** What stands around a number and a name without saying more. */
const AROUND = new RegExp(
  `(?:请|麻烦|帮我|帮忙|把|给|为|对|关于|按|编号|这条|隐患|案件|单子|一下|[一两]?[份张个]|的|${MAKE.source})`,
  "gu",
);
const END = /(?:吧|一下|呢|谢谢)?[\p{P}~～]*$/u;

const NUMERALS: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, "1": 1, "2": 2, "3": 3, "4": 4 };
const QUARTER =
  /(?:(?<year>\d{4})年?(?:第?(?<numeral>[一二三四1-4])季度?|[-]?Q(?<q>[1-4]))|(?<said>(?:本|这个?|当|上个?)季度?))的?重大(?:事故)?隐患的?(?:季度)?(?:汇总表?|总结|小结)|(?<plain>重大(?:事故)?隐患的?季度(?:汇总表?|总结|小结))/iu;

export function paperRequest(text: string, now: Date): PaperRequest | undefined {
  const said = text.normalize("NFKC").replace(/\s+/gu, "").replace(END, "");
  return quarterRequest(said, now) ?? casePaperRequest(said);
}

function quarterRequest(said: string, now: Date): PaperRequest | undefined {
  const found = QUARTER.exec(said);
  if (!found || !isNothingElse(said.replace(found[0], ""))) return undefined;
  const { year, numeral, q, said: period } = found.groups ?? {};
  if (year !== undefined) return { kind: "quarter", quarter: { year: Number(year), quarter: NUMERALS[numeral ?? q ?? ""] ?? 1 } };
  const day: Day = (period !== undefined && readPeriod(withDegree(period), now)?.from) || dayOf(now);
  return { kind: "quarter", quarter: quarterOf(day) };
}

/** 「上季」 is said for 「上季度」. */
function withDegree(period: string): string {
  return period.endsWith(DEGREE) ? period : period + DEGREE;
}

const DEGREE = "度";

function casePaperRequest(said: string): PaperRequest | undefined {
  const id = caseNamed(said);
  const rest = said.replace(NUMBER, "");
  for (const { papers, called } of PAPERS) {
    const name = called.exec(rest)?.[0];
    if (name === undefined) continue;
    const around = rest.replace(name, "");
    // Without a number the name alone is what one asks about.
    if (!isNothingElse(around) || (id === undefined && !MAKE.test(around))) continue;
    return { kind: "paper", papers, id };
  }
  return undefined;
}

function isNothingElse(around: string): boolean {
  return around.replace(AROUND, "").replace(/[\p{P}]+/gu, "") === "";
}
