import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Platform } from "./platform.ts";

const Query = z.object({ service_id: z.coerce.number().int(), ticket: z.string() });

/** The long connection itself: a ticket opens it once. */
export function mountSocket(app: FastifyInstance, { post, tickets }: Platform): void {
  app.get(
    "/ws/v2",
    {
      websocket: true,
      preValidation: async (request, reply) => {
        const query = Query.safeParse(request.query);
        if (!query.success || !tickets.delete(query.data.ticket)) return reply.code(403).send();
      },
    },
    (socket, request) => post.sockets.accept(socket, Query.parse(request.query).service_id),
  );
}
