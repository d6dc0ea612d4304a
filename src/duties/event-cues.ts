/** What sets an event-driven duty going, as documents write it: 「发现……的」, 「每场展会审批时」, 「确需动火的」, 「出台后」. */

/** `isManner`: only how fast (及时, 7日内); what happens stands before it, or nowhere. */
export type EventCue = { trigger: string; isLaunch: boolean; isManner: boolean };

/** Acts that stand at the beginning of a plan, once. */
const LAUNCH = /[^，。；]{0,10}(?:动员部署|动员大会|动员会|启动仪式|启动会)/u;

const APPROVAL = "(?:审批|备案|许可|初审|核准|验收|审核|审查|登记|换证|招标|采购)";
const OCCASION =
  "(?:展会|展览|展销|活动|会议|检查|培训|演练|事故|险情|作业|动火|施工|装修|班|批次|案件|投诉|举报|隐患|项目|岗位|新入职|新开业|开业|审批|节日|节假日|极端天气|预警|台风|暴雨|高温)";

/** In the order in which they are tried. The match is the trigger. */
const EVENTS: readonly RegExp[] = [
  new RegExp(`每(?:一)?(?:场|次|批|起|例|件|宗|家|户|名|班|逢|遇|个)[^，。；]{0,14}?${OCCASION}[^，。；]{0,8}?(?:时|前|后|的|期间)`, "u"),
  new RegExp(`(?:每逢|每遇|每次|每场|每批)[^，。；]{0,14}?${OCCASION}`, "u"),
  new RegExp(`(?:在|于)?[^，。；]{2,30}?${APPROVAL}[^，。；]{0,6}?(?:工作)?(?:中(?!心)|时(?!限|间)|前(?![置提期款列述])|环节)`, "u"),
  /(?:一旦|一经|若|如果?|如有|如遇|遇有?|凡是?|确需|发现|发生|接到|收到|获悉|得知|出现|涉及)[^，。；]{1,60}?(?:的(?!\p{Script=Han}{1,3}(?:，|$)|[^，。；]{2})|时|后|情况下|之后|前)(?=$|[，、])/u,
  /^(?:一旦|一经|如遇|如有|遇有?)[^，。；]{2,40}$/u,
  /必要时|视情况?(?!下)|根据需要|应急响应期间/u,
  /(?:节前|节后|放假前)(?:\d{1,2}个?(?:工作日|天|日))?/u,
  /^(?:对于?|针对)[^，。；]{2,50}?的(?:问题|隐患|企业|单位|场所|人员|情况|行为|项目|线索|事项)/u,
  /[^，。；]{2,22}(?:出台|发布|印发|颁布|修订|建成|签订|变更|结束|完成|发生|整改到位)(?:之)?后(?!备)/u,
  /(?<!及时|[中能排于善])(?:发现|发生|接到|收到|获悉|得知)(?!问题|和)[^，。；]{2,40}/u,
  /(?:预计)?[^，。；]{2,16}?(?:达到?|超过|不低于)[^，。；]{0,3}\d[^，。；]{0,6}(?:以上|的)?的?(?:展会|活动|展览|演出|会议|场所)/u,
  /大型(?:群众性)?活动/u,
  /(?:新入场|新入职|新进|新上岗|转岗|复岗|离岗|新开业|进入新岗位|岗前|未经过?岗前|未依法取得)[^，。；]{0,30}?(?=须|必须|需|要|应|一律|方可|的|，|$)/u,
  /重大(?:事故|安全)?隐患[^，。；]{0,20}?(?:挂牌督办|“双报告”|双报告)/u,
  /挂牌督办/u,
  /(?:重大|重要|法定)?(?:节假日|节日|春节|国庆|五一|元旦|中秋|汛期|台风|暴雨|高温|寒潮|极端天气|恶劣天气|两会|敏感时期)[^，。；]{0,8}?(?:前夕|前后|前|期间|(?:来临|到来)(?:前|时|后)?|时|后)/u,
  /每年的?(?:进?入?汛|台风|[春夏秋冬]季|入[夏冬春秋]|春节|元旦|清明|五一|端午|中秋|国庆|旺季|开学|暑|寒)[^，。；]{0,6}/u,
  /[^，。；]{2,26}?的(?:，|$)/u,
];

/** How fast something is to be done once it has happened. */
const MANNERS: readonly RegExp[] = [
  /(?:提前|之日起|后|在)\d{1,3}(?:个工作日|日|天|分钟|小时|个月)(?:内|前)?/u,
  /\d{1,3}(?:个工作日|日|天|分钟|小时)(?:内|之内|以内)/u,
  /(?:及时|立即|随即|第一时间|当场|即时|立行立改|即知即改)/u,
];

/** What must happen for the duty to be owed; undefined where the phrase names nothing of the kind. */
export function eventIn(phrase: string): EventCue | undefined {
  // The title of a law names what the law is about, not what happens.
  const plain = phrase.replace(TITLE, EMPTY_TITLE);
  if (LAUNCH.test(plain)) return { trigger: LAUNCH.exec(plain)?.[0] ?? plain, isLaunch: true, isManner: false };
  for (const pattern of [...EVENTS, ...MANNERS]) {
    const [trigger] = pattern.exec(plain) ?? [];
    if (trigger) return { trigger: trigger.replace(/[，、]$/u, ""), isLaunch: false, isManner: MANNERS.includes(pattern) };
  }
  return undefined;
}

const TITLE = /《[^》]*》/gu;
const EMPTY_TITLE = "《》";
