import type { InvitedRole } from "./invitations.ts";
import { type OfficeRequest, readOfficeRequest } from "./office-requests.ts";
import type { GrantedRole } from "./role.ts";

/**
 * Sentences by which people ask for something of the registry. Decided by their shape: what is a question about the plans
 * (「绑定」 aside, all these words occur there, too) is left to the plans.
 */
export type RegistryRequest =
  | OfficeRequest
  | { kind: "help" }
  | { kind: "my_enterprise" }
  | { kind: "set_up_chat" }
  /** `said`: a code or a name; empty: how does one do that? */
  | { kind: "bind"; said: string; role: InvitedRole }
  | { kind: "invite"; name: string; role: InvitedRole }
  /** `isSure`: the sentence can mean nothing else. */
  | { kind: "find_enterprise"; name: string; isSure: boolean }
  | { kind: "who_is_responsible"; topic: string }
  | { kind: "grant"; name: string; role: GrantedRole | undefined };

const COURTESY = /^(?:(?:请问|请|麻烦|劳驾|你好|您好|帮我|给我|我要|我想|我想要|我来)[\s,，、]*)+/u;
const END = /[\s。.!！?？~～]+$/u;
const QUESTION = /[?？]|怎么|怎样|如何|什么|[哪啥谁咋]|吗$|几|多少|是否|要不要|有没有|能不能|可以/u;
/** No enterprise is called by more. */
const NAME_CHARACTERS_MAX = 40;

const HELP =
  /^(?:帮助(?:一下)?|帮忙|help|使用(?:说明|帮助|指南|方法)|怎么(?:使?用|操作)(?:你)?|菜单|功能(?:菜单|列表|介绍)?|(?:你|您|机器人)(?:都|还)?(?:能|会|可以)(?:帮我|帮我们|为我)?(?:做|干|办)?(?:些)?(?:什么|啥|哪些事?)(?:事情?)?(?:呢|呀|啊)?)$/iu;
const MY_ENTERPRISE =
  /^(?:看看?|查看?|查一?下|打开|显示)?(?:我的|我们的?|咱们?的?|我家的?|本)(?:企业|单位|公司|店铺?)(?:的?(?:档案|信息|资料|情况|卡片?))?$/u;
const SET_UP_CHAT = /^(?:打开|修改|更改|改一?下|看看?)?(?:本|这个)?群(?:聊)?的?设置$|^设置(?:一下)?(?:本|这个)?群(?:聊)?$/u;
const BIND = /^(?:申请|怎么|怎样|如何)?(?:绑定|认领)(?:一?下)?(?:(?:我的?|我们的?|本)?(?:企业|单位|公司|店铺?))?(?<rest>.*)$/u;
const INVITE = /^(?:(?:发|生成|开|要)?一?个?邀请码?(?:企业)?[\s:：,，]+|(?:发|生成|开|要)一?个?邀请码(?:给)?|邀请(?:码|企业))(?<rest>.*)$/u;
const FIND = /^(?<verb>(?:查|找|搜|看)(?:询|看|找|索|一下|下)?)?企业(?:的?(?:档案|信息|资料|情况))?(?<gap>[\s:：,，]*)(?<rest>.*)$/u;
const FILE_OF = /^(?:(?:查|找|看)(?:询|看|找|一下|下)?)?(?<rest>.{2,40}?)的?(?:企业)?档案$/u;
const WHO_IS = /^谁(?:来|具体|在|是)?(?:负责|分管|主管|管)(?:理)?(?:人)?[\s:：,，]*(?<rest>.+)$/u;
const IS_WHO =
  /^(?<rest>.+?)(?:(?:是|由|归|该|应该?|具体)*谁(?:来|具体|在)?(?:负责|分管|主管|管)|的?(?:负责人|联系人)是(?:谁|哪[位个])|(?:要|该|应该?)?(?:找|联系)谁)(?:的|呢|啊|呀)?$/u;
const GRANT = /^(?:(?:授权|权限管理|人员权限)|(?:授予|收回|撤销|取消)(?:角色|权限|授权))(?<gap>[\s:：,，@给]*)(?<rest>.*)$/u;

/** 「授权 张三为值班员」. */
const GRANT_PARTICLE = /(?:为|当|的)$/u;
const GRANT_GAP = /[\s,，、]+/u;

const GAP = /^[\s:：,，、@给]+|[\s:：,，、]+$/gu;

