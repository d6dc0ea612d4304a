import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createStreamedDraft } from "../../src/bot/streamed-draft.ts";
import type { Card } from "../../src/card.ts";
import { SECOND_MS } from "../../src/clock.ts";
import { MessengerError } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage } from "../support/inbound.ts";
import { printCard } from "../support/print-card.ts";
import { botNeeds, outgoing, unreachableMessenger } from "./bench.ts";

const PLATFORM_CHANGES_PER_SECOND = 10;

let db: Database;
let clock: TestClock;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["outbox", "rate_gates"]) await db.query(`delete from ${table}`);
  clock = testClock();
});

type Change = { text: string; sequence: number };

/** A platform for growing cards that notes what is written, and waits or refuses when it is told to. */
function platform(rule: (change: Change | "open") => Promise<void> = async () => {}) {
  const changes: Change[] = [];
  const opened: Card[] = [];
  const messenger = {
    ...unreachableMessenger(),
    openCard: async (card: Card) => {
      await rule("open");
      opened.push(card);
      return { cardId: "7355372766134157313" };
    },
    write: async (_cardId: string, { text, sequence }: Change & { elementId: string }) => {
      await rule({ text, sequence });
      changes.push({ text, sequence });
    },
  };
  return { changes, opened, needs: botNeeds(db, clock, { messenger }) };
}

/** Until nothing that was begun is still to be done. */
async function settled(isDone: () => boolean): Promise<void> {
  await expect.poll(isDone, { interval: 1, timeout: 10_000 }).toBe(true);
}

const drafts = async () => (await outgoing(db)).map(({ key, delivery }) => [key, delivery.kind]);

test("the first text opens the card and puts it in line; what follows is written to it", async () => {
  const { changes, opened, needs } = platform();
  const draft = createStreamedDraft(needs, aMessage({ eventId: "om_1" }));
  draft.show("每季度一次。");
  await settled(() => opened.length === 1);
  await expect.poll(drafts).toEqual([["draft/om_1", "reply"]]);
  draft.show("每季度一次。由主要负责人带队。");
  await settled(() => changes.length === 1);
  expect(changes).toEqual([{ text: "每季度一次。由主要负责人带队。", sequence: 1 }]);
  expect(opened.map(printCard)[0]?.split("\n").slice(0, 2)).toEqual(["# 生成中，尚未核对", "每季度一次。"]);
  expect(opened[0]?.config.streaming_mode).toBe(true);
});

test("at most ten changes a second, each with a greater number, and the latest text is what is written", async () => {
  const { changes, opened, needs } = platform();
  const draft = createStreamedDraft(needs, aMessage({ eventId: "om_1" }));
  const times: number[] = [];
  let text = "";
  const word = async () => {
    text += "字";
    const before = changes.length;
    draft.show(text);
    await draft.quiet();
    if (changes.length > before) times.push(clock.now().getTime());
  };
  await word();
  await settled(() => opened.length === 1);
  for (let at = 0; at < 300; at += 1) {
    clock.advance(SECOND_MS / 100);
    await word();
  }
  const inOneSecond = times.map((from) => times.filter((time) => time >= from && time < from + SECOND_MS).length);
  expect(Math.max(...inOneSecond)).toBeLessThanOrEqual(PLATFORM_CHANGES_PER_SECOND);
  // And often enough to look like growing.
  expect(Math.min(...inOneSecond.slice(0, times.length / 2))).toBeGreaterThanOrEqual(3);
  expect(changes.map(({ sequence }) => sequence)).toEqual(changes.map((_, at) => at + 1));
  // Nothing is written twice, and each text goes on from the one before.
  expect(changes.every((change, at) => at === 0 || change.text.length > String(changes[at - 1]?.text).length)).toBe(true);
});

test("what comes while a request is on its way goes with the next one", async () => {
  const [begun, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const { changes, opened, needs } = platform(async (change) => {
    if (change === "open" || change.sequence > 1) return;
    begun.resolve();
    clock.advance(SECOND_MS);
    await gate.promise;
  });
  const draft = createStreamedDraft(needs, aMessage({ eventId: "om_1" }));
  draft.show("一");
  await settled(() => opened.length === 1);
  await draft.quiet();
  draft.show("一二");
  await begun.promise;
  for (const text of ["一二三", "一二三四"]) draft.show(text);
  gate.resolve();
  await draft.quiet();
  expect(changes.map(({ text }) => text)).toEqual(["一二", "一二三四"]);
});

test("an answer that is faster than its draft stands alone", async () => {
  const gate = Promise.withResolvers<void>();
  const { opened, needs } = platform(() => gate.promise);
  const draft = createStreamedDraft(needs, aMessage({ eventId: "om_1" }));
  draft.show("一");
  expect(await draft.end()).toBeUndefined();
  gate.resolve();
  await settled(() => opened.length === 1);
  await draft.quiet();
  expect(await drafts()).toEqual([]);
});

test("an answer does not wait for a request that hangs", async () => {
  const { opened, needs } = platform((change) => (change === "open" ? Promise.resolve() : new Promise(() => {})));
  const draft = createStreamedDraft(needs, aMessage({ eventId: "om_1" }));
  draft.show("一");
  await settled(() => opened.length === 1);
  await draft.quiet();
  draft.show("一二");
  expect(await draft.end()).toMatchObject({ key: "draft/om_1", cardId: "7355372766134157313" });
});

test.each(["refused", "unreachable", "unauthorized"] as const)("where cards cannot be opened (%s) there is no draft", async (refusal) => {
  const { changes, needs } = platform(() => Promise.reject(new MessengerError(refusal, "no")));
  const draft = createStreamedDraft(needs, aMessage({ eventId: "om_1" }));
  draft.show("一");
  await draft.quiet();
  draft.show("一二");
  expect(await draft.end()).toBeUndefined();
  expect(changes).toEqual([]);
  expect(await drafts()).toEqual([]);
});

test("a stream that the platform has closed is left alone; over a limit, the next text is tried", async () => {
  let refusal: "busy" | "gone" | undefined = "busy";
  const tried: number[] = [];
  const { changes, opened, needs } = platform(async (change) => {
    if (change === "open") return;
    tried.push(change.sequence);
    if (refusal) throw new MessengerError(refusal, "no");
  });
  const draft = createStreamedDraft(needs, aMessage({ eventId: "om_1" }));
  const next = async (text: string) => {
    clock.advance(SECOND_MS);
    draft.show(text);
    await draft.quiet();
  };
  await next("一");
  await settled(() => opened.length === 1);
  await next("一二");
  refusal = undefined;
  await next("一二三");
  refusal = "gone";
  await next("一二三四");
  refusal = undefined;
  await next("一二三四五");
  expect(changes.map(({ text }) => text)).toEqual(["一二三"]);
  expect(tried).toEqual([1, 2, 3]);
});

test("a draft that an earlier handling left is not written to, and is what the answer takes the place of", async () => {
  const first = platform();
  const before = createStreamedDraft(first.needs, aMessage({ eventId: "om_1" }));
  before.show("一半");
  await settled(() => first.opened.length === 1);
  await before.quiet();

  const second = platform();
  const after = createStreamedDraft(second.needs, aMessage({ eventId: "om_1" }));
  after.show("另一个开头");
  await after.quiet();
  expect([second.opened, second.changes]).toEqual([[], []]);
  expect(await after.end()).toMatchObject({ key: "draft/om_1", cardId: "7355372766134157313" });
});
