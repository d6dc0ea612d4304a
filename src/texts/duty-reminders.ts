import { chineseDay } from "../clock.ts";
import { texts as duties } from "./duties.ts";

const WEEKDAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

/** "2026年12月31日（星期四）" */
export function dayInWords(day: string): string {
  return `${chineseDay(day)}（${WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ""}）`;
}

type Stage = { kind: "before"; days: number } | { kind: "due" } | { kind: "overdue" };
type Inferred = Parameters<typeof duties.inference>[0];

/** What is said when a duty falls due, and to administrators about the duties. */
export const texts = {
  reminder: {
    /** @param days  from today to the day itself; a reminder may come early, or late */
    when: ({ stage, due, days }: { stage: Stage; due: string; days: number }) => {
      if (stage.kind === "overdue") return `${dayInWords(due)}已经到期。还没有完成的，请尽快完成并报送。`;
      return days <= 0 ? `今天到期：${dayInWords(due)}。` : `还有 ${days} 天到期：${dayInWords(due)}。`;
    },
    dayOff: ({ workday }: { workday: string }) => `到期日是休息日，最后一个工作日是${dayInWords(workday)}，请在此之前完成。`,
    who: ({ who }: { who: string }) => `责任人：${who}`,
    inferred: ({ inferred }: { inferred: Inferred }) => `日期是推算的：${duties.inference(inferred)}。`,
    provisional: ({ year }: { year: number }) => `${year} 年的放假安排还没有公布，工作日按星期推算，公布后以新的安排为准。`,
    late: "这条提醒因系统停机晚发。",
    setByPeople: "这项提醒由工作人员设置，不是文件的要求。",
  },
  planEnds: {
    title: ({ days }: { days: number }) => `方案还有 ${days} 天到期`,
    body: ({ title, day, running, waiting }: { title: string; day: string; running: number; waiting: number }) =>
      `《${title}》的有效期到${dayInWords(day)}为止，到期后按它发出的任务提醒全部停止。\n` +
      `正在提醒的任务 ${running} 项，还没有确认的 ${waiting} 项。\n` +
      "请盘点没有完成的任务，并请示后续文件；有了新文件，放进知识目录并写明有效期，新的任务会再请您确认。",
  },
  calendarMissing: {
    title: ({ year }: { year: number }) => `${year} 年的放假安排还没有录入`,
    body: ({ year }: { year: number }) =>
      `任务提醒要按 ${year} 年的工作日计算，但放假安排还没有公布，或还没有录入。\n` +
      `在此之前，周一到周五算工作日，涉及的提醒都注明“工作日按星期推算”。\n` +
      `国务院办公厅公布后，请照 knowledge/calendar/2026.yaml 的样子写一份 ${year}.yaml，重新启动即生效。`,
  },
};
