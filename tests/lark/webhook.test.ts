import { createCipheriv, createHash } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { createWebhook, WEBHOOK_PATH } from "../../src/lark/webhook.ts";
import type { LarkConfig } from "../../src/lark-settings.ts";
import { createLog } from "../../src/log.ts";
import { flattened, pressEvent, type RawEvent, textEvent } from "./payloads.ts";

const NOW = new Date("2026-07-01T12:00:00+08:00");
const ENCRYPT_KEY = "a key of the test";
const TOKEN = "rvaYgkND1GOiu5MM0E1rncYC6PLtF7JV";

const servers: FastifyInstance[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function openReceiver(options: { encryptKey?: string; onEvent?: (raw: unknown) => Promise<unknown> } = {}) {
  const config: LarkConfig = {
    appId: "cli_0123456789abcdef",
    appSecret: "secret",
    domain: "http://127.0.0.1:1",
    transport: "webhook",
    verificationToken: TOKEN,
    encryptKey: options.encryptKey,
  };
  const seen: unknown[] = [];
  const onEvent = async (raw: unknown) => {
    seen.push(raw);
    return options.onEvent?.(raw);
  };
  const server = Fastify();
  servers.push(server);
  await server.register(createWebhook({ config, now: () => NOW, log: createLog("silent") }, onEvent));
  return {
    seen,
    async post(body: string, headers: Record<string, string> = {}) {
      const response = await server.inject({
        method: "POST",
        url: WEBHOOK_PATH,
        payload: body,
        headers: { "content-type": "application/json; charset=utf-8", ...headers },
      });
      return { status: response.statusCode, body: response.body };
    },
  };
}

function sealed(event: unknown, key = ENCRYPT_KEY): string {
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv("aes-256-cbc", createHash("sha256").update(key).digest(), iv);
  const encrypt = Buffer.concat([iv, cipher.update(JSON.stringify(event), "utf8"), cipher.final()]).toString("base64");
  return JSON.stringify({ encrypt });
}

function signed(body: string, options: { at?: Date; key?: string } = {}): Record<string, string> {
  const timestamp = String(Math.floor((options.at ?? NOW).getTime() / 1000));
  const nonce = "1733";
  const signature = createHash("sha256")
    .update(timestamp + nonce + (options.key ?? ENCRYPT_KEY) + body)
    .digest("hex");
  return { "x-lark-request-timestamp": timestamp, "x-lark-request-nonce": nonce, "x-lark-signature": signature };
}

function withToken(event: RawEvent, token: string): RawEvent {
  return { ...event, header: { ...event.header, token } };
}

test("a plain event with our token reaches the house, flattened as the dispatcher does", async () => {
  const receiver = await openReceiver();
  const event = textEvent("多久检查一次");

  expect(await receiver.post(JSON.stringify(event))).toEqual({ status: 200, body: "{}" });
  expect(receiver.seen).toMatchObject([flattened(event)]);
});

test("a sealed and signed event reaches the house", async () => {
  const receiver = await openReceiver({ encryptKey: ENCRYPT_KEY });
  const body = sealed(textEvent("多久检查一次"));

  expect((await receiver.post(body, signed(body))).status).toBe(200);
  expect(receiver.seen).toHaveLength(1);
});

test("the answer to a press is the body", async () => {
  const answer = { toast: { type: "success", content: "好的" } };
  const receiver = await openReceiver({ onEvent: async () => answer });

  const { body } = await receiver.post(JSON.stringify(pressEvent({ value: {} })));

  expect(JSON.parse(body)).toEqual(answer);
});

test("an event that the house does not take is answered with 500, so that it comes again", async () => {
  const receiver = await openReceiver({ onEvent: () => Promise.reject(new Error("database away")) });
  expect((await receiver.post(JSON.stringify(textEvent("x")))).status).toBe(500);
});

test("an event type without a handler is taken and dropped", async () => {
  const receiver = await openReceiver();
  const event = textEvent("x");
  const unknown = { ...event, header: { ...event.header, event_type: "im.message.message_read_v1" } };

  expect(await receiver.post(JSON.stringify(unknown))).toEqual({ status: 200, body: "{}" });
  expect(receiver.seen).toEqual([]);
});

test.each([undefined, ENCRYPT_KEY])("the check of the address is answered (encrypt key: %s)", async (encryptKey) => {
  const receiver = await openReceiver(encryptKey === undefined ? {} : { encryptKey });
  const challenge = { type: "url_verification", challenge: "ajls384kdjx98XX", token: TOKEN };

  const { status, body } = await receiver.post(encryptKey ? sealed(challenge) : JSON.stringify(challenge));

  expect(status).toBe(200);
  expect(JSON.parse(body)).toEqual({ challenge: "ajls384kdjx98XX" });
});

const EVENT = textEvent("x");
const SEALED = sealed(EVENT);

type Refused = [what: string, options: { encryptKey?: string }, body: string, headers: Record<string, string>];

test.each<Refused>([
  ["a plain event with another token", {}, JSON.stringify(withToken(EVENT, "guess")), {}],
  ["a challenge with another token", {}, JSON.stringify({ type: "url_verification", challenge: "x", token: "guess" }), {}],
  ["no JSON", {}, "{", {}],
  ["an empty body", {}, "", {}],
  ["a malformed encryption", { encryptKey: ENCRYPT_KEY }, JSON.stringify({ encrypt: "AAAA" }), {}],
  ["a malformed encryption, well signed", { encryptKey: ENCRYPT_KEY }, '{"encrypt":"AAAA"}', signed('{"encrypt":"AAAA"}')],
  ["an encryption where none is configured", {}, JSON.stringify({ encrypt: "AAAA" }), {}],
  ["a plain event where encryption is configured", { encryptKey: ENCRYPT_KEY }, JSON.stringify(EVENT), signed(JSON.stringify(EVENT))],
  ["a sealed event without a signature", { encryptKey: ENCRYPT_KEY }, SEALED, {}],
  ["a signature with another key", { encryptKey: ENCRYPT_KEY }, SEALED, signed(SEALED, { key: "guess" })],
  ["a signature of another body", { encryptKey: ENCRYPT_KEY }, `${SEALED} `, signed(SEALED)],
  ["a recorded request", { encryptKey: ENCRYPT_KEY }, SEALED, signed(SEALED, { at: new Date(NOW.getTime() - 6 * 60_000) })],
  [
    "a sealed event with another token",
    { encryptKey: ENCRYPT_KEY },
    sealed(withToken(EVENT, "guess")),
    signed(sealed(withToken(EVENT, "guess"))),
  ],
])("%s is refused, and the receiver lives on", async (_case, options, body, headers) => {
  const receiver = await openReceiver(options);

  expect((await receiver.post(body, headers)).status).toBe(401);
  expect(receiver.seen).toEqual([]);
  const challenge = { type: "url_verification", challenge: "still here", token: TOKEN };
  const after = await receiver.post(options.encryptKey ? sealed(challenge) : JSON.stringify(challenge));
  expect(after.status).toBe(200);
});

test("a body over a megabyte is refused unread", async () => {
  const receiver = await openReceiver();
  expect((await receiver.post(JSON.stringify(textEvent("x".repeat(1024 * 1024))))).status).toBe(413);
  expect(receiver.seen).toEqual([]);
});
