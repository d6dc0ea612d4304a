import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { card, markdown } from "../../src/card.ts";
import { MINUTE_MS } from "../../src/clock.ts";
import { createMessenger } from "../../src/lark/client.ts";
import type { LarkConfig } from "../../src/lark-settings.ts";
import { createLog } from "../../src/log.ts";
import type { MessengerError } from "../../src/messenger.ts";
import type { ApiRoute } from "../../src/simulator/routes.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { type TestClock, testClock } from "../support/clock.ts";

const SEND: ApiRoute = "POST /open-apis/im/v1/messages";
const REPLY: ApiRoute = "POST /open-apis/im/v1/messages/:message_id/reply";
const TOKEN: ApiRoute = "POST /open-apis/auth/v3/tenant_access_token/internal";
const log = createLog("silent");

let clock: TestClock;
let simulator: Simulator & { url: string };

beforeEach(async () => {
  clock = testClock();
  simulator = await startSimulator({ now: clock.now, log });
});
afterEach(() => simulator.close());

function config(overrides: Partial<LarkConfig> = {}): LarkConfig {
  return {
    ...simulator.credentials,
    domain: simulator.url,
    transport: "long_connection",
    verificationToken: undefined,
    encryptKey: undefined,
    ...overrides,
  };
}

function open(overrides: Partial<LarkConfig> = {}) {
  return createMessenger({ config: config(overrides), log, now: clock.now }, { timeoutMs: 500 });
}

const group = () => simulator.world.chats().find((chat) => chat.kind === "group") ?? raise();
const toGroup = () => ({ kind: "chat", chatId: group().id }) as const;
const hello = { kind: "text", text: "您好" } as const;

function raise(): never {
  throw new Error("the simulator has no group");
}

/** The refusal of a call that must not succeed. */
async function refusal(work: Promise<unknown>): Promise<MessengerError> {
  return work.then(
    () => Promise.reject(new Error("it was not refused")),
    (error) => error,
  );
}

describe("what we say arrives", () => {
  test("a text, a card, and the card that replaces it", async () => {
    const messenger = open();
    const answer = card({ text: "答复" }, [markdown("每季度至少开展1次检查")], "答复");

    await messenger.send(toGroup(), hello, "uuid-1");
    const { messageId } = await messenger.send(toGroup(), { kind: "card", card: answer }, "uuid-2");
    await messenger.update(messageId, { ...answer, body: { elements: [markdown("已更新")] } });

    const messages = simulator.world.messages(group().id);
    expect(messages.slice(-2)).toMatchObject([
      { sender: "bot", type: "text", text: "您好" },
      { sender: "bot", type: "card", card: { body: { elements: [{ content: "已更新" }] } } },
    ]);
  });

  test("a repeat with the same uuid is one message", async () => {
    const messenger = open();
    const first = await messenger.send(toGroup(), hello, "uuid-1");
    expect(await messenger.send(toGroup(), hello, "uuid-1")).toEqual(first);
  });

  test("a reply quotes, a reaction shows, and what was said can be read again", async () => {
    const messenger = open();
    const speaker = group().members[0] ?? raise();
    const said = simulator.world.say(speaker, group().id, { text: "多久检查一次", mentionBot: true });

    await messenger.react(said.id, "OnIt");
    const { messageId } = await messenger.reply(said.id, hello, "uuid-1");

    const messages = simulator.world.messages(group().id);
    expect(messages.find((message) => message.id === messageId)).toMatchObject({ quote: said.id, text: "您好" });
    expect(messages.find((message) => message.id === said.id)?.reactions).toMatchObject([{ emoji: "OnIt" }]);
    expect(await messenger.message(said.id)).toMatchObject({
      chatId: group().id,
      sender: "person",
      text: expect.stringContaining("多久检查一次"),
    });
    expect(await messenger.message(messageId)).toMatchObject({ sender: "bot", text: "您好" });
  });

  test("who we are, where we are, whom we talk to", async () => {
    const messenger = open();
    const speaker = group().members[0] ?? raise();

    expect(await messenger.self()).toEqual({ openId: expect.stringMatching(/^ou_/), name: "安讯" });
    expect(await messenger.chat(group().id)).toEqual({ chatId: group().id, name: group().name, external: false, isPrivate: false });
    const alone = simulator.world.privateChat(speaker).id;
    expect(await messenger.chat(alone)).toEqual({ chatId: alone, name: "", external: false, isPrivate: true });
    expect(await messenger.contact(speaker)).toMatchObject({ openId: speaker });
  });
});

