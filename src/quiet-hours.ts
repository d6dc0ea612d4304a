/** When a chat is not to be disturbed. */
import { DAY_MS, dayOf, MINUTE_MS, startOfDay } from "./clock.ts";

/** Minutes after midnight in Shanghai; `from` after `to` spans midnight (21:00–8:00). Equal ends: never quiet. */
export type QuietHours = { from: number; to: number };

/** The moment at which what is wanted at `at` may be sent: at once, or when the quiet hours end. An emergency does not wait. */
export function outOfQuietHours(at: Date, quiet: QuietHours, isEmergency = false): Date {
  if (isEmergency || !isQuiet(at, quiet)) return at;
  const midnight = startOfDay(dayOf(at)).getTime();
  const end = midnight + quiet.to * MINUTE_MS;
  return new Date(end > at.getTime() ? end : end + DAY_MS);
}

export function isQuiet(at: Date, { from, to }: QuietHours): boolean {
  const minutes = (at.getTime() - startOfDay(dayOf(at)).getTime()) / MINUTE_MS;
  if (from <= to) return minutes >= from && minutes < to;
  return minutes >= from || minutes < to;
}
