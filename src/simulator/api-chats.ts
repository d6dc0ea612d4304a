import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { texts } from "../texts/simulator.ts";
import { BOT_OPEN_ID, TENANT_KEY } from "./cast.ts";
import { ok, Page, type Platform, pageOf, read } from "./platform.ts";
import { refusal } from "./refusal.ts";
import type { Chat, State } from "./state.ts";

const MembersQuery = Page.extend({ member_id_type: z.literal("open_id").default("open_id") });

type OneChat = { Params: { chat_id: string } };

export function mountChatApi(app: FastifyInstance, { store }: Platform): void {
  const { state } = store;

  app.get("/open-apis/bot/v3/info", async () => ({
    code: 0,
    msg: "ok",
    bot: { activate_status: 2, app_name: texts.bot, avatar_url: "", ip_white_list: [], open_id: BOT_OPEN_ID },
  }));

  app.get("/open-apis/im/v1/chats", async (request) => {
    const groups = [...state.chats.values()].filter((chat) => chat.kind === "group" && chat.botPresent && !chat.dissolved);
    return ok(pageOf(groups.map(briefView), read(Page, request.query)));
  });

  app.get<OneChat>("/open-apis/im/v1/chats/:chat_id", async (request) => {
    const chat = visible(state, request.params.chat_id);
    return ok({
      ...briefView(chat),
      chat_mode: chat.kind === "group" ? "group" : "p2p",
      chat_type: "private",
      chat_tag: "inner",
      group_message_type: "chat",
      moderation_permission: "all_members",
      user_count: String(chat.members.length),
      bot_count: "1",
    });
  });

  app.get<OneChat>("/open-apis/im/v1/chats/:chat_id/members", async (request) => {
    const chat = visible(state, request.params.chat_id);
    if (chat.dissolved) throw refusal(232009);
    const people = chat.members.flatMap((id) => state.people.get(id) ?? []);
    const members = people.map(({ id, name }) => ({ member_id_type: "open_id", member_id: id, name, tenant_key: TENANT_KEY }));
    return ok({ ...pageOf(members, read(MembersQuery, request.query)), member_total: members.length });
  });
}

function visible(state: State, chatId: string): Chat {
  const chat = state.chats.get(chatId);
  if (!chat) throw refusal(232006);
  if (!chat.botPresent) throw refusal(232011);
  return chat;
}

function briefView(chat: Chat): object {
  return {
    chat_id: chat.id,
    avatar: "",
    // A private chat has no name at Feishu.
    name: chat.kind === "group" ? chat.name : "",
    description: "",
    owner_id: chat.members[0] ?? "",
    owner_id_type: "open_id",
    external: chat.external,
    tenant_key: TENANT_KEY,
    chat_status: chat.dissolved ? "dissolved" : "normal",
  };
}
