import type { Clock } from "../clock.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { enqueue, fatesOf } from "../mailroom/outbox.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/report.ts";
import { type Alarm, nextRound, standingAlarms, type Told } from "./alarms.ts";
import { administratorsOf, type ConfiguredDutyChats, dutyDesk } from "./duty-desk.ts";
import { findHazard } from "./ledger.ts";
import { endAlarm, roundKey, tell, tellReporter } from "./raise-alarm.ts";

/** Alarms that nobody has taken: raised once more when it is time, and told to others where they did not arrive. */

type Tending = { db: Database; now: Clock; log: Log; everyMs: number; dutyChats: ConfiguredDutyChats };

/** One that fails keeps no other waiting; it is looked at again the next time. An alarm whose case has been taken up is over. */
export async function tendAlarms(needs: Tending): Promise<void> {
  for (const alarm of await standingAlarms(needs.db)) {
    try {
      await tendAlarm(needs, alarm);
    } catch (error) {
      needs.log.error("an alarm could not be tended", { alarmId: alarm.id, reason: messageOf(error) });
    }
  }
}

async function tendAlarm(needs: Tending, alarm: Alarm): Promise<void> {
  const { db, now, everyMs, dutyChats } = needs;
  const by = { now: now(), everyMs };
  const hazard = alarm.hazardId === undefined ? undefined : await findHazard(db, alarm.hazardId);
  if (hazard && hazard.state !== "registered") {
    await db.inTransaction((tx) => endAlarm(tx, alarm.id, { openId: "system", name: undefined }, by));
    return;
  }
  if (alarm.nextAt > by.now) return reachOthers(needs, alarm);
  const desk = await dutyDesk(db, dutyChats, alarm.district);
  await db.inTransaction(async (tx) => {
    const round = await nextRound(tx, alarm, new Date(by.now.getTime() + everyMs));
    if (round) await tell(tx, round, desk, by);
  });
}

/** Where this round did not arrive, those on duty have it in private, and who administers hears why. */
async function reachOthers(needs: Tending, alarm: Alarm): Promise<void> {
  const { db, now, log, everyMs, dutyChats } = needs;
  const round = alarm.told.filter(({ key }) => key.startsWith(roundKey(alarm)));
  const fates = await fatesOf(
    db,
    round.map(({ key }) => key),
  );
  const lost = new Set(fates.filter(({ state }) => state === "failed" || state === "uncertain").map(({ key }) => key));
  const failed = round.filter(({ key }) => lost.has(key));
  if (failed.length === 0 && round.length > 0) return;
  const { officers } = await dutyDesk(db, dutyChats, alarm.district);
  const recipients = officers.map((openId) => ({ kind: "person", openId }) as const);
  await db.inTransaction(async (tx) => {
    const told = await tell(tx, alarm, { recipients, officers }, { now: now(), everyMs });
    const isNew = await tellAdministrators(tx, alarm, { failed, now: now() });
    if (isNew) log.error("an alarm did not arrive", { alarmId: alarm.id, places: failed.length });
    if (told.length + round.length > failed.length) return;
    if (await tellReporter(tx, alarm, now())) log.error("nobody could be told of an alarm", { alarmId: alarm.id });
  });
}

/** Once for each alarm. */
async function tellAdministrators(tx: Db, alarm: Alarm, { failed, now }: { failed: readonly Told[]; now: Date }): Promise<boolean> {
  if (!failed.some(({ to }) => to.kind === "chat")) return false;
  const text = texts.alarm.chatLost({ district: alarm.district });
  let isNew = false;
  for (const openId of await administratorsOf(tx, alarm.district)) {
    const delivery = { kind: "send", to: { kind: "person", openId }, content: { kind: "text", text } } as const;
    isNew = (await enqueue(tx, { key: `alarm/${alarm.id}/chat-lost/${openId}`, delivery, priority: "answer" }, now)) || isNew;
  }
  return isNew;
}
