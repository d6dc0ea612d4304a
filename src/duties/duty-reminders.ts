/** The only file that touches the table duty_reminders: what became of each reminder of each occurrence. */
import type { Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";

export type SettledReminder = {
  due: Day;
  /** "before-15", "due", "overdue". */
  stage: string;
  outcome: "sent" | "day_passed" | "later_one_goes" | "done";
  isLate: boolean;
};

/** What stands already stays. */
export async function noteReminders(db: Db, dutyId: string, reminders: readonly SettledReminder[], now: Date): Promise<void> {
  if (reminders.length === 0) return;
  await db.query(
    `insert into duty_reminders (duty_id, due, stage, outcome, is_late, at)
     select $1, due, stage, outcome, "isLate", $3
     from jsonb_to_recordset($2::jsonb) as r(due date, stage text, outcome text, "isLate" boolean)
     on conflict (duty_id, due, stage) do nothing`,
    [dutyId, JSON.stringify(reminders), now],
  );
}

/** Of occurrences from `from` on, in the order in which they were settled. */
export async function settledReminders(db: Db, dutyId: string, from: Day): Promise<SettledReminder[]> {
  const { rows } = await db.query<SettledReminder>(
    `select due::text as due, stage, outcome, is_late as "isLate" from duty_reminders where duty_id = $1 and due >= $2 order by at, due, stage`,
    [dutyId, from],
  );
  return rows;
}
