/** What people say about deliveries: by the shape of the sentence alone; which duty they mean is looked up afterwards. */

export type CollectionRequest =
  | { kind: "overview" }
  /** 「我的任务」 */
  | { kind: "mine" }
  /** 「季度检查完成情况」, 「谁还没交月度检查计划」. */
  | { kind: "figures"; name: string }
  | { kind: "export"; name: string }
  /** 「提交季度检查」, 「季度检查已完成，王总带队」; `rest`: what was said beside it. */
  | { kind: "deliver"; name: string; rest: string }
  | { kind: "commend" }
  /** 「起草2026年年度报告」 */
  | { kind: "year_report"; year: number | undefined };

const POLITE = "(?:请|麻烦|帮我|给我|我要|我想|查看|看看|看一?下|查一?下|列出|统计一?下?|发一?下)*";
const END = "[。.！!？?~～]*$";
const NAME = "(?<name>[\\p{Script=Han}A-Za-z0-9（）()、]{2,30}?)";
const WHO = "(?:谁|(?:哪些|哪几家|什么)(?:企业办|企业|单位|乡镇|街道|人|家)?|企业办|企业|单位|乡镇|街道)";
const NOT_YET = "(?:还|仍)?(?:没有?|未)(?:提?交|完成|报|上报|报送|做|落实|弄)(?:的)?";

const OVERVIEW = new RegExp(`^${POLITE}(?:任务|各项任务|全部任务|所有任务)的?(?:完成|提交|落实)(?:情况|进度|进展)${END}`, "u");
const MINE = new RegExp(`^${POLITE}(?:我的|我们的|本单位的?|我有哪些)任务${END}`, "u");
const EXPORT = new RegExp(`^${POLITE}导出${NAME}的?(?:完成|提交|落实)?(?:情况|名单|记录)${END}`, "u");
const FIGURES: readonly RegExp[] = [
  new RegExp(`^${POLITE}${NAME}的?(?:完成|提交|落实|上交)(?:情况|进度|进展|率)(?:如何|怎么样|怎样)?${END}`, "u"),
  new RegExp(`^${POLITE}(?:还有)?${WHO}${NOT_YET}${NAME}${END}`, "u"),
  new RegExp(`^${POLITE}${NAME}(?:还有)?${WHO}${NOT_YET}${END}`, "u"),
];
const DELIVER: readonly RegExp[] = [
  new RegExp(`^${POLITE}(?:提交|上交|上报|报送)${NAME}(?:的?(?:完成情况|情况|记录|材料|照片))?(?:[，,：:\\s](?<rest>.*))?${END}`, "u"),
  new RegExp(
    `^(?:我们?|本店|本单位|我店|我司)?(?:的)?${NAME}(?:已经?|都)?(?:完成|做完|做好|开展|搞完|检查完|办完)了?(?:[，,。：:\\s](?<rest>.*))?${END}`,
    "u",
  ),
];
const COMMEND = new RegExp(`^${POLITE}(?:通报)?表扬(?:建议|推荐|名单)(?:名单)?${END}`, "u");
const YEAR_REPORT = new RegExp(
  `^${POLITE}(?:起草|生成|写|导出|出)?(?:一份)?(?<year>\\d{4}年?|今年|去年|上年度?|本年度?)?的?(?:安全生产)?(?:年度|年度安全生产|年终)(?:工作)?报告(?:初稿|草稿)?${END}`,
  "u",
);
const QUESTION = /什么时候|多久|哪天|几号|怎么|如何|为什么|是否|要不要|吗|向谁|给谁|何时|多少/u;

export function readCollectionRequest(text: string, thisYear: number): CollectionRequest | undefined {
  const said = text.trim();
  if (OVERVIEW.test(said)) return { kind: "overview" };
  if (MINE.test(said)) return { kind: "mine" };
  if (COMMEND.test(said)) return { kind: "commend" };
  const report = YEAR_REPORT.exec(said);
  if (report && !QUESTION.test(said)) return { kind: "year_report", year: yearMeant(report.groups?.year, thisYear) };
  const exported = nameIn(EXPORT, said);
  if (exported) return { kind: "export", name: exported };
  if (QUESTION.test(said)) return undefined;
  for (const pattern of FIGURES) {
    const name = nameIn(pattern, said);
    if (name) return { kind: "figures", name };
  }
  return readDelivery(said);
}

function readDelivery(said: string): CollectionRequest | undefined {
  if (NOT_DONE.test(said)) return undefined;
  for (const pattern of DELIVER) {
    const { name, rest = "" } = pattern.exec(said)?.groups ?? {};
    if (name) return { kind: "deliver", name, rest: rest.trim() };
  }
  return undefined;
}

function nameIn(pattern: RegExp, said: string): string | undefined {
  return pattern.exec(said)?.groups?.name;
}

const LAST_YEAR = /去年|上年/u;
const YEAR = /\d{4}/u;

function yearMeant(words: string | undefined, thisYear: number): number | undefined {
  if (words === undefined) return undefined;
  const written = YEAR.exec(words)?.[0];
  if (written !== undefined) return Number(written);
  return LAST_YEAR.test(words) ? thisYear - 1 : thisYear;
}

const DONE = /(?:已经?|都)?(?:完成|做完|做好|开展|检查完|弄好|搞好|办完|办好|交了|报了|落实)(?:了|啦)?/u;

/** Whether what is said below a reminder tells that it is done. */
export function tellsDone(text: string): boolean {
  return DONE.test(text) && !QUESTION.test(text) && !NOT_DONE.test(text);
}

const NOT_DONE = /(?:没有?|未|还没|尚未|不)(?:能|会|曾)?(?:完成|做完|做好|开展|检查|弄好|办)/u;
