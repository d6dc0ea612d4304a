import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { existing } from "./api-send.ts";
import { cardError, cardRefusal } from "./card-check.ts";
import { ok, type Platform, read } from "./platform.ts";

const UpdateBody = z.object({ token: z.string().min(1), card: z.record(z.string(), z.unknown()) });

/** Late updates of a card after it was pressed. */
export function mountCardApi(app: FastifyInstance, platform: Platform): void {
  const { store } = platform;

  app.post("/open-apis/interactive/v1/card/update", async (request) => {
    const { token, card } = read(UpdateBody, request.body);
    const message = existing(store.state, platform.cardTokens.use(token));
    if (platform.cardTokens.isLocked(message.id)) throw cardError({ code: 11310, message: "card action is lock" });
    const wrong = cardRefusal(store.state, card);
    if (wrong) throw wrong;
    store.record({ kind: "message_changed", id: message.id, patch: { content: JSON.stringify(card), updatedAt: store.now().getTime() } });
    return ok();
  });
}
