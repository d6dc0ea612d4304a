import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { LEASE_MS, startDeliverer } from "../../src/mailroom/deliver.ts";
import type { Delivery, Priority } from "../../src/mailroom/delivery.ts";
import { enqueue, fatesOf } from "../../src/mailroom/outbox.ts";
import type { Pump } from "../../src/mailroom/pump.ts";
import { appGate, passGates } from "../../src/mailroom/rate-gate.ts";
import { MessengerError, type Recipient } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type PostBox, postBox } from "../support/post-box.ts";

/** While a broadcast has used up the platform's sends of the minute, what is urgent goes out in answer to a message of ours. */

const DUTY: Recipient = { kind: "chat", chatId: "oc_duty" };
const LI: Recipient = { kind: "person", openId: "ou_li" };
const silent = createLog("silent");

let db: Database;
let clock: TestClock;
let box: PostBox;
let pumps: Pump[];

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await begin();
  return async () => {
    await Promise.all(pumps.map((pump) => pump.close()));
  };
});

async function begin(): Promise<void> {
  for (const table of ["outbox", "rate_gates"]) await db.query(`delete from ${table}`);
  clock = testClock();
  box = postBox();
  pumps = [];
}

function start(needs: { db: Database; messenger: PostBox["messenger"] } = { db, messenger: box.messenger }): Pump {
  const pump = startDeliverer({ ...needs, now: clock.now, log: silent });
  pumps.push(pump);
  return pump;
}

async function put(key: string, priority: Priority, to: Recipient = DUTY): Promise<void> {
  const delivery: Delivery = { kind: "send", to, content: { kind: "text", text: key } };
  await enqueue(db, { key, delivery, priority }, clock.now());
}

/** As a broadcast leaves it: every send of this minute has been granted. */
async function spendSends(): Promise<void> {
  await passGates(db, [appGate("send")], clock.now());
  const second = Math.floor(clock.now().getTime() / SECOND_MS);
  await db.query(`update rate_gates set minute = jsonb_build_object($1::text, 1000) where key = 'app/send'`, [String(second)]);
}

/** Something that we said in the chat before. @returns its message id */
async function saidBefore(key: string, to: Recipient = DUTY): Promise<string> {
  await put(key, "normal", to);
  const pump = start();
  await pump.idle();
  await pump.close();
  const [fate] = await fatesOf(db, [key]);
  return fate?.messageId ?? "";
}

const shown = (key: string) => box.shown.filter(({ content }) => JSON.stringify(content)?.includes(`"${key}"`));
const fateOf = async (key: string) => (await fatesOf(db, [key]))[0];

function refuseReplies(...recalled: readonly string[]): void {
  box.behave(({ call, target }) => {
    if (call === "reply" && recalled.includes(target)) throw new MessengerError("gone", "recalled", { platformCode: 230011 });
    return "do";
  });
}

test.each([
  ["a duty chat", DUTY],
  ["an officer alone", LI],
])("to %s it is said at once below the latest of ours, what is not urgent waits", async (_where, to) => {
  await saidBefore("case 1", to);
  clock.advance(SECOND_MS);
  const latest = await saidBefore("case 2", to);
  await saidBefore("elsewhere", { kind: "chat", chatId: "oc_other" });
  await spendSends();
  await put("notice", "broadcast", { kind: "chat", chatId: "oc_third" });
  await put("alarm", "urgent", to);
  const pump = start();
  await pump.idle();
  expect(shown("alarm").map(({ call, target }) => [call, target])).toEqual([["reply", latest]]);
  expect(await fateOf("alarm")).toMatchObject({ state: "sent", messageId: expect.stringMatching(/^om_/) });
  expect(shown("notice")).toEqual([]);
  clock.advance(63 * SECOND_MS);
  await pump.idle();
  expect(shown("notice")).toHaveLength(1);
  expect(shown("alarm")).toHaveLength(1);
});

