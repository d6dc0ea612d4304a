import { DAY_MS, dayOf, formatMinute } from "../../clock.ts";
import { texts } from "./texts.ts";

/** When something was said, as a chat list shows it: today the time, yesterday the word, else the day. */
export function listMoment(at: Date, now: Date): string {
  const today = dayOf(now);
  if (dayOf(at) === today) return timeOf(at);
  return dayLabel(at, now);
}

/** The label of the line that opens a day in a conversation. */
export function dayLabel(at: Date, now: Date): string {
  const day = dayOf(at);
  if (day === dayOf(now)) return texts.moment.today;
  if (day === dayOf(new Date(now.getTime() - DAY_MS))) return texts.moment.yesterday;
  const [year = "", month = "", date = ""] = day.split("-");
  const inYear = texts.moment.day(Number(month), Number(date));
  return year === dayOf(now).slice(0, 4) ? inYear : texts.moment.year(Number(year)) + inYear;
}

/** "HH:mm" in Shanghai. */
export function timeOf(at: Date): string {
  return formatMinute(at).slice(-5);
}
