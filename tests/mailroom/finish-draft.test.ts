import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Card, card, markdown } from "../../src/card.ts";
import { DAY_MS, HOUR_MS, SECOND_MS } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { enqueue, growingCardUnder } from "../../src/mailroom/outbox.ts";
import type { Pump } from "../../src/mailroom/pump.ts";
import { appGate, passGates } from "../../src/mailroom/rate-gate.ts";
import { MessengerError } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type PostBox, postBox } from "../support/post-box.ts";

const CARD_ID = "7355372766134157313";
const titled = (text: string): Card => card({ text }, [markdown(text)], text);
const ANSWER = titled("答复");
const ABANDONED = titled("已中断");

let db: Database;
let clock: TestClock;
let box: PostBox;
let deliverer: Pump;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["outbox", "rate_gates"]) await db.query(`delete from ${table}`);
  clock = testClock();
  box = postBox();
  deliverer = startDeliverer({ db, messenger: box.messenger, now: clock.now, log: createLog("silent") });
  return () => deliverer.close();
});

async function idle(seconds = 0): Promise<void> {
  await deliverer.idle();
  for (let turned = 0; turned < seconds; turned += 1) {
    clock.advance(SECOND_MS);
    await deliverer.idle();
  }
}

async function putDraft(): Promise<void> {
  const delivery = { kind: "reply", messageId: "om_question", chatId: "oc_1", content: { kind: "card_entity", cardId: CARD_ID } } as const;
  await enqueue(db, { key: "draft/1", delivery, priority: "answer" }, clock.now());
}

async function putAnswer(): Promise<void> {
  const openedAt = (await growingCardUnder(db, "draft/1"))?.openedAt ?? clock.now();
  const target = { cardId: CARD_ID, openedAt: openedAt.toISOString(), messageId: "om_question", chatId: "oc_1" };
  const delivery = { kind: "finish", of: "draft/1", ...target, card: ANSWER, abandoned: ABANDONED } as const;
  await enqueue(db, { key: "1:1", delivery, priority: "answer" }, clock.now());
}

const shown = () => box.shown.map(({ call, target }) => `${call} ${target}`);
const contents = (call: string) => box.shown.filter((one) => one.call === call).map(({ content }) => content);

test("the answer takes the draft's place, under a number greater than those of all that was written", async () => {
  await putDraft();
  await idle();
  clock.advance(3 * SECOND_MS);
  await putAnswer();
  await idle(1);
  expect(shown()).toEqual(["reply om_question", `finish ${CARD_ID}`]);
  const [finished] = contents("finish") as { card: Card; sequence: number }[];
  expect(finished?.card).toEqual(ANSWER);
  // Three seconds at ten a second.
  expect(finished?.sequence).toBeGreaterThan(30);
});

test("an answer does not wait behind the drafts of others", async () => {
  const gates = [appGate("draft")];
  while ((await passGates(db, gates, clock.now())).kind === "granted");
  await putDraft();
  await putAnswer();
  await idle();
  expect(shown()).toEqual(["reply om_question", `finish ${CARD_ID}`]);
});

test("an answer that is ready before its draft was sent waits for it", async () => {
  box.behave(({ call }) => {
    if (call === "reply" && box.requests.length < 3) throw new MessengerError("busy", "over a limit");
    return "do";
  });
  await putDraft();
  await putAnswer();
  await idle(30);
  expect(shown()).toEqual(["reply om_question", `finish ${CARD_ID}`]);
});

test("where the platform does not finish the card, it is changed as any other", async () => {
  box.behave(({ call }) => {
    if (call === "finish") throw new MessengerError("gone", "no such card entity", { platformCode: 200740 });
    return "do";
  });
  await putDraft();
  await putAnswer();
  await idle(3);
  expect(shown()).toEqual(["reply om_question", "update om_1"]);
  expect(contents("update")).toEqual([ANSWER]);
});

test("where it does neither, the answer is a new message, once", async () => {
  box.behave(({ call }) => {
    if (call === "finish" || call === "update") throw new MessengerError("gone", "too late");
    return "do";
  });
  await putDraft();
  await putAnswer();
  await idle(5);
  expect(shown()).toEqual(["reply om_question", "reply om_question"]);
  expect(contents("reply")[1]).toEqual({ kind: "card", card: ANSWER });
});

test("a draft that is refused leaves one message: the answer", async () => {
  box.behave(({ call, content }) => {
    const isDraft = call === "reply" && (content as { kind: string }).kind === "card_entity";
    if (isDraft) throw new MessengerError("refused", "card", { platformCode: 230099 });
    return "do";
  });
  await putDraft();
  await putAnswer();
  await idle(5);
  expect(contents("reply")).toEqual([{ kind: "card", card: ANSWER }]);
  // Should anybody see the draft all the same, it does not look like an answer.
  expect((contents("finish") as { card: Card }[]).map((one) => one.card)).toEqual([ABANDONED]);
});

test("a change that was ahead, a limit or a lost answer is tried again with a greater number", async () => {
  const numbers: number[] = [];
  box.behave(({ call, content }) => {
    if (call !== "finish") return "do";
    numbers.push((content as { sequence: number }).sequence);
    if (numbers.length === 1) throw new MessengerError("busy", "another change was ahead", { platformCode: 300317 });
    return numbers.length === 2 ? "lose" : "do";
  });
  await putDraft();
  await putAnswer();
  await idle(20);
  expect(numbers).toHaveLength(3);
  // Each takes two.
  expect(numbers.every((number, at) => at === 0 || number > Number(numbers[at - 1]) + 1)).toBe(true);
});

test("a draft is finished even when nothing could be done for days", async () => {
  await putDraft();
  await idle();
  await putAnswer();
  box.behave(() => {
    throw new MessengerError("unreachable", "no network", { neverArrived: true });
  });
  await idle(1);
  clock.advance(2 * DAY_MS);
  box.behave(undefined);
  clock.advance(HOUR_MS);
  await idle(5);
  expect(shown().at(-1)).toBe(`finish ${CARD_ID}`);
});