test("while sending is open it is sent like anything else", async () => {
  await saidBefore("case");
  await put("alarm", "urgent");
  await start().idle();
  expect(shown("alarm").map(({ call }) => call)).toEqual(["send"]);
});

test("when the platform itself says that sending is over its limit, it does not wait for that to end", async () => {
  const latest = await saidBefore("case");
  box.behave(({ call }) => {
    if (call === "send") throw new MessengerError("busy", "limit", { platformCode: 99991400, retryAfterMs: 40 * SECOND_MS });
    return "do";
  });
  await put("alarm", "urgent");
  const pump = start();
  await pump.idle();
  clock.advance(SECOND_MS);
  await pump.idle();
  expect(box.requests.slice(1).map(({ call, target }) => [call, target])).toEqual([
    ["send", "oc_duty"],
    ["reply", latest],
  ]);
});

test("where nothing of ours stands it waits, and goes before everything else when sending opens", async () => {
  await spendSends();
  for (const key of ["first", "second", "third"]) await put(key, "answer", { kind: "chat", chatId: `oc_${key}` });
  // An answer may stand in a topic: below it nobody would see an alarm.
  const answer: Delivery = { kind: "reply", messageId: "om_q", chatId: "oc_duty", content: { kind: "text", text: "answer" } };
  await enqueue(db, { key: "answer", delivery: answer, priority: "answer" }, clock.now());
  await put("alarm", "urgent");
  const pump = start();
  await pump.idle();
  expect(box.shown.map(({ call }) => call)).toEqual(["reply"]);
  clock.advance(63 * SECOND_MS);
  await pump.idle();
  expect(box.shown[1]).toMatchObject({ call: "send", target: "oc_duty" });
});

test("what we took back, and what the platform says is recalled, is not answered; then it is sent by its own call", async () => {
  const first = await saidBefore("case 1");
  clock.advance(SECOND_MS);
  const second = await saidBefore("case 2");
  clock.advance(SECOND_MS);
  const third = await saidBefore("case 3");
  await enqueue(db, { key: "back", delivery: { kind: "recall", of: "case 3", to: DUTY }, priority: "normal" }, clock.now());
  refuseReplies(first, second);
  await spendSends();
  const pump = start();
  await pump.idle();
  await put("alarm", "urgent");
  pump.poke();
  await pump.idle();
  expect(shown("alarm")).toEqual([]);
  clock.advance(63 * SECOND_MS);
  await pump.idle();
  const asked = box.requests.filter(({ content }) => JSON.stringify(content)?.includes('"alarm"'));
  expect(asked.map(({ call, target }) => `${call} ${target}`)).toEqual([`reply ${second}`, `reply ${first}`, "send oc_duty"]);
  expect(asked.map(({ target }) => target)).not.toContain(third);
  expect(shown("alarm").map(({ call }) => call)).toEqual(["send"]);
});

test("not every message of the chat is tried before its own call is", async () => {
  const before: string[] = [];
  for (let index = 0; index < 6; index += 1) {
    before.push(await saidBefore(`case ${index}`));
    clock.advance(SECOND_MS);
  }
  refuseReplies(...before);
  await spendSends();
  await put("alarm", "urgent");
  const pump = start();
  await pump.idle();
  clock.advance(63 * SECOND_MS);
  await pump.idle();
  expect(box.requests.filter(({ call }) => call === "reply").map(({ target }) => target)).toEqual(before.slice(-3).reverse());
  expect(shown("alarm").map(({ call }) => call)).toEqual(["send"]);
});

test("a reply of which nobody knows whether it arrived is repeated as the same reply, though sending is open again", async () => {
  const latest = await saidBefore("case");
  await spendSends();
  await put("alarm", "urgent");
  box.behave(() => "lose");
  const pump = start();
  await pump.idle();
  expect(await fateOf("alarm")).toMatchObject({ state: "queued" });
  box.behave(undefined);
  clock.advance(63 * SECOND_MS);
  await pump.idle();
  const asked = box.requests.slice(1);
  expect(new Set(asked.map(({ call, target, uuid }) => `${call} ${target} ${uuid}`)).size).toBe(1);
  expect(asked.map(({ target }) => target)).toEqual([latest, latest]);
  expect(shown("alarm")).toHaveLength(1);
  expect(await fateOf("alarm")).toMatchObject({ state: "sent" });
});

