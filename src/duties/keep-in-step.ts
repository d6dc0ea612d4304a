/** Keeps the duties in step with the plans, and with the days: after each ingest, and once a day. */
import { addDays, type Clock, dayOf, startOfDay } from "../clock.ts";
import type { Log } from "../log.ts";
import { audit } from "../registry/audit.ts";
import type { Database, Db } from "../storage/db.ts";
import { hasNoDayLeft } from "./due-days.ts";
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

/** Ends what has no day left, or was set by people and never confirmed, and resumes what was paused until yesterday. */
export async function tendDuties({ db, now, rules }: Pick<Needs, "db" | "now" | "rules">): Promise<void> {
  const at = now();
  const open = await listDuties(db, { states: ["draft", "active", "paused"] });
  for (const tended of open.flatMap((duty) => tendedDuty(duty, { rules, at }))) {
    await db.inTransaction(async (tx) => {
      const { id, state, endedBecause } = tended;
      const isMoved = await updateDuty(tx, { ...tended, version: tended.version + 1, changedAt: at });
      const after = { state, ...(endedBecause && { because: endedBecause }) };
      if (isMoved) await audit(tx, { actor: BY, action: "duty_tended", subject: { kind: "duty", id }, after }, at);
    });
  }
}

function tendedDuty(duty: StoredDuty, { rules, at }: { rules: ReminderRules; at: Date }): StoredDuty[] {
  const { state, document, changedAt, content, settings, proposal, pause } = duty;
  const today = dayOf(at);
  const over = hasNoDayLeft(content, (settings ?? proposal)?.schedule, today) ? ("over" as const) : undefined;
  const lapsed = state === "draft" && !document && dayOf(changedAt) < addDays(today, -rules.lapseDays) ? ("lapsed" as const) : undefined;
  const endedBecause = over ?? lapsed;
  if (endedBecause) return [{ ...duty, state: "ended", endedBecause, pause: undefined }];
  if (pause?.until === undefined || pause.until >= today) return [];
  // What was to be said after the pause is said, also where nobody was running when it ended.
  return [{ ...duty, state: "active", pause: undefined, remindedUntil: startOfDay(addDays(pause.until, 1)) }];
}
