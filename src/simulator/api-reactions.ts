import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { newId } from "./ids.ts";
import { ok, Page, type Platform, pageOf, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import { BOT, type Reaction, type State, type StoredMessage } from "./state.ts";

/** The reactions that a bot has reason to use; the platform knows some hundred more. */
const EMOJIS = [
  ..."OK THUMBSUP THANKS MUSCLE FINGERHEART APPLAUSE FISTBUMP JIAYI DONE SMILE BLUSH LAUGH SMIRK LOL LOVE WINK PROUD HEART".split(" "),
  ..."Typing OnIt OneSecond Get LGTM CheckMark CrossMark Alarm Loudspeaker Pin Hundred Yes No MeMeMe SaluteFace THINKING".split(" "),
];

const ReactionBody = z.object({ reaction_type: z.object({ emoji_type: z.string().min(1) }) });

type OneMessage = { Params: { message_id: string } };

export function mountReactionApi(app: FastifyInstance, platform: Platform): void {
  const { store, access } = platform;
  const path = "/open-apis/im/v1/messages/:message_id/reactions";
  const view = (reaction: Reaction) => ({
    reaction_id: reaction.id,
    operator:
      reaction.by === BOT
        ? { operator_id: access.credentials.appId, operator_type: "app" }
        : { operator_id: reaction.by, operator_type: "user" },
    action_time: String(reaction.at),
    reaction_type: { emoji_type: reaction.emoji },
  });

  app.post<OneMessage>(path, async (request) => {
    const { emoji_type: emoji } = read(ReactionBody, request.body).reaction_type;
    if (!EMOJIS.includes(emoji)) throw refusal(231001);
    const message = reactable(store.state, request.params.message_id);
    const standing = message.reactions.find((one) => one.by === BOT && one.emoji === emoji);
    if (standing) return ok(view(standing));
    const reaction = { id: newId(""), emoji, by: BOT, at: store.now().getTime() };
    store.record({ kind: "reactions_changed", id: message.id, reactions: [...message.reactions, reaction] });
    if (emoji === "Typing") store.signal({ kind: "typing", chatId: message.chatId, on: true });
    return ok(view(reaction));
  });

  app.get<OneMessage>(path, async (request) => {
    const query = read(Page, request.query);
    const page = pageOf(reactable(store.state, request.params.message_id).reactions, query);
    return ok({ ...page, items: page.items.map(view) });
  });

  app.delete<{ Params: { message_id: string; reaction_id: string } }>(`${path}/:reaction_id`, async (request) => {
    const message = reactable(store.state, request.params.message_id);
    const reaction = message.reactions.find((one) => one.id === request.params.reaction_id);
    if (!reaction || reaction.by !== BOT) throw refusal(231002);
    store.record({ kind: "reactions_changed", id: message.id, reactions: message.reactions.filter((one) => one !== reaction) });
    if (reaction.emoji === "Typing") store.signal({ kind: "typing", chatId: message.chatId, on: false });
    return ok(view(reaction));
  });
}

function reactable(state: State, messageId: string): StoredMessage {
  const message = state.messages.get(messageId);
  const chat = message && state.chats.get(message.chatId);
  if (!message || message.recalledAt !== undefined) throw refusal(231003);
  if (!chat || chat.dissolved) throw refusal(232009);
  if (!chat.botPresent) throw refusal(231002);
  return message;
}
