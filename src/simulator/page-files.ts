import { extname } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** The built chat page: its files, and `index.html` for every other address that a browser may be at. */
export async function mountPage(app: FastifyInstance, pageDir: string): Promise<void> {
  await app.register(fastifyStatic, { root: pageDir, serve: false });
  app.get<{ Params: { "*": string } }>("/*", (request, reply) => {
    const path = request.params["*"];
    // Files of the build have a hash in their name; the page itself must always be fresh.
    if (extname(path) && path !== "index.html") return reply.sendFile(path, { maxAge: "365d", immutable: true });
    return reply.header("cache-control", "no-cache").sendFile("index.html", { cacheControl: false });
  });
}
