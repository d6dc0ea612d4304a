import { type Clock, SECOND_MS } from "../clock.ts";
import type { ConfiguredDutyChats } from "../hazards/duty-desk.ts";
import { tendAlarms } from "../hazards/tend-alarms.ts";
import type { Log } from "../log.ts";
import { type Next, type Pump, startPump } from "../mailroom/pump.ts";
import type { ReportConfig } from "../report-settings.ts";
import type { Database } from "../storage/db.ts";

/** A second look costs one small query; an alarm that did not arrive must not wait for a minute to end. */
const WATCHED_EVERY_MS = 10 * SECOND_MS;

/** Looks after the alarms that stand, beside the timetable: whatever takes long there, an alarm is raised again in its time. */
export function startAlarmWatch(needs: {
  db: Database;
  now: Clock;
  log: Log;
  dutyChats: ConfiguredDutyChats;
  reports: Pick<ReportConfig, "alarmEveryMs">;
  /** Something was put into the outbox. */
  onEnqueued: () => void;
}): Pump {
  const { now, reports, onEnqueued, ...tools } = needs;
  let watchedAt: number | undefined;

  async function next(): Promise<Next> {
    const at = now().getTime();
    const due = watchedAt === undefined ? at : watchedAt + WATCHED_EVERY_MS;
    if (at < due) return { kind: "nothing", until: new Date(due) };
    watchedAt = at;
    return { kind: "work", run: watch };
  }

  async function watch(): Promise<void> {
    await tendAlarms({ ...tools, now, everyMs: reports.alarmEveryMs });
    onEnqueued();
  }

  return startPump({ now, log: needs.log }, { name: "alarms", concurrency: 1, tend: async () => {}, next });
}
