import { assertNever } from "../errors.ts";
import type { Ask } from "./asks.ts";
import { IRREGULARLY, REGULARLY } from "./cadence.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { piecesOf } from "./pieces.ts";
import type { Unit } from "./units.ts";

/**
 * The evidence gate: what a sentence must hold before it may answer a question of a kind. A question for a sum is not
 * answered by a sentence without a sum, however near it is.
 */

const COUNT = "(?:\\d+|[一二两三四五六七八九十百]+)";

/** Patterns over the plain form of a sentence: no white space, full-width forms folded. */
const PATTERNS = {
  access: /https?:|www\.|\.(?:com|cn|net|gov)|账号|网址|公众号/u,
  called: /[“《"「]/u,
  phone: /(?<!\d)(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|\d{7,8}|1[12]\d|123\d{2})(?!\d)/u,
  percent: /\d+(?:\.\d+)?%|百分之/u,
  amount: new RegExp(`(?:${COUNT}|\\d+(?:\\.\\d+)?)(?:余|多)?(?:万|千|百|亿)?元`, "u"),
  hours: new RegExp(`${COUNT}个?(?:学时|课时|小时)`, "u"),
  measure: /\d+(?:\.\d+)?(?:米|厘米|毫米|公里|平方米|m²|℃|度|公斤|千克|吨|升|台|具|只|%)/u,
  name: /(?:组长|主任|局长|股长|科长|经理|书记|联系人|负责人|成员)[:：]\p{Script=Han}{2,4}(?:$|[,，、;；。(（])/u,
  headcount: new RegExp(`${COUNT}(?:余|多)?(?:名|人|家|户|位|个企业|个单位)`, "u"),
  roster:
    /(?:有限公司|股份公司|分公司|超市|商场|酒店|加油站|店)(?:、|,|;).*(?:有限公司|股份公司|分公司|超市|商场|酒店|加油站|店)(?:等?\d+家|$|[。,;、])/u,
  quantity: new RegExp(`${COUNT}(?:余|多)?(?:条|份|张|篇|期|块|个|家|起|件|批|组|幅|套|本|处|项|次|名|人)`, "u"),
  cadence: new RegExp(`每(?:${COUNT})?个?(?:年|半年|季度?|月|周|日|天|星期|旬)|${COUNT}(?:年|个月|周|天)(?:至少)?${COUNT}次`, "u"),
  times: new RegExp(`${COUNT}(?:次|回|遍|场)(?!会议精神)`, "u"),
  duration: new RegExp(
    `${COUNT}个?(?:工作日|天|日内|日以内|小时|分钟|个月|周内|年内|年以上|周)(?!.{0,2}前)|(?:不超过|不得超过|最长|最多|至多|限)${COUNT}个?(?:日|天|周|年)`,
    "u",
  ),
  day: /\d{4}年|\d{1,2}月(?:\d{1,2}日|底|初|前)?|年底|季度末|月底|每(?:年|季度?|月|周|半年)|持续推进|长期坚持|出台后/u,
  date: /\d{4}年|\d{1,2}月|年底/u,
  to_whom:
    /(?:向|报|递交|移交|抄告|抄送|报送|上报|提交|通报|报备|备案)(?:[^,，。;；]{0,12})(?:政府|委|局|办|部门|会|单位|机关|中心|人|组|大队|班|所|站|处|公司)/u,
  place: /在[^,，。;；]{1,24}(?:场所|位置|地点|街区|处|现场|区域|地区|地方|大厅|出口|通道)|地址/u,
  unit: /[股科室办局队中心单位部门机关企业协会委员者人长方主体政府组班](?:[^\p{Script=Han}]|负责|牵头|要|应|须|按|组织|配合|指导|督促|为|是|对|会同|成立|落实|带队|$)|负责人|成员|人员/u,
  basis: /(?:根据|依据|按照|贯彻落实|按)[^。]{0,80}(?:《|〔|\[|号|精神|要求)/u,
  list: /、|;|；/u,
} as const;

/** What tells by when, how often, or that there is no day. */
const DUE = new RegExp(`${PATTERNS.cadence.source}|${REGULARLY.source}|${IRREGULARLY.source}|${PATTERNS.day.source}|按时`, "u");
const FREQUENCY = new RegExp(`${PATTERNS.cadence.source}|${REGULARLY.source}|${IRREGULARLY.source}`, "u");

/** Whether `unit` holds what `ask` wants. */
export function holds(ask: Ask, unit: Unit): boolean {
  const { plain } = unit;
  switch (ask) {
    case "due":
      return DUE.test(unit.row?.deadline ?? "") || DUE.test(plain);
    case "called":
    case "access":
    case "phone":
    case "percent":
    case "amount":
    case "hours":
    case "measure":
    case "name":
    case "headcount":
    case "roster":
    case "quantity":
    case "place":
    case "basis":
      return PATTERNS[ask].test(plain);
    case "how_often":
      return FREQUENCY.test(plain);
    case "how_many_times":
      return PATTERNS.times.test(plain);
    case "how_long":
      return PATTERNS.duration.test(plain);
    case "to_whom":
      return PATTERNS.to_whom.test(plain);
    case "which_day":
      return PATTERNS.date.test(unit.row?.deadline ?? plain);
    case "when":
      return unit.row ? unit.row.deadline !== undefined : PATTERNS.day.test(plain);
    case "who":
    case "responsible":
      return unit.row ? unit.row.responsible !== undefined : PATTERNS.unit.test(plain);
    case "list":
      return PATTERNS.list.test(plain);
    case "how_many":
      return PATTERNS.list.test(plain) || new RegExp(COUNT, "u").test(plain);
    case "content":
    case "document_number":
    case "copies_to":
    case "table_title":
    case "annex":
    case "addressees":
    case "document_date":
    case "issuer":
    case "validity":
    case "document_title":
      return true;
    default:
      return assertNever(ask);
  }
}

/** Kinds for which a near sentence without the evidence is never an answer. For the others it merely ranks lower. */
const STRICT: readonly Ask[] = [
  "access",
  "due",
  "phone",
  "percent",
  "amount",
  "hours",
  "measure",
  "name",
  "headcount",
  "roster",
  "quantity",
  "how_often",
  "how_many_times",
  "how_long",
  "which_day",
  "when",
  "to_whom",
  "place",
  "basis",
];

export function isStrict(ask: Ask): boolean {
  return STRICT.includes(ask);
}

/** 「安委会主任现在谁当」: who holds an office is told by a sentence that names that office. */
export function namesOffice(plain: string, unit: Unit): boolean {
  const [, before, after] = HOLDER.exec(plain) ?? [];
  const office = before ?? after;
  return office === undefined || unit.plain.includes(office);
}

const HOLDER =
  /(主任|书记|[局区县市股科镇队站所处会组]长|总经理)(?:现在|目前|具体|到底|究竟|都|又)?(?:是|由|叫|换成|归)?(?:谁|哪位)|谁(?:是|当|做|任|担任|兼任).{0,12}?(主任|书记|[局区县市股科镇队站所处会组]长|总经理)/u;

export function hasFrequency(unit: Unit): boolean {
  return PATTERNS.cadence.test(unit.plain);
}

/**
 * A frequency belongs to the thing in its own stretch between commas: 「完善预案，定期开展演练」 says nothing about how often
 * plans are revised.
 */
export function belongsTogether(ask: Ask, unit: Unit, speaksOfTopic: (bare: string) => boolean): boolean {
  if (ask === "headcount")
    return piecesOf(unit.plain).some((piece) => PATTERNS.headcount.test(piece) && speaksOfTopic(withoutMarks(piece)));
  if (ask !== "how_often" && ask !== "how_many_times" && ask !== "due") return true;
  if (unit.row && ask === "due" && unit.row.deadline) return true;
  const pattern = { how_often: FREQUENCY, how_many_times: PATTERNS.times, due: DUE }[ask];
  return piecesOf(unit.plain).some((piece) => pattern.test(piece) && speaksOfTopic(withoutMarks(piece)));
}

/** What the stretch of a sentence that answers must hold; undefined when any may. */
export function evidencePattern(ask: Ask): RegExp | undefined {
  switch (ask) {
    case "how_often":
      return FREQUENCY;
    case "how_many_times":
      return PATTERNS.times;
    case "which_day":
    case "when":
      return PATTERNS.day;
    case "due":
      return DUE;
    case "called":
    case "to_whom":
    case "place":
    case "phone":
    case "percent":
    case "amount":
    case "hours":
    case "measure":
    case "headcount":
      return PATTERNS[ask];
    case "how_long":
      return PATTERNS.duration;
    default:
      return undefined;
  }
}

/** 「每季度」 tells how often; 「定期」 only that it recurs. */
export function isFrequency(ask: Ask, piece: string): boolean {
  return ask === "how_often" && PATTERNS.cadence.test(plainOf(piece));
}
