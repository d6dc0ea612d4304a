import type { NoticeKind } from "./notice.ts";

/** Sentences by which people ask to write, see or take back notices. Questions are left to the plans. */
export type NoticeRequest =
  /** `topic`: what it is about, or the name of a template; `to`: for whom. Both empty when not said. */
  | { kind: "compose"; noticeKind: NoticeKind; topic: string; to: string }
  | { kind: "templates" }
  | { kind: "list" }
  | { kind: "attach" }
  /** Of one notice, by its number. */
  | { kind: "show" | "recall" | "export" | "draft"; number: string };

const COURTESY = /^(?:(?:请|麻烦|劳驾|帮我|帮忙|给我|我要|我想|我想要|我来)[\s,，、]*)+/u;
const END = /[\s。.!！~～]+$/u;
const QUESTION = /[?？]|怎么|怎样|如何|什么|[哪啥谁咋]|[吗呢]$|是否|要不要|有没有|能不能|可不可以/u;

const COMPOSE =
  /^(?:用(?<template>.{1,12}?)(?:的?模[板版])(?:来|去)?)?(?:(?:给|向|对)(?<to>.{1,20}?))?(?:群发|下发|发布|推送|发送|发|写|起草|拟|新建)(?:出)?(?:一?[个条份下则篇])?(?<topic>[^，,。？?]{0,12}?)(?:的)?(?<what>风险提示|安全提示|安全提醒|提示|提醒|通知|通告)$/u;
const RISK = /风险|提示|提醒/u;
const TEMPLATES = /^(?:查?看|列出|有)?(?:一下)?通知的?模[板版](?:列表|清单)?$/u;
const LIST =
  /^(?:查?看|列出)?(?:一下)?(?:我的|我发的|所有|最近的?|待审批的?|待批的?)?通知(?:列表|清单|记录)$|^(?:查?看)?(?:我的|待审批的?|待批的?)通知$/u;
const ATTACH = /^(?:把?(?:这个|它)?)?(?:加|附|添加|放)(?:到|进|在)(?:这[个条份])?通知(?:里|中|上|后面)?$|^(?:作为)?通知的?附件$/u;
const NUMBERED =
  /^(?<verb>撤回|收回|导出|查看|看看?|打开|(?:请|让)?模型(?:来)?(?:起草|写))?\s*(?:通知)?\s*(?<number>TZ-?\d{8}-?\d{3,6})\s*(?:的)?(?:发送)?(?:记录|情况|进度|结果|日志)?$/iu;
const RECALL = /^(?:撤回|收回)$/u;
const EXPORT = /^导出$/u;
const DRAFT = /模型/u;

/** 「工作通知」 says nothing of what it is about. */
const PLAIN_TOPIC = /(?:安全)?(?:生产|工作)?$/u;
const GROUP_WORDS = /(?:行业|企业|商户|店铺?)?的?(?:微信|飞书|工作)?群?(?:里|内)?$/u;

/** 「餐饮群」 → 「餐饮」. */
export function bareAudience(said: string): string {
  return said.trim().replace(GROUP_WORDS, "");
}

export function noticeRequest(text: string): NoticeRequest | undefined {
  const plain = text.trim().replace(COURTESY, "").replace(END, "");
  if (TEMPLATES.test(plain)) return { kind: "templates" };
  if (QUESTION.test(plain)) return undefined;
  if (LIST.test(plain)) return { kind: "list" };
  if (ATTACH.test(plain)) return { kind: "attach" };
  return numbered(plain) ?? composing(plain);
}

function numbered(plain: string): NoticeRequest | undefined {
  const { verb = "", number } = NUMBERED.exec(plain)?.groups ?? {};
  if (number === undefined) return undefined;
  const digits = number.replace(/\D/g, "");
  const named = `TZ-${digits.slice(0, 8)}-${digits.slice(8)}`;
  if (DRAFT.test(verb)) return { kind: "draft", number: named };
  if (RECALL.test(verb)) return { kind: "recall", number: named };
  return { kind: EXPORT.test(verb) ? "export" : "show", number: named };
}

function composing(plain: string): NoticeRequest | undefined {
  const { template, to = "", topic = "", what } = COMPOSE.exec(plain)?.groups ?? {};
  if (what === undefined) return undefined;
  return {
    kind: "compose",
    noticeKind: RISK.test(what) ? "risk" : "information",
    topic: (template ?? topic.replace(PLAIN_TOPIC, "")).trim(),
    to: to.trim(),
  };
}
