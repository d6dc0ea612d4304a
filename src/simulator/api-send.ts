import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { HOUR_MS } from "../clock.ts";
import { readContent } from "./content.ts";
import { newId } from "./ids.ts";
import { countPerSecond, ok, type Platform, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import { BOT, type Chat, type Person, type State, type StoredMessage } from "./state.ts";
import { apiView } from "./views.ts";

/** A repeat of the same uuid within this time makes no second message. */
const UUID_MS = HOUR_MS;
/** All bots of a group together, and what one person bears. */
const SENDS_PER_SECOND = 5;

const Uuid = z.string().max(50).optional();
const SendQuery = z.object({ receive_id_type: z.enum(["open_id", "union_id", "user_id", "email", "chat_id"]) });
const SendBody = z.object({ receive_id: z.string().min(1), msg_type: z.string().min(1), content: z.string().min(1), uuid: Uuid });
const ReplyBody = z.object({
  msg_type: z.string().min(1),
  content: z.string().min(1),
  reply_in_thread: z.boolean().optional(),
  uuid: Uuid,
});

export function mountSendApi(app: FastifyInstance, platform: Platform): void {
  const { state } = platform.store;

  app.post("/open-apis/im/v1/messages", async (request) => {
    const { receive_id_type } = read(SendQuery, request.query);
    const body = read(SendBody, request.body);
    const chat = receiverOf(state, receive_id_type, body.receive_id);
    return ok(say(platform, chat, body, undefined));
  });

  app.post<{ Params: { message_id: string } }>("/open-apis/im/v1/messages/:message_id/reply", async (request) => {
    const body = read(ReplyBody, request.body);
    const parent = existing(state, request.params.message_id);
    return ok(say(platform, chatOf(state, parent.chatId), body, parent));
  });
}

/** @throws PlatformRefusal when there is no such message, or it was taken back */
export function existing(state: State, messageId: string): StoredMessage {
  const message = state.messages.get(messageId);
  if (!message) throw refusal(230001, "invalid message_id");
  if (message.recalledAt !== undefined) throw refusal(message.sender === BOT ? 230110 : 230011);
  return message;
}

/** The chat, if the bot may do something in it. @throws PlatformRefusal */
export function chatOf(state: State, chatId: string): Chat {
  const chat = state.chats.get(chatId);
  if (!chat) throw refusal(230034);
  if (chat.dissolved) throw refusal(232009);
  if (!chat.botPresent) throw refusal(230002);
  return chat;
}

type Sending = { msg_type: string; content: string; uuid?: string | undefined; reply_in_thread?: boolean | undefined };

function say(platform: Platform, chat: Chat, body: Sending, parent: StoredMessage | undefined): object {
  const { store, access } = platform;
  const now = store.now().getTime();
  const uuid = body.uuid && `${parent?.id ?? chat.id} ${body.uuid}`;
  const earlier = uuid && store.state.uuids.get(uuid);
  const repeated = earlier && now - earlier.at < UUID_MS && store.state.messages.get(earlier.messageId);
  if (repeated) return apiView(store.state, repeated, access.credentials.appId);

  if (chat.botMuted) throw refusal(230035);
  countPerSecond(platform, `chat ${chat.id}`, SENDS_PER_SECOND);
  const thread = body.reply_in_thread ? (parent?.threadId ?? newId("").slice(0, 12)) : parent?.threadId;
  const message: StoredMessage = {
    id: newId("om_"),
    chatId: chat.id,
    sender: BOT,
    ...readContent(store.state, body.msg_type, body.content),
    createdAt: now,
    updatedAt: now,
    edits: 0,
    recalledAt: undefined,
    parentId: parent?.id,
    rootId: parent ? (parent.rootId ?? parent.id) : undefined,
    threadId: thread,
    reactions: [],
  };
  store.signal({ kind: "typing", chatId: chat.id, on: false });
  store.record({ kind: "message_added", message, ...(uuid && { uuid }) });
  return apiView(store.state, message, access.credentials.appId);
}

function receiverOf(state: State, idType: z.infer<typeof SendQuery>["receive_id_type"], id: string): Chat {
  if (idType === "chat_id") {
    const chat = chatOf(state, id);
    const [only] = chat.members;
    if (chat.kind === "private" && only) checkPerson(state.people.get(only));
    return chat;
  }
  const person = [...state.people.values()].find(
    (one) => id === { open_id: one.id, union_id: one.unionId, user_id: one.userId, email: "" }[idType],
  );
  const reachable = checkPerson(person);
  const chat = [...state.chats.values()].find((one) => one.kind === "private" && one.members.includes(reachable.id));
  if (!chat) throw refusal(230034);
  return chat;
}

function checkPerson(person: Person | undefined): Person {
  if (!person) throw refusal(230034);
  if (person.standing === "resigned") throw refusal(230029);
  if (person.standing === "unavailable") throw refusal(230013);
  if (person.standing === "deaf") throw refusal(230053);
  return person;
}
