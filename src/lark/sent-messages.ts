import { z } from "zod";
import type { Reader, SentMessages } from "../sent-messages.ts";
import { MessageId } from "./ids.ts";
import type { Platform } from "./platform.ts";
import { checked, read } from "./reading.ts";

const READERS_PER_PAGE = 100;
/** A group holds at most some thousands; a platform that never comes to an end must not hold us. */
const PAGES_MAX = 60;

const Readers = z.object({
  data: z.object({
    items: z.array(z.object({ user_id: z.string(), timestamp: z.coerce.number() })).default([]),
    page_token: z.string().default(""),
    has_more: z.boolean().default(false),
  }),
});

/** Taking back, and who has read, over Feishu's SDK. */
export function createSentMessages({ client, call }: Pick<Platform, "client" | "call">): SentMessages {
  return {
    async recall(messageId) {
      const path = { message_id: checked(MessageId, messageId, "message id") };
      await call("recall", (as) => client.im.v1.message.delete({ path }, as));
    },

    async readers(messageId) {
      const path = { message_id: checked(MessageId, messageId, "message id") };
      const readers: Reader[] = [];
      let token = "";
      for (let page = 0; page < PAGES_MAX; page += 1) {
        const params = { user_id_type: "open_id", page_size: READERS_PER_PAGE, ...(token && { page_token: token }) } as const;
        const body = await call("readers", (as) => client.im.v1.message.readUsers({ path, params }, as));
        const { items, page_token: next, has_more: hasMore } = read(Readers, body, "readers").data;
        readers.push(...items.map(({ user_id: openId, timestamp }) => ({ openId, readAt: new Date(timestamp) })));
        if (!hasMore || next === "") break;
        token = next;
      }
      return readers;
    },
  };
}
