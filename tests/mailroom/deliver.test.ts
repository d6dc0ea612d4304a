import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { LEASE_MS, startDeliverer, UNAUTHORIZED_PAUSE_MS } from "../../src/mailroom/deliver.ts";
import type { Delivery, Priority } from "../../src/mailroom/delivery.ts";
import { EXPIRES_AFTER_MS, REACTION_EXPIRES_AFTER_MS, restMs, UNSURE_LIMIT_MS } from "../../src/mailroom/delivery-rules.ts";
import { beginAttempt, claimDelivery, enqueue } from "../../src/mailroom/outbox.ts";
import type { Pump } from "../../src/mailroom/pump.ts";
import { MessengerError } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { openTestDatabase } from "../support/database.ts";
import { type PostBox, postBox } from "../support/post-box.ts";

let database: Database;
let clock: TestClock;
let box: PostBox;
let journal: ReturnType<typeof collectedLog>;
let deliverers: Pump[];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query("delete from outbox");
  await database.query("delete from rate_gates");
  clock = testClock("2026-11-21 09:00");
  box = postBox();
  journal = collectedLog();
  deliverers = [];
  return async () => {
    await Promise.all(deliverers.map((deliverer) => deliverer.close()));
  };
});

function start(): Pump {
  const deliverer = startDeliverer({ db: database, messenger: box.messenger, now: clock.now, log: journal.log });
  deliverers.push(deliverer);
  return deliverer;
}

function say(text: string, chatId = "oc_luojiang"): Delivery {
  return { kind: "send", to: { kind: "chat", chatId }, content: { kind: "text", text } };
}

async function queue(key: string, parts: { delivery?: Delivery; priority?: Priority; notBefore?: Date } = {}): Promise<boolean> {
  const { delivery = say(key), priority = "answer", notBefore } = parts;
  return enqueue(database, { key, delivery, priority, ...(notBefore && { notBefore }) }, clock.now());
}

type Row = { id: string; state: string; attempts: number; code: string | null; messageId: string | null };

async function rowOf(key: string): Promise<Row> {
  const { rows } = await database.query<Row>(
    `select id, state, attempts, failure_code as code, message_id as "messageId" from outbox where key = $1`,
    [key],
  );
  if (!rows[0]) throw new Error(`no delivery ${key}`);
  return rows[0];
}

const texts = () => box.shown.map(({ content }) => (content as { text: string }).text);

/** Another process's claim, as a deliverer that was killed in the middle of its request leaves it. */
async function claimAsDeadProcess(): Promise<void> {
  const claimant = { process: "dead", id: "dead/1" };
  const row = await claimDelivery(database, { claimant, now: clock.now(), until: new Date(clock.now().getTime() + LEASE_MS) });
  if (!row || row === "taken") throw new Error("nothing to claim");
  await beginAttempt(database, row.id, claimant, clock.now());
}

test("one key is one delivery, sent under its row's id", async () => {
  expect(await queue("answer om_1")).toBe(true);
  expect(await queue("answer om_1", { delivery: say("twice") })).toBe(false);
  await start().idle();

  const row = await rowOf("answer om_1");
  expect(box.requests).toEqual([{ call: "send", target: "oc_luojiang", uuid: row.id, content: { kind: "text", text: "answer om_1" } }]);
  expect(row).toMatchObject({ state: "sent", attempts: 1, messageId: "om_1" });
  expect(await queue("answer om_1")).toBe(false);
});

test("each kind of delivery reaches its own call", async () => {
  const card = { schema: "2.0", config: { update_multi: true }, body: { elements: [] } } as const;
  await queue("private", { delivery: { kind: "send", to: { kind: "person", openId: "ou_li" }, content: { kind: "card", card } } });
  await queue("reply", { delivery: { kind: "reply", messageId: "om_q", chatId: "oc_a", content: { kind: "text", text: "here" } } });
  await queue("update", { delivery: { kind: "update", messageId: "om_card", chatId: "oc_b", card } });
  await queue("react", { delivery: { kind: "react", messageId: "om_q", chatId: "oc_a", emoji: "OnIt" } });
  await start().idle();

  expect(box.requests.map(({ call, target }) => `${call} ${target}`).sort()).toEqual([
    "react om_q",
    "reply om_q",
    "send ou_li",
    "update om_card",
  ]);
});

