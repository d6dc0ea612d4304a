/** A schedule as people would say it, for cards and forms. */
import { assertNever } from "../errors.ts";
import { texts } from "../texts/duty-cards.ts";
import type { DutySchedule } from "./stored-duty.ts";

export function scheduleInWords(schedule: DutySchedule): string {
  if (schedule.kind === "dated") return texts.dated(schedule);
  const { rules, adjustment } = schedule;
  const rule = rules.map(ruleInWords).join(texts.or);
  switch (adjustment.kind) {
    case "none":
      return rule;
    case "workdays_only":
      return texts.workdays;
    case "last_workday":
      return texts.lastWorkday({ rule });
    case "first_workday":
      return texts.firstWorkday({ rule });
    case "days_before":
      return texts.daysBefore({ rule, days: adjustment.days });
    case "workdays_before":
      return texts.workdaysBefore({ rule, days: adjustment.days });
    default:
      return assertNever(adjustment);
  }
}

function ruleInWords(rule: string): string {
  const parts = new Map(rule.split(";").map((part) => part.split("=") as [string, string]));
  const listed = (name: string) => (parts.get(name) ?? "").split(",").filter((one) => one !== "");
  return texts.rule({
    frequency: parts.get("FREQ") ?? "",
    interval: Number(parts.get("INTERVAL") ?? 1),
    months: listed("BYMONTH").map(Number),
    monthDays: listed("BYMONTHDAY").map(Number),
    weekdays: listed("BYDAY"),
  });
}
