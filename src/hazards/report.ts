import { type Clock, dayOf } from "../clock.ts";
import type { Database, Db } from "../storage/db.ts";
import type { RefusalReason } from "./guard.ts";
import type { Actor, Assignment, Hazard, HazardFacts } from "./hazard.ts";
import { appendEvent, historyOf } from "./history.ts";
import { drawNumber, findByOrigin, findHazard, insertHazard, updateHazard } from "./ledger.ts";
import { attachPhotos } from "./photos.ts";
import type { HazardEvent, Step } from "./step.ts";
import { openHazard, transition } from "./transition.ts";

/** The two ways into the ledger: a case begins, a case moves. Rights are asked before, cards are the caller's. */

/**
 * What else must be true when the case is: cards into the outbox, a line in the audit. Runs in the same transaction, so it uses
 * `tx` alone and reaches no network; when it throws, nothing has happened.
 */
export type Within = (tx: Db, moved: { hazard: Hazard; event: HazardEvent }) => Promise<void>;

export type HazardDraft = {
  /** Of what brings it, such as event id and place in the message: the same one is recorded once. */
  origin: string;
  facts: HazardFacts;
  reporter: Actor;
  anonymous?: boolean | undefined;
  chatId?: string | undefined;
  photoIds?: readonly string[] | undefined;
  /** What was said, word for word. */
  note?: string | undefined;
  /** The closed case that has come back. */
  repeatOf?: string | undefined;
  /** Who sees to it by the list that brought the case. */
  assignment?: Assignment | undefined;
};

export type Recorded = { kind: "recorded"; hazard: Hazard; event: HazardEvent } | { kind: "repeated"; hazard: Hazard };

/** `repeated`: its origin had been recorded before; `within` did not run again. */
export async function recordHazard(needs: { db: Database; now: Clock }, draft: HazardDraft, within: Within): Promise<Recorded> {
  const before = await findByOrigin(needs.db, draft.origin);
  if (before) return { kind: "repeated", hazard: before };
  try {
    return await needs.db.inTransaction((tx) => record(tx, draft, { now: needs.now(), within }));
  } catch (error) {
    // Two at once: the second one's number went back with its transaction.
    const other = isTakenOrigin(error) ? await findByOrigin(needs.db, draft.origin) : undefined;
    if (other) return { kind: "repeated", hazard: other };
    throw error;
  }
}

async function record(tx: Db, draft: HazardDraft, { now, within }: { now: Date; within: Within }): Promise<Recorded> {
  const { facts, reporter, anonymous = false, chatId, photoIds = [], note, repeatOf, assignment } = draft;
  const id = await drawNumber(tx, dayOf(now));
  const recording = { do: "record", facts, anonymous, chatId, photoIds, note, repeatOf, assignment } as const;
  const opened = openHazard(id, { recording, actor: reporter }, now);
  await insertHazard(tx, opened.hazard, draft.origin);
  await appendEvent(tx, opened.event);
  await attachPhotos(tx, { hazardId: id, version: 1, photoIds });
  await within(tx, opened);
  return { kind: "recorded", ...opened };
}

export type Advance = { hazardId: string; version: number; step: Step; actor: Actor };

export type Advanced =
  | { kind: "moved"; hazard: Hazard; event: HazardEvent }
  | { kind: "refused"; reason: RefusalReason; hazard: Hazard }
  /** Somebody else was first: `hazard` is how it stands now. */
  | { kind: "stale"; hazard: Hazard }
  | { kind: "unknown" };

/** Takes one step, of a case as it stood at `version`. Of several at the same version one moves it. */
export async function advance(needs: { db: Database; now: Clock }, taken: Advance, within: Within): Promise<Advanced> {
  const outcome = await needs.db.inTransaction((tx) => move(tx, taken, { now: needs.now(), within }));
  if (outcome.kind !== "stale") return outcome;
  // Read anew: what the other one did was committed meanwhile.
  const hazard = await findHazard(needs.db, taken.hazardId);
  return hazard ? { kind: "stale", hazard } : { kind: "unknown" };
}

/**
 * Takes several steps in one go: all of them, or none. Not inside a transaction that is open already, as it takes back what it did.
 * @param taken.version  the case as it stood before the first of them
 */
export async function advanceAll(
  needs: { db: Database; now: Clock },
  taken: Omit<Advance, "step"> & { steps: readonly Step[] },
  within: Within,
): Promise<Advanced> {
  try {
    return await needs.db.inTransaction((tx) => moveAll(tx, taken, { now: needs.now(), within }));
  } catch (error) {
    if (!(error instanceof Halted)) throw error;
    const hazard = await findHazard(needs.db, taken.hazardId);
    return hazard && error.outcome.kind !== "unknown" ? { ...error.outcome, hazard } : { kind: "unknown" };
  }
}

/** Takes back what was done before the step that could not be taken. */
class Halted extends Error {
  readonly outcome: Exclude<Advanced, { kind: "moved" }>;

  constructor(outcome: Exclude<Advanced, { kind: "moved" }>) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

async function moveAll(
  tx: Db,
  { steps, ...taken }: Omit<Advance, "step"> & { steps: readonly Step[] },
  by: { now: Date; within: Within },
): Promise<Advanced> {
  let moved: Advanced = { kind: "unknown" };
  let { version } = taken;
  for (const step of steps) {
    moved = await move(tx, { ...taken, version, step }, by);
    if (moved.kind !== "moved") throw new Halted(moved);
    version = moved.hazard.version;
  }
  return moved;
}

async function move(tx: Db, taken: Advance, { now, within }: { now: Date; within: Within }): Promise<Advanced> {
  const { hazardId, version, step, actor } = taken;
  const before = await findHazard(tx, hazardId);
  if (!before) return { kind: "unknown" };
  if (before.version !== version) return { kind: "stale", hazard: before };
  if (step.do === "void" && step.of && !(await findHazard(tx, step.of))) return { kind: "refused", reason: "no_such_case", hazard: before };
  const result = transition(before, { step, actor: await unlessWithheld(tx, before, actor) }, now);
  if (result.kind === "refused") return { ...result, hazard: before };
  if (!(await updateHazard(tx, result.hazard))) return { kind: "stale", hazard: before };
  await appendEvent(tx, result.event);
  await attachPhotos(tx, { hazardId, version: result.hazard.version, photoIds: step.photoIds ?? [] });
  await within(tx, result);
  return result;
}

/** Whoever joined without a name, or withheld it since, goes on without it. What `shownName` does for whoever reported, the lines do for others. */
async function unlessWithheld(tx: Db, { id, followers }: Hazard, actor: Actor): Promise<Actor> {
  if (actor.name === undefined || !followers.includes(actor.id)) return actor;
  const own = (await historyOf(tx, id)).filter((event) => event.actor.id === actor.id);
  const isWithheld = own.some(({ step, actor: { name } }) => step.do === "withhold_name" || (step.do === "join" && name === undefined));
  return isWithheld ? { ...actor, name: undefined } : actor;
}

/** SQLSTATE unique_violation, of the one key that may be taken by somebody who does the same. */
function isTakenOrigin(error: unknown): boolean {
  const { code, constraint } = error as { code?: unknown; constraint?: unknown };
  return code === "23505" && constraint === "hazards_origin_key";
}
