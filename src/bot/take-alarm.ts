import { formatMinute } from "../clock.ts";
import { type Alarm, findAlarm } from "../hazards/alarms.ts";
import { alarmCardIn, endAlarm } from "../hazards/raise-alarm.ts";
import type { TakeAlarm } from "../hazards/report-press.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { texts } from "../texts/report.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** 「已接警」: whoever is on duty for the district takes the alarm, once; all its cards say who did. */
export async function takeAlarm(
  press: InboundPress,
  { alarmId }: TakeAlarm,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const { db, now, reports, onEnqueued } = needs;
  const alarm = await findAlarm(db, alarmId);
  if (!alarm) return undefined;
  const refused = await refusedPress(lookUp, "take_alarm", { district: alarm.district, townId: alarm.said.townId });
  if (refused) return refused;
  const { person } = await lookUp();
  const by = { openId: press.presser, name: person?.name ?? (await personName(needs, press.presser)) };
  const taken = await db.inTransaction(async (tx) => {
    const ended = await endAlarm(tx, alarmId, by, { now: now(), everyMs: reports.alarmEveryMs });
    const subject = { kind: "alarm", id: alarmId };
    if (ended) await audit(tx, { actor: by.openId, action: "alarm_taken", subject, chatId: press.chatId }, now());
    return ended;
  });
  if (taken) onEnqueued();
  const standing = taken ?? (await findAlarm(db, alarmId)) ?? alarm;
  return {
    ...toast(taken ? "success" : "info", taken ? texts.alarm.taken : sayTaken(standing)),
    card: await alarmCardIn(db, standing, press.chatId, reports.alarmEveryMs),
  };
}

function sayTaken({ taken }: Alarm): string {
  return texts.alarm.takenBefore({ name: taken?.name, minute: taken ? formatMinute(taken.at) : "" });
}
