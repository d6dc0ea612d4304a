import { BOT_OPEN_ID, TENANT_KEY } from "./cast.ts";
import type { PlatformEvent } from "./delivery.ts";
import { newId } from "./ids.ts";
import { ALL_KEY } from "./speech.ts";
import { BOT, type Chat, type Mention, type Person, type State, type StoredMessage } from "./state.ts";

/** Wraps a body as the platform sends it. */
export function platformEvent(type: string, appId: string, at: Date, event: object): PlatformEvent {
  const id = newId("");
  const header = {
    event_id: id,
    event_type: type,
    // The platform's own oddity: callbacks bear microseconds, events milliseconds.
    create_time: String(type === "card.action.trigger" ? at.getTime() * 1000 : at.getTime()),
    token: "",
    app_id: appId,
    tenant_key: TENANT_KEY,
  };
  return { id, payload: JSON.stringify({ schema: "2.0", header, event }) };
}

export function userId(person: Person): { union_id: string; user_id: string; open_id: string } {
  return { union_id: person.unionId, user_id: person.userId, open_id: person.id };
}

/** Body of im.message.receive_v1. `mentions` is missing where nothing is mentioned, and empty for an @all in the text. */
export function messageReceived(state: State, message: StoredMessage, chat: Chat): object {
  const sender = state.people.get(message.sender);
  return {
    sender: { sender_id: sender ? userId(sender) : {}, sender_type: "user", tenant_key: TENANT_KEY },
    message: {
      message_id: message.id,
      ...(message.rootId && { root_id: message.rootId }),
      ...(message.parentId && { parent_id: message.parentId }),
      ...(message.threadId && { thread_id: message.threadId }),
      create_time: String(message.createdAt),
      update_time: String(message.updatedAt),
      chat_id: chat.id,
      chat_type: chat.kind === "group" ? "group" : "p2p",
      message_type: message.msgType,
      content: message.content,
      ...((message.mentions.length > 0 || message.content.includes(ALL_KEY)) && {
        mentions: message.mentions.map((mention) => mentionOf(state, mention)),
      }),
    },
  };
}

function mentionOf(state: State, mention: Mention): object {
  const person = state.people.get(mention.id);
  const nobody = { union_id: "", user_id: "", open_id: "" };
  const id = mention.id === BOT ? { ...nobody, open_id: BOT_OPEN_ID } : nobody;
  return {
    key: mention.key,
    id: person ? userId(person) : id,
    name: mention.name,
    mentioned_type: mention.id === BOT ? "bot" : "user",
    tenant_key: TENANT_KEY,
  };
}

/** Body of the events about a chat as a whole: the bot came or went, the chat was dissolved. */
export function chatHappening(chat: Chat, operator: Person): object {
  return {
    chat_id: chat.id,
    operator_id: userId(operator),
    external: chat.external,
    operator_tenant_key: TENANT_KEY,
    name: chat.name,
    i18n_names: { zh_cn: chat.name },
  };
}

/** Body of contact.user.updated_v3 and contact.user.deleted_v3. `before`: what was otherwise. */
export function personHappening(person: Person, before: object): object {
  const { id, name, title, departmentId, standing } = person;
  const status = { is_frozen: false, is_resigned: standing === "resigned", is_activated: true, is_exited: false, is_unjoin: false };
  return { object: { ...userId(person), open_id: id, name, job_title: title, department_ids: [departmentId], status }, old_object: before };
}

/** Body of im.chat.updated_v1 after a change of name. */
export function chatRenamed(chat: Chat, operator: Person, before: string): object {
  const { name, i18n_names, ...rest } = chatHappening(chat, operator) as { name: string; i18n_names: object };
  return { ...rest, after_change: { name, i18n_names }, before_change: { name: before, i18n_names: { zh_cn: before } } };
}
