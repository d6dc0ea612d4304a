import type { Clock } from "../clock.ts";
import { MINUTE_MS } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/report.ts";
import { alarmCard, placeOf } from "./alarm-card.ts";
import { type Alarm, forgetReporter, insertAlarm, nextRound, noteTold, ringingAlarms, type Told, takeAlarm } from "./alarms.ts";
import { type ConfiguredDutyChats, type DutyDesk, dutyDesk } from "./duty-desk.ts";
import { findHazard } from "./ledger.ts";

/** An emergency is told to those on duty at once, and again and again until one of them has taken it. */

type AlarmNeeds = { db: Database; now: Clock; everyMs: number };

/** The first round. Idempotent by the event that brought it. @returns undefined when it had been raised before */
export async function raiseAlarm(
  { db, now, everyMs }: AlarmNeeds,
  raised: Pick<Alarm, "eventId" | "kind" | "said" | "district">,
  desk: DutyDesk,
): Promise<Alarm | undefined> {
  return db.inTransaction(async (tx) => {
    const alarm = await insertAlarm(tx, { ...raised, nextAt: new Date(now().getTime() + everyMs) }, now());
    if (alarm) await tell(tx, alarm, desk, { now: now(), everyMs });
    return alarm;
  });
}

/** What nobody has taken is raised once more. An alarm whose case has been taken up is over. */
export async function repeatAlarms({ db, now, everyMs }: AlarmNeeds, configured: ConfiguredDutyChats): Promise<void> {
  for (const alarm of await ringingAlarms(db, now())) {
    const hazard = alarm.hazardId === undefined ? undefined : await findHazard(db, alarm.hazardId);
    if (hazard && hazard.state !== "registered") {
      await db.inTransaction((tx) => endAlarm(tx, alarm.id, { openId: "system", name: undefined }, { now: now(), everyMs }));
      continue;
    }
    const desk = await dutyDesk(db, configured, alarm.district);
    await db.inTransaction(async (tx) => {
      const round = await nextRound(tx, alarm, new Date(now().getTime() + everyMs));
      if (round) await tell(tx, round, desk, { now: now(), everyMs });
    });
  }
}

/** Somebody has taken it: every card of it says so. Undefined: somebody had before. */
export async function endAlarm(
  tx: Db,
  id: string,
  by: { openId: string; name: string | undefined },
  { now, everyMs }: { now: Date; everyMs: number },
): Promise<Alarm | undefined> {
  const alarm = await takeAlarm(tx, id, by, now);
  if (!alarm) return undefined;
  await amendCards(tx, alarm, { change: "taken", now, everyMs });
  return alarm;
}

/** Whoever raised it wants to be kept out of it. @param eventId  of the message that raised it */
export async function withholdReporter(tx: Db, eventId: string, by: { now: Date; everyMs: number }): Promise<void> {
  const alarm = await forgetReporter(tx, eventId);
  if (alarm) await amendCards(tx, alarm, { change: "unnamed", ...by });
}

async function amendCards(tx: Db, alarm: Alarm, { change, now, everyMs }: { change: string; now: Date; everyMs: number }): Promise<void> {
  const card = alarmCard(alarm, { everyMinutes: everyMs / MINUTE_MS });
  for (const { key, to } of alarm.told) {
    await enqueue(tx, { key: `${key}/${change}`, delivery: { kind: "amend", of: key, to, card }, priority: "answer" }, now);
  }
}

async function tell(tx: Db, alarm: Alarm, { recipients, officers }: DutyDesk, { now, everyMs }: { now: Date; everyMs: number }) {
  const content = { kind: "card", card: alarmCard(alarm, { everyMinutes: everyMs / MINUTE_MS }) } as const;
  const told = recipients.map((to): Told => ({ key: `alarm/${alarm.id}/${alarm.rounds}/${nameOf(to)}`, to }));
  const instead = { kind: "text", text: texts.alarm.instead({ kind: alarm.kind, where: placeOf(alarm.said) }) } as const;
  const lastly = { kind: "text", text: texts.alarm.lastly } as const;
  for (const { key, to } of told) {
    await enqueue(tx, { key, delivery: { kind: "send", to, content }, priority: "answer" }, now);
    const people = to.kind === "chat" ? officers : [to.openId];
    if (people.length === 0) continue;
    const urge = { kind: "urge", of: key, to, people, instead, lastly } as const;
    await enqueue(tx, { key: `${key}/urge`, delivery: urge, priority: "answer" }, now);
  }
  await noteTold(tx, alarm.id, told);
}

function nameOf(to: Recipient): string {
  return to.kind === "chat" ? to.chatId : to.openId;
}
