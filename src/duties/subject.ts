/** Who is to do what a phrase tells: its own subject, the one who is told to (督促商贸企业……), or nobody that it names. */

const UNIT_END =
  "(?:领导小组|小组|专班|企业办|安办|安委办|办公室|股室|科室|处室|负责人|责任人|负责同志|管理员|安全员|专干|网格员|联络员|检查员|值班员|主办方|承办方|举办方|实际控制人|法定代表人|从业人员|作业人员|员工|人员|同志|经营者|承办者|承办单位|主办单位|主办者|(?<!企)业主|协会|商会|成员单位|单位|部门|企业|公司|集团|商场超市|商场|超市|市场|综合体|酒店|宾馆|餐饮店|场所|网点|门店|加油站|工作站|服务中心|中心|大队|中队|支队|机构|园区|机关|学校|医院|街道办事处|办事处|政府|街道|乡镇|镇街|镇|社区|管委会|委员会|商务局|应急局|局|股|科|处|队|站|所(?![在有属需得])|我局|(?<![举主承督补经创协])办)";
const MANNER =
  "(?:每|要|应|须|必须|负责(?!人|同志)|组织|于|在|定期|不定期|经常|及时|立即|牵头|统一|按|不得|将|对|结合|主动|积极|依法|具体|会同|至少|严格|一律|认真|可|需|加强|开展|建立|完善|落实|制定|发现|接到|根据|通过|聚焦|针对|向|报|\\d|到\\d|设|做|配合|督促|指导|确保|分别|全面|健全|全部|自查|巡查|抽查|检查|召开|进一步|切实|深入|明确|持续|强化|履行|参照|配备|指定|安排|配置|走访|发放|接报|是|挂牌|印发|报送|上报|审批|核查|发布|收集|汇总)";
const LEAD = "^(?:并|由|请|同时|期间|其中|此外|另外|凡是|凡|要求|原则上)*";
const SUBJECT = new RegExp(`${LEAD}(?<name>[\\p{Script=Han}、（）()“”"·A-Za-z0-9]{0,30}?${UNIT_END}(?:（[^（）]*）)?)(?=${MANNER})`, "u");
/** 「督促商贸企业加强预案演练」: the enterprise drills. */
const PIVOT = new RegExp(
  `(?:督促|指导|推动|引导|鼓励|支持|要求|敦促|监督(?!管理)|责令|协助|督导|帮助|通知)(?:和|、|指导|督促|推动|引导)*(?<name>(?:[\\p{Script=Han}（）()、]{0,14}?)${UNIT_END})(?=${MANNER}|立行立改)`,
  "u",
);
const BARE = new RegExp(`^(?:由|请)?[\\p{Script=Han}、（）()“”·]{0,28}${UNIT_END}(?:（[^（）]*）)?$`, "u");
/** No name of an office begins with what one does. */
const COMMAND =
  /^(?:督促|指导|推动|加强|开展|会同|组织|通知|配合|联系|抽查|检查|协调|提请|要求|完善|建立|落实|对|在|将|以|按|为|使|从|到|每|至少|各类|强化|发现|严格|通过|聚焦|针对|结合|及时|定期|不定期|积极|引导|规范|鼓励|支持|未|涉及|凡|提升|健全|成立|明确|属于|用于|实行|推进|查验|与|向|受|经(?!营|理)|把|取得|责令|由|每|须|促进|深化|加快|助力|维护|保障|防范)/u;
const INSIDE =
  /(?:每|应|须|向|前报|督促|配合|会同|指导|推动|加强|开展|组织|要求|建立|落实|提高|完善|的(?!\p{Script=Han}{0,6}(?:人|企业|单位|场所)))/u;

const JOINS = /^(?:并且|并|同时|且|还|也|再|[一二三四五六]是)+/u;

export type Performer = { name: string; isPivot: boolean };

/** The performer that a phrase names, else undefined. */
export function performerIn(plain: string): Performer | undefined {
  const pivot = PIVOT.exec(plain)?.groups?.name;
  if (pivot && !COMMAND.test(pivot)) return { name: pivot, isPivot: true };
  const subject = subjectOf(plain);
  return subject ? { name: subject, isPivot: false } : undefined;
}

/** 「各乡镇（街道）企业办」 before a comma: half of a subject. */
export function isBareSubject(plain: string): boolean {
  return BARE.test(plain) && !COMMAND.test(plain) && !INSIDE.test(plain);
}

/** The grammatical subject at the head of a phrase. */
export function subjectOf(plain: string): string | undefined {
  const name = SUBJECT.exec(plain)?.groups?.name;
  return name && !COMMAND.test(name) && !INSIDE.test(name) ? name : undefined;
}

/** The phrase without its subject and what joins it to the one before. */
export function withoutSubject(plain: string): string {
  const subject = subjectOf(plain);
  const at = subject ? plain.indexOf(subject) + subject.length : 0;
  return plain.slice(at).replace(JOINS, "");
}
