import { messageOf } from "../errors.ts";
import { alarmRaisedBy } from "../hazards/alarms.ts";
import { administratorsOf, dutyDesk, isAttended } from "../hazards/duty-desk.ts";
import { findByOrigin } from "../hazards/ledger.ts";
import { raiseAlarm } from "../hazards/raise-alarm.ts";
import { enqueue, isAnswered } from "../mailroom/outbox.ts";
import type { Content, InboundMessage, Recipient } from "../messenger.ts";
import { findChat } from "../registry/groups.ts";
import { type EmergencyKind, texts as hazardTexts } from "../texts/hazards.ts";
import { texts } from "../texts/report.ts";
import type { BotNeeds } from "./needs.ts";

/** As much of what was said as administrators need to find it. */
const WORDS_MAX = 200;

/**
 * The inbox has given up on an emergency that could not be recorded. Those on duty are alarmed if they were not, with what the words alone tell;
 * whoever cried is told to phone, and those who administer are told, too. Idempotent by the event.
 */
export async function admitEmergency(needs: BotNeeds, message: InboundMessage, kind: EmergencyKind): Promise<void> {
  const { db, log } = needs;
  const { eventId } = message;
  if (await findByOrigin(db, `${eventId}/0`)) return;
  const district = (await findChat(db, message.chatId))?.district;
  const isAlarmed = await alarmed(needs, message, { kind, district });
  log.error("an emergency could not be recorded", { eventId, isAlarmed });
  const first = (await isAnswered(db, `${eventId}:`)) ? [] : [hazardTexts.emergency({ kind, missing: undefined })];
  const text = [...first, texts.alarm.notRecorded({ isAlarmed })].join("\n");
  const { messageId, chatId } = message;
  const delivery = { kind: "reply", messageId, chatId, content: { kind: "text", text } } as const;
  await enqueue(db, { key: `${eventId}:failed`, delivery, priority: "answer" }, needs.now());
  const words = message.text.slice(0, WORDS_MAX).toWellFormed();
  const told: Content = { kind: "text", text: texts.alarm.failedForAdministrators({ isAlarmed, words }) };
  for (const openId of await administratorsOf(db, district)) {
    const to: Recipient = { kind: "person", openId };
    await enqueue(
      db,
      { key: `${eventId}/failed/${openId}`, delivery: { kind: "send", to, content: told }, priority: "answer" },
      needs.now(),
    );
  }
  needs.onEnqueued();
}

type Known = { kind: EmergencyKind; district: string | undefined };

/** Whether somebody has been told: by the first try, else now. */
async function alarmed(needs: BotNeeds, message: InboundMessage, { kind, district }: Known): Promise<boolean> {
  const { db, now, reports, dutyChats, log } = needs;
  const { eventId, messageId, chatId } = message;
  try {
    const before = await alarmRaisedBy(db, eventId);
    if (before) return before.told.length > 0;
    const said = { words: message.text.slice(0, WORDS_MAX).toWellFormed(), message: { messageId, chatId } };
    const desk = await dutyDesk(db, dutyChats, district);
    await raiseAlarm({ db, now, everyMs: reports.alarmEveryMs }, { eventId, kind, said, district }, desk);
    return isAttended(desk);
  } catch (error) {
    log.error("an alarm could not be raised", { eventId, reason: messageOf(error) });
    return false;
  }
}