test("in one chat the order is kept, though the first one has to be tried again; another chat does not wait", async () => {
  await queue("first");
  await queue("second");
  await queue("elsewhere", { delivery: say("elsewhere", "oc_quangang") });
  box.behave(({ content }) => {
    if (JSON.stringify(content).includes("first")) throw new MessengerError("busy", "system busy", { retryAfterMs: 10 * SECOND_MS });
    return "do";
  });
  const deliverer = start();
  await deliverer.idle();
  expect(texts()).toEqual(["elsewhere"]);

  box.behave(undefined);
  clock.advance(10 * SECOND_MS - 1);
  await deliverer.idle();
  expect(texts()).toEqual(["elsewhere"]);

  clock.advance(1);
  await deliverer.idle();
  expect(texts()).toEqual(["elsewhere", "first", "second"]);
});

test("answers overtake broadcasts, and what is meant for later holds up nobody", async () => {
  const later = new Date(clock.now().getTime() + HOUR_MS);
  await queue("scheduled", { notBefore: later });
  await queue("broadcast", { priority: "broadcast" });
  await queue("answer", { priority: "answer" });
  const deliverer = start();
  await deliverer.idle();
  expect(texts()).toEqual(["answer", "broadcast"]);

  clock.advance(HOUR_MS);
  await deliverer.idle();
  expect(texts()).toEqual(["answer", "broadcast", "scheduled"]);
});

test("what the platform refuses for good is not tried again, and its chat goes on", async () => {
  await queue("refused");
  await queue("gone", { delivery: say("gone", "oc_dissolved") });
  await queue("next");
  box.behave(({ target, content }) => {
    if (target === "oc_dissolved") throw new MessengerError("gone", "chat dissolved", { platformCode: 232009 });
    if (JSON.stringify(content).includes("refused")) throw new MessengerError("refused", "bad card", { platformCode: 230099 });
    return "do";
  });
  await start().idle();

  expect(await rowOf("refused")).toMatchObject({ state: "failed", attempts: 1, code: "refused/230099" });
  expect(await rowOf("gone")).toMatchObject({ state: "failed", attempts: 1, code: "gone/232009" });
  expect(texts()).toEqual(["next"]);
  expect(journal.lines.filter(({ level }) => level === "error").map(({ facts }) => facts.code)).toEqual(["refused/230099"]);
});

test("an answer that was lost is asked for again under the same uuid, and people see one message", async () => {
  await queue("answer");
  const { id } = await rowOf("answer");
  box.behave(() => "lose");
  const deliverer = start();
  await deliverer.idle();
  expect(await rowOf("answer")).toMatchObject({ state: "queued", attempts: 1 });

  box.behave(undefined);
  clock.advance(restMs(id, 1));
  await deliverer.idle();
  expect(box.requests.map(({ uuid }) => uuid)).toEqual([id, id]);
  expect(box.shown).toHaveLength(1);
  expect(await rowOf("answer")).toMatchObject({ state: "sent", attempts: 2 });
});

test("after 55 minutes of not knowing, a message is uncertain and never sent again; its chat goes on", async () => {
  await queue("unknown");
  await queue("next");
  box.behave(({ content }) => (JSON.stringify(content).includes("unknown") ? "lose" : "do"));
  const deliverer = start();
  await deliverer.idle();
  clock.advance(UNSURE_LIMIT_MS);
  await deliverer.idle();
  expect(await rowOf("unknown")).toMatchObject({ state: "queued", attempts: 2 });

  clock.advance(5 * MINUTE_MS);
  await deliverer.idle();
  expect(await rowOf("unknown")).toMatchObject({ state: "uncertain", attempts: 2 });
  expect(box.requests.filter(({ content }) => JSON.stringify(content).includes("unknown"))).toHaveLength(2);
  expect(texts()).toEqual(["unknown", "next"]);
});

test("a platform that cannot be reached at all leaves no doubt: the message is sent when it is back, hours later", async () => {
  await queue("answer");
  box.behave(() => {
    throw new MessengerError("unreachable", "connection refused", { neverArrived: true });
  });
  const deliverer = start();
  await deliverer.idle();
  clock.advance(3 * HOUR_MS);
  await deliverer.idle();
  expect(await rowOf("answer")).toMatchObject({ state: "queued", attempts: 2 });

  box.behave(undefined);
  clock.advance(10 * MINUTE_MS);
  await deliverer.idle();
  expect(await rowOf("answer")).toMatchObject({ state: "sent", attempts: 3 });

  await queue("stale");
  await deliverer.close();
  clock.advance(EXPIRES_AFTER_MS + 1);
  await start().idle();
  expect(await rowOf("stale")).toMatchObject({ state: "failed", code: "expired", attempts: 0 });
});