test("a send of which nobody knows whether it arrived never becomes a reply", async () => {
  await saidBefore("case");
  await put("alarm", "urgent");
  box.behave(() => "lose");
  const pump = start();
  await pump.idle();
  box.behave(undefined);
  await spendSends();
  clock.advance(5 * SECOND_MS);
  await pump.idle();
  clock.advance(63 * SECOND_MS);
  await pump.idle();
  expect(shown("alarm").map(({ call }) => call)).toEqual(["send"]);
  expect(await fateOf("alarm")).toMatchObject({ state: "sent" });
});

/** A process that is killed at its n-th step: before or after each statement and each request. Nothing of it goes on from there. */
function mortal(step: number) {
  let left = step;
  let isDead = false;
  let onDeath = () => {};
  const death = new Promise<void>((resolve) => {
    onDeath = resolve;
  });
  const survives = () => {
    if (isDead) return false;
    left -= 1;
    if (left > 0) return true;
    isDead = true;
    onDeath();
    return false;
  };
  const never = () => new Promise<never>(() => {});
  async function live<Result>(work: () => Promise<Result>): Promise<Result> {
    if (!survives()) return never();
    const result = await work().then(
      (value) => () => value,
      (error: unknown) => () => {
        throw error;
      },
    );
    return survives() ? result() : never();
  }
  const { messenger } = box;
  return {
    death,
    died: () => isDead,
    needs: {
      db: { ...db, query: (sql, values) => live(() => db.query(sql, values)) } satisfies Database as Database,
      messenger: {
        ...messenger,
        send: (...request) => live(() => messenger.send(...request)),
        reply: (...request) => live(() => messenger.reply(...request)),
      } satisfies PostBox["messenger"] as PostBox["messenger"],
    },
  };
}

/** Kills a process at each of its steps in turn, and lets the next one end what it left. */
async function killedEverywhere(check: (step: number) => Promise<void>, recalled = false): Promise<number> {
  for (let step = 1; ; step += 1) {
    await begin();
    const latest = await saidBefore("case");
    if (recalled) refuseReplies(latest);
    await spendSends();
    await put("alarm", "urgent");
    const victim = mortal(step);
    await Promise.race([startDeliverer({ ...victim.needs, now: clock.now, log: silent }).idle(), victim.death]);
    clock.advance(LEASE_MS + SECOND_MS);
    await spendSends();
    const next = start();
    await next.idle();
    clock.advance(63 * SECOND_MS);
    await next.idle();
    await next.close();
    await check(step);
    if (!victim.died()) return step;
  }
}

test("killed before and after each statement and each request, it stands there once", { timeout: 60_000 }, async () => {
  const steps = await killedEverywhere(async (step) => {
    expect(shown("alarm"), `killed at step ${step}`).toHaveLength(1);
    expect(await fateOf("alarm")).toMatchObject({ state: "sent" });
  });
  expect(steps).toBeGreaterThan(15);
});

test("the same when its target was recalled: once, or never twice and known to be unsure", { timeout: 60_000 }, async () => {
  let unsure = 0;
  const steps = await killedEverywhere(async (step) => {
    const fate = await fateOf("alarm");
    if (fate?.state === "uncertain") unsure += 1;
    else expect(fate, `killed at step ${step}`).toMatchObject({ state: "sent" });
    expect(shown("alarm"), `killed at step ${step}`).toHaveLength(fate?.state === "uncertain" ? 0 : 1);
  }, true);
  // Only between the note that it is asked and the note of what became of it.
  expect(unsure).toBeGreaterThan(0);
  expect(unsure).toBeLessThan(steps / 3);
});
