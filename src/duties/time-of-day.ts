import type { SendTime } from "./reminders.ts";

/** "09:00" */
export function clockTime({ minutes }: SendTime): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
