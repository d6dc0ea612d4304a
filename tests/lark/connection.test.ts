import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { callbackButton, card, markdown } from "../../src/card.ts";
import { isAppError } from "../../src/errors.ts";
import { createMessenger } from "../../src/lark/client.ts";
import { type Connection, openConnection } from "../../src/lark/connection.ts";
import type { LarkConfig } from "../../src/lark-settings.ts";
import { createLog } from "../../src/log.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { inboundOf } from "../support/inbound.ts";
import { startSmallPlatform } from "./small-platform.ts";

const log = createLog("silent");
const open: Connection[] = [];
let clock: TestClock;
let simulator: Simulator & { url: string };

beforeEach(async () => {
  clock = testClock();
  simulator = await startSimulator({ now: clock.now, log });
});
afterEach(async () => {
  for (const connection of open.splice(0)) await connection.close();
  await simulator.close();
});

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

async function connect(onEvent: (raw: unknown) => Promise<unknown>, overrides: Partial<LarkConfig> = {}): Promise<Connection> {
  const connection = await openConnection({ config: config(overrides), log, now: clock.now }, onEvent);
  open.push(connection);
  return connection;
}

function speak(text: string): string {
  const group = simulator.world.chats().find((chat) => chat.kind === "group");
  const speaker = group?.members[0];
  if (!group || !speaker) throw new Error("the simulator has no group");
  return simulator.world.say(speaker, group.id, { text, mentionBot: true }).id;
}

describe("the long connection", () => {
  test("brings events as the inbound reader takes them", async () => {
    const self = await createMessenger({ config: config(), log, now: clock.now }).self();
    const seen: unknown[] = [];
    const connection = await connect(async (raw) => void seen.push(inboundOf(raw, self)));

    const messageId = speak("多久检查一次");

    await vi.waitFor(() => expect(seen).toMatchObject([{ kind: "message", messageId, text: "多久检查一次", addressed: true }]));
    expect(connection.state()).toEqual({ connected: true, since: clock.now() });
  });

  test("brings a message of many frames whole", async () => {
    const seen: unknown[] = [];
    await connect(async (raw) => void seen.push(inboundOf(raw, { openId: "ou_x" })));
    const text = "安全生产".repeat(10_000);

    speak(text);

    await vi.waitFor(() => expect(seen).toMatchObject([{ text: expect.stringContaining(text) }]));
  });

  test("what is not taken comes again; what is taken does not", async () => {
    let attempts = 0;
    await connect(async () => {
      attempts += 1;
      if (attempts === 1) throw new Error("database away");
    });

    speak("多久检查一次");
    await vi.waitFor(() => expect(attempts).toBe(1));
    await answered();
    clock.advance(15_000);
    simulator.tick();
    await vi.waitFor(() => expect(attempts).toBe(2));
    await answered();
    clock.advance(6 * 60 * 60_000);
    simulator.tick();
    await answered();

    expect(attempts).toBe(2);
  });

  test("answers a press in place", async () => {
    const toast = { type: "success", content: "好的" } as const;
    await connect(async (raw) => (inboundOf(raw, { openId: "ou_x" })?.kind === "press" ? { toast } : {}));
    const group = simulator.world.chats().find((chat) => chat.kind === "group");
    const presser = group?.members[0];
    if (!group || !presser) throw new Error("the simulator has no group");
    const asking = card({ text: "请选择" }, [markdown("哪个区？"), callbackButton("洛江区", { do: "ask_again" })], "请选择");
    const messenger = createMessenger({ config: config(), log, now: clock.now });
    const { messageId } = await messenger.send({ kind: "chat", chatId: group.id }, { kind: "card", card: asking }, "uuid-1");

    expect(await simulator.world.pressButton(presser, messageId, "洛江区")).toMatchObject({ toast });
  });

  test("that is torn comes back by itself, and says since when", async () => {
    const seen: unknown[] = [];
    const connection = await connect(async (raw) => void seen.push(raw));

    clock.advance(60_000);
    simulator.faults.refuseConnections(1);
    simulator.faults.dropConnections();
    await vi.waitFor(() => expect(connection.state()).toEqual({ connected: false, since: clock.now() }));
    await vi.waitFor(() => expect(connection.state().connected).toBe(true), { timeout: 5000 });

    speak("还在吗");
    await vi.waitFor(() => expect(seen).toHaveLength(1));
  });

  test("lets what is under way be answered before it hangs up", async () => {
    const work = Promise.withResolvers<void>();
    let attempts = 0;
    const connection = await connect(() => {
      attempts += 1;
      return work.promise;
    });
    speak("多久检查一次");
    await vi.waitFor(() => expect(attempts).toBe(1));

    const closed = connection.close();
    work.resolve();
    await closed;
    await answered();
    await connect(async () => {
      attempts += 1;
    });
    clock.advance(15_000);
    simulator.tick();
    await answered();

    expect(attempts).toBe(1);
  });
});

describe("at the start", () => {
  test("a wrong secret is told with what to do", async () => {
    const failure = await connect(async () => ({}), { appSecret: "wrong" }).catch((error: unknown) => error);
    expect(failure).toSatisfy(isAppError);
    expect(failure).toMatchObject({ code: "feishu_refused", hint: expect.stringContaining("LARK_APP_SECRET") });
  });

  test("a wrong app id is told with what to do", async () => {
    const failure = await connect(async () => ({}), { appId: "cli_0000000000000000" }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "feishu_refused", hint: expect.stringContaining("cli_0000000000000000") });
  });

  test("an app that may not connect so is told where to allow it", async () => {
    const platform = await startSmallPlatform({ "POST /callback/ws/endpoint": { code: 403, msg: "forbidden", data: {} } });
    const failure = await connect(async () => ({}), { domain: platform.url }).catch((error: unknown) => error);
    await platform.close();
    expect(failure).toMatchObject({ code: "feishu_refused", hint: expect.stringContaining("code=403, msg=forbidden") });
  });

  test("a platform that is not there is told with its address", async () => {
    const failure = await connect(async () => ({}), { domain: "http://127.0.0.1:1" }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: "feishu_unavailable", hint: expect.stringContaining("http://127.0.0.1:1") });
  });
});

/** Time for an answer to travel over the loopback. */
async function answered(): Promise<void> {
  await createMessenger({ config: config(), log, now: clock.now }).self();
  await createMessenger({ config: config(), log, now: clock.now }).self();
}
