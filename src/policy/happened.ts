/**
 * A plan tells what is to be done, not what came of it: 「上个月督导结果是什么」, 「最近开会讲了啥」, 「这个月查了多少家」. What a clause says of
 * the same thing is no answer to that.
 */
const LATELY =
  "(?:上个?月|上周|上个?星期|上个?季度|昨[天晚日]|前[天几]|前阵子|最近|近来|近期|去年|本月|这个?月|本周|这周|今天|今早)(?:里|底|初|末|下来|以来|那次|的)?";
const DONE =
  "(?:查|查处|出|发现|通报|处罚|罚|检查|抽查|排查|督导|培训|表扬|曝光|整改|移交|演练|关停|开会(?:讲|说|定|布置)|会上(?:讲|说|定|布置))(?:了|过|出)";
const OUTCOME = "(?:结果|成绩|战果|数据|成效)(?:是|都|有|怎么样|如何|出来)";
const ASKED = "(?:什么|哪|多少|几|谁|怎么样|如何|吗|没)";
const HAPPENED = new RegExp(`${LATELY}[^,，]{0,12}?(?:${DONE}|${OUTCOME}).{0,16}?${ASKED}|${LATELY}[^,，]{0,12}?${OUTCOME}`, "u");

export function asksWhatHappened(plain: string): boolean {
  return HAPPENED.test(plain);
}
