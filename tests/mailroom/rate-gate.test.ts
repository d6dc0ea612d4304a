import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import { appGate, type Gate, passGates, targetGate } from "../../src/mailroom/rate-gate.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { postBox } from "../support/post-box.ts";

let database: Database;
let clock: TestClock;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query("delete from rate_gates");
  await database.query("delete from outbox");
  clock = testClock();
});

/** Asks every `stepMs` for `spanMs`; the times of the grants, in ms from the start. */
async function grants(gates: readonly Gate[], spanMs: number, stepMs: number): Promise<number[]> {
  const times: number[] = [];
  for (let time = 0; time <= spanMs; time += stepMs) {
    const passage = await passGates(database, gates, clock.now());
    if (passage.kind === "granted") times.push(time);
    clock.advance(stepMs);
  }
  return times;
}

function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(0, ...times.map((start) => times.filter((time) => time >= start && time < start + windowMs).length));
}

test("no second sees more than 50 of an app's requests, nor more than 5 to a chat", async () => {
  const app = await grants([appGate("send")], 2 * SECOND_MS, 5);
  expect(mostWithin(app, SECOND_MS)).toBeLessThanOrEqual(50);
  expect(app.length).toBeGreaterThanOrEqual(90);

  const chat = await grants([targetGate("oc_1")], 5 * SECOND_MS, 25);
  expect(mostWithin(chat, SECOND_MS)).toBeLessThanOrEqual(5);
  expect(chat.length).toBeGreaterThanOrEqual(15);
});

test("no minute sees more than 1000 of an app's requests, and the first 1000 need 22 seconds", async () => {
  const begin = clock.now().getTime();
  const times: number[] = [];
  while (times.length < 1100) {
    const passage = await passGates(database, [appGate("send")], clock.now());
    if (passage.kind === "granted") times.push(clock.now().getTime() - begin);
    const next = passage.kind === "granted" ? passage.nextAt : passage.retryAt;
    clock.advance(Math.max(0, next.getTime() - clock.now().getTime()));
  }
  expect(mostWithin(times, MINUTE_MS)).toBe(1000);
  expect(mostWithin(times, SECOND_MS)).toBeLessThanOrEqual(50);
  expect(times[999]).toBeLessThan(22.2 * SECOND_MS);
  // The next ones wait until the first have left the minute, and two seconds more.
  expect(times[1000]).toBeGreaterThan(MINUTE_MS);
  expect(times[1000]).toBeLessThan(MINUTE_MS + 3 * SECOND_MS);
});

test("a call at its limit does not stop another one", async () => {
  while ((await passGates(database, [appGate("send")], clock.now())).kind === "granted");
  expect(await passGates(database, [appGate("reply")], clock.now())).toMatchObject({ kind: "granted" });
});

test("whoever is refused is told when, and is let in then", async () => {
  const gates = [appGate("send"), targetGate("oc_1")];
  let passage = await passGates(database, gates, clock.now());
  while (passage.kind === "granted") passage = await passGates(database, gates, clock.now());

  expect(passage.by).toBe("target/oc_1");
  clock.advance(passage.retryAt.getTime() - clock.now().getTime());
  expect(await passGates(database, gates, clock.now())).toMatchObject({ kind: "granted" });
});

test("a grant that one gate refuses is not charged to the others", async () => {
  const common: Gate = { key: "common", grantMs: 1000, burst: 3 };
  const narrow: Gate = { key: "narrow", grantMs: 1000, burst: 1 };
  expect(await passGates(database, [common, narrow], clock.now())).toMatchObject({ kind: "granted" });
  for (let time = 0; time < 5; time += 1) {
    expect(await passGates(database, [common, narrow], clock.now())).toMatchObject({ kind: "refused", by: "narrow" });
  }
  expect(await passGates(database, [common], clock.now())).toMatchObject({ kind: "granted" });
  expect(await passGates(database, [common], clock.now())).toMatchObject({ kind: "granted" });
  expect(await passGates(database, [common], clock.now())).toMatchObject({ kind: "refused", by: "common" });
});

test("however many ask at once, a gate grants what it may and no more", async () => {
  const Ask = fc.record({ burst: fc.integer({ min: 1, max: 6 }), askers: fc.integer({ min: 1, max: 20 }) });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(Ask, async ({ burst, askers }) => {
      run += 1;
      const gates: Gate[] = [
        { key: `wide ${run}`, grantMs: 10, burst: 100 },
        { key: `narrow ${run}`, grantMs: 1000, burst },
      ];
      const passages = await Promise.all(Array.from({ length: askers }, () => passGates(database, gates, clock.now())));
      expect(passages.filter(({ kind }) => kind === "granted")).toHaveLength(Math.min(burst, askers));
    }),
    { numRuns: 25 },
  );
});

test("a broadcast to 300 groups leaves within the limits, and all of it leaves", async () => {
  for (let index = 0; index < 300; index += 1) {
    const delivery = { kind: "send", to: { kind: "chat", chatId: `oc_${index}` }, content: { kind: "text", text: "风险提示" } } as const;
    await enqueue(database, { key: `notice oc_${index}`, delivery, priority: "broadcast" }, clock.now());
  }
  const box = postBox();
  const times: number[] = [];
  const begin = clock.now().getTime();
  box.behave(() => {
    times.push(clock.now().getTime() - begin);
    return "do";
  });
  const deliverer = startDeliverer({ db: database, messenger: box.messenger, now: clock.now, log: createLog("silent") });
  for (let turn = 0; turn < 400 && box.shown.length < 300; turn += 1) {
    await deliverer.idle();
    clock.advance(50);
  }
  await deliverer.close();

  expect(new Set(box.shown.map(({ target }) => target)).size).toBe(300);
  expect(box.requests).toHaveLength(300);
  expect(mostWithin(times, SECOND_MS)).toBeLessThanOrEqual(50);
});