const SAFETY_OFFICER = /[\s,，、]*(?:的)?(?:(?:企业)?安全(?:管理)?(?:员|人员)|安管员)$/u;
const PRINCIPAL = /[\s,，、]*(?:的)?(?:主要负责人|负责人|老板|店长|业主|法人)$/u;

/** How people call the roles that can be granted; the longer one first. */
const ROLE_WORDS: readonly [RegExp, GrantedRole][] = [
  [/(?:企业办|乡镇|街道)(?:工作)?(?:人员|干部)?$/u, "town_staff"],
  [/(?:局|股室|科室)(?:里|内)?(?:工作)?人员$/u, "bureau_staff"],
  [/值班(?:员|人员|人|同志|岗)?$/u, "duty_officer"],
  [/审批(?:人员?|员)?$/u, "approver"],
  [/审计(?:人员|员)?$/u, "auditor"],
  [/(?:系统)?管理员$/u, "administrator"],
];

/** What a sentence asks of the registry; undefined: nothing that we know. */
export function readRequest(text: string): RegistryRequest | undefined {
  const plain = text.trim().replace(COURTESY, "").replace(END, "");
  if (HELP.test(plain)) return { kind: "help" };
  if (MY_ENTERPRISE.test(plain)) return { kind: "my_enterprise" };
  if (SET_UP_CHAT.test(plain)) return { kind: "set_up_chat" };
  return (
    readBinding(plain) ??
    readInvitation(plain) ??
    readGrant(plain) ??
    readResponsible(plain) ??
    readOfficeRequest(plain) ??
    readEnterprise(plain)
  );
}

function readBinding(plain: string): RegistryRequest | undefined {
  const rest = BIND.exec(plain)?.groups?.rest;
  if (rest === undefined) return undefined;
  const { name, role } = nameAndRole(rest);
  return { kind: "bind", said: QUESTION.test(name) ? "" : name, role };
}

function readInvitation(plain: string): RegistryRequest | undefined {
  const rest = INVITE.exec(plain)?.groups?.rest;
  return rest === undefined || QUESTION.test(rest) ? undefined : { kind: "invite", ...nameAndRole(rest) };
}

function readGrant(plain: string): RegistryRequest | undefined {
  const { gap, rest } = GRANT.exec(plain)?.groups ?? {};
  if (rest === undefined || QUESTION.test(rest) || (rest !== "" && gap === "")) return undefined;
  const words = rest.replace(GAP, "");
  const called = ROLE_WORDS.find(([word]) => word.test(words));
  // A person's name has no gap in it: what stands between it and the role is where the role is to hold, which the form asks.
  const [name = ""] = (called ? words.replace(called[0], "") : words).split(GRANT_GAP);
  return { kind: "grant", name: name.replace(GRANT_PARTICLE, ""), role: called?.[1] };
}

function readResponsible(plain: string): RegistryRequest | undefined {
  const rest = (WHO_IS.exec(plain) ?? IS_WHO.exec(plain))?.groups?.rest?.replace(GAP, "");
  return rest ? { kind: "who_is_responsible", topic: rest } : undefined;
}

/** Without a verb and without a gap it is the beginning of any sentence about enterprises: 「企业培训……」. */
function readEnterprise(plain: string): RegistryRequest | undefined {
  const found = FIND.exec(plain)?.groups;
  const isSure = found !== undefined && found.gap !== "";
  if (found && (isSure || found.verb)) return lookUp(found.rest ?? "", isSure);
  return lookUp(FILE_OF.exec(plain)?.groups?.rest ?? "", false);
}

function lookUp(rest: string, isSure: boolean): RegistryRequest | undefined {
  const name = rest.replace(GAP, "");
  const isName = name !== "" && name.length <= NAME_CHARACTERS_MAX && !QUESTION.test(name);
  return isName ? { kind: "find_enterprise", name, isSure } : undefined;
}

/** 「老福记酒楼 安全员」: who is to stand for it; without a word, its principal. */
function nameAndRole(rest: string): { name: string; role: InvitedRole } {
  const words = rest.replace(GAP, "");
  if (SAFETY_OFFICER.test(words)) return { name: words.replace(SAFETY_OFFICER, ""), role: "enterprise_safety_officer" };
  return { name: words.replace(PRINCIPAL, ""), role: "enterprise_principal" };
}
