import type { FastifyPluginAsync, FastifyRequest } from "fastify";
import { z } from "zod";
import { type Clock, MINUTE_MS, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { messageOf } from "../errors.ts";
import { parseJson } from "../json.ts";
import type { LarkConfig } from "../lark-settings.ts";
import type { Log } from "../log.ts";
import { createDispatcher } from "./dispatcher.ts";
import { isSame, isSigned, unseal } from "./webhook-seal.ts";

/** Where the platform posts events and card callbacks: set it as the request URL in the developer console. */
export const WEBHOOK_PATH = "/lark/events";

/** A text message holds 150 KB at most; encryption and base64 add their share. */
const BODY_BYTES_MAX = 1024 * 1024;
/** A sealed request that is older was recorded by somebody. Within the window the inbox drops repeats. */
const TIMESTAMP_WINDOW_MS = 5 * MINUTE_MS;
/** The platform hangs up after 3 s; a clear "not yet" before that has it send the event again. */
const ANSWER_WITHIN_MS = 2.8 * SECOND_MS;

const Sealed = z.object({ encrypt: z.string() });
const Challenge = z.object({ type: z.literal("url_verification"), challenge: z.string().max(1024), token: z.string() });
const Event = z.looseObject({ schema: z.literal("2.0"), header: z.looseObject({ token: z.string() }), event: z.looseObject({}) });

type Opened = { kind: "event"; event: unknown } | { kind: "challenge"; challenge: string } | { kind: "stranger"; reason: string };

/**
 * Our own receiver: the SDK's never checks the token, answers 200 to a wrong signature, and can be crashed from outside.
 * @param onEvent  gets the flattened payload; its result is the answer, a throw is answered with 500 and the event comes again
 */
export function createWebhook(
  needs: { config: LarkConfig; now: Clock; log: Log },
  onEvent: (raw: unknown) => Promise<unknown>,
): FastifyPluginAsync {
  const { config, now, log } = needs;
  const dispatcher = createDispatcher(log, onEvent);

  return async (server) => {
    // The signature covers the bytes as they came: nobody may parse them before it is checked.
    server.removeAllContentTypeParsers();
    server.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: BODY_BYTES_MAX }, (_request, body, done) => done(null, body));

    server.post(WEBHOOK_PATH, { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
      const opened = open(request, config, now());
      if (opened.kind === "stranger") {
        log.warn("webhook request refused", { reason: opened.reason });
        return reply.code(401).send({ error: "unauthorized" });
      }
      if (opened.kind === "challenge") return reply.send({ challenge: opened.challenge });
      try {
        const answer: unknown = await withinTime(dispatcher.invoke(opened.event, { needCheck: false }), ANSWER_WITHIN_MS, late);
        return reply.send(typeof answer === "object" && answer !== null ? answer : {});
      } catch (error) {
        log.error("webhook event not taken", { failure: messageOf(error) });
        return reply.code(500).send({ error: "not taken" });
      }
    });
  };
}

/** Decides who is speaking, from the bytes alone. */
function open(request: FastifyRequest, config: LarkConfig, now: Date): Opened {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (config.encryptKey === undefined) return recognise(parseJson(body.toString("utf8")), config);

  const seal = sealOf(request);
  if (seal && !isSigned(body, seal, config.encryptKey)) return stranger("signature");
  if (seal && Math.abs(now.getTime() - Number(seal.timestamp) * SECOND_MS) > TIMESTAMP_WINDOW_MS) return stranger("timestamp");
  const sealed = Sealed.safeParse(parseJson(body.toString("utf8")));
  const plain = sealed.success ? unseal(sealed.data.encrypt, config.encryptKey) : undefined;
  if (plain === undefined) return stranger("encryption");
  const opened = recognise(parseJson(plain), config);
  // The check of the address comes without a signature [doc]; nothing else may.
  return opened.kind === "event" && !seal ? stranger("signature missing") : opened;
}

function recognise(plain: unknown, config: LarkConfig): Opened {
  const isOurs = (token: string) => config.verificationToken !== undefined && isSame(config.verificationToken, token);
  const challenge = Challenge.safeParse(plain);
  if (challenge.success) {
    return isOurs(challenge.data.token) ? { kind: "challenge", challenge: challenge.data.challenge } : stranger("token");
  }
  const event = Event.safeParse(plain);
  if (!event.success) return stranger("not an event");
  return isOurs(event.data.header.token) ? { kind: "event", event: event.data } : stranger("token");
}

function sealOf({ headers }: FastifyRequest): { timestamp: string; nonce: string; signature: string } | undefined {
  const timestamp = headers["x-lark-request-timestamp"];
  const nonce = headers["x-lark-request-nonce"];
  const signature = headers["x-lark-signature"];
  if (typeof timestamp !== "string" || typeof nonce !== "string" || typeof signature !== "string") return undefined;
  return /^\d{1,12}$/.test(timestamp) ? { timestamp, nonce, signature } : undefined;
}

function stranger(reason: string): Opened {
  return { kind: "stranger", reason };
}

/** What is not done in time goes on, and the repeat finds it done. */
function late(): Error {
  return new Error(`not answered within ${ANSWER_WITHIN_MS} ms`);
}
