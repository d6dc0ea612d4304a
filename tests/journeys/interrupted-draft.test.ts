import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import type { Pump } from "../../src/mailroom/pump.ts";
import type { InboundMessage } from "../../src/messenger.ts";
import type { Chat, ModelCall } from "../../src/models/model.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import type { Message } from "../../src/simulator/views.ts";
import type { Database, Db } from "../../src/storage/db.ts";
import { botNeeds, outgoing } from "../bot/bench.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage } from "../support/inbound.ts";
import { printCard } from "../support/print-card.ts";
import { type SteppedText, steppedText } from "../support/stepped-text.ts";

const log = createLog("silent");
const QUESTION = "洛江区老板多久得亲自带队查一次？";
const STANDS = "商贸企业主要负责人每季度要带队检查至少1次[1]。";
const CLAUSE = "商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查";
/** More statements than an answer takes. */
const STEPS_MAX = 200;

let db: Database;
let clock: TestClock;
let simulator: Simulator & { url: string };
let messenger: ReturnType<typeof createMessenger>;
let deliverer: Pump;
let asked: InboundMessage;

beforeAll(async () => {
  db = await openTestDatabase();
  await ingest({ db, models: {}, now: testClock().now, log }, { directory: "./knowledge" });
});
afterAll(() => db.close());
beforeEach(async () => {
  await empty();
  clock = testClock();
  simulator = await startSimulator({ now: clock.now, log });
  const config = { domain: simulator.url, transport: "long_connection", verificationToken: undefined, encryptKey: undefined } as const;
  messenger = createMessenger({ config: { ...config, ...simulator.credentials }, log, now: clock.now });
  deliverer = startDeliverer({ db, messenger, now: clock.now, log });
  const person = String(simulator.world.people()[0]?.id);
  const chatId = simulator.world.privateChat(person).id;
  const { id } = simulator.world.say(person, chatId, { text: QUESTION });
  asked = aMessage({ eventId: id, messageId: id, chatId, chatKind: "private", speaker: person, text: QUESTION });
});
afterEach(async () => {
  await deliverer.close();
  await simulator.close();
});

async function empty(): Promise<void> {
  await db.query("truncate outbox, inbox, sessions, answers, rate_gates cascade");
}

const CALL: ModelCall = { use: "answer", model: "scripted", promptHash: "", inputTokens: 0, outputTokens: 0, costYuan: 0, ms: 0 };

function scripted(pieces: () => AsyncIterable<string>): Chat {
  return {
    model: "scripted",
    patienceMs: MINUTE_MS,
    complete: async () => ({ text: QUESTION, call: CALL }),
    async *stream() {
      for await (const text of pieces()) yield { kind: "text", text };
      yield { kind: "end", call: CALL };
    },
  };
}

function bot(chat: Chat, on: Database = db): Bot {
  return createBot(botNeeds(on, clock, { models: { chat }, messenger, onEnqueued: () => deliverer.poke() }));
}

async function* whole(): AsyncGenerator<string> {
  yield STANDS;
}

const said = (): readonly Message[] => simulator.world.messages(asked.chatId).filter(({ sender }) => sender === "bot");
const shown = () => said().map(({ card }) => (card ? printCard(card).replace(/\s+/g, "") : ""));

async function delivered(): Promise<void> {
  for (let second = 0; second < 3; second += 1) {
    await deliverer.idle();
    clock.advance(SECOND_MS);
  }
}

/** What a process that is killed leaves: from now on nothing it asks of the database is answered. */
function mortal(): { db: Database; kill(): void } {
  let isDead = false;
  const query: Db["query"] = (sql, values) => (isDead ? new Promise(() => {}) : db.query(sql, values));
  return {
    db: { ...db, query },
    kill: () => {
      isDead = true;
    },
  };
}

/** A process that has shown the beginning of its answer, and is killed. */
async function killedInMidStream(): Promise<SteppedText> {
  const saying = steppedText();
  const process = mortal();
  void bot(
    scripted(() => saying.pieces),
    process.db,
  ).handleInbound(asked);
  saying.say(STANDS);
  await expect.poll(() => shown().join(), { timeout: 30_000 }).toContain("商贸企业主要负责人每季度要带队检查至少1次");
  process.kill();
  return saying;
}

