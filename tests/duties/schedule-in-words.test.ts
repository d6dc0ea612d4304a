import { expect, test } from "vitest";
import { scheduleFrom } from "../../src/duties/read-duty-form.ts";
import { scheduleInWords } from "../../src/duties/schedule-in-words.ts";
import { readSchedule } from "../../src/duties/schedule-words.ts";
import { workCalendar } from "../../src/workdays.ts";
import { at } from "../support/clock.ts";

const now = at("2026-11-21 10:00");

function inWords(words: string): string {
  const reading = readSchedule(words, { now, calendar: workCalendar() });
  if (reading.kind !== "schedule") throw new Error(`${words} is a ${reading.kind}`);
  return scheduleInWords(scheduleFrom(reading, "2026-11-21"));
}

test.each([
  ["每季度最后一个月15日", "每季度最后一个月15日"],
  ["每月25号", "每月25日"],
  ["每月最后一天", "每月最后一天"],
  ["每月最后一个工作日", "每月最后一个工作日"],
  ["每月第一个工作日", "每月第一个工作日"],
  ["每月25号前3天", "每月25日前3天"],
  ["每年6月1日", "每年6月1日"],
  ["每周一三五", "每周一、三、五"],
  ["每周五", "每周五"],
  ["每个工作日", "每个工作日"],
  ["每天", "每天"],
  ["12月5日", "2026年12月5日（星期六）"],
])("%s is shown as %s", (said, shown) => {
  expect(inWords(said)).toBe(shown);
});
