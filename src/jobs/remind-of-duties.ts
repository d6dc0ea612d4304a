import type { Clock, Day } from "../clock.ts";
import { deliveredDays } from "../duties/collecting.ts";
import { dueReminders, earliestDue, stageOf } from "../duties/due-reminders.ts";
import { listDuties, noteReminded } from "../duties/duties.ts";
import { noteReminders, type SettledReminder, settledReminders } from "../duties/duty-reminders.ts";
import type { ReminderRules } from "../duties/reminder-rules.ts";
import { reminderWords } from "../duties/reminder-words.ts";
import type { StoredDuty } from "../duties/stored-duty.ts";
import type { Log } from "../log.ts";
import { issueNotice } from "../notices/issue.ts";
import { NOBODY } from "../notices/notice.ts";
import { type DutyChats, dutyChatsNow } from "../policy/duty-chat.ts";
import { outOfQuietHours } from "../quiet-hours.ts";
import type { Database } from "../storage/db.ts";
import type { WorkCalendar } from "../workdays.ts";

/** What falls due by the duties that people confirmed becomes a notice. Run as often as one likes: each reminder goes once. */

type Needs = { db: Database; now: Clock; log: Log; dutyChats: DutyChats; rules: ReminderRules; calendar: WorkCalendar };
type Running = StoredDuty & { settings: NonNullable<StoredDuty["settings"]>; remindedUntil: Date };
type DueNow = ReturnType<typeof dueReminders>[number];

export async function remindOfDuties(needs: Needs): Promise<void> {
  const failures: unknown[] = [];
  for (const duty of (await listDuties(needs.db, { states: ["active"] })).filter(isRunning)) {
    // One that cannot be reminded of does not keep the others waiting; the timetable tries it again.
    await remindOf(needs, duty).catch((error: unknown) => void failures.push(error));
  }
  if (failures.length > 0) throw failures[0];
}

function isRunning(duty: StoredDuty): duty is Running {
  return duty.settings !== undefined && duty.remindedUntil !== undefined;
}

async function remindOf(needs: Needs, duty: Running): Promise<void> {
  const { db, calendar } = needs;
  const now = needs.now();
  const facts = { calendar, now, done: new Set<Day>() };
  // Nothing is due most of the time: only then is the database asked what was said before.
  if (dueReminders(duty, { ...facts, settled: [] }).length === 0) return;
  const settled = await settledReminders(db, duty.id, earliestDue(duty.remindedUntil));
  const done = await deliveredDays(needs, duty);
  const due = dueReminders(duty, { ...facts, done, settled });
  for (const one of due) {
    if (one.kind === "settle") continue;
    const isFirst = !settled.some(({ due: day, outcome }) => day === one.reminder.due && outcome === "sent");
    await send(needs, duty, { ...one, isFirst });
  }
  await noteReminders(db, duty.id, due.map(settlementOf), now);
  await noteReminded(db, duty.id, now);
}

type Sending = DueNow & { kind: "send"; isFirst: boolean };

/** A crash after it and before it is noted: the notice stands, and is not issued again. */
async function send({ db, log, calendar, rules, ...needs }: Needs, duty: Running, due: Sending): Promise<void> {
  const now = needs.now();
  const { reminder, isLate, isFirst } = due;
  const { audience, wantsEvidence } = duty.settings;
  const draft = {
    kind: "duty" as const,
    district: duty.district,
    innerOnly: false,
    ...reminderWords(duty, { reminder, isLate, calendar, now }),
    attachments: [],
    audience: { ...NOBODY, ...audience },
    // 「收到」 is asked for once for each occurrence: whoever has pressed it is not asked again by the next reminder of the same day.
    acknowledgement: { wanted: isFirst, urge: false, delivery: wantsEvidence ? { dutyId: duty.id, due: reminder.due } : undefined },
    urgent: false,
    sendAt: outOfQuietHours(now, rules.quiet),
  };
  const dutyChats = await dutyChatsNow(db, needs.dutyChats);
  const made = {
    origin: { kind: "duty" as const, ref: reminder.key },
    confirmedBy: duty.confirmed?.by ?? duty.createdBy,
    dutyChatIds: Object.values(dutyChats),
  };
  const issued = await issueNotice(db, draft, made, now);
  if (issued !== "issued already") log.info("duty reminded of", { dutyId: duty.id, ref: reminder.key, notice: issued.number, isLate });
}

function settlementOf(due: DueNow): SettledReminder {
  const { reminder } = due;
  const outcome = due.kind === "send" ? "sent" : due.outcome;
  return { due: reminder.due, stage: stageOf(reminder), outcome, isLate: due.kind === "send" && due.isLate };
}
