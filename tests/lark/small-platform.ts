import Fastify from "fastify";

export type SmallPlatform = { url: string; close(): Promise<unknown> };

/** Feishu as far as the simulator does not go: gives tokens and says who the bot is; every other answer is the test's. */
export async function startSmallPlatform(answers: Readonly<Record<`${"GET" | "POST"} /${string}`, object>>): Promise<SmallPlatform> {
  const server = Fastify({ forceCloseConnections: true });
  const all: Readonly<Record<string, object>> = {
    "POST /open-apis/auth/v3/tenant_access_token/internal": {
      code: 0,
      msg: "ok",
      tenant_access_token: "t-g1044ghJRUIJJ5ZPPZMOHKWZISL33E4Q",
      expire: 7200,
    },
    "GET /open-apis/bot/v3/info": { code: 0, msg: "ok", bot: { open_id: "ou_e6e14f667cfe239d7b129b521dce0569", app_name: "安讯" } },
    ...answers,
  };
  for (const [route, answer] of Object.entries(all)) {
    const [method = "GET", url = "/"] = route.split(" ");
    server.route({ method, url, handler: async () => answer });
  }
  const url = await server.listen({ port: 0, host: "127.0.0.1" });
  return { url, close: () => server.close() };
}
