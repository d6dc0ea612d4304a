import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { createLog, type Log } from "../../src/log.ts";
import { claimEvent, finishPress, receive, releaseEvents } from "../../src/mailroom/inbox.ts";
import { ATTEMPTS_MAX, type InboxWorker, LEASE_MS, restMs, startInboxWorker } from "../../src/mailroom/inbox-worker.ts";
import type { Inbound } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { at, type TestClock, testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";

const NOON = at("2026-11-21 12:00");
let database: Database;
let clock: TestClock;
let workers: InboxWorker[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query("delete from inbox");
  clock = testClock("2026-11-21 12:00");
  workers = [];
  return async () => {
    await Promise.all(workers.map((worker) => worker.close()));
  };
});

function start(
  handle: (inbound: Inbound) => Promise<void>,
  options: { db?: Database; log?: Log; handlerLimitMs?: number; onGivenUp?: (inbound: Inbound) => Promise<void> } = {},
): InboxWorker {
  const { db = database, log = createLog("silent"), ...rest } = options;
  const worker = startInboxWorker({ db, now: clock.now, log }, handle, rest);
  workers.push(worker);
  return worker;
}

async function stateOf(eventId: string): Promise<{ state: string; attempts: number; failure: string | null } | undefined> {
  const { rows } = await database.query<{ state: string; attempts: number; failure: string | null }>(
    "select state, attempts, failure from inbox where event_id = $1",
    [eventId],
  );
  return rows[0];
}

/** Another process's claim, as a worker that was killed leaves it. */
async function claimAsDeadProcess(): Promise<void> {
  const until = new Date(clock.now().getTime() + LEASE_MS);
  await claimEvent(database, { claimant: { process: "dead", id: "dead/1" }, now: clock.now(), until });
}

test("an event is accepted once, its repeats are known, and the worker sees it as it came", async () => {
  const message = aMessage({ eventId: "om_1", text: "配电箱有火花 \u0000 \ud83d 🔥" });
  expect(await receive(database, message, NOON)).toBe("accepted");
  expect(await receive(database, { ...message, text: "again" }, NOON)).toBe("repeated");

  const seen: Inbound[] = [];
  await start(async (inbound) => void seen.push(inbound)).idle();

  expect(seen).toEqual([message]);
  expect(await stateOf("om_1")).toEqual({ state: "done", attempts: 1, failure: null });
  expect(await receive(database, message, NOON)).toBe("repeated");
});

test("a press is recorded for its repeats and left to whoever answers it", async () => {
  const press = aPress({ eventId: "ev_1" });
  expect(await receive(database, press, NOON)).toBe("accepted");
  expect(await receive(database, press, NOON)).toBe("repeated");

  const seen: Inbound[] = [];
  await start(async (inbound) => void seen.push(inbound)).idle();
  expect(seen).toEqual([]);

  await finishPress(database, "ev_1", { kind: "failed", failure: "no such hazard" }, NOON);
  expect(await stateOf("ev_1")).toEqual({ state: "failed", attempts: 0, failure: "no such hazard" });
});

test("what one person says in one chat waits in line, another person's does not", async () => {
  await receive(database, aMessage({ eventId: "li_1", speaker: "ou_li" }), NOON);
  await receive(database, aMessage({ eventId: "li_2", speaker: "ou_li" }), NOON);
  await receive(database, aMessage({ eventId: "wang_1", speaker: "ou_wang" }), NOON);
  const gate = Promise.withResolvers<void>();
  const started: string[] = [];
  const wangDone = Promise.withResolvers<void>();
  const handle = async (inbound: Inbound) => {
    started.push(inbound.eventId);
    if (inbound.eventId === "li_1") await gate.promise;
    if (inbound.eventId === "wang_1") wangDone.resolve();
  };
  const [one, two] = [start(handle), start(handle)];
  await wangDone.promise;

  expect([...started].sort()).toEqual(["li_1", "wang_1"]);
  expect(await stateOf("li_2")).toMatchObject({ state: "waiting" });

  gate.resolve();
  await Promise.all([one.idle(), two.idle()]);
  await expect.poll(() => started.at(-1)).toBe("li_2");
});

