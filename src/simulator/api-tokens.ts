import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { newId } from "./ids.ts";
import type { Platform } from "./platform.ts";
import { CLIENT_CONFIG, CONNECTIONS_MAX } from "./socket.ts";

const TokenRequest = z.object({ app_id: z.string().optional(), app_secret: z.string().optional() });
const EndpointRequest = z.object({ AppID: z.string().optional(), AppSecret: z.string().optional() });

/** How the app gets in: a token for calls, a ticket for the long connection. Both answer 200 whatever happens. */
export function mountTokenApi(app: FastifyInstance, platform: Platform): void {
  const { credentials } = platform.access;

  app.post("/open-apis/auth/v3/tenant_access_token/internal", async (request) => {
    const { app_id, app_secret } = TokenRequest.parse(request.body ?? {});
    if (!app_id || !app_secret) return { code: 10003, msg: "invalid param" };
    if (app_id !== credentials.appId) return { code: 10003, msg: "invalid param" };
    if (app_secret !== credentials.appSecret) return { code: 10014, msg: "app secret invalid" };
    const { token, expiresInSeconds } = platform.access.issue();
    return { code: 0, msg: "ok", tenant_access_token: token, expire: expiresInSeconds };
  });

  app.post("/callback/ws/endpoint", async (request) => {
    const { AppID, AppSecret } = EndpointRequest.parse(request.body ?? {});
    if (AppID !== credentials.appId || AppSecret !== credentials.appSecret)
      return { code: 514, msg: "app_id or app_secret is invalid", data: {} };
    if (platform.faults.refusals > 0) {
      platform.faults.refusals -= 1;
      return { code: 1000040343, msg: "internal error", data: {} };
    }
    if (platform.post.sockets.count() >= CONNECTIONS_MAX)
      return { code: 1000040350, msg: "the number of connections exceeded the limit", data: {} };
    const query = new URLSearchParams({
      fpid: "493",
      aid: "552564",
      device_id: newId("").slice(0, 19),
      access_key: newId(""),
      service_id: "33554678",
      ticket: newId(""),
    });
    platform.tickets.add(String(query.get("ticket")));
    return {
      code: 0,
      msg: "",
      data: { URL: `${request.protocol === "https" ? "wss" : "ws"}://${request.host}/ws/v2?${query}`, ClientConfig: CLIENT_CONFIG },
    };
  });
}
