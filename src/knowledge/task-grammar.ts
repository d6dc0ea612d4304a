/**
 * What the cells of a Chinese task table look like: who is responsible, until when, and which heading names a column.
 * Recognises by form, not by the words of one table; unknown forms are nobody's, and stay where they are printed.
 */
import { readMarker } from "./numbering.ts";

/** The last characters of a name of an office, a body, or a role. */
const UNIT_END =
  "(?:股室|科室|处室|办公室|股|科|室|处|局|厅|办|中心|大队|中队|支队|队|委员会|委|部门|部|所|站|院|公司|集团|协会|商会|学会|联合会|单位|领导小组|小组|专班|政府|街道|乡镇|镇|乡|社区|居委会|村委会|企业|学校|医院|商场|市场|园区|机关|镇街|街镇|管委会|工会|领导|安全员|管理员|党委|党组|支部|负责人|责任人|负责同志|业主|经营者)";
/** What is done about a task by the one who is named. */
const DUTY =
  "(?:按照?(?:各自)?(?:工作)?职责(?:分工)?|分工|共同|具体|分别|统一|会同)*(?:负责(?:落实|实施)?|牵头(?:负责|落实|抓总|实施|组织)?|配合(?:落实)?|协助|落实|组织实施|抓好落实|参与|参加|督促落实|推进(?:落实)?|承办|主办|协办|实施)";
/** No name of an office holds one of these. */
const ACTION =
  /(?:开展|加强|组织开展|督促|指导|推动|建立|完善|成立|排查|制定|进行|强化|确保|纳入|提升|提高|严格|通过|结合|聚焦|检查|整治|健全|培训)/u;
/** What begins with one of these is told to somebody, short as it may be. */
const COMMAND = /^(?:督促|指导|推动|加强|开展|会同|组织|通知|配合|联系|抽查|检查|协调|提请|要求|完善|建立|落实)/u;
/** A unit may be told to take others along: 「……，指导各乡镇同步推进」. */
const FOLLOW = /^(?:并)?(?:指导|督促|会同|组织|带动|配合)/u;
const ROLE_NAME = /^(?:牵头|责任|配合|协办|主办|落实|实施|参与)(?:单位|部门|股室|科室|处室|领导)?[:：]/u;

const UNIT_ONLY = new RegExp(`^[\\p{Script=Han}A-Za-z0-9“”"·\\s]{0,24}${UNIT_END}$`, "u");
const UNIT_WITH_DUTY = new RegExp(`^[\\p{Script=Han}A-Za-z0-9“”"·\\s]{0,24}?${UNIT_END}?(?:等)?${DUTY}$`, "u");
/** 「等」 behind a list of names belongs to none of them. */
const DUTY_AT_END = new RegExp(`(?:等)?${DUTY}$`, "u");
const ENDS_LIKE_UNIT = new RegExp(UNIT_END, "u");
const RESPONSIBLE_MAX = 120;

/** Whether a whole cell says who is responsible: 「甲股牵头，乙中心配合」, 「各成员单位按职责分工负责」, 「甲局、乙局」. */
export function isResponsible(cell: string): boolean {
  const parts = responsibleParts(cell);
  const [first] = parts;
  if (cell.length > RESPONSIBLE_MAX || first === undefined || !isUnitPart(first)) return false;
  return parts.slice(1).every((part) => isUnitPart(part) || (FOLLOW.test(part) && part.length <= 40));
}

/** Names in a responsible cell, without what they do: 「甲股牵头，乙中心配合」 → 甲股, 乙中心. */
export function unitNames(cell: string): string[] {
  return responsibleParts(cell)
    .filter((part) => isUnitPart(part) && !FOLLOW.test(part))
    .map((part) => part.replace(DUTY_AT_END, ""))
    .filter((name) => UNIT_ONLY.test(name));
}

/** Ends of names that tell a certain office; 「单位」 and 「部门」 stand for many. */
const OFFICE_END = /(?:股|科|室|处|局|办|中心|大队|中队|支队|委员会|管委会|专班|所|站)$/u;

export function isOfficeName(name: string): boolean {
  return OFFICE_END.test(name) && name.length >= 3 && name.length <= 16;
}