test("an event that a dead process had claimed is handled by the next one, before its lane goes on", async () => {
  await receive(database, aMessage({ eventId: "om_1" }), NOON);
  await receive(database, aMessage({ eventId: "om_2" }), NOON);
  await claimAsDeadProcess();

  const seen: string[] = [];
  const worker = start(async (inbound) => void seen.push(inbound.eventId));
  await worker.idle();
  // The embedded database has one process, so the claim is an orphan at once; a server's may belong to a neighbour.
  expect(seen).toEqual(database.embedded ? ["om_1", "om_2"] : []);

  clock.advance(LEASE_MS + SECOND_MS);
  await worker.idle();
  expect(seen).toEqual(["om_1", "om_2"]);
});

test("a handler that works for long keeps its claim", async () => {
  await receive(database, aMessage({ eventId: "om_1" }), NOON);
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const seen: string[] = [];
  const one = start(async (inbound) => {
    seen.push(`one: ${inbound.eventId}`);
    begun.resolve();
    await gate.promise;
  });
  await begun.promise;
  const two = start(async (inbound) => void seen.push(`two: ${inbound.eventId}`));
  for (let round = 1; round <= 3; round += 1) {
    clock.advance(LEASE_MS - 10 * SECOND_MS);
    one.poke();
    await renewedUntil("om_1", LEASE_MS);
    await two.idle();
  }
  gate.resolve();
  await one.idle();

  expect(seen).toEqual(["one: om_1"]);
  expect(await stateOf("om_1")).toEqual({ state: "done", attempts: 1, failure: null });
});

async function renewedUntil(eventId: string, leaseMs: number): Promise<void> {
  const expected = clock.now().getTime() + leaseMs;
  await expect
    .poll(async () => {
      const { rows } = await database.query<{ until: Date }>(`select claimed_until as until from inbox where event_id = $1`, [eventId]);
      return rows[0]?.until.getTime();
    })
    .toBe(expected);
}

test("a poison event is tried five times with growing rests, then its lane goes on; other lanes never wait", async () => {
  await receive(database, aMessage({ eventId: "poison", speaker: "ou_li" }), NOON);
  await receive(database, aMessage({ eventId: "behind", speaker: "ou_li" }), NOON);
  await receive(database, aMessage({ eventId: "beside", speaker: "ou_wang" }), NOON);
  const seen: string[] = [];
  const givenUp: string[] = [];
  const { log, lines } = collectedLog();
  const worker = start(
    async (inbound) => {
      seen.push(inbound.eventId);
      if (inbound.eventId === "poison") throw new Error("cannot read it");
    },
    { log, onGivenUp: async (inbound) => void givenUp.push(inbound.eventId) },
  );
  await worker.idle();
  expect([...seen].sort()).toEqual(["beside", "poison"]);

  for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt += 1) {
    expect(givenUp).toEqual([]);
    clock.advance(restMs(attempt) - 1);
    await worker.idle();
    expect(seen.filter((eventId) => eventId === "poison")).toHaveLength(attempt);
    clock.advance(1);
    await worker.idle();
    expect(seen.filter((eventId) => eventId === "poison")).toHaveLength(attempt + 1);
  }

  expect(givenUp).toEqual(["poison"]);
  expect(seen.at(-1)).toBe("behind");
  expect(await stateOf("poison")).toEqual({ state: "failed", attempts: ATTEMPTS_MAX, failure: "cannot read it" });
  expect(await stateOf("behind")).toMatchObject({ state: "done" });
  expect(lines.filter(({ level }) => level === "error")).toEqual([
    { level: "error", event: "event given up", facts: { eventId: "poison", reason: "cannot read it" } },
  ]);
});

