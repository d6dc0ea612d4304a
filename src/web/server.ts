import Fastify, { type FastifyInstance, type FastifyPluginAsync } from "fastify";
import { AppError } from "../errors.ts";
import { texts } from "../texts/web.ts";

/** What a watcher wants to know: 200 when all is well, 503 with the same body when something is not. */
export type Health = { healthy: boolean; facts: Readonly<Record<string, unknown>> };

export type WebServer = {
  /** The port that was given; with 0 asked, the one that was free. */
  port: number;
  close(): Promise<void>;
};

/**
 * The one HTTP server: health, and whatever is mounted on it (the webhook receiver, the simulator and its page).
 * @throws AppError port_in_use
 */
export async function openWebServer(options: {
  port: number;
  /** Address to listen on: loopback keeps strangers out of the simulator. */
  host: string;
  health: () => Promise<Health>;
  plugins: readonly FastifyPluginAsync[];
}): Promise<WebServer> {
  const server = Fastify({ logger: false, forceCloseConnections: true });
  server.get("/health", async (_request, reply) => {
    const { healthy, facts } = await options.health();
    return reply.code(healthy ? 200 : 503).send({ status: healthy ? "ok" : "unhealthy", ...facts });
  });
  for (const plugin of options.plugins) await server.register(plugin);
  const port = await listen(server, options);
  return { port, close: () => server.close() };
}

const NO_SUCH_ADDRESS: ReadonlySet<string> = new Set(["ENOTFOUND", "EAI_AGAIN", "EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"]);

async function listen(server: FastifyInstance, { port, host }: { port: number; host: string }): Promise<number> {
  try {
    await server.listen({ port, host });
  } catch (error) {
    await server.close();
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EADDRINUSE" || code === "EACCES") {
      throw new AppError("port_in_use", `port ${port} cannot be opened: ${code}`, { cause: error, hint: texts.portInUse({ port }) });
    }
    if (NO_SUCH_ADDRESS.has(code)) {
      throw new AppError("bad_configuration", `HOST is no address of this machine: ${code}`, {
        cause: error,
        hint: texts.noSuchHost({ host }),
      });
    }
    throw error;
  }
  const address = server.server.address();
  return typeof address === "object" && address ? address.port : port;
}