function responsibleParts(cell: string): string[] {
  return cell
    .replace(/（[^（）]*）|\([^()]*\)/g, "")
    .replace(/[。.\s]+$/u, "")
    .split(/[，,；;、\n]|(?<=\p{Script=Han})\s+(?=\p{Script=Han})/u)
    .map((part) => part.trim().replace(ROLE_NAME, ""))
    .filter(Boolean);
}

function isUnitPart(part: string): boolean {
  const name = part.replace(DUTY_AT_END, "");
  // 宣传培训科 and 排查整治办 are offices all the same.
  if (isOfficeName(name) && name.length <= 10 && !COMMAND.test(name)) return true;
  if (ACTION.test(name)) return false;
  return UNIT_ONLY.test(part) || (UNIT_WITH_DUTY.test(part) && ENDS_LIKE_UNIT.test(part));
}

const YEAR = "(?:[12]\\d{3}|[二两][〇零○]\\S{2})\\s*年";
const DATE = `(?:${YEAR}(?:\\s*\\d{1,2}\\s*月(?:份)?)?|(?:本|当|次|每|今|明)年(?:\\s*\\d{1,2}\\s*月)?|\\d{1,2}\\s*月(?:份)?|第[一二三四]季度|[上下]半年)(?:\\s*\\d{1,2}\\s*[日号]|[上中下]旬|[一二三四]季度|第[一二三四]季度|[上下]半年)?`;
const UNTIL = "(?:年?[底末初]|中旬)?\\s*(?:之前|以前|前|止|内|起|完成)?";
const LASTING = "(?:(?:全年|常年)?持续|长期|常态化?|经常|日常|全年|常年|贯穿全年|动态)";
const AFTERWARDS = "(?:推进|坚持|开展|实施|落实|进行|整治|巩固|保持|更新|完成|执行|管理|抓好|化)";

const DEADLINES: readonly RegExp[] = [
  new RegExp(`^(?:并|需|要)?${LASTING}(?:性|地)?(?:${AFTERWARDS})*$`, "u"),
  new RegExp(`^(?:立即|即时|即日起|随时|适时|近期|尽快|按要求|按时限要求|按上级要求|按节点)(?:${AFTERWARDS})*$`, "u"),
  new RegExp(
    `^(?:截至|截止|于|在|自|从)?${DATE}${UNTIL}(?:(?:完成|见效|结束|建成|启动)\\S{0,4})?(?:[，,；;、并\\s]*(?:并)?(?:${LASTING})(?:${AFTERWARDS})*)?$`,
    "u",
  ),
  new RegExp(`^(?:自|从)?${DATE}${UNTIL}\\s*[-—–~～至到起]{1,2}\\s*(?:${DATE}${UNTIL}|今后|长期)$`, "u"),
  /^[12]\d{3}\s*[-—–~～至]{1,2}\s*[12]\d{3}\s*年(?:底前?|内)?$/u,
  /^(?:每|按)(?:[一二两三四五六半\d]*个?)(?:年|半年|季度?|学期|月|周|日|天|旬)(?:[底末初度]月?)?(?:\d{1,2}[日号])?(?:之?前)?(?:至少|不少于|各)?(?:\S{0,8}?[一二两三四五六\d]+次(?:以上)?)?(?:报送|开展|推进|更新|调度|完成)?$/u,
  /^[12]\d{3}[./-]\d{1,2}(?:[./-]\d{1,2})?(?:前|之前|以前)?$/u,
  /^(?:年|月|季度?|周)[底末](?:之?前)(?:完成)?$/u,
  /^(?:[“"]?\S{1,8}[”"]?期间|\S{0,4}(?:汛期|旺季|节假日|重大节日)(?:前后|前|期间)?)$/u,
  /^(?:根据|按照?)\S{2,12}(?:推进|完成|开展|落实|执行)$/u,
  new RegExp(`^(?:立行立改|立查立改|边查边改|已完成)(?:[，,、]?(?:并)?${LASTING}(?:${AFTERWARDS})*)?$`, "u"),
  new RegExp(`^(?:即日|印发之日|发文之日)起至${DATE}${UNTIL}$`, "u"),
  /^(?:全年|年内|当年|月内|季度内)(?:完成|推进)?$/u,
  /^\S{2,22}(?:后|之日起|期间)(?:\d{1,3}(?:个工作日|日|天|个月)[内前]?(?:完成)?|持续推进|长期坚持|立即\S{0,4})$/u,
  /^[^，。；\s\d]{2,12}(?:之前|以前|前)(?:完成)?$/u,
  /^\d{1,3}个?(?:工作日|日|天|月)(?:内|之内)(?:完成)?$/u,
];
const STAGE = new RegExp(`^(?:到)?${DATE}`, "u");
const STAGE_END = new RegExp(`[；;。\\n]|[，,](?=${YEAR})`, "u");
const DEADLINE_MAX = 160;

