import type { Clock } from "../clock.ts";
import type { Directory } from "../messenger.ts";
import type { Database } from "../storage/db.ts";
import type { WorkCalendar } from "../workdays.ts";
import { reportQuizzes } from "./hold-quiz.ts";
import { learnMembers } from "./learn-members.ts";
import { nagUnacknowledged } from "./nag.ts";
import type { NagSettings } from "./nag-settings.ts";

/** What happens by the clock after a notice or a quiz is sent. @param needs.settings  undefined: the office keeps none, and nobody is reminded by the clock */
export async function tendReceipts(needs: {
  db: Database;
  messenger: Pick<Directory, "members">;
  now: Clock;
  settings: NagSettings | undefined;
  calendar: WorkCalendar;
}): Promise<void> {
  const { settings, ...tools } = needs;
  await learnMembers(tools);
  await reportQuizzes(tools);
  if (settings) await nagUnacknowledged({ ...tools, settings });
}
