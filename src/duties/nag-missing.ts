import { addDays, type Clock, dayOf } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Db } from "../storage/db.ts";
import type { WorkCalendar } from "../workdays.ts";
import { collectedDuties, collectingOf } from "./collecting.ts";
import { collectionOf } from "./collection.ts";
import { deliveriesDue } from "./deliveries.ts";
import { remindMissing } from "./remind-missing.ts";
import type { ReminderRules } from "./reminder-rules.ts";

type Needs = { db: Db; now: Clock; log: Log; rules: ReminderRules; calendar: WorkCalendar };

/** Reminds those who have not delivered what was due some days ago, by the office's rule. Run twice on a day it says nothing more. */
export async function nagMissing(needs: Needs): Promise<void> {
  const { db, now, log, rules } = needs;
  const dueDays = rules.missingAfterDays.map((days) => addDays(dayOf(now()), -days));
  for (const duty of await collectedDuties(db)) {
    if (duty.state !== "active") continue;
    for (const due of dueDays) {
      // What was due before somebody confirmed the duty nobody was told of.
      if (!duty.confirmed || due < dayOf(duty.confirmed.at)) continue;
      const collecting = await collectingOf(needs, duty, due);
      if (!collecting) continue;
      const { missing } = collectionOf(collecting.bearers, await deliveriesDue(db, { dutyId: duty.id, from: due, to: due }));
      const bearers = missing.map(({ bearer }) => bearer);
      const { people, chats, unreachable } = await remindMissing(needs, { collecting, missing: bearers, quiet: rules.quiet });
      log.info("reminded of deliveries", { duty: duty.id, due, people, chats, unreachable: unreachable.length });
    }
  }
}
