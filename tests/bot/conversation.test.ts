import { inspect } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { AnxunContext } from "../../src/bot/context.ts";
import { createConversation } from "../../src/bot/conversation.ts";
import { DAY_MS } from "../../src/clock.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { botNeeds, outgoing } from "./bench.ts";

let db: Database;
let clock: TestClock;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  clock = testClock();
  await db.query("delete from outbox");
  await db.query("delete from sessions");
});

/** Says what it was told before, and keeps what it is told now. */
async function echo(context: AnxunContext): Promise<void> {
  await context.react("OnIt");
  await context.sendText(
    context
      .turns()
      .map((turn) => turn.question)
      .join("，"),
  );
  context.remember({ question: context.message.text, answer: "好" });
}

async function sessions(): Promise<{ key: string; turns: string[] }[]> {
  const { rows } = await db.query<{ key: string; session: { _state: { turns?: { question: string }[] } } }>(
    "select key, session from sessions order by key",
  );
  return rows.map(({ key, session }) => ({ key, turns: (session._state.turns ?? []).map((turn) => turn.question) }));
}

describe("what is said", () => {
  test("goes into the outbox under keys of the event, a reply under the message", async () => {
    const onEnqueued = vi.fn();
    const run = createConversation(botNeeds(db, clock, { onEnqueued }), echo);

    await run(aMessage({ eventId: "om_1", messageId: "om_1", chatId: "oc_a" }));

    expect(await outgoing(db)).toEqual([
      { key: "om_1:1", delivery: { kind: "react", messageId: "om_1", chatId: "oc_a", emoji: "OnIt" } },
      { key: "om_1:2", delivery: { kind: "reply", messageId: "om_1", chatId: "oc_a", content: { kind: "text", text: "" } } },
    ]);
    expect(onEnqueued).toHaveBeenCalledTimes(2);
  });

  test("is said once, however often the event is handled, and remembered once", async () => {
    const run = createConversation(botNeeds(db, clock), echo);
    await run(aMessage({ eventId: "om_0", text: "先问" }));

    for (let handling = 0; handling < 3; handling += 1) await run(aMessage({ eventId: "om_1", text: "再问" }));

    const keys = (await outgoing(db)).map((row) => row.key);
    expect(keys).toEqual(["om_0:1", "om_0:2", "om_1:1", "om_1:2"]);
    expect((await sessions())[0]?.turns).toEqual(["先问", "再问"]);
  });

  test("where there is no message goes to the chat", async () => {
    const run = createConversation(botNeeds(db, clock), async (context) => context.sendText("大家好"));
    await run({ kind: "membership", eventId: "ev_1", chatId: "oc_a", change: "bot_added" });
    expect(await outgoing(db)).toMatchObject([{ delivery: { kind: "send", to: { kind: "chat", chatId: "oc_a" } } }]);
  });
});

describe("a session", () => {
  test("is of one speaker in one chat and topic: twenty who speak at once are never mixed", async () => {
    const run = createConversation(botNeeds(db, clock), echo);
    const places = [{ chatId: "oc_a" }, { chatId: "oc_b" }, { chatId: "oc_a", threadId: "omt_1" }];
    const speakers = Array.from({ length: 20 }, (_, number) => ({ speaker: `ou_${number}`, ...places[number % 3] }));

    for (const round of ["一", "二", "三"]) {
      await Promise.all(
        speakers.map((who, number) => run(aMessage({ ...who, eventId: `om_${round}_${number}`, text: `${who.speaker} ${round}` }))),
      );
    }

    const kept = await sessions();
    expect(kept).toHaveLength(20);
    for (const { key, turns } of kept) {
      const speaker = key.split("/")[1];
      expect(turns).toEqual([`${speaker} 一`, `${speaker} 二`, `${speaker} 三`]);
    }
    const rows = await outgoing(db);
    const last = rows.filter((row) => row.key.startsWith("om_三") && row.key.endsWith(":2"));
    expect(last.every(({ delivery }) => /^(ou_\d+) 一，\1 二$/.test((delivery.content as { text: string }).text))).toBe(true);
  });

  test("keeps the last six turns", async () => {
    const run = createConversation(botNeeds(db, clock), echo);
    for (let number = 1; number <= 8; number += 1) await run(aMessage({ eventId: `om_${number}`, text: String(number) }));
    expect((await sessions())[0]?.turns).toEqual(["3", "4", "5", "6", "7", "8"]);
  });

  test("is forgotten after thirty days", async () => {
    const run = createConversation(botNeeds(db, clock), echo);
    await run(aMessage({ eventId: "om_1", text: "早先" }));
    await run(aMessage({ eventId: "om_2", speaker: "ou_other", text: "别人的" }));

    clock.advance(30 * DAY_MS + 1);
    await run(aMessage({ eventId: "om_3", text: "现在" }));

    expect(await sessions()).toMatchObject([{ turns: ["现在"] }]);
  });

  test("is not opened by a press: presses do not stand in the speaker's lane", async () => {
    const run = createConversation(botNeeds(db, clock), async (context) => context.respond({ toast: { type: "info", content: "好" } }));
    expect(await run(aPress())).toEqual({ toast: { type: "info", content: "好" } });
    expect(await sessions()).toEqual([]);
  });

  test("that holds something else is an empty one", async () => {
    await db.query(`insert into sessions (key, session, updated_at) values ('lark:oc_luojiang/ou_li', '{"_state":{"turns":"?"}}', $1)`, [
      clock.now(),
    ]);
    await createConversation(botNeeds(db, clock), echo)(aMessage({ text: "问" }));
    expect((await sessions())[0]?.turns).toEqual(["问"]);
  });
});

describe("a failure surfaces, and nothing is printed", () => {
  test("of an action; the session stays as it was", async () => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const run = createConversation(botNeeds(db, clock), async (context) => {
      context.remember({ question: "半途", answer: "" });
      throw new Error("model away");
    });

    await expect(run(aMessage())).rejects.toThrow("model away");
    expect(await sessions()).toEqual([]);
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });

  test.each([
    ["reading", "select session"],
    ["writing", "insert into sessions"],
  ])("of %s the session", async (_step, statement) => {
    const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const broken: Database = {
      ...db,
      query: (sql, values) => (sql.includes(statement) ? Promise.reject(new Error("database away")) : db.query(sql, values)),
    };
    await expect(createConversation(botNeeds(broken, clock), echo)(aMessage())).rejects.toThrow("database away");
    expect(printed).not.toHaveBeenCalled();
    printed.mockRestore();
  });
});

test("a context shows neither texts nor tools when it is printed", async () => {
  let printed = "";
  const run = createConversation(botNeeds(db, clock), async (context) => {
    printed = inspect(context, { depth: 10 });
  });
  await run(aMessage({ eventId: "om_1", text: "隐私" }));
  expect(printed).toBe("AnxunContext(message om_1)");
});
