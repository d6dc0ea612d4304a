/** Sentences by which people ask for cases: by their number, or for their own list. Decided by their shape. */

export type CaseRequest = { kind: "case"; id: string } | { kind: "mine" } | { kind: "open" };

const EDGES = /^[\s\p{P}]+|[\s\p{P}]+$/gu;
const NUMBER =
  /^(?:(?:请|麻烦|帮我)?(?:查|看|打开|查看|查询|找)?(?:一下|看)?(?:编号|隐患|案件|单号)?[\s:：]*)(?<id>YH-\d{8}-\d{3,9})[\s,，]*(?:的)?(?:进展|进度|情况|状态|办得?怎么样了?|到哪一?步了?|怎么样了?|卡片|详情)?(?:呢|了|如何)?$/iu;
const NUMBER_WITHIN = /YH-\d{8}-\d{3,9}/i;
const MINE =
  /^(?:请|帮我)?(?:查|看|查看|看看|列出)?(?:一下)?我(?:的|所?(?:上报|报)(?:过|了)?的)(?:上报|报告|隐患|上报记录|隐患上报|上报(?:过)?的隐患)?(?:记录|列表|清单)?$|^我(?:上)?报(?:过|了)(?:哪些|什么)(?:隐患)?$/u;
const OPEN =
  /^(?:请|帮我)?(?:查|看|查看|看看|列出)?(?:一下)?(?:我的?)?(?:待办|待处理|待办理|没办完|未办结|未闭环|待整改|待复查)的?(?:隐患|事项|案件|单子)?(?:列表|清单|有哪些)?$|^(?:有)?(?:哪些|什么)隐患(?:要|需要|等着?)(?:我|我们)?(?:办|处理|办理|整改|复查)的?$/u;

/** Undefined: it asks for none. */
export function readCaseRequest(text: string): CaseRequest | undefined {
  const plain = text.normalize("NFKC").replace(EDGES, "");
  const id = NUMBER.exec(plain)?.groups?.id;
  if (id !== undefined) return { kind: "case", id: id.toUpperCase() };
  if (MINE.test(plain)) return { kind: "mine" };
  return OPEN.test(plain) ? { kind: "open" } : undefined;
}

/** The case that a sentence speaks of. */
export function caseNamed(text: string): string | undefined {
  return NUMBER_WITHIN.exec(text)?.[0].toUpperCase();
}
