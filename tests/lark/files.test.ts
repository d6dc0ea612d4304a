import { afterEach, beforeEach, expect, test } from "vitest";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import { type Attachment, MessengerError } from "../../src/messenger.ts";
import type { ApiRoute } from "../../src/simulator/routes.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { testClock } from "../support/clock.ts";

const RESOURCE: ApiRoute = "GET /open-apis/im/v1/messages/:message_id/resources/:file_key";
const log = createLog("silent");
const clock = testClock();
const BYTES = Buffer.from("一份名单".repeat(1000));

let simulator: Simulator & { url: string };
beforeEach(async () => {
  simulator = await startSimulator({ now: clock.now, log });
});
afterEach(() => simulator.close());

function open() {
  const lark = { ...simulator.credentials, domain: simulator.url, transport: "long_connection" as const };
  const config = { ...lark, verificationToken: undefined, encryptKey: undefined };
  return createMessenger({ config, log, now: clock.now }, { timeoutMs: 2000 });
}

/** A person sends a file to the bot. */
async function received() {
  const [person] = simulator.world.people();
  const chatId = simulator.world.privateChat(person?.id ?? "").id;
  const message = simulator.world.say(person?.id ?? "", chatId, { file: { bytes: BYTES, name: "企业.xlsx" } });
  const found = await open().attachmentsOf(message.id);
  const [attachment] = found?.attachments ?? [];
  if (!attachment) throw new Error("nothing hangs on the message");
  return { messageId: message.id, chatId, openId: person?.id ?? "", attachment, found };
}

const refusalOf = (work: Promise<unknown>) => work.catch((error: unknown) => (error instanceof MessengerError ? error : undefined));

test("a file goes up and out under its name, and a repeat is dropped", async () => {
  const { openId, chatId } = await received();
  const messenger = open();
  const { fileKey } = await messenger.uploadFile({ name: "核对报告.xlsx", bytes: BYTES });
  const first = await messenger.sendFile({ kind: "person", openId }, fileKey, "uuid-1");
  expect(await messenger.sendFile({ kind: "person", openId }, fileKey, "uuid-1")).toEqual(first);
  const files = simulator.world.messages(chatId).filter(({ sender, type }) => sender === "bot" && type === "file");
  expect(files).toMatchObject([{ id: first.messageId, file: { name: "核对报告.xlsx" } }]);
});

test("what people send is found on its message and comes down whole, within a limit", async () => {
  const { messageId, chatId, attachment, found } = await received();
  expect(found).toEqual({ chatId, attachments: [{ kind: "file", key: attachment.key, name: "企业.xlsx" }] });
  const bytes = await open().resource({ messageId, attachment }, BYTES.length);
  expect(Buffer.from(bytes ?? []).equals(BYTES)).toBe(true);
  expect(await open().resource({ messageId, attachment }, BYTES.length - 1)).toBeUndefined();
});

test("a refused download says why, though the platform answers with a stream", async () => {
  const { messageId, attachment, openId } = await received();
  const other: Attachment = { kind: "file", key: "file_v3_none" };
  expect(await refusalOf(open().resource({ messageId, attachment: other }, 10))).toMatchObject({
    refusal: "refused",
    platformCode: 234003,
  });
  // A token that has run out is replaced here as well.
  const met = simulator.faults.next(RESOURCE, { kind: "refuse", code: 99_991_663, status: 400 });
  expect(await open().resource({ messageId, attachment }, BYTES.length)).toBeDefined();
  await met;
  simulator.world.recall(openId, messageId);
  expect(await refusalOf(open().resource({ messageId, attachment }, 10))).toMatchObject({ refusal: "gone" });
  expect(await open().attachmentsOf(messageId)).toBeUndefined();
});

test("what is too large or empty, or no id at all, is not carried", async () => {
  expect(await refusalOf(open().uploadFile({ name: "a.xlsx", bytes: new Uint8Array(31 * 1024 * 1024) }))).toMatchObject({
    refusal: "refused",
  });
  expect(await refusalOf(open().uploadFile({ name: "a.xlsx", bytes: new Uint8Array(0) }))).toMatchObject({ platformCode: 234010 });
  const path: Attachment = { kind: "file", key: "../../../contact" };
  expect(await refusalOf(open().resource({ messageId: "om_1", attachment: path }, 10))).toMatchObject({ refusal: "refused" });
});