test("an event whose workers die each time is given up, and whoever waits is told", async () => {
  await receive(database, aMessage({ eventId: "om_1" }), NOON);
  const { log, lines } = collectedLog();
  const handled: Inbound[] = [];
  const givenUp: string[] = [];
  for (let death = 1; death <= ATTEMPTS_MAX; death += 1) {
    await claimAsDeadProcess();
    clock.advance(LEASE_MS + SECOND_MS);
    // The next process takes the claim over, and dies before it has done anything.
    if (death < ATTEMPTS_MAX) await releaseEvents(database, { now: clock.now(), onlyProcess: undefined });
  }
  const worker = start(async (inbound) => void handled.push(inbound), {
    log,
    onGivenUp: async (inbound) => void givenUp.push(inbound.eventId),
  });
  await worker.idle();
  expect(handled).toEqual([]);
  expect(givenUp).toEqual(["om_1"]);
  expect(await stateOf("om_1")).toMatchObject({ state: "failed", failure: "its worker died each time" });
  expect(lines.filter(({ level }) => level === "error")).toMatchObject([{ event: "event given up", facts: { eventId: "om_1" } }]);
});

test("a handler that hangs or throws at once costs an attempt, not the worker", async () => {
  await receive(database, aMessage({ eventId: "hangs", speaker: "ou_li" }), NOON);
  await receive(database, aMessage({ eventId: "throws", speaker: "ou_wang" }), NOON);
  const worker = start(
    (inbound) => {
      if (inbound.eventId === "throws") throw new Error("before any promise");
      return new Promise<void>(() => {});
    },
    { handlerLimitMs: 20 },
  );
  await worker.idle();
  expect(await stateOf("hangs")).toEqual({ state: "waiting", attempts: 1, failure: "took longer than 20 ms" });
  expect(await stateOf("throws")).toEqual({ state: "waiting", attempts: 1, failure: "before any promise" });
});

test("while the database is away the worker says so once, and goes on when it is back", async () => {
  await receive(database, aMessage({ eventId: "om_1" }), NOON);
  let isAway = true;
  const { log, lines } = collectedLog();
  const flaky: Database = {
    ...database,
    query: (sql, values) => (isAway ? Promise.reject(new Error("connection refused")) : database.query(sql, values)),
  };
  const seen: string[] = [];
  const worker = start(async (inbound) => void seen.push(inbound.eventId), { db: flaky, log });
  for (let poke = 0; poke < 5; poke += 1) {
    worker.poke();
    await new Promise(setImmediate);
  }
  isAway = false;
  await worker.idle();

  expect(seen).toEqual(["om_1"]);
  expect(lines.filter(({ level }) => level === "error")).toHaveLength(1);
  expect(lines.filter(({ event }) => event === "mailroom works again")).toHaveLength(1);
});

test("whatever arrives and fails, each lane is handled in order of arrival, one at a time, nothing lost", async () => {
  const Events = fc.array(fc.record({ speaker: fc.constantFrom("ou_a", "ou_b", "ou_c"), failures: fc.nat({ max: 2 }) }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(Events, async (events) => {
      await database.query("delete from inbox");
      const left = new Map(events.map(({ failures }, index) => [`om_${index}`, failures]));
      const busy = new Set<string>();
      const overlaps: string[] = [];
      const handled: Record<string, string[]> = {};
      const handle = async (inbound: Inbound) => {
        if (inbound.kind !== "message") return;
        // Noted, not thrown: the worker would take it for a failure of the handler, and try again.
        if (busy.has(inbound.speaker)) overlaps.push(inbound.eventId);
        busy.add(inbound.speaker);
        await new Promise(setImmediate);
        busy.delete(inbound.speaker);
        const failures = left.get(inbound.eventId) ?? 0;
        left.set(inbound.eventId, failures - 1);
        if (failures > 0) throw new Error("not yet");
        handled[inbound.speaker] = [...(handled[inbound.speaker] ?? []), inbound.eventId];
      };
      for (const [index, { speaker }] of events.entries())
        await receive(database, aMessage({ eventId: `om_${index}`, speaker }), clock.now());
      const pair = [start(handle), start(handle)];
      for (let turn = 0; turn < 3 * events.length; turn += 1) {
        await Promise.all(pair.map((worker) => worker.idle()));
        clock.advance(5 * SECOND_MS);
      }
      await Promise.all(pair.map((worker) => worker.close()));

      const expected: Record<string, string[]> = {};
      for (const [index, { speaker }] of events.entries()) expected[speaker] = [...(expected[speaker] ?? []), `om_${index}`];
      expect(handled).toEqual(expected);
      expect(overlaps).toEqual([]);
    }),
    { numRuns: 15 },
  );
});
