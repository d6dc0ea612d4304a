import { isOfficeName } from "../knowledge/task-grammar.ts";

/**
 * Which units may stand beside each other in a choice. A bureau does what its offices do, so of two units one of which may be a part
 * of the other, only one may be offered: else both could be right.
 */
const RANKS: readonly (readonly [string, RegExp])[] = [
  ["town", /(?:企业办|乡镇|街道|办事处|镇|乡)$/u],
  ["association", /(?:协会|商会)$/u],
  ["enterprise", /(?:企业|公司|负责人|控制人|经营者|业主|承办者|承办单位|主办单位|主办方)$/u],
  ["bureau", /(?:局|委员会|安委会|政府)$/u],
  ["office", /(?:股|科|室|处|大队|中队|支队|中心|所|站|专班|领导小组)$/u],
];
/** Names of many. */
const COLLECTIVE = /^(?:各|局)?(?:相关|有关|其他|成员)/u;

export function rankOf(unit: string): string | undefined {
  return COLLECTIVE.test(unit) ? undefined : RANKS.find(([, end]) => end.test(unit))?.[0];
}

/** Whether what one of them does is surely not what the other does. */
export function areApart(one: string, other: string): boolean {
  const [mine, theirs] = [rankOf(one), rankOf(other)];
  if (mine === undefined || theirs === undefined || one.includes(other) || other.includes(one)) return false;
  if (mine !== theirs) return !([mine, theirs].includes("bureau") && [mine, theirs].includes("office"));
  return mine === "office" && isOfficeName(one) && isOfficeName(other);
}
