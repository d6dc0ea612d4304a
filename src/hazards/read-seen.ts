import type { EmergencyKind } from "../texts/hazards.ts";
import { COMMA } from "./clauses.ts";
import type { Seen } from "./draft.ts";
import { hear } from "./hear.ts";
import type { KnownEnterprise } from "./match-enterprise.ts";

/**
 * What of a model's words about a photo may be proposed: one short Chinese sentence of things that can be seen. What judges, orders,
 * names or guesses is not proposed, whole as it is: what is left of it would be ours.
 */
export type SeenReading =
  | { kind: "usable"; seen: Pick<Seen, "description" | "danger"> }
  /** `danger`: it may not be said, and people are asked all the same. */
  | { kind: "dropped"; reason: DropReason };

type DropReason =
  | "empty"
  | "too_long"
  | "no_sentence"
  | "foreign"
  | "refusal"
  | "order"
  | "advice"
  | "judgement"
  | "guess"
  | "number"
  | "name";

/** Whom and what a photo must not name. */
export type Known = { enterprises: readonly KnownEnterprise[]; people: readonly string[] };

/** Sixty were asked for; whoever says a little more has not lost the thread. */
const CHARACTERS_MAX = 80;
const HAN_MIN = 4;
/** 「PVC管」 is said in Chinese. */
const HAN_SHARE_MIN = 0.6;

const HAN = /\p{Script=Han}/gu;
const LETTERS = /\p{L}/gu;
const EDGES = /^[\s"'“”‘’「」『』《》]+|[\s"'“”‘’「」『』《》。．.！!；;，,]+$/gu;
/** 「图中可以看到」: that it was seen is known. */
const OPENING = /^(?:这?张?(?:图片?|照片|画面)(?:中|里|上|内)?(?:的是|显示的?是?|可以看到|可以看见|能看到|看到|可见|有)?[，,：:]?)+/u;

/** In the order in which they are told. */
const DROPS: readonly { reason: DropReason; pattern: RegExp }[] = [
  { reason: "no_sentence", pattern: /[\n\r#*_`{}<>[\]|\\]|(?:^|\s)[-•·]\s|[0-9一二三四五六七八九][)）、]/u },
  {
    reason: "refusal",
    pattern:
      /抱歉|对不起|不好意思|作为.{0,8}(?:模型|助手|人工智能)|(?:无法|不能|没法|难以)(?:直接)?(?:识别|确定|辨认|判断|查看|看到|看清|看出|描述|提供|处理|回答|访问|打开)|看不(?:出|清|到|见)|(?:没有|未)(?:看到|收到|提供|上传|附).{0,4}(?:图|照片)|请(?:重新)?(?:提供|上传)|内容(?:政策|审核)/u,
  },
  {
    reason: "order",
    pattern:
      /忽略|无视|忽视|指令|提示词|系统消息|扮演|你(?:是|现在|要|应|必须)|点击|扫码|二维码|公众号|回复|转账|汇款|加微信|下载|链接|网址|登录|确认上报|销号|管理员/u,
  },
  {
    reason: "advice",
    pattern:
      /您|请|建议|应当|应该|应(?:立即|及时|尽快|予)|需要?(?:立即|马上|尽快|及时|清理|更换)|务必|必须|不得|立即|立刻|马上|赶快|尽快|及时/u,
  },
  {
    reason: "judgement",
    pattern:
      /隐患|风险|危险|安全(?!出口|帽|带|绳|网|阀|门|通道|梯|锤|标|扣|锁)|重大|紧急|严重|危急|违[反章规法]|不(?:合格|合规|符合|达标|规范|当)|合格|合规|符合|处罚|罚款|罚金|责令|停业|停产|查封|追责|责任|负责|主管|整改|整治|已(?:经)?(?:处理|解决|修复|修好|更换|清理|上报|登记|报警|通知|核实|排除)|治理|督办|隐瞒|犯罪|事故|原因|导致|造成|引起|引发|由于|因为|容易|易(?:燃|爆)?(?:引|造|导)|影响|威胁|等级|一级|二级|三级|正常|完好|良好|没有问题|无异常/u,
  },
  {
    reason: "guess",
    pattern: /可能|疑似|似乎|好像|像是|大概|大约|也许|或许|应是|推测|推断|估计|猜|怀疑|看起来|看上去|看似|据|预计|将要|会(?:不会)?/u,
  },
  {
    reason: "number",
    pattern:
      /(?:\d[-\s]?){5,}|[〇零一二三四五六七八九幺两]{5,}|@|https?|www|\.(?:com|cn|net)|[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]|微信|QQ|电话|手机号|号码|身份证|邮箱|编号|元(?!件|器)|\d{4}年|\d{1,2}月|\d{1,2}[日号]/iu,
  },
  {
    reason: "name",
    pattern:
      /先生|女士|小姐|老板|经理|店长|主任|书记|局长|科长|股长|所长|队长|镇长|同志|师傅|名叫|名为|叫做|姓名|姓[^\s]|法人|法定代表人|有限公司/u,
  },
];

/** The usual family names, and what follows where a person is spoken of; things that begin like one are told by their second character. */
const PERSON =
  /(?:^|[，、；和与由是])(?:欧阳|上官|司徒|诸葛|[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庄])(?![色属处温压板桶布路材膏块箱柜灰砖条架管线口台面门窗车上下中里外边旁近油水石木铁铜铝锈粉土沙泥叶草花树机器具槽])[\p{Script=Han}]{1,2}(?=正?[在站坐蹲手拿抽抬走睡躺]|和|与|、|，|$)/u;

/** @param said  as it came: data */
export function readSeen(said: string, known: Known): SeenReading {
  const whole = said.replace(EDGES, "").replaceAll(",", COMMA);
  const description = whole.replace(OPENING, "").replace(EDGES, "");
  const reason = reasonAgainst(whole, description, known);
  const danger = reason === undefined || MAY_ASK.includes(reason) ? emergencyIn(description) : undefined;
  if (reason === undefined) return { kind: "usable", seen: { description, ...(danger && { danger }) } };
  return danger ? { kind: "usable", seen: { danger } } : { kind: "dropped", reason };
}

/** 「着火了，请立即撤离」 may not be said in our name; whether anybody is in danger is asked all the same. */
const MAY_ASK: readonly DropReason[] = ["advice", "judgement", "guess"];

function reasonAgainst(whole: string, description: string, known: Known): DropReason | undefined {
  const han = description.match(HAN)?.length ?? 0;
  if (whole === "") return "empty";
  if ([...whole].length > CHARACTERS_MAX) return "too_long";
  // Digits and letters of full width are digits and letters.
  const plain = whole.normalize("NFKC");
  const found = DROPS.find(({ pattern }) => pattern.test(plain));
  if (found) return found.reason;
  if (han / Math.max(1, description.match(LETTERS)?.length ?? 0) < HAN_SHARE_MIN) return "foreign";
  if (han < HAN_MIN) return "empty";
  return namesSomething(description, known) ? "name" : undefined;
}

function namesSomething(description: string, { enterprises, people }: Known): boolean {
  const { enterprise, district, place } = hear(description, 0, enterprises).site;
  if (enterprise !== undefined || district !== undefined || place !== undefined) return true;
  return people.some((name) => description.includes(name)) || PERSON.test(description);
}

function emergencyIn(description: string): EmergencyKind | undefined {
  return hear(description, 0, []).triage.emergency;
}
