/** Words around a reminder that say nothing of when, whom or what: only these may fall away when it is put in other words. */

const COURTESY =
  "请问?|麻烦|劳驾|拜托|辛苦|帮忙|帮我|帮着?|替我|[你您]好|[你您](?!们)|在吗|谢谢|多谢|感谢|安讯|小安|(?:省得|免得|我?怕|生怕)[^，。、；不别]{0,5}忘[了记]?";
const REMINDING =
  "(?:提醒)?(?:对象|时间|日期|频次|内容|事项|事由)(?=[：:])|提醒|提个醒|通知|告诉|告知|知会|催一?催|催|叫上?|喊|吆喝|招呼|嘱咐|叮嘱|吩咐|让|跟|和|给|对|向|往|在|于|发到|发给|发送?|推送|[说吱讲](?:一?声|(?=一))|@|一[声下句条]|一嗓子|[个条句声则]|消息|信息|提示|闹钟|日程";
const SETTING_UP =
  "(?:设置|设定|设|定|订|建|新建|添加|加|弄|来|安排|排)(?=上?一?[个条]|提醒|闹钟|日程)|上?一个|设置|设定|安排|定时|到点|到时|届时|准时|按时|固定|记[得着住]|(?:可?别|不要|千万别)忘[了记]?|千万|务必|一定|需要|应该|得|要|该";
const PARTICLES =
  "[的了吧哦啊呀哈嘛啦噢呗就都也还又把将各]|这个|那个|这[件回]事|那件事|关于|对于|[的这那]?事[情儿]?|放[在到]|定[在到]|安排在|选在|赶在|是在|一样|时候|[，。、；：！,.;:!“”\"'（）()…*#]";
/** Word by word and never back: nobody's message can make it try for long. Behind a group may stand 「里」. */
const IDLE = new RegExp(`^(?:里面?)?(?:(?=(${COURTESY}|${REMINDING}|${SETTING_UP}|${PARTICLES}))\\1)*$`, "u");
/** Between whom and what: 「通知」 or 「安排」 there is what they are to do. */
const LEADING_IN =
  /^(?:里面?)?(?:(?:再?(?:说|吱|讲|喊|吆喝|提醒|通知|招呼|嘱咐|知会|告知)上?一?(?:[声下句]|嗓子))|发送?一?[个条则](?:消息|提醒|通知|信息)|一[声下句]|一定|务必|需要|应该|要(?!一)|[的都也还得该把将对各]|[，。：,:])*$/u;
/** Behind what: 「和通知」 there is more of it. */
const TRAILING = /^(?:消息|提醒|通知|提示|信息|(?:[这那][个件]?)?事[情儿]?|[的吧哦啊呀哈嘛啦噢呗]|一下|一声)*$/u;
const CLAUSE_GAPS = /[，。；：！,;:!]/u;

/** Where somebody is told: what stands on one side of it does not belong to what stands on the other. */
export const TELLING = /提醒|通知|告诉|告知|知会|催一?催?|喊|叫|吆喝|招呼|嘱咐|叮嘱|让|[说吱讲]一[声下句]|消息/gu;

export function isIdle(words: string): boolean {
  return IDLE.test(words);
}

export function leadsIn(words: string): boolean {
  return LEADING_IN.test(words);
}

export function trails(words: string): boolean {
  return TRAILING.test(words);
}

export function lastClauseOf(words: string): string {
  return words.split(CLAUSE_GAPS).at(-1) ?? "";
}

export function firstClauseOf(words: string): string {
  return words.split(CLAUSE_GAPS)[0] ?? "";
}

/** Whether the stretch from `start` to `end` is no part of what stands beside it. */
export function isOwnClause(text: string, start: number, end: number): boolean {
  const isGap = (at: number) => CLAUSE_GAPS.test(text.charAt(at));
  return (start === 0 || isGap(start) || isGap(start - 1)) && (end === text.length || isGap(end) || isGap(end - 1));
}