/** Whether a whole cell says until when: a day, a period, 「持续推进」, or stages that each begin with their year. */
export function isDeadline(cell: string): boolean {
  const text = trimEnd(cell);
  if (!text || text.length > DEADLINE_MAX) return false;
  if (isShortDeadline(text)) return true;
  const stages = deadlineStages(text);
  return stages.every((stage) => STAGE.test(stage) || isShortDeadline(stage));
}

/** A deadline that is no sentence: such a cell can be nothing else. */
export function isShortDeadline(cell: string): boolean {
  const text = trimEnd(cell);
  return DEADLINES.some((pattern) => pattern.test(text));
}

/** 「2024年底前甲；2025年底前乙」 → its two stages. A comma before a new year ends a stage like a semicolon. */
export function deadlineStages(text: string): string[] {
  return trimEnd(text)
    .split(STAGE_END)
    .map((stage) => stage.trim())
    .filter(Boolean);
}

/** A stage 「2025年底……」 among stages 「2024年底前……」: the office forgot a character, and it is always the same one. */
const BARE_YEAR_END = new RegExp(`^(${YEAR}\\s*[底末])(?![前之以])`, "u");
const PUT_IN = "$1（前）";
const FULL_YEAR_END = new RegExp(`^${YEAR}\\s*[底末]前`, "u");

/** Puts the forgotten 前 in brackets, as an editor does. Undefined when there is nothing to complete. */
export function completedStages(stages: readonly string[]): string[] | undefined {
  if (!stages.some((stage) => BARE_YEAR_END.test(stage)) || !stages.some((stage) => FULL_YEAR_END.test(stage))) return undefined;
  return stages.map((stage) => stage.replace(BARE_YEAR_END, PUT_IN));
}

/** A heading is short and is no sentence. */
const HEADING_MAX = 45;

/** Whether `text` is a numbered heading: 「（一）……」, 「1. ……」. */
export function isNumberedHeading(text: string): boolean {
  return readMarker(text) !== undefined && text.length <= HEADING_MAX && !/[。；;：:]$|。/u.test(text);
}

export type ColumnRole = "number" | "section" | "item" | "task" | "responsible" | "deadline" | "remark";

/** In the order in which they are tried: 「完成时限」 before 「任务」, 「责任单位」 before 「工作」. */
const HEADER_WORDS: readonly (readonly [ColumnRole, RegExp])[] = [
  ["number", /^(?:序号|编号|序|号|No\.?|#)$/iu],
  ["remark", /^(?:备注|说明|完成情况|落实情况|进展(?:情况)?|签收|联系电话|联系人|佐证材料)$/u],
  ["deadline", /时限|期限|时间|进度|节点|完成日期|频次|周期/u],
  ["responsible", /责任|牵头|配合|单位|部门|股室|科室|处室|负责人|落实人|承办|主办|协办/u],
  ["section", /类别|类型|分类|大类|领域|专项|方面|板块|章节|一级|项目/u],
  ["item", /小项|小类|事项|二级|要点|任务名称|工作名称/u],
  ["task", /任务|内容|措施|要求|工作|举措|目标|做法|清单/u],
];

/** What a column holds, by the words of its head. */
export function columnRole(head: string): ColumnRole | undefined {
  const words = head.replace(/\s/g, "");
  return HEADER_WORDS.find(([, pattern]) => pattern.test(words))?.[0];
}

/** Words that offices put in or leave out as they like: that one of two sentences lacks them is no slip. */
const FILLER =
  /^(?:[的地得要等和并与及了在对各将应]+|工作|活动|情况|方面|相关|有关|进行|开展|管理|安全|教育|重点|主要|全面|切实|积极|行业|领域|单位|项目)$/u;

export function isFiller(text: string): boolean {
  return FILLER.test(text);
}

function trimEnd(text: string): string {
  return text.trim().replace(/[。.；;，,\s]+$/u, "");
}
