import { createHash } from "node:crypto";
import { dayOf, HOUR_MS, MINUTE_MS, startOfDay } from "../clock.ts";
import { outOfQuietHours } from "../quiet-hours.ts";
import type { ChatSettings } from "../registry/chat.ts";

/** Decides when a notice leaves for one group: at its time, outside of the group's quiet hours, and beside the full and half hours. */

const HALF_HOUR_MS = HOUR_MS / 2;
/** The platform is busy with everybody's reminders (11232) from shortly before a full or half hour until … */
const BUSY_BEFORE_MS = MINUTE_MS / 2;
const BUSY_UNTIL_MS = 2 * MINUTE_MS;
/** … after which what was held back is spread over this long. */
const SPREAD_MS = MINUTE_MS;

type Wish = { at: Date; urgent: boolean; quietHours: ChatSettings["quietHours"]; key: string };

/** @param wish.key  of the row: decides how far it stands off, the same each time */
export function sendingTime({ at, urgent, quietHours, key }: Wish): Date {
  if (urgent) return at;
  const awake = quietHours ? outOfQuietHours(at, { from: minutesOf(quietHours.from), to: minutesOf(quietHours.to) }) : at;
  return besideFullHours(awake, key);
}

function besideFullHours(at: Date, key: string): Date {
  const sinceMidnight = at.getTime() - startOfDay(dayOf(at)).getTime();
  const sinceMark = (sinceMidnight + BUSY_BEFORE_MS) % HALF_HOUR_MS;
  if (sinceMark >= BUSY_BEFORE_MS + BUSY_UNTIL_MS) return at;
  const busyUntil = at.getTime() - sinceMark + BUSY_BEFORE_MS + BUSY_UNTIL_MS;
  return new Date(busyUntil + Math.floor(chanceOf(key) * SPREAD_MS));
}

/** 0 … 1, by the row's own name. */
function chanceOf(key: string): number {
  return createHash("sha256").update(key).digest().readUInt32BE(0) / 2 ** 32;
}

/** "HH:mm" → minutes after midnight. */
function minutesOf(time: string): number {
  const [hour, minute] = time.split(":").map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
