import type { Card } from "../card.ts";
import type { Clock } from "../clock.ts";
import { MINUTE_MS } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import { takesInnerMatters } from "../registry/inner-matters.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/report.ts";
import { alarmCard, placeOf } from "./alarm-card.ts";
import { type Alarm, forgetReporter, insertAlarm, noteTold, type Told, takeAlarm } from "./alarms.ts";
import { type DutyDesk, isAttended } from "./duty-desk.ts";

/** An emergency is told to those on duty at once, and again and again until one of them has taken it. */

type AlarmNeeds = { db: Database; now: Clock; everyMs: number };
type By = { now: Date; everyMs: number };

/** The first round. Idempotent by the event that brought it. @returns undefined when it had been raised before */
export async function raiseAlarm(
  { db, now, everyMs }: AlarmNeeds,
  raised: Pick<Alarm, "eventId" | "kind" | "said" | "district">,
  desk: DutyDesk,
): Promise<Alarm | undefined> {
  return db.inTransaction(async (tx) => {
    const alarm = await insertAlarm(tx, { ...raised, nextAt: new Date(now().getTime() + everyMs) }, now());
    if (alarm) await tell(tx, alarm, desk, { now: now(), everyMs });
    if (alarm && !isAttended(desk)) await tellReporter(tx, alarm, now());
    return alarm;
  });
}

/** Somebody has taken it: every card of it says so. Undefined: somebody had before. */
export async function endAlarm(
  tx: Db,
  id: string,
  by: { openId: string; name: string | undefined },
  { now, everyMs }: By,
): Promise<Alarm | undefined> {
  const alarm = await takeAlarm(tx, id, by, now);
  if (!alarm) return undefined;
  await amendCards(tx, alarm, { change: "taken", now, everyMs });
  return alarm;
}

/** Whoever raised it wants to be kept out of it. @param eventId  of the message that raised it */
export async function withholdReporter(tx: Db, eventId: string, by: By): Promise<void> {
  const alarm = await forgetReporter(tx, eventId);
  if (alarm) await amendCards(tx, alarm, { change: "unnamed", ...by });
}

async function amendCards(tx: Db, alarm: Alarm, { change, now, everyMs }: { change: string; now: Date; everyMs: number }): Promise<void> {
  for (const { key, to, isOpen } of alarm.told) {
    const card = alarmCard(alarm, { everyMinutes: everyMs / MINUTE_MS, isOpen: isOpen || (await isAmongOutsiders(tx, to)) });
    await enqueue(tx, { key: `${key}/${change}`, delivery: { kind: "amend", of: key, to, card }, priority: "urgent" }, now);
  }
}

/** The card of the alarm as this chat may see it. */
export async function alarmCardIn(db: Db, alarm: Alarm, chatId: string, everyMs: number): Promise<Card> {
  const toldOpenly = alarm.told.some(({ to, isOpen }) => isOpen && to.kind === "chat" && to.chatId === chatId);
  const isOpen = toldOpenly || (await isAmongOutsiders(db, { kind: "chat", chatId }));
  return alarmCard(alarm, { everyMinutes: everyMs / MINUTE_MS, isOpen });
}

async function isAmongOutsiders(db: Db, to: Recipient): Promise<boolean> {
  return to.kind === "chat" && !(await takesInnerMatters(db, to.chatId));
}

/** Sends the alarm as it stands to those who have not had this round of it; each is rung at, once. @returns where it went */
export async function tell(tx: Db, alarm: Alarm, desk: DutyDesk, { now, everyMs }: By): Promise<readonly Told[]> {
  const { recipients, open = [], officers } = desk;
  const before = new Set(alarm.told.map(({ key }) => key));
  const toldOf = (to: Recipient): Told => ({ key: `${roundKey(alarm)}${nameOf(to)}`, to });
  const told = [...open.map((to): Told => ({ ...toldOf(to), isOpen: true })), ...recipients.map(toldOf)].filter(
    ({ key }) => !before.has(key),
  );
  const instead = { kind: "text", text: texts.alarm.instead({ kind: alarm.kind, where: placeOf(alarm.said) }) } as const;
  const lastly = { kind: "text", text: texts.alarm.lastly } as const;
  for (const { key, to, isOpen } of told) {
    const shown = { everyMinutes: everyMs / MINUTE_MS, isOpen: isOpen || (await isAmongOutsiders(tx, to)) };
    const content = { kind: "card", card: alarmCard(alarm, shown) } as const;
    await enqueue(tx, { key, delivery: { kind: "send", to, content }, priority: "urgent" }, now);
    const people = to.kind === "chat" ? officers : rungAlone(desk, to.openId);
    if (people.length === 0) continue;
    const urge = { kind: "urge", of: key, to, people, instead, lastly } as const;
    await enqueue(tx, { key: `${key}/urge`, delivery: urge, priority: "urgent" }, now);
  }
  await noteTold(tx, alarm.id, told);
  return told;
}

/** Where the open duty chat rings at them, what they get beside it does not ring again. */
function rungAlone({ open = [] }: DutyDesk, openId: string): readonly string[] {
  return open.length > 0 ? [] : [openId];
}

/** There is nobody but whoever cried: they must phone. @returns false when they were told before, or nobody knows where */
export async function tellReporter(tx: Db, { id, said }: Alarm, now: Date): Promise<boolean> {
  if (!said.message) return false;
  const delivery = { kind: "reply", ...said.message, content: { kind: "text", text: texts.alarm.unattended } } as const;
  return enqueue(tx, { key: `alarm/${id}/unattended`, delivery, priority: "urgent" }, now);
}

/** What the keys of one round begin with. */
export function roundKey({ id, rounds }: Alarm): string {
  return `alarm/${id}/${rounds}/`;
}

function nameOf(to: Recipient): string {
  return to.kind === "chat" ? to.chatId : to.openId;
}
