import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import type { Priority } from "../../src/mailroom/delivery.ts";
import { receive } from "../../src/mailroom/inbox.ts";
import { startInboxWorker } from "../../src/mailroom/inbox-worker.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import type { Pump } from "../../src/mailroom/pump.ts";
import type { Inbound } from "../../src/messenger.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage } from "../support/inbound.ts";
import { postBox } from "../support/post-box.ts";

/** What cannot wait waits for nothing: neither for what came before, nor for hands that are full. */

const FULL = 40;

let db: Database;
const clock = testClock("2026-11-21 09:00");
let pumps: Pump[];
let release: () => void;
let held: Promise<void>;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["inbox", "outbox", "rate_gates"]) await db.query(`delete from ${table}`);
  pumps = [];
  ({ promise: held, resolve: release } = Promise.withResolvers<void>());
  return async () => {
    release();
    await Promise.all(pumps.map((pump) => pump.close()));
  };
});

const log = createLog("silent");

describe("an emergency that comes in", () => {
  const say = (eventId: string, speaker: string, isUrgent = false) =>
    receive(db, aMessage({ eventId, speaker }), clock.now(), { isUrgent });

  /** Slow questions never end; what was handled besides them. */
  function listen(): { seen: string[]; pump: Pump } {
    const seen: string[] = [];
    const handle = async ({ eventId }: Inbound) => {
      if (eventId.startsWith("slow")) return held;
      seen.push(eventId);
    };
    const pump = startInboxWorker({ db, now: clock.now, log }, handle);
    pumps.push(pump);
    return { seen, pump };
  }

  test("is handled though every hand is full of slow questions, and its speaker's own is one of them", async () => {
    for (let index = 0; index < FULL; index += 1) await say(`slow_${index}`, `ou_${index}`);
    const { seen, pump } = listen();
    await vi.waitFor(async () => {
      const { rows } = await db.query<{ running: number }>("select count(*)::int as running from inbox where state = 'running'");
      expect(rows[0]?.running).toBe(8);
    });
    await say("plain", "ou_other");
    await say("fire", "ou_0", true);
    pump.poke();
    await vi.waitFor(() => expect(seen).toEqual(["fire"]));
  });

  test("goes before what waits, and what its speaker says next waits for it", async () => {
    await say("question", "ou_1");
    await say("fire", "ou_1", true);
    await say("answer", "ou_1");
    await say("fire again", "ou_1", true);
    const order: string[] = [];
    const pump = startInboxWorker({ db, now: clock.now, log }, async ({ eventId }) => void order.push(eventId), { concurrency: 1 });
    pumps.push(pump);
    await pump.idle();
    expect(order.indexOf("fire")).toBeLessThan(order.indexOf("fire again"));
    expect(order[0]).toBe("fire");
    expect(order.indexOf("fire")).toBeLessThan(order.indexOf("answer"));
  });
});

describe("the first words", () => {
  const say = (key: string, priority: Priority, chatId: string) =>
    enqueue(db, { key, priority, delivery: { kind: "reply", messageId: key, chatId, content: { kind: "text", text: key } } }, clock.now());

  test("leave though every hand waits for a platform that is slow, the one in the same chat too", async () => {
    for (let index = 0; index < FULL; index += 1) await say(`slow_${index}`, "answer", `oc_${index}`);
    const { messenger } = postBox();
    const said: string[] = [];
    const reply: typeof messenger.reply = async (messageId, content, uuid) => {
      if (messageId.startsWith("slow")) await held;
      said.push(messageId);
      return messenger.reply(messageId, content, uuid);
    };
    const pump = startDeliverer({ db, messenger: { ...messenger, reply }, now: clock.now, log });
    pumps.push(pump);
    const underWay = async () => {
      const { rows } = await db.query<{ lane: string }>("select lane from outbox where state = 'sending'");
      return rows.map(({ lane }) => lane);
    };
    const full = async () => {
      // The platform's limits let a few through at a time.
      clock.advance(SECOND_MS);
      pump.poke();
      expect(await underWay()).toHaveLength(20);
    };
    await vi.waitFor(full, { timeout: 10_000 });
    await say("first words", "urgent", (await underWay())[0] ?? "");
    clock.advance(SECOND_MS);
    pump.poke();
    await vi.waitFor(() => expect(said).toEqual(["first words"]), { timeout: 5000 });
  });
});
