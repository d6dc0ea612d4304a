import { afterEach, beforeEach, expect, test } from "vitest";
import { type Card, card, markdown } from "../../src/card.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import { MessengerError } from "../../src/messenger.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { type TestClock, testClock } from "../support/clock.ts";

const log = createLog("silent");
const CHANGES_PER_SECOND = 10;

let clock: TestClock;
let simulator: Simulator & { url: string };
let messenger: ReturnType<typeof createMessenger>;

beforeEach(async () => {
  clock = testClock();
  simulator = await startSimulator({ now: clock.now, log });
  const config = { domain: simulator.url, transport: "long_connection", verificationToken: undefined, encryptKey: undefined } as const;
  messenger = createMessenger({ config: { ...config, ...simulator.credentials }, log, now: clock.now }, { timeoutMs: 500 });
});
afterEach(() => simulator.close());

const plain = card({ text: "生成中" }, [{ ...markdown("…"), element_id: "draft" }], "生成中");
const streaming: Card = { ...plain, config: { ...plain.config, streaming_mode: true } };
const answer = card({ text: "方案里这样写", color: "green" }, [markdown("每季度至少1次")], "每季度至少1次");

/** A card in a stream, sent to a group. */
async function opened() {
  const { cardId } = await messenger.openCard(streaming);
  const chat = simulator.world.chats().find(({ kind }) => kind === "group");
  const { messageId } = await messenger.send({ kind: "chat", chatId: String(chat?.id) }, { kind: "card_entity", cardId }, cardId);
  const shown = () => simulator.world.message(messageId).card;
  const write = (text: string, sequence: number) => outcomeOf(messenger.write(cardId, { elementId: "draft", text, sequence }));
  return { cardId, messageId, shown, write };
}

async function outcomeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => "done",
    (error: unknown) => (error instanceof MessengerError ? `${error.refusal}/${error.platformCode}` : String(error)),
  );
}

test("text grows in the card that was sent, until the final card takes its place", async () => {
  const { cardId, shown, write } = await opened();
  expect(await write("每季度", 1)).toBe("done");
  expect(await write("每季度至少", 2)).toBe("done");
  expect(shown()).toMatchObject({ config: { streaming_mode: true }, body: { elements: [{ content: "每季度至少" }] } });
  await messenger.finish(cardId, answer, 3);
  expect(shown()).toEqual(answer);
});

test("a number that does not grow is refused as something to be tried again with a greater one", async () => {
  const { cardId, shown, write } = await opened();
  await write("每季度", 5);
  expect([await write("旧的", 5), await write("旧的", 4)]).toEqual(["busy/300317", "busy/300317"]);
  expect(await outcomeOf(messenger.finish(cardId, answer, 5))).toBe("busy/300317");
  expect(shown()?.body.elements[0]).toMatchObject({ content: "每季度" });
});

test("more than ten changes of a card in a second are too many", async () => {
  const { write } = await opened();
  const outcomes: string[] = [];
  for (let sequence = 1; sequence <= CHANGES_PER_SECOND + 1; sequence += 1) outcomes.push(await write("字".repeat(sequence), sequence));
  expect(outcomes).toEqual([...Array.from({ length: CHANGES_PER_SECOND }, () => "done"), "busy/99991400"]);
  clock.advance(SECOND_MS);
  expect(await write("可以了", CHANGES_PER_SECOND + 2)).toBe("done");
});

test("after ten minutes nothing can be written, but the card can still be replaced", async () => {
  const { cardId, shown, write } = await opened();
  await write("每季度", 1);
  clock.advance(10 * MINUTE_MS + 1);
  simulator.tick();
  expect(shown()?.config.streaming_mode).toBe(false);
  expect([await write("晚了", 2), await write("晚了", 3)]).toEqual(["gone/200850", "gone/300309"]);
  await messenger.finish(cardId, answer, 4);
  expect(shown()).toEqual(answer);
});

test("after fourteen days nothing can be done to it", async () => {
  const { cardId } = await opened();
  clock.advance(14 * DAY_MS + 1);
  expect(await outcomeOf(messenger.finish(cardId, answer, 1))).toBe("gone/200750");
});

test("a card is sent once, and one that is not there cannot be sent", async () => {
  const { cardId } = await opened();
  const chat = simulator.world.chats().find(({ kind }) => kind === "group");
  const to = { kind: "chat", chatId: String(chat?.id) } as const;
  expect(await outcomeOf(messenger.send(to, { kind: "card_entity", cardId }, "again"))).toBe("refused/230099");
  expect(await outcomeOf(messenger.send(to, { kind: "card_entity", cardId: "7000000000000000000" }, "none"))).toBe("refused/230099");
});

test("an id that could lead to another call never reaches the platform", async () => {
  await expect(messenger.finish("../../im", answer, 1)).rejects.toMatchObject({ refusal: "refused", message: "malformed card id" });
});
