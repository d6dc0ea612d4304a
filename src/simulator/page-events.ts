import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { HOUR_MS } from "../clock.ts";
import type { Signal } from "./store.ts";
import type { World } from "./world.ts";

/** A comment now and then keeps proxies from closing a silent stream. */
const KEEP_ALIVE_MS = 15_000;
/** How soon a browser comes back after the stream broke. */
const RECONNECT_MS = 1000;

const Query = z.object({ person: z.string().min(1) });

/** The live stream of a page: what happens in the chats of one person, as server-sent events. */
export function mountPageEvents(app: FastifyInstance, world: World): void {
  const streams = new Set<FastifyReply>();
  app.addHook("preClose", async () => {
    for (const stream of streams) stream.raw.end();
  });

  app.get("/simulator/events", (request, reply) => {
    const me = world.person(Query.parse(request.query).person);
    reply.hijack();
    reply.raw.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" });
    reply.raw.write(`retry: ${RECONNECT_MS}\n\n`);
    const stop = world.on((signal) => {
      if (concerns(world, signal, me.id)) reply.raw.write(`event: ${signal.kind}\ndata: ${JSON.stringify(dataOf(world, signal))}\n\n`);
    });
    const heart = setInterval(() => reply.raw.write(": alive\n\n"), KEEP_ALIVE_MS);
    streams.add(reply);
    request.raw.socket.setTimeout(HOUR_MS);
    reply.raw.once("close", () => {
      clearInterval(heart);
      stop();
      streams.delete(reply);
    });
  });
}

function concerns(world: World, signal: Signal, personId: string): boolean {
  if (signal.kind === "toast") return signal.people.includes(personId);
  return world.chat(signal.chatId).members.includes(personId);
}

function dataOf(world: World, signal: Signal): object {
  const { chatId } = signal;
  switch (signal.kind) {
    case "typing":
      return { chatId, on: signal.on };
    case "toast":
      return { chatId, toast: signal.toast };
    case "chat":
      return { chatId };
    default:
      return { chatId, message: world.message(signal.message.id) };
  }
}
