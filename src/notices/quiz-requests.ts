/** Whether a message wants a quiz sent, or asks how one went. By the whole sentence, not by a word in it. */

const POLITE = "(?:请|麻烦|帮我|给我|我要|我想|我来|现在|在本群|在这个群|给大家|给企业)*";
const QUIZ = "(?:岗位|安全|生产|知识|业务|企业)*(?:小?测(?:验|试)?|小考|答题|考试)";
const END = "(?:呢|吗|啊|吧|了|活动|一下)*[。.！!？?~～]*$";
const HOLD = new RegExp(`^${POLITE}(?:发起?|发布|组织|开展|安排|搞|做|出|来|办|弄)(?:一?[个次份场套])?${QUIZ}(?:题目?)?${END}`, "u");
const NUMBER = /XC-\d{8}-\d{3,}/iu;
const LOOK = "(?:请|麻烦|帮我|给我|我要|我想|查看|看看|看一?下|查一?下|统计|列出|导出|上次|最近|这次|本次|的)*";
const SCORES = "(?:成绩单?|得分|分数|结果|排名|(?:完成|答题|参与|参加)?(?:情况|名单|统计))";
const RESULTS = new RegExp(`^${LOOK}${QUIZ}(?:的)?${SCORES}(?:怎么样|如何|出来了?)?${END}`, "u");
const SILENT = new RegExp(`^${LOOK}(?:还有)?(?:谁|哪些人|什么人)(?:都|还)*(?:没有?|未)(?:做|答|参加|完成|交)?(?:${QUIZ}|卷|题)${END}`, "u");
const SCORES_ALONE = new RegExp(`^${LOOK}${SCORES}${END}`, "u");

export type QuizRequest = { kind: "hold" } | { kind: "results"; number: string | undefined };

export function quizRequest(text: string): QuizRequest | undefined {
  const said = text.normalize("NFKC");
  const number = NUMBER.exec(said)?.[0].toUpperCase();
  const plain = said.replace(NUMBER, "").replace(/[\s「」“”"：:，,]+/gu, "");
  if (number === undefined && HOLD.test(plain)) return { kind: "hold" };
  const asks = RESULTS.test(plain) || SILENT.test(plain) || (number !== undefined && SCORES_ALONE.test(plain));
  return asks ? { kind: "results", number } : undefined;
}
