import { afterEach, beforeEach, expect, test } from "vitest";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import type { MessengerError } from "../../src/messenger.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { type TestClock, testClock } from "../support/clock.ts";

const log = createLog("silent");
/** One white pixel. */
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==", "base64");

let clock: TestClock;
let simulator: Simulator & { url: string };

beforeEach(async () => {
  clock = testClock();
  simulator = await startSimulator({ now: clock.now, log });
});
afterEach(() => simulator.close());

function open() {
  const lark = { ...simulator.credentials, domain: simulator.url, transport: "long_connection" as const };
  return createMessenger({ config: { ...lark, verificationToken: undefined, encryptKey: undefined }, log, now: clock.now });
}

function group() {
  const found = simulator.world.chats().find((chat) => chat.kind === "group");
  if (!found) throw new Error("no group");
  return found;
}

test("an urgent message rings at the members, and tells whom it did not reach", async () => {
  const messenger = open();
  const [member] = group().members;
  const rung: string[] = [];
  simulator.world.on((signal) => void (signal.kind === "toast" && rung.push(...signal.people)));
  const { messageId } = await messenger.send({ kind: "chat", chatId: group().id }, { kind: "text", text: "漏气" }, "one");
  const { missed } = await messenger.urge(messageId, [String(member), "ou_nobody"]);
  expect(rung).toEqual([member]);
  expect(missed).toEqual(["ou_nobody"]);
});

test("in a group with other organisations it is refused", async () => {
  const messenger = open();
  const members = [...group().members];
  const chat = simulator.world.openGroup({ name: "外部群", members, withBot: true, external: true });
  const { messageId } = await messenger.send({ kind: "chat", chatId: chat.id }, { kind: "text", text: "漏气" }, "two");
  const refused = await messenger.urge(messageId, members).catch((error: MessengerError) => error);
  expect(refused).toMatchObject({ refusal: "refused", platformCode: 230027 });
});

test("a picture goes up and stands in a card", async () => {
  const messenger = open();
  const { imageKey } = await messenger.uploadImage(PNG);
  const image = { tag: "img", img_key: imageKey, alt: { tag: "plain_text", content: "照片" } } as const;
  const card = { schema: "2.0", config: { update_multi: true }, body: { elements: [image] } } as const;
  await messenger.send({ kind: "chat", chatId: group().id }, { kind: "card", card }, "three");
  expect(JSON.stringify(simulator.world.messages(group().id).at(-1)?.card)).toContain(imageKey);
});

test("what is no picture is refused", async () => {
  const refused = await open()
    .uploadImage(Buffer.from("text"))
    .catch((error: MessengerError) => error);
  expect(refused).toMatchObject({ refusal: "refused" });
});