test("refused credentials pause everything for a while and cost no attempts", async () => {
  for (const chat of ["oc_1", "oc_2", "oc_3"]) await queue(chat, { delivery: say(chat, chat) });
  box.behave(() => {
    throw new MessengerError("unauthorized", "app secret invalid", { platformCode: 10014 });
  });
  const deliverer = start();
  await deliverer.idle();
  const asked = box.requests.length;
  clock.advance(UNAUTHORIZED_PAUSE_MS - 1);
  await deliverer.idle();
  expect(box.requests).toHaveLength(asked);
  expect(await rowOf("oc_1")).toMatchObject({ state: "queued", attempts: 0 });

  box.behave(undefined);
  clock.advance(1);
  await deliverer.idle();
  expect([...texts()].sort()).toEqual(["oc_1", "oc_2", "oc_3"]);
  expect(journal.lines.filter(({ level }) => level === "error")).toHaveLength(1);
});

test("a reaction is tried twice at most, and dropped when its moment has passed", async () => {
  const react = (messageId: string): Delivery => ({ kind: "react", messageId, chatId: "oc_luojiang", emoji: "Typing" });
  await queue("react", { delivery: react("om_1") });
  await queue("answer");
  box.behave(({ call }) => {
    if (call === "react") throw new MessengerError("unreachable", "timeout");
    return "do";
  });
  const deliverer = start();
  await deliverer.idle();
  expect(texts()).toEqual(["answer"]);
  clock.advance(10 * SECOND_MS);
  await deliverer.idle();
  expect(await rowOf("react")).toMatchObject({ state: "failed", attempts: 2 });

  await deliverer.close();
  await queue("late", { delivery: react("om_2") });
  clock.advance(REACTION_EXPIRES_AFTER_MS + 1);
  await start().idle();
  expect(await rowOf("late")).toMatchObject({ state: "failed", attempts: 0, code: "stale" });
});

test("an error of our own is tried five times, then given up", async () => {
  await queue("broken");
  box.behave(() => {
    throw new TypeError("cannot read properties of undefined");
  });
  const deliverer = start();
  for (let turn = 0; turn < 8; turn += 1) {
    await deliverer.idle();
    clock.advance(MINUTE_MS);
  }
  expect(await rowOf("broken")).toMatchObject({ state: "failed", attempts: 5, code: "unexpected" });
});

test("a delivery whose process died in its request is sent again under the same uuid, unless nobody can know any more", async () => {
  await queue("young");
  await claimAsDeadProcess();
  const deliverer = start();
  await deliverer.idle();
  expect(box.requests).toHaveLength(database.embedded ? 1 : 0);
  clock.advance(LEASE_MS + 1);
  await deliverer.idle();
  expect(box.requests.map(({ uuid }) => uuid)).toEqual([(await rowOf("young")).id]);
  await deliverer.close();

  await queue("old");
  await claimAsDeadProcess();
  clock.advance(UNSURE_LIMIT_MS + 1);
  await start().idle();
  expect(await rowOf("old")).toMatchObject({ state: "uncertain", attempts: 1 });
  expect(box.requests).toHaveLength(1);
});

test("several deliverers send each message once, each chat in its order", async () => {
  const expected: Record<string, string[]> = {};
  for (let index = 0; index < 24; index += 1) {
    const chat = `oc_${index % 8}`;
    await queue(`m${index}`, { delivery: say(`m${index}`, chat) });
    expected[chat] = [...(expected[chat] ?? []), `m${index}`];
  }
  const team = [start(), start(), start()];
  for (let turn = 0; turn < 12; turn += 1) {
    await Promise.all(team.map((deliverer) => deliverer.idle()));
    clock.advance(SECOND_MS);
  }
  const seen: Record<string, string[]> = {};
  for (const { target, content } of box.requests) seen[target] = [...(seen[target] ?? []), (content as { text: string }).text];
  expect(seen).toEqual(expected);
});
