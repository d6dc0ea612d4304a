import { afterEach, beforeEach, expect, test } from "vitest";
import { DAY_MS } from "../../src/clock.ts";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import type { MessengerError } from "../../src/messenger.ts";
import { TOO_LATE_TO_RECALL } from "../../src/sent-messages.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { type TestClock, testClock } from "../support/clock.ts";

const log = createLog("silent");

let clock: TestClock;
let simulator: Simulator & { url: string };

beforeEach(async () => {
  clock = testClock();
  simulator = await startSimulator({ now: clock.now, log });
});
afterEach(() => simulator.close());

async function sent() {
  const lark = { ...simulator.credentials, domain: simulator.url, transport: "long_connection" as const };
  const messenger = createMessenger({ config: { ...lark, verificationToken: undefined, encryptKey: undefined }, log, now: clock.now });
  const chat = simulator.world.chats().find(({ kind }) => kind === "group");
  if (!chat) throw new Error("no group");
  const { messageId } = await messenger.send({ kind: "chat", chatId: chat.id }, { kind: "text", text: "台风提示" }, "one");
  return { messenger, messageId, chat };
}

test("a message is taken back, and stands in its chat as one that was", async () => {
  const { messenger, messageId } = await sent();
  await messenger.recall(messageId);
  expect(simulator.world.message(messageId)).toMatchObject({ type: "system", recalled: true });
  expect(await messenger.recall(messageId).catch((error: MessengerError) => error)).toMatchObject({
    refusal: "gone",
    platformCode: 230110,
  });
});

test("a day later it is too late for that", async () => {
  const { messenger, messageId } = await sent();
  clock.advance(DAY_MS + 1);
  const refused = await messenger.recall(messageId).catch((error: MessengerError) => error);
  expect(refused).toMatchObject({ refusal: "refused", platformCode: TOO_LATE_TO_RECALL });
});

test("who has read it is told, for seven days", async () => {
  const { messenger, messageId, chat } = await sent();
  expect(await messenger.readers(messageId)).toEqual([]);
  const [first = ""] = chat.members;
  simulator.world.readAll(first, chat.id);
  simulator.world.readAll(first, chat.id);
  expect(await messenger.readers(messageId)).toEqual([{ openId: first, readAt: clock.now() }]);
  clock.advance(7 * DAY_MS + 1);
  expect(await messenger.readers(messageId).catch((error: MessengerError) => error)).toMatchObject({ platformCode: 230033 });
});
