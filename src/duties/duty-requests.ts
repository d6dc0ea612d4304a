/**
 * Whether a sentence asks for something of the duties: lists, the calendar, something to be scheduled, paused or skipped. Decided by
 * its shape; what asks about the plans (「每季度要做什么」) is left to the plans.
 */
import type { Day } from "../clock.ts";
import type { WorkCalendar } from "../workdays.ts";
import type { Control } from "./schedule-control.ts";
import { timeIn } from "./schedule-time.ts";
import { type Question, readSchedule, type Schedule } from "./schedule-words.ts";

export type DutyRequest =
  /** 「待确认任务」 · 「任务列表」 · 「已停用任务」 · 「未来一年任务日历」 · 「导出任务日历」 */
  | { kind: Named }
  | { kind: "span"; from: Day; to: Day }
  | { kind: "control"; does: Control; what: string | undefined; until: Day | undefined }
  /** `reworded`: the sentence that was read, where a model put it in our grammar's words. */
  | { kind: "schedule"; schedule: Schedule; reworded?: string }
  | { kind: "ask_back"; question: Question };

type Named = "drafts" | "running" | "ended" | "calendar" | "calendar_file";

const COURTESY = /^(?:(?:请问|请|麻烦|劳驾|你好|您好|帮我|给我|我要|我想|我想要)[\s,，、]*)+/u;
const END = /[\s。.!！?？~～]+$/u;
const SHOW = "(?:看一?下?|看看|查看|查一?下|打开|显示|列出|列一下|发)?(?:一下)?";
const DRAFTS = new RegExp(`^${SHOW}(?:所有|全部)?(?:待确认|未确认|没确认)的?(?:任务|职责)(?:列表|清单)?$|^确认任务$|^任务确认$`, "u");
const RUNNING = new RegExp(
  `^${SHOW}(?:我们?的|所有的?|全部的?|正在提醒的?|已确认的?)?(?:任务|提醒)(?:列表|清单|一览)$|^${SHOW}(?:所有|全部|我们?的|正在提醒的|已确认的)(?:任务|提醒)$`,
  "u",
);
const ENDED = new RegExp(`^${SHOW}(?:已停用|停用|不启用|未启用|已结束|结束)的?(?:任务|提醒)(?:列表|清单)?$`, "u");
const CALENDAR = new RegExp(
  `^${SHOW}(?:未来|今后|接下来|全年|年度|本年度)?(?:的?(?:一年|1年|12个?月|十二个月|全年|几个月))?的?(?:任务|职责|提醒)(?:日历|预览|月历)$`,
  "u",
);
const FILE = /^(?:导出|下载|发|要)(?:一下|一份|个)?(?:未来一年的?|全年的?)?(?:任务|职责|提醒)?(?:日历文件|日历)$|日历文件$/u;

/** Whoever asks wants an answer, not an order carried out. */
export const ASKS =
  /[?？]|怎么|怎样|如何|什么|为啥|[哪啥谁咋吗呢]|(?<!过|隔)几[次个天号月点]|多少|多久|多长|是否|是不是|要不要|有没有|有没|能不能|可不可以|够不够|算不算|行不行|对不对|对不$|对吧|没错吧|不用?$/u;
/** 「提醒」 as something that is done, and not a notice of that name. */
const REMIND =
  /(?<!安全|风险|工作|温馨|友情|预警|消费|重要|感谢|谢谢|多谢|您的|你的)提醒(?=[\p{Script=Han}A-Za-z@])(?!了|过|信息|函|事项|功能|短信|制度|机制|卡|单|书|的?(?:频次|内容|方式|对象))/u;
const TELL = /(?:通知|告诉|催)(?:一下)?(?:各|全体|所有)?[\p{Script=Han}]{0,10}?(?:群|企业办|企业|商户|股室?|科室|单位|负责人|大家|所有人)/u;
/** Without any word of a day it is an order only where somebody is named; 「提醒大家下班关煤气」 is said to people. */
const REMIND_NAMED = /(?:提醒|通知|催)(?:一下)?(?:各|全体|所有)?[\p{Script=Han}]{0,10}?(?:群|企业办|企业|商户|股室?|科室)/u;
/** 「下周五前交……」: an order that begins with its day. 「各店铺：月底前……」 is said to people. */
const HAND_IN =
  /^(?:请|要求|各[\p{Script=Han}（）]{1,12})?[^，。；：:]{1,14}?(?:前|之前|以前)(?:各[\p{Script=Han}（）]{1,12}?)?(?:要|需要?|请|须|必须|务必|得)?(?:提交|上交|交|报送|上报|报|完成|填报|整理好?|做完|落实)/u;

/** By when something is put right belongs to its case. */
const OF_CASES = /整改|隐患|YH-/u;

/** @param now  when it was said */
export function dutyRequest(text: string, context: { now: Date; calendar: WorkCalendar }): DutyRequest | undefined {
  const plain = text.trim().replace(COURTESY, "").replace(END, "");
  const named = NAMED.find(({ pattern }) => pattern.test(plain));
  if (named) return { kind: named.kind };
  const reading = readSchedule(plain, context);
  if (reading.kind === "list") return isOfCalendar(plain) ? { kind: "span", from: reading.from, to: reading.to } : undefined;
  if (ASKS.test(text)) return undefined;
  switch (reading.kind) {
    case "control":
      return reading;
    case "schedule":
      return isOrdered(plain) || (reading.isDeadline && HAND_IN.test(plain) && !OF_CASES.test(plain))
        ? { kind: "schedule", schedule: reading }
        : undefined;
    case "question":
      return isAskedBack(plain, reading) ? { kind: "ask_back", question: reading } : undefined;
    default:
      return undefined;
  }
}

const NAMED: readonly { pattern: RegExp; kind: Named }[] = [
  { pattern: DRAFTS, kind: "drafts" },
  { pattern: RUNNING, kind: "running" },
  { pattern: ENDED, kind: "ended" },
  { pattern: FILE, kind: "calendar_file" },
  { pattern: CALENDAR, kind: "calendar" },
];

/** 「今年要完成哪些事」 asks what the plans say; 「下个月有什么任务」 what falls due. */
const OF_CALENDAR = /任务|提醒|日程|待办|到期|要交|要报|该交|该报/u;
const OF_PLANS = /方案|文件|规定|要求|行动|条款|附件|分工|牵头|负责|主要任务|重点任务|今年|年底前|明年/u;

function isOfCalendar(plain: string): boolean {
  return OF_CALENDAR.test(plain) && !OF_PLANS.test(plain);
}

function isAskedBack(plain: string, { about, stated }: Question): boolean {
  if (about === "which_reminder") return true;
  const isBare = about === "no_day" && stated === "" && timeIn(plain).kind === "none";
  return isBare ? REMIND_NAMED.test(plain) : isOrdered(plain);
}

function isOrdered(plain: string): boolean {
  return REMIND.test(plain) || TELL.test(plain);
}
