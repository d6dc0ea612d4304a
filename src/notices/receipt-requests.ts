/** Whether a message asks who has acknowledged a notice, says 「收到」 itself, or names a notice. By the whole sentence, not by a word in it. */

const POLITE = "(?:请|麻烦|帮我|给我|我要|我想|查看|看看|看一?下|查一?下|统计一?下?|列出|发一?下|现在|目前)*";
const END = "(?:呢|吗|啊|呀|了|的)*[。.！!？?~～]*$";
const NOTICE = "(?:这[条个份]|那[条个份]|该|本|上一?[条个份]|刚才那?[条个份]?|最新那?[条个份]?)?(?:通知|提示|风险提示|提醒|消息)?";
const SEEN = "(?:收到|确认|回复|回执|签收|点收到|按收到|点确认|知悉|已读|看到)";

const MISSING = new RegExp(
  `^${POLITE}${NOTICE}(?:的)?(?:还有|都有|有)?(?:谁|哪些人|哪几个人?|哪些群|哪些单位|哪些企业|哪几家|什么人|多少人)(?:都|还|目前|现在)*(?:没有?|未)(?:有)?(?:${SEEN}|点|按)(?:过)?(?:${NOTICE})?${END}`,
  "u",
);
const LISTS = new RegExp(
  `^${POLITE}${NOTICE}(?:的)?(?:(?:没|未)${SEEN}(?:的)?(?:人员?|名单|单位|企业|群|情况)*|(?:${SEEN})(?:的)?(?:情况|名单|统计|汇总|进度|人数|率)+|回执(?:统计|情况|名单)?)${END}`,
  "u",
);
const NUMBER = /TZ-\d{8}-\d{3,}/iu;
const RECEIVED =
  /^(?:好的?|嗯+|ok|是|行)?[，,。、\s]*(?:我(?:已经?|们)?)?(?:已经?|都)?(?:收到|知悉|收悉|知晓|已阅|确认收到)(?:通知|提示|提醒)?(?:了|啦|的|哈|哦|呢)*[，,。.！!~～、\s]*(?:谢谢?(?:您|你)?|感谢(?:提醒|您|你)?|多谢|辛苦了?|明白|马上(?:落实|办理?|安排|处理)|按要求(?:落实|办理?))?(?:了|啦)?[。.！!~～\s]*$/iu;

/** 「谁还没收到」, with the number of the notice or without. */
export function asksForReceipts(text: string): boolean {
  const said = text
    .normalize("NFKC")
    .replace(NUMBER, "")
    .replace(/[\s「」“”"：:，,]+/gu, "");
  return MISSING.test(said) || LISTS.test(said);
}

/** 「收到」, and nothing else that would have to be heard. */
export function saysReceived(text: string): boolean {
  return RECEIVED.test(text.normalize("NFKC").trim());
}

/** The number of a notice in a text, as we write it. */
export function noticeNumberIn(text: string): string | undefined {
  return NUMBER.exec(text.normalize("NFKC"))?.[0].toUpperCase();
}

/** The notice to which something that we sent belongs, by its name in the outbox. */
export function noticeOfKey(key: string): string | undefined {
  return /^notice\/(?<id>[0-9a-f-]{36})\//u.exec(key)?.groups?.id;
}
