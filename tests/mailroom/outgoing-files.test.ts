import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import { keepFile } from "../../src/mailroom/outgoing-files.ts";
import { purgeMail } from "../../src/mailroom/purge.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { postBox } from "../support/post-box.ts";

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

test("a file is carried up once and sent once, though the answer to sending it was lost", async () => {
  const [clock, box] = [testClock("2026-11-21 12:00"), postBox()];
  const fileId = await keepFile(db, { name: "企业.xlsx", bytes: Buffer.from("bytes") }, clock.now());
  const delivery = { kind: "send_file", to: { kind: "person", openId: "ou_li" }, fileId } as const;
  await enqueue(db, { key: "export", delivery, priority: "normal" }, clock.now());
  box.behave(({ call }) => (call === "send_file" ? "lose" : "do"));
  const deliverer = startDeliverer({ db, messenger: box.messenger, now: clock.now, log: createLog("silent") });
  await deliverer.idle();
  box.behave(undefined);
  clock.advance(10_000);
  await deliverer.idle();
  await deliverer.close();

  expect(box.requests.map(({ call }) => call)).toEqual(["upload", "send_file", "send_file"]);
  expect(box.shown).toMatchObject([
    { call: "upload", target: "企业.xlsx", content: "bytes" },
    { call: "send_file", target: "ou_li", content: "file_企业.xlsx" },
  ]);
});

test("a file that is not kept any more is given up, and kept ones are forgotten after two days", async () => {
  const [clock, box] = [testClock("2026-11-23 13:00"), postBox()];
  expect(await purgeMail(db, clock.now())).toMatchObject({ files: 1 });
  const delivery = { kind: "send_file", to: { kind: "chat", chatId: "oc_a" }, fileId: "00000000-0000-4000-8000-000000000000" } as const;
  await enqueue(db, { key: "lost", delivery, priority: "normal" }, clock.now());
  const deliverer = startDeliverer({ db, messenger: box.messenger, now: clock.now, log: createLog("silent") });
  for (let tries = 0; tries < 6; tries += 1) {
    await deliverer.idle();
    clock.advance(600_000);
  }
  await deliverer.close();
  const { rows } = await db.query<{ state: string }>(`select state from outbox where key = 'lost'`);
  expect([rows, box.requests]).toEqual([[{ state: "failed" }], []]);
});
