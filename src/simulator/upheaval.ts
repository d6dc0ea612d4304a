import { texts } from "../texts/simulator.ts";
import { chatHappening, chatRenamed, personHappening, platformEvent } from "./events.ts";
import { newId } from "./ids.ts";
import type { Platform } from "./platform.ts";
import type { Chat, Person } from "./state.ts";

/** A group that somebody opens. Whoever stands first opens it. `external`: people of other organisations are in it. */
type NewGroup = { name: string; members: readonly string[]; withBot: boolean; external?: boolean };

/** What happens to chats and people from outside, with the events that the platform tells the bot. */
export type Upheaval = {
  openGroup(group: NewGroup): Chat;
  removeBot(chatId: string): void;
  addBot(chatId: string): void;
  muteBot(chatId: string, muted?: boolean): void;
  dissolve(chatId: string): void;
  rename(chatId: string, name: string): void;
  /** Somebody is let into the group, or leaves it. */
  enterGroup(chatId: string, personId: string): void;
  leaveGroup(chatId: string, personId: string): void;
  /** Resigned: the bot can no longer write to them, and hears that they left. */
  setStanding(personId: string, standing: Person["standing"]): void;
  renamePerson(personId: string, name: string): void;
  /** Somebody new in the same department as `likePersonId`, with a private chat of their own. */
  addPerson(name: string, likePersonId: string): Person;
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
  const changePerson = (personId: string, patch: Partial<Person>) => {
    store.record({ kind: "person_changed", id: personId, patch });
    return store.state.people.get(personId);
  };
  return {
    openGroup(group) {
      const chat = newGroup(group);
      store.record({ kind: "chat_added", chat });
      if (group.withBot) happen("im.chat.member.bot.added_v1", chat.id, { botPresent: true });
      return store.state.chats.get(chat.id) ?? chat;
    },
    removeBot: (chatId) => happen("im.chat.member.bot.deleted_v1", chatId, { botPresent: false }),
    addBot: (chatId) => happen("im.chat.member.bot.added_v1", chatId, { botPresent: true }),
    muteBot: (chatId, muted = true) => void change(chatId, { botMuted: muted }),
    dissolve: (chatId) => happen("im.chat.disbanded_v1", chatId, { dissolved: true }),
    rename(chatId, name) {
      const before = store.state.chats.get(chatId)?.name ?? "";
      const changed = change(chatId, { name });
      if (changed) tell("im.chat.updated_v1", chatRenamed(changed.chat, changed.operator, before));
    },
    enterGroup(chatId, personId) {
      const members = store.state.chats.get(chatId)?.members ?? [];
      happen("im.chat.member.user.added_v1", chatId, { members: [...new Set([...members, personId])] });
    },
    leaveGroup(chatId, personId) {
      const members = store.state.chats.get(chatId)?.members ?? [];
      happen("im.chat.member.user.deleted_v1", chatId, { members: members.filter((id) => id !== personId) });
    },
    setStanding(personId, standing) {
      const changed = changePerson(personId, { standing });
      if (changed && standing === "resigned") tell("contact.user.deleted_v3", personHappening(changed, {}));
    },
    addPerson(name, likePersonId) {
      const like = store.state.people.get(likePersonId);
      const chat = [...store.state.chats.values()].find((one) => one.kind === "private" && one.members.includes(likePersonId));
      if (!like || !chat) throw new TypeError("nobody to be like");
      const person: Person = { ...like, id: newId("ou_"), unionId: newId("on_"), userId: newId("").slice(0, 8), name, standing: "active" };
      store.record({ kind: "person_added", person });
      store.record({ kind: "chat_added", chat: { ...chat, id: newId("oc_"), members: [person.id] } });
      return person;
    },
    renamePerson(personId, name) {
      const before = store.state.people.get(personId)?.name;
      const changed = changePerson(personId, { name });
      if (changed) tell("contact.user.updated_v3", personHappening(changed, { name: before }));
    },
  };
}

function newGroup({ name, members, external = false }: NewGroup): Chat {
  return {
    id: newId("oc_"),
    name,
    kind: "group",
    label: external ? "external" : "group",
    district: undefined,
    members,
    botPresent: false,
    botMuted: false,
    dissolved: false,
    external,
    suggestions: texts.chats.opened.suggestions,
  };
}
