import { chatHappening, chatRenamed, platformEvent } from "./events.ts";
import type { Platform } from "./platform.ts";
import type { Chat, Person } from "./state.ts";

/** What happens to chats and people from outside, with the events that the platform tells the bot. */
export type Upheaval = {
  removeBot(chatId: string): void;
  addBot(chatId: string): void;
  muteBot(chatId: string, muted?: boolean): void;
  dissolve(chatId: string): void;
  rename(chatId: string, name: string): void;
  /** E.g. resigned: the bot can no longer write to them. */
  setStanding(personId: string, standing: Person["standing"]): void;
};

export function createUpheaval(platform: Platform): Upheaval {
  const { store, post, access } = platform;
  const tell = (type: string, body: object) => post.deliver(platformEvent(type, access.credentials.appId, store.now(), body));
  const change = (chatId: string, patch: Partial<Chat>): { chat: Chat; operator: Person } | undefined => {
    store.record({ kind: "chat_changed", id: chatId, patch });
    const chat = store.state.chats.get(chatId);
    const operator = store.state.people.get(chat?.members[0] ?? "");
    return chat && operator && { chat, operator };
  };
  const happen = (type: string, chatId: string, patch: Partial<Chat>) => {
    const changed = change(chatId, patch);
    if (changed) tell(type, chatHappening(changed.chat, changed.operator));
  };
  return {
    removeBot: (chatId) => happen("im.chat.member.bot.deleted_v1", chatId, { botPresent: false }),
    addBot: (chatId) => happen("im.chat.member.bot.added_v1", chatId, { botPresent: true }),
    muteBot: (chatId, muted = true) => void change(chatId, { botMuted: muted }),
    dissolve: (chatId) => happen("im.chat.disbanded_v1", chatId, { dissolved: true }),
    rename(chatId, name) {
      const before = store.state.chats.get(chatId)?.name ?? "";
      const changed = change(chatId, { name });
      if (changed) tell("im.chat.updated_v1", chatRenamed(changed.chat, changed.operator, before));
    },
    setStanding: (personId, standing) => store.record({ kind: "person_changed", id: personId, patch: { standing } }),
  };
}
