import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { card, markdown } from "../../src/card.ts";
import { SECOND_MS } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import type { Delivery, Priority } from "../../src/mailroom/delivery.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import { MessengerError } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type PostBox, postBox } from "../support/post-box.ts";

const CHAT = { kind: "chat", chatId: "oc_duty" } as const;
const text = (words: string) => ({ kind: "text", text: words }) as const;

let db: Database;
let clock: TestClock;
let box: PostBox;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["outbox", "rate_gates"]) await db.query(`delete from ${table}`);
  clock = testClock();
  box = postBox();
  const deliverer = startDeliverer({ db, messenger: box.messenger, now: clock.now, log: createLog("silent") });
  idle = async (seconds = 0) => {
    await deliverer.idle();
    for (let turned = 0; turned < seconds; turned += 1) {
      clock.advance(SECOND_MS);
      await deliverer.idle();
    }
  };
  return () => deliverer.close();
});

let idle: (seconds?: number) => Promise<void>;

async function put(key: string, delivery: Delivery, priority: Priority = "answer"): Promise<void> {
  await enqueue(db, { key, delivery, priority }, clock.now());
}

async function alarm(people: readonly string[] = ["ou_li", "ou_lin"], priority: Priority = "urgent"): Promise<void> {
  await put("alarm/1", { kind: "send", to: CHAT, content: text("漏气") }, priority);
  await put(
    "alarm/1/urge",
    { kind: "urge", of: "alarm/1", to: CHAT, people, instead: text("请看值班群"), lastly: text("没有送到") },
    priority,
  );
}

test("rings at people about the message that was sent before", async () => {
  await alarm();
  await idle(3);
  expect(box.shown.map(({ call, target }) => [call, target])).toEqual([
    ["send", "oc_duty"],
    ["urge", "om_1"],
  ]);
});

test("refused, it writes to each of them; whom that does not reach either, the chat is told of", async () => {
  box.behave(({ call, target }) => {
    if (call === "urge") throw new MessengerError("refused", "external group");
    if (target === "ou_lin") throw new MessengerError("gone", "resigned");
    return "do";
  });
  await alarm();
  await idle(5);
  expect(box.shown.map(({ target, content }) => [target, (content as { text: string }).text])).toEqual([
    ["oc_duty", "漏气"],
    ["ou_li", "请看值班群"],
    ["oc_duty", "没有送到"],
  ]);
});

test.each([
  ["urgent", [-1, -1]],
  ["broadcast", [1, 1]],
] as const)("what stands in for 加急 that was %s is in as much of a hurry", async (priority, ranks) => {
  box.behave(({ call, target }) => {
    if (call === "urge" || target === "ou_li") throw new MessengerError("refused", "external group");
    return "do";
  });
  await alarm(["ou_li"], priority);
  await idle(5);
  const { rows } = await db.query<{ priority: number }>("select priority from outbox where key not like 'alarm/%' order by position");
  expect(rows.map((row) => row.priority)).toEqual(ranks);
});

test("whom the platform does not know is written to, nobody else", async () => {
  box.messenger.urge = async () => ({ missed: ["ou_lin"] });
  await alarm();
  await idle(5);
  expect(box.shown.map(({ target }) => target)).toEqual(["oc_duty", "ou_lin"]);
});

test("busy, it is tried again and nobody is written to meanwhile", async () => {
  let refusals = 2;
  box.behave(({ call }) => {
    if (call === "urge" && refusals-- > 0) throw new MessengerError("busy", "limit");
    return "do";
  });
  await alarm();
  await idle(20);
  expect(box.shown.map(({ call }) => call)).toEqual(["send", "urge"]);
});

test("a card that still waits is replaced once it was sent, and one that never was is not", async () => {
  const [first, second] = ["旧", "新"].map((words) => card({ text: "单" }, [markdown(words)], words));
  if (!first || !second) throw new Error("no cards");
  let isBusy = true;
  box.behave(({ call }) => {
    if (call === "send" && isBusy) throw new MessengerError("busy", "limit");
    return "do";
  });
  await put("duty", { kind: "send", to: CHAT, content: { kind: "card", card: first } });
  await put("duty/2", { kind: "amend", of: "duty", to: CHAT, card: second });
  await put("none/2", { kind: "amend", of: "none", to: CHAT, card: second });
  await idle(1);
  expect(box.shown).toEqual([]);
  isBusy = false;
  await idle(10);
  expect(box.shown.map(({ call, target }) => [call, target])).toEqual([
    ["send", "oc_duty"],
    ["update", "om_1"],
  ]);
  const { rows } = await db.query<{ key: string; state: string }>("select key, state from outbox order by position");
  expect(rows.map(({ key, state }) => [key, state])).toEqual([
    ["duty", "sent"],
    ["duty/2", "sent"],
    ["none/2", "failed"],
  ]);
});
