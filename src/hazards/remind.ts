import { addDays, type Clock, DAY_MS, type Day, dayOf, startOfDay } from "../clock.ts";
import { eachApart } from "../each-apart.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Database, Db } from "../storage/db.ts";
import { reachable } from "./case-view.ts";
import { isAccount, responsibleFor } from "./charged.ts";
import { type ConfiguredDutyChats, dutyDesk } from "./duty-desk.ts";
import { fixedCard } from "./fixed-card.ts";
import type { Hazard } from "./hazard.ts";
import { listHazards } from "./ledger.ts";
import { placeName } from "./placed-cards.ts";
import { reminderCard } from "./reminder-card.ts";
import type { ReminderSettings } from "./reminder-settings.ts";
import { longestAhead, type Rung, remindersDue, wakingMoment } from "./reminders.ts";

/** What is said of cases by the clock. Run as often as one likes: each reminder stands under a key of its own. */

type Reminding = { db: Database; now: Clock; dutyChats: ConfiguredDutyChats; settings: ReminderSettings };

/** How long after its time a question that nobody could ask is still asked. Shorter than the outbox remembers its keys. */
const MADE_UP_DAYS = 14;

/** Of deadlines that come near or are passed, up the ladder. */
export async function remindOfDeadlines(needs: Reminding): Promise<void> {
  const { db, now, settings } = needs;
  const today = dayOf(now());
  const dueBefore = addDays(today, longestAhead(settings) + 1);
  await eachApart(await listHazards(db, { states: ["rectifying"], dueBefore }), async (hazard) => {
    const { deadline } = hazard;
    if (!deadline) return;
    for (const { rung, offset } of remindersDue(deadline.day, today, settings)) {
      const key = `hazard/${hazard.id}/remind/${deadline.day}/${rung}/${offset}`;
      for (const to of await recipientsOf(needs, hazard, rung))
        await remind(needs, hazard, { key, to, rung, overdueDays: daysBetween(deadline.day, today) });
    }
  });
}

/** Whoever reported is asked some time after the end whether it is really put right. */
export async function askWhetherFixed({ db, now, settings }: Omit<Reminding, "dutyChats">): Promise<void> {
  const until = addDays(dayOf(now()), 1 - settings.ask_after_days);
  const closed = { since: startOfDay(addDays(until, -MADE_UP_DAYS)), until: startOfDay(until) };
  await eachApart(await listHazards(db, { states: ["closed"], closed }), async (hazard) => {
    if (!isAccount(hazard.reporter.id)) return;
    const to = { kind: "person", openId: hazard.reporter.id } as const;
    const delivery = { kind: "send", to, content: { kind: "card", card: fixedCard(hazard) } } as const;
    const notBefore = wakingMoment(now(), settings.quiet);
    await enqueue(db, { key: `hazard/${hazard.id}/fixed/v${hazard.version}`, delivery, priority: "normal", notBefore }, now());
  });
}

type Reminder = { key: string; to: Recipient; rung: Rung; overdueDays: number };

async function remind({ db, now, settings }: Reminding, hazard: Hazard, { key, to, rung, overdueDays }: Reminder): Promise<void> {
  const content = { kind: "card", card: reminderCard(hazard, { rung, overdueDays }) } as const;
  const notBefore = wakingMoment(now(), settings.quiet);
  await enqueue(db, { key: `${key}/${placeName(to)}`, delivery: { kind: "send", to, content }, priority: "normal", notBefore }, now());
}

async function recipientsOf({ db, dutyChats }: Reminding, hazard: Hazard, rung: Rung): Promise<readonly Recipient[]> {
  const { district } = hazard.facts;
  if (rung === "office") return (await dutyDesk(db, dutyChats, district)).recipients;
  const people = rung === "leader" ? await leadersOf(db, district) : await responsibleFor(db, hazard);
  return people.map((openId) => ({ kind: "person", openId }));
}

/** Who decides in a district: those who approve, else those who administer. */
async function leadersOf(db: Db, district: string | undefined): Promise<string[]> {
  for (const role of ["approver", "administrator"] as const) {
    const people = await reachable(db, await holdersOf(db, { roles: [role], ...(district !== undefined && { district }) }));
    if (people.length > 0) return people.map(({ openId }) => openId);
  }
  return [];
}

function daysBetween(from: Day, to: Day): number {
  return Math.round((startOfDay(to).getTime() - startOfDay(from).getTime()) / DAY_MS);
}
