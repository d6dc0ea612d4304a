/** Keeps the duties in step with the plans, and with the days: after each ingest, and once a day. */
import { addDays, type Clock, dayOf, startOfDay } from "../clock.ts";
import type { Log } from "../log.ts";
import { audit } from "../registry/audit.ts";
import type { Database, Db } from "../storage/db.ts";
import { insertDrafts, listDuties, updateDuty } from "./duties.ts";
import { planSteps } from "./plan-steps.ts";
import { readPlans } from "./preview.ts";
import type { ReminderRules } from "./reminder-rules.ts";
import type { StoredDuty } from "./stored-duty.ts";

type Needs = { db: Database; now: Clock; log: Log; rules: ReminderRules };

/** Whom the audit names for what no person did. */
const BY = "system";

/**
 * Brings the duties to what the plans say now. A plan that says the same changes nothing; a clause that says something else puts its
 * duty before a person again; what is gone, superseded or over ends.
 */
export async function keepDutiesInStep({ db, now, log, rules }: Needs): Promise<void> {
  const plans = await readPlans(db);
  await db.inTransaction(async (tx) => {
    const kept = await listDuties(tx, { from: "plan" });
    const { added, changed } = planSteps(plans, kept, { rules, now: now(), today: dayOf(now()) });
    const inserted = await insertDrafts(tx, added, now());
    const written = [];
    for (const duty of changed) if (await updateDuty(tx, duty)) written.push(duty);
    for (const duty of written) await noteChange(tx, duty, now());
    if (inserted.length + written.length > 0)
      log.info("duties kept in step with the plans", { added: inserted.length, changed: written.length });
  });
}

async function noteChange(tx: Db, { id, state, endedBecause, document }: StoredDuty, now: Date): Promise<void> {
  const after = { state, ...(endedBecause && { because: endedBecause }), document: document?.id };
  await audit(tx, { actor: BY, action: "duty_followed_plan", subject: { kind: "duty", id }, after }, now);
}

/** Ends what people set and nobody confirmed, or what has no day left, and resumes what was paused until yesterday. */
export async function tendDuties({ db, now, rules }: Pick<Needs, "db" | "now" | "rules">): Promise<void> {
  const [at, today] = [now(), dayOf(now())];
  const own = await listDuties(db, { from: "person", states: ["draft", "active"] });
  const ending = own.flatMap((duty) => {
    const because = endOfOwn(duty, addDays(today, -rules.lapseDays), addDays(today, -OVERDUE_DAYS));
    return because ? [{ ...duty, state: "ended" as const, endedBecause: because }] : [];
  });
  const waking = (await listDuties(db, { states: ["paused"] })).filter(({ pause }) => pause?.until !== undefined && pause.until < today);
  const resumed = waking.map((duty) => ({ ...duty, state: "active" as const, pause: undefined, remindedUntil: endOf(duty, at) }));
  for (const duty of [...ending, ...resumed]) {
    await db.inTransaction(async (tx) => {
      const { id, state, endedBecause } = duty;
      const isMoved = await updateDuty(tx, { ...duty, version: duty.version + 1, changedAt: at });
      const after = { state, ...(endedBecause && { because: endedBecause }) };
      if (isMoved) await audit(tx, { actor: BY, action: "duty_tended", subject: { kind: "duty", id }, after }, at);
    });
  }
}

/** What was to be said after the pause is said, also where nobody was running when it ended. */
function endOf({ pause }: StoredDuty, now: Date): Date {
  return pause?.until === undefined ? now : startOfDay(addDays(pause.until, 1));
}

/** After its last day it may still be told to be overdue. */
const OVERDUE_DAYS = 8;

function endOfOwn(duty: StoredDuty, lapsedBefore: string, overBefore: string): "lapsed" | "over" | undefined {
  const { state, changedAt, settings, content } = duty;
  if (state === "draft") return dayOf(changedAt) < lapsedBefore ? "lapsed" : undefined;
  const isPast = settings?.schedule.kind === "dated" && settings.schedule.days.every((day) => day < overBefore);
  return isPast || (content.to !== undefined && content.to < overBefore) ? "over" : undefined;
}
