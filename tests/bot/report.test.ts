import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import type { DraftContent } from "../../src/hazards/draft.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage } from "../support/inbound.ts";
import { botNeeds, outgoing } from "./bench.ts";

let db: Database;
let bot: Bot;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  for (const table of ["outbox", "sessions", "hazard_drafts"]) await db.query(`delete from ${table}`);
  bot = createBot(botNeeds(db, testClock()));
  await bot.handleInbound(aMessage({ eventId: "om_1", text: "阿明烧烤店后厨的灭火器过期了" }));
});

async function drafts(): Promise<DraftContent[]> {
  const { rows } = await db.query<{ content: DraftContent }>("select content from hazard_drafts order by id");
  return rows.map(({ content }) => content);
}

test("an answer that quotes the report needs no mention, one beside it does", async () => {
  await bot.handleInbound(aMessage({ eventId: "om_2", addressed: false, text: "万安街道" }));
  expect((await drafts())[0]?.place).toBeUndefined();
  await bot.handleInbound(aMessage({ eventId: "om_3", addressed: false, text: "万安街道", quotedMessageId: "om_1" }));
  expect((await drafts())[0]?.place).toBe("万安街道");
});

test("somebody else's quote of a report changes nothing of it", async () => {
  await bot.handleInbound(aMessage({ eventId: "om_2", speaker: "ou_other", addressed: false, text: "双阳街道", quotedMessageId: "om_1" }));
  expect((await drafts()).map(({ place }) => place)).toEqual([undefined]);
});

test("an advertisement is answered with nothing, though it names a hazard", async () => {
  const before = (await outgoing(db)).length;
  await bot.handleInbound(
    aMessage({ eventId: "om_2", speaker: "ou_other", text: "专业灭火器年检换粉，价格优惠，加微信 abc123，欢迎咨询" }),
  );
  expect(await outgoing(db)).toHaveLength(before);
  expect(await drafts()).toHaveLength(1);
});
