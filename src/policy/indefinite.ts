/**
 * 「能不能缓几天」, 「先顶几天班可以吧」: in a question for leave or duty a number word is a way of putting it, and no number is
 * asked for. 「有没有规定几天」 and 「知道要几天吗」 do ask for one.
 */
const LEAVE =
  /能不能|可不可以|可以不可以|行不行|要不要|该不该|用不用|可否|能否|是否(?:能|可|要|必须|需)|成不成|(?:可以|行|成|没事|没关系|要紧|碍事|来得及|算数)(?:吧|吗|么|不)[?？]?$|(?:能|可以|要|用|得)[^,，]{1,16}(?:吗|么|吧)[?？]?$/u;
const WANTS_NUMBER = /知道|晓得|告诉|(?:有没有|是否)(?:规定|写|说|讲|明确|限定)|(?:规定|写|说|明确|限定)(?:明|清楚?|了|过)*(?:几|多少)/u;
const SOME =
  /(?:好|头|没)?(?:几|多少)个?(?:天|日|周|星期|礼拜|月|年|小时|分钟|家|户|人|名|次|回|趟|遍|条|张|份|块|台|级|层|楼|起|件|批|套|处|个)/gu;

export function withoutIndefinite(plain: string): string {
  return LEAVE.test(plain) && !WANTS_NUMBER.test(plain) ? plain.replace(SOME, "") : plain;
}
