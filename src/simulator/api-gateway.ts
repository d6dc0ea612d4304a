import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { messageOf } from "../errors.ts";
import { mountCardKitApi } from "./api-cardkit.ts";
import { mountCardApi } from "./api-cards.ts";
import { mountChatApi } from "./api-chats.ts";
import { mountContactApi } from "./api-contacts.ts";
import { mountMessageApi } from "./api-messages.ts";
import { mountReactionApi } from "./api-reactions.ts";
import { mountResourceApi } from "./api-resources.ts";
import { mountSendApi } from "./api-send.ts";
import { mountTokenApi } from "./api-tokens.ts";
import type { Fault } from "./faults.ts";
import { newId } from "./ids.ts";
import type { Platform } from "./platform.ts";
import { PlatformRefusal, refusal, refusalBody } from "./refusal.ts";

/** Each method of each app. */
const APP_LIMITS = [
  { calls: 50, windowMs: 1000 },
  { calls: 1000, windowMs: 60_000 },
];

/** Calls that need no token: they are how one gets in. */
const OPEN_ROUTES = ["POST /open-apis/auth/v3/tenant_access_token/internal", "POST /callback/ws/endpoint"];

/** Whatever no other route answers. */
const UNKNOWN = "/open-apis/*";

/** The open platform's HTTP side: what stands in front of every call, and all calls behind it. */
export function mountApi(app: FastifyInstance, platform: Platform): void {
  const torn = new WeakSet<FastifyRequest>();

  app.addHook("onRequest", async (request, reply) => {
    reply.header("x-tt-logid", newId(""));
    if (request.routeOptions.url === UNKNOWN) return;
    const route = `${request.method} ${request.routeOptions.url}`;
    const fault = platform.faults.take(route);
    if (fault) await suffer(fault, request, reply, torn);
    if (OPEN_ROUTES.includes(route)) return;
    checkToken(platform, request.headers.authorization);
    const waitMs = platform.faults.limitsLifted ? undefined : platform.limits.hit(route, APP_LIMITS);
    if (waitMs === undefined) return;
    const reset = String(Math.max(1, Math.ceil(waitMs / 1000)));
    throw refusal(99991400, "", { status: 429, headers: { "x-ogw-ratelimit-limit": "50", "x-ogw-ratelimit-reset": reset } });
  });

  app.addHook("onSend", async (request) => {
    if (torn.has(request)) request.raw.socket.destroy();
  });

  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof PlatformRefusal) return reply.code(error.status).headers(error.headers).send(refusalBody(error));
    const status = error instanceof Error && "statusCode" in error ? error.statusCode : 500;
    // Fastify's own words for a body that is not JSON, too large, of another type.
    if (typeof status === "number" && status < 500) return reply.code(400).send(refusalBody(refusal(9499, messageOf(error))));
    platform.store.log.error("simulator route failed", { reason: messageOf(error) });
    return reply.code(500).send(refusalBody(new PlatformRefusal(2200, "internal server error")));
  });

  app.all(UNKNOWN, (_request, reply) => reply.code(404).type("text/plain").send("404 page not found"));

  for (const mount of [
    mountTokenApi,
    mountSendApi,
    mountMessageApi,
    mountReactionApi,
    mountResourceApi,
    mountChatApi,
    mountContactApi,
    mountCardApi,
    mountCardKitApi,
  ]) {
    mount(app, platform);
  }
}

function checkToken(platform: Platform, authorization: string | undefined): void {
  const token = authorization?.match(/^Bearer (.+)$/)?.[1];
  if (!token) throw refusal(99991661);
  if (!/^[tu]-/.test(token)) throw refusal(99991671);
  if (!platform.access.isValid(token)) throw refusal(99991663);
}

async function suffer(fault: Fault, request: FastifyRequest, reply: FastifyReply, torn: WeakSet<FastifyRequest>): Promise<void> {
  switch (fault.kind) {
    case "refuse": {
      const { code, status = 400, headers = {} } = fault;
      throw new PlatformRefusal(code, fault.message ?? refusal(code).message, { status, headers });
    }
    case "hang":
      reply.hijack();
      // Never resolves while the caller holds the line.
      return new Promise((resolve) => request.raw.socket.once("close", () => resolve()));
    case "reset":
      reply.hijack();
      request.raw.socket.destroy();
      return;
    case "reset_after":
      torn.add(request);
  }
}
