import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { FileTransfer } from "../file-transfer.ts";
import type { LarkConfig } from "../lark-settings.ts";
import type { Log } from "../log.ts";
import {
  type Directory,
  type EarlierMessage,
  type MessageReader,
  type Messenger,
  MessengerError,
  type Pictures,
  type Recipient,
  type StreamingCards,
  type Urgent,
} from "../messenger.ts";
import type { SentMessages } from "../sent-messages.ts";
import { wireCard, wireContent } from "./content.ts";
import { createDirectory } from "./directory.ts";
import { createFileTransfer } from "./files.ts";
import { ChatId, MessageId, OpenId } from "./ids.ts";
import { Mention, readMessageText } from "./message-text.ts";
import { openPlatform } from "./platform.ts";
import { checked, read } from "./reading.ts";
import { createSentMessages } from "./sent-messages.ts";
import { createStreamingCards } from "./streaming-cards.ts";
import { createPictures, createUrgent } from "./urgent.ts";

/** The platform's limit for the key by which it drops repeats. */
const UUID_CHARACTERS_MAX = 50;

const SentMessage = z.object({ data: z.object({ message_id: MessageId }) });
const Chat = z.object({
  data: z.object({ name: z.string().default(""), external: z.boolean().default(false), chat_mode: z.string().default("group") }),
});
const Bot = z.object({ bot: z.object({ open_id: OpenId, app_name: z.string() }) });
const FoundMessages = z.object({
  data: z.object({
    items: z
      .array(
        z.object({
          message_id: MessageId,
          chat_id: ChatId,
          msg_type: z.string(),
          deleted: z.boolean().default(false),
          sender: z.object({ sender_type: z.string() }),
          body: z.object({ content: z.string() }).optional(),
          mentions: z.array(Mention).nullish(),
        }),
      )
      .default([]),
  }),
});

/** The chat platform over Feishu's SDK. Every call is one request (a second one when the token had run out); nothing is retried here. */
export function createMessenger(
  needs: { config: LarkConfig; log: Log; now: Clock },
  options: { timeoutMs?: number } = {},
): Messenger & MessageReader & Directory & FileTransfer & Urgent & SentMessages & Pictures & StreamingCards {
  const platform = openPlatform(needs, options.timeoutMs);
  const { client, call } = platform;

  return {
    ...createFileTransfer(platform),

    async send(to, content, uuid) {
      const { receive_id, receive_id_type } = receiver(to);
      const data = { receive_id, ...wireContent(content), uuid: checkedUuid(uuid) };
      const body = await call("send", (as) => client.im.v1.message.create({ params: { receive_id_type }, data }, as));
      return { messageId: read(SentMessage, body, "send").data.message_id };
    },

    async reply(messageId, content, uuid) {
      const path = { message_id: checked(MessageId, messageId, "message id") };
      const data = { ...wireContent(content), uuid: checkedUuid(uuid) };
      const body = await call("reply", (as) => client.im.v1.message.reply({ path, data }, as));
      return { messageId: read(SentMessage, body, "reply").data.message_id };
    },

    async update(messageId, card) {
      const path = { message_id: checked(MessageId, messageId, "message id") };
      const data = { content: wireCard(card) };
      await call("update card", (as) => client.im.v1.message.patch({ path, data }, as));
    },

    async react(messageId, emoji) {
      const path = { message_id: checked(MessageId, messageId, "message id") };
      const data = { reaction_type: { emoji_type: emoji } };
      await call("react", (as) => client.im.v1.messageReaction.create({ path, data }, as));
    },

    async chat(chatId) {
      const path = { chat_id: checked(ChatId, chatId, "chat id") };
      const body = await call("chat", (as) => client.im.v1.chat.get({ path }, as));
      const { name, external, chat_mode: mode } = read(Chat, body, "chat").data;
      return { chatId, name, external, isPrivate: mode === "p2p" };
    },

    ...createDirectory(platform),
    ...createUrgent(platform),
    ...createSentMessages(platform),
    ...createPictures(platform),
    ...createStreamingCards(platform),

    async self() {
      const body = await call("self", (as) => client.request({ method: "GET", url: "/open-apis/bot/v3/info" }, as));
      const { bot } = read(Bot, body, "self");
      return { openId: bot.open_id, name: bot.app_name };
    },

    async message(messageId) {
      const path = { message_id: checked(MessageId, messageId, "message id") };
      const body = await call("message", (as) => client.im.v1.message.get({ path }, as)).catch(undefinedWhenGone);
      const found = body && read(FoundMessages, body, "message").data.items[0];
      return found && !found.deleted ? earlierMessage(found) : undefined;
    },
  };
}

function receiver(to: Recipient): { receive_id: string; receive_id_type: "chat_id" | "open_id" } {
  if (to.kind === "chat") return { receive_id: checked(ChatId, to.chatId, "chat id"), receive_id_type: "chat_id" };
  return { receive_id: checked(OpenId, to.openId, "open id"), receive_id_type: "open_id" };
}

function earlierMessage(found: z.infer<typeof FoundMessages>["data"]["items"][number]): EarlierMessage {
  const said = readMessageText(found.msg_type, found.body?.content ?? "", found.mentions ?? [], { openId: "" });
  return {
    messageId: found.message_id,
    chatId: found.chat_id,
    sender: found.sender.sender_type === "user" ? "person" : "bot",
    text: said?.text ?? "",
  };
}

function checkedUuid(uuid: string): string {
  if (uuid.length > UUID_CHARACTERS_MAX) throw new MessengerError("refused", `uuid of ${uuid.length} characters`);
  return uuid;
}

function undefinedWhenGone(error: unknown): undefined {
  if (error instanceof MessengerError && error.refusal === "gone") return undefined;
  throw error;
}