describe("the token", () => {
  test("is fetched once for first calls at the same time", async () => {
    const messenger = open();
    // One token request is torn: were there more than one, the other calls would succeed.
    simulator.faults.next(TOKEN, { kind: "reset" });
    const outcomes = await Promise.allSettled([messenger.self(), messenger.chat(group().id), messenger.self()]);
    expect(outcomes.map((outcome) => outcome.status)).toEqual(["rejected", "rejected", "rejected"]);
  });

  test("is kept for later calls, and renewed before its two hours are over", async () => {
    const messenger = open();
    await messenger.self();
    simulator.faults.next(TOKEN, { kind: "reset" });
    clock.advance(114 * MINUTE_MS);
    await messenger.self();
    clock.advance(MINUTE_MS);
    expect(await refusal(messenger.self())).toMatchObject({ refusal: "unreachable" });
    await messenger.self();
  });

  test("that the platform has forgotten is replaced within the call", async () => {
    const messenger = open();
    await messenger.self();
    simulator.faults.expireTokens();
    expect(await messenger.send(toGroup(), hello, "uuid-1")).toMatchObject({ messageId: expect.stringMatching(/^om_/) });
  });

  test("that is refused is replaced once, not for ever", async () => {
    const messenger = open();
    simulator.faults.next(SEND, { kind: "refuse", code: 99991663 }, 2);
    expect(await refusal(messenger.send(toGroup(), hello, "uuid-1"))).toMatchObject({ refusal: "unauthorized", platformCode: 99991663 });
    await messenger.send(toGroup(), hello, "uuid-1");
  });

  test("request that fails is made again by the next call", async () => {
    const messenger = open();
    simulator.faults.next(TOKEN, { kind: "reset" });
    expect(await refusal(messenger.self())).toMatchObject({ refusal: "unreachable" });
    expect(await messenger.self()).toMatchObject({ name: "安讯" });
  });

  test("is not given for a wrong secret", async () => {
    expect(await refusal(open({ appSecret: "wrong" }).self())).toMatchObject({ refusal: "unauthorized", platformCode: 10014 });
  });
});

describe("a refusal comes in our terms", () => {
  test("over the limit: when to come again", async () => {
    const headers = { "x-ogw-ratelimit-reset": "7" };
    simulator.faults.next(SEND, { kind: "refuse", code: 99991400, status: 429, headers });
    expect(await refusal(open().send(toGroup(), hello, "uuid-1"))).toMatchObject({ refusal: "busy", retryAfterMs: 7000 });
  });

  test("not in the chat", async () => {
    simulator.faults.next(SEND, { kind: "refuse", code: 230002 });
    expect(await refusal(open().send(toGroup(), hello, "uuid-1"))).toMatchObject({ refusal: "gone", platformCode: 230002 });
  });

  test.each(["hang", "reset", "reset_after"] as const)("no answer (%s): it may or may not have happened", async (kind) => {
    const messenger = open();
    await messenger.self();
    simulator.faults.next(SEND, { kind });
    expect(await refusal(messenger.send(toGroup(), hello, "uuid-1"))).toMatchObject({ refusal: "unreachable", neverArrived: false });
  });

  test("nobody there: it has not happened", async () => {
    const error = await refusal(open({ domain: "http://127.0.0.1:1" }).self());
    expect(error).toMatchObject({ refusal: "unreachable", neverArrived: true });
  });

  test("a message that is gone is read as nothing", async () => {
    const route: ApiRoute = "GET /open-apis/im/v1/messages/:message_id";
    simulator.faults.next(route, { kind: "refuse", code: 230110 });
    expect(await open().message("om_x")).toBeUndefined();
  });

  test.each(["../../auth/v3", "om_/../x", "", "oc_x"])("a message id like %j never reaches a path", async (messageId) => {
    const messenger = open();
    simulator.faults.next(REPLY, { kind: "hang" });
    expect(await refusal(messenger.reply(messageId, hello, "uuid-1"))).toMatchObject({
      refusal: "refused",
      message: "malformed message id",
    });
  });
});
