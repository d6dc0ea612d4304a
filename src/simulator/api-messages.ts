import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { DAY_MS } from "../clock.ts";
import { texts } from "../texts/simulator.ts";
import { chatOf, existing } from "./api-send.ts";
import { cardError } from "./card-check.ts";
import { readContent } from "./content.ts";
import { countPerSecond, ok, Page, type Platform, pageOf, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import { BOT, type StoredMessage } from "./state.ts";
import { apiView } from "./views.ts";

const EDIT_WITHIN_MS = 14 * DAY_MS;
const EDITS_MAX = 20;
const PATCHES_PER_SECOND = 5;
/** What an administrator may change; this tenant's has not. */
const RECALL_WITHIN_MS = DAY_MS;
const READERS_TOLD_MS = 7 * DAY_MS;
const URGENT_PEOPLE_MAX = 200;

const ListQuery = Page.extend({
  container_id_type: z.enum(["chat", "thread"]),
  container_id: z.string().min(1),
  sort_type: z.enum(["ByCreateTimeAsc", "ByCreateTimeDesc"]).default("ByCreateTimeAsc"),
});
const PatchBody = z.object({ content: z.string().min(1) });
const PutBody = z.object({ msg_type: z.enum(["text", "post"]), content: z.string().min(1) });
const UrgentBody = z.object({ user_id_list: z.array(z.string()).min(1).max(URGENT_PEOPLE_MAX) });

type OneMessage = { Params: { message_id: string } };

/** What can be done with a message that stands. */
export function mountMessageApi(app: FastifyInstance, platform: Platform): void {
  const { store, access } = platform;
  const { state } = store;
  const view = (message: StoredMessage) => apiView(state, message, access.credentials.appId);
  const path = "/open-apis/im/v1/messages/:message_id";

  app.get("/open-apis/im/v1/messages", async (request) => {
    const query = read(ListQuery, request.query);
    const inContainer = (message: StoredMessage) =>
      (query.container_id_type === "chat" ? message.chatId : message.threadId) === query.container_id;
    if (query.container_id_type === "chat") chatOf(state, query.container_id);
    const messages = [...state.messages.values()].filter(inContainer);
    if (query.sort_type === "ByCreateTimeDesc") messages.reverse();
    const page = pageOf(messages, query);
    return ok({ ...page, items: page.items.map(view) });
  });

  app.get<OneMessage>(path, async (request) => {
    const message = state.messages.get(request.params.message_id);
    if (!message) throw refusal(230001, "invalid message_id");
    chatOf(state, message.chatId);
    return ok({ items: [view(message)] });
  });

  app.patch<OneMessage>(path, async (request) => {
    const { content } = read(PatchBody, request.body);
    const message = editable(platform, request.params.message_id);
    if (message.msgType !== "interactive") throw refusal(230054);
    countPerSecond(platform, `patch ${message.id}`, PATCHES_PER_SECOND);
    if (platform.cardTokens.isLocked(message.id)) throw cardError({ code: 11310, message: "card action is lock" });
    const { content: card } = readContent(state, "interactive", content);
    store.record({ kind: "message_changed", id: message.id, patch: { content: card, updatedAt: store.now().getTime() } });
    return ok();
  });

  app.put<OneMessage>(path, async (request) => {
    const body = read(PutBody, request.body);
    const message = editable(platform, request.params.message_id);
    if (message.msgType !== body.msg_type) throw refusal(230054);
    if (message.edits >= EDITS_MAX) throw refusal(230072);
    const patch = { ...readContent(state, body.msg_type, body.content), edits: message.edits + 1, updatedAt: store.now().getTime() };
    store.record({ kind: "message_changed", id: message.id, patch });
    return ok(view({ ...message, ...patch }));
  });

  app.delete<OneMessage>(path, async (request) => {
    const message = existing(state, request.params.message_id);
    chatOf(state, message.chatId);
    if (message.sender !== BOT) throw refusal(230026);
    if (store.now().getTime() - message.createdAt > RECALL_WITHIN_MS) throw refusal(230009);
    store.record({ kind: "message_changed", id: message.id, patch: { recalledAt: store.now().getTime() } });
    return ok();
  });

  app.get<OneMessage>(`${path}/read_users`, async (request) => {
    const query = read(Page.extend({ user_id_type: z.literal("open_id") }), request.query);
    const message = existing(state, request.params.message_id);
    const chat = chatOf(state, message.chatId);
    if (message.sender !== BOT) throw refusal(230012);
    if (store.now().getTime() - message.createdAt > READERS_TOLD_MS) throw refusal(230033);
    const readers = (message.readers ?? []).filter(({ personId }) => chat.members.includes(personId));
    const page = pageOf(readers, query);
    const items = page.items.map(({ personId, at }) => ({ user_id_type: "open_id", user_id: personId, timestamp: String(at) }));
    return ok({ ...page, items });
  });

  app.patch<OneMessage>(`${path}/urgent_app`, async (request) => {
    read(z.object({ user_id_type: z.literal("open_id") }), request.query);
    const { user_id_list } = read(UrgentBody, request.body);
    const message = existing(state, request.params.message_id);
    const chat = chatOf(state, message.chatId);
    if (message.sender !== BOT) throw refusal(230012);
    if (chat.external) throw refusal(230027);
    const people = user_id_list.filter((id) => chat.members.includes(id));
    store.signal({ kind: "toast", chatId: chat.id, people, toast: { type: "warning", content: texts.urgent({ chat: chat.name }) } });
    return ok({ invalid_user_id_list: user_id_list.filter((id) => !people.includes(id)) });
  });
}

/** One of the bot's own messages, not too old to be changed. */
function editable({ store }: Platform, messageId: string): StoredMessage {
  const message = existing(store.state, messageId);
  chatOf(store.state, message.chatId);
  if (message.sender !== BOT) throw refusal(230071);
  if (store.now().getTime() - message.createdAt > EDIT_WITHIN_MS) throw refusal(230031);
  return message;
}