describe("a process that is killed while its answer grows", () => {
  test("leaves a draft that does not look like an answer, and the next process puts the answer in its place", async () => {
    await killedInMidStream();
    expect(shown()[0]).toContain("#生成中，尚未核对");

    await bot(scripted(whole)).handleInbound(asked);
    await delivered();
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toContain("#方案里这样写");
    expect(shown()[0]).toContain(CLAUSE);
    expect(said()[0]?.card?.config.streaming_mode).toBeUndefined();
  });

  test("does so although the platform has closed the stream, and the model is gone", async () => {
    await killedInMidStream();
    clock.advance(11 * MINUTE_MS);
    simulator.tick();
    expect(said()[0]?.card?.config.streaming_mode).toBe(false);

    await createBot(botNeeds(db, clock, { messenger })).handleInbound(asked);
    await delivered();
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toContain(CLAUSE);
  });

  test("answers in a new message when nothing can be done to the draft any more", async () => {
    await killedInMidStream();
    const gone = { kind: "refuse", code: 200740 } as const;
    simulator.faults.next("PATCH /open-apis/cardkit/v1/cards/:card_id/settings", gone, 5);
    simulator.faults.next("PATCH /open-apis/im/v1/messages/:message_id", { kind: "refuse", code: 230031 }, 5);
    await bot(scripted(whole)).handleInbound(asked);
    await delivered();
    expect(shown()).toHaveLength(2);
    expect(shown()[0]).toContain("#生成中，尚未核对");
    expect(shown()[1]).toContain("#方案里这样写");
  });

  test("has its draft marked as interrupted when the event is given up", async () => {
    await killedInMidStream();
    await bot(scripted(whole)).apologise(asked);
    await delivered();
    expect(shown()).toHaveLength(1);
    expect(shown()[0]).toContain("#已中断");
    expect(shown()[0]).not.toContain("每季度");
  });
});

test("whatever statement a process dies before, there is one answer in the end, and it stands where the draft does", async () => {
  simulator.faults.liftLimits();
  // What it carries would be gone with the next beginning.
  await deliverer.close();
  let deaths = 0;
  let drafts = 0;
  for (let step = 1; step < STEPS_MAX; step += 1) {
    await empty();
    const dying = dyingAt(step);
    await bot(
      scripted(() => slowly(dying.died)),
      dying.db,
    )
      .handleInbound(asked)
      .catch(() => undefined);
    if (!dying.died()) break;
    deaths += 1;
    await bot(scripted(whole)).handleInbound(asked);
    const rows = (await outgoing(db)).filter(({ delivery }) => delivery.kind !== "react");
    const answers = rows.filter((row) => !isDraft(row)).map(({ delivery }) => delivery.kind);
    expect(answers, `died before statement ${step}`).toEqual([rows.some(isDraft) ? "finish" : "reply"]);
    if (rows.some(isDraft)) drafts += 1;
  }
  expect(deaths).toBeGreaterThan(10);
  expect(drafts).toBeGreaterThan(0);
});

const isDraft = ({ key }: { key: string }) => key.startsWith("draft/");

/** Goes on once the beginning of the answer is on its way to people. */
async function* slowly(died: () => boolean): AsyncGenerator<string> {
  yield STANDS;
  await expect.poll(async () => died() || (await outgoing(db)).some(isDraft), { timeout: 30_000 }).toBe(true);
}

/** Dies before its n-th statement: nothing after it is done. */
function dyingAt(step: number): { db: Database; died: () => boolean } {
  let left = step;
  const query: Db["query"] = (sql, values) => {
    left -= 1;
    return left <= 0 ? Promise.reject(new Error("the process died")) : db.query(sql, values);
  };
  return { db: { ...db, query, inTransaction: (work) => work({ query }) }, died: () => left <= 0 };
}
