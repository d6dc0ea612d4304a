import type { FastifyPluginAsync } from "fastify";
import { type Clock, MINUTE_MS } from "../clock.ts";
import { bearers } from "./bearer.ts";
import type { Metrics } from "./metrics.ts";
import { rateLimit } from "./rate-limit.ts";

/** Where Prometheus looks. */
const METRICS_PATH = "/metrics";

/** Wrong tokens from one address within a minute. */
const STRANGERS_PER_MINUTE = 30;

/** @param watched  undefined: nobody may look, and the page of the simulator does not answer in this place either */
export function createMetricsEndpoint(watched: Watched | undefined): FastifyPluginAsync {
  return watched ? shown(watched) : hidden;
}

/** The metrics, and the token of whoever may read them. */
type Watched = { token: string; now: Clock; metrics: Pick<Metrics, "text" | "contentType"> };

const hidden: FastifyPluginAsync = async (server) => {
  server.get(METRICS_PATH, async (_request, reply) => reply.code(404).send({ error: "not_found" }));
};

function shown({ token, now, metrics }: Watched): FastifyPluginAsync {
  const watchers = bearers({ watcher: token });
  const strangers = rateLimit({ limit: STRANGERS_PER_MINUTE, windowMs: MINUTE_MS, now });
  return async (server) => {
    server.get(METRICS_PATH, async (request, reply) => {
      if (watchers.of(request) === undefined) {
        const after = strangers.take(request.ip);
        if (after !== undefined) return reply.code(429).header("retry-after", after).send({ error: "too_many" });
        return reply.code(401).header("www-authenticate", "Bearer").send({ error: "unauthorized" });
      }
      return reply.header("content-type", metrics.contentType).send(await metrics.text());
    });
  };
}
