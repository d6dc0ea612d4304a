import { type Clock, MINUTE_MS } from "../clock.ts";
import { messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { type Next, type Pump, startPump } from "../mailroom/pump.ts";
import type { Database } from "../storage/db.ts";
import { doneUntil, markDone } from "./timetable-store.ts";

/** Something that happens by the clock. */
export type Job = {
  /** Kept in the database: a job that is renamed begins anew. */
  name: string;
  /** The last moment at or before `now` at which it was due. */
  lastDue(now: Date): Date;
  /**
   * Does what was due. A crash, or a second process, may carry it out once more: whatever it leaves
   * behind must be keyed by `due`, as every line of the outbox is.
   */
  run(due: Date): Promise<void>;
};

/** A job that fails does not keep the others waiting. */
const RETRY_MS = 5 * MINUTE_MS;

/**
 * Runs each job when it is due, by the clock that is passed in. What fell due while nobody was running is made up
 * for once, the last time only; what was due before the job was known is not.
 */
export function startTimetable(needs: { db: Database; now: Clock; log: Log }, jobs: readonly Job[]): Pump {
  const { db, now, log } = needs;
  /** Of jobs looked up before, so that the database is asked only when something falls due. */
  const done = new Map<string, number>();
  const retryAt = new Map<string, number>();

  async function next(): Promise<Next> {
    const at = now();
    for (const job of jobs) {
      const due = job.lastDue(at);
      if (due.getTime() <= (done.get(job.name) ?? Number.NEGATIVE_INFINITY)) continue;
      if (at.getTime() < (retryAt.get(job.name) ?? Number.NEGATIVE_INFINITY)) continue;
      const until = await doneUntil(db, job.name, due);
      done.set(job.name, until.getTime());
      if (until < due) return { kind: "work", run: () => carryOut(job, due) };
    }
    return { kind: "nothing" };
  }

  async function carryOut(job: Job, due: Date): Promise<void> {
    try {
      await job.run(due);
      await markDone(db, job.name, due);
      done.set(job.name, due.getTime());
      log.info("job done", { job: job.name, due });
    } catch (error) {
      retryAt.set(job.name, now().getTime() + RETRY_MS);
      log.error("job failed, will be tried again", { job: job.name, due, reason: messageOf(error) });
    }
  }

  // One at a time: nothing here is in haste, and the embedded database has one connection.
  return startPump({ now, log }, { name: "timetable", concurrency: 1, tend: async () => {}, next });
}
