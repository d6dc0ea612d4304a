import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import type { Delivery } from "../../src/mailroom/delivery.ts";
import { receive } from "../../src/mailroom/inbox.ts";
import { startInboxWorker } from "../../src/mailroom/inbox-worker.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import type { Pump } from "../../src/mailroom/pump.ts";
import { purgeMail } from "../../src/mailroom/purge.ts";
import type { Database } from "../../src/storage/db.ts";
import { at, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { postBox } from "../support/post-box.ts";

const NOON = at("2026-11-21 12:00");
const log = createLog("silent");
let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function emptied(pump: Pump): Promise<void> {
  await pump.idle();
  await pump.close();
}

async function left(table: "inbox" | "outbox", key: string): Promise<string[]> {
  const { rows } = await database.query<{ key: string }>(`select ${key} as key from ${table} order by 1`);
  return rows.map((row) => row.key);
}

test("finished mail and gates long open are forgotten after 30 days, open mail never", async () => {
  const needs = { db: database, now: testClock("2026-11-21 12:00").now, log };
  const said: Delivery = { kind: "send", to: { kind: "chat", chatId: "oc_a" }, content: { kind: "text", text: "好的" } };
  await receive(database, aMessage({ eventId: "done" }), NOON);
  await receive(database, aPress({ eventId: "abandoned" }), NOON);
  await enqueue(database, { key: "sent", delivery: said, priority: "answer" }, NOON);
  await emptied(startInboxWorker(needs, async () => {}));
  await emptied(startDeliverer({ ...needs, messenger: postBox().messenger }));
  await receive(database, aMessage({ eventId: "open" }), NOON);
  await enqueue(database, { key: "queued", delivery: said, priority: "answer" }, NOON);

  expect(await purgeMail(database, at("2026-11-22 11:59"))).toEqual({ inbox: 0, outbox: 0, gates: 0, files: 0 });
  expect(await purgeMail(database, at("2026-12-21 11:59"))).toEqual({ inbox: 0, outbox: 0, gates: 2, files: 0 });
  expect(await purgeMail(database, at("2026-12-21 12:01"))).toEqual({ inbox: 2, outbox: 1, gates: 0, files: 0 });
  expect(await left("inbox", "event_id")).toEqual(["open"]);
  expect(await left("outbox", "key")).toEqual(["queued"]);
});
