/** What stands in the simulated Feishu, and the changes that it can undergo. Applying a change reads no clock and tells nobody. */
export const BOT = "bot";

export type Person = {
  /** open_id */
  id: string;
  unionId: string;
  userId: string;
  name: string;
  title: string;
  district: string | undefined;
  departmentId: string;
  avatarColor: string;
  /** `unavailable`: outside the app's range; `deaf`: told the bot to be silent. */
  standing: "active" | "resigned" | "unavailable" | "deaf";
};

export type Department = { id: string; name: string };

export type Chat = {
  id: string;
  name: string;
  kind: "group" | "private";
  /** `group`, `external`: opened by somebody on the page; what it is for is the bot's to ask. */
  label: "inner" | "enterprise" | "private" | "group" | "external";
  district: string | undefined;
  members: readonly string[];
  botPresent: boolean;
  botMuted: boolean;
  dissolved: boolean;
  external: boolean;
  suggestions: readonly string[];
};

/** `id` is an open_id, "bot" or "all"; `key` stands for it in the content. */
export type Mention = { key: string; id: string; name: string };
export type Reaction = { id: string; emoji: string; by: string; at: number };

export type StoredMessage = {
  id: string;
  chatId: string;
  /** open_id, or "bot". */
  sender: string;
  msgType: "text" | "post" | "image" | "file" | "audio" | "media" | "interactive";
  /** JSON, as it goes over the wire. Of a card: the card. */
  content: string;
  mentions: readonly Mention[];
  createdAt: number;
  updatedAt: number;
  edits: number;
  recalledAt: number | undefined;
  parentId: string | undefined;
  rootId: string | undefined;
  threadId: string | undefined;
  reactions: readonly Reaction[];
  /** Who has read it, and when. Of what the bot said: nobody knows it of other messages. */
  readers?: readonly { personId: string; at: number }[];
  /** The card entity that it shows, if it was sent as one. */
  cardId: string | undefined;
};

export type Resource = { key: string; kind: "image" | "file"; fileType: string; mime: string; name: string; base64: string; owner: string };

/** A card that lives by itself and is written to in a stream. */
export type CardEntity = {
  id: string;
  card: string;
  createdAt: number;
  sequence: number;
  streamingSince: number | undefined;
};

/** An event on its way to the bot. `nextAt` is when it is tried again unless it was acknowledged. */
export type Delivery = { id: string; payload: string; attempts: number; nextAt: number };

export type State = {
  departments: Map<string, Department>;
  people: Map<string, Person>;
  chats: Map<string, Chat>;
  messages: Map<string, StoredMessage>;
  resources: Map<string, Resource>;
  cards: Map<string, CardEntity>;
  deliveries: Map<string, Delivery>;
  /** By chat and uuid of the request: the message that it made, so that a repeat makes no second one. */
  uuids: Map<string, { messageId: string; at: number }>;
};

export type Change =
  | { kind: "message_added"; message: StoredMessage; uuid?: string }
  | { kind: "message_changed"; id: string; patch: Partial<StoredMessage> }
  | { kind: "reactions_changed"; id: string; reactions: readonly Reaction[] }
  | { kind: "chat_added"; chat: Chat }
  | { kind: "chat_changed"; id: string; patch: Partial<Chat> }
  | { kind: "person_added"; person: Person }
  | { kind: "person_changed"; id: string; patch: Partial<Person> }
  | { kind: "resource_added"; resource: Resource }
  | { kind: "card_set"; card: CardEntity }
  | { kind: "delivery_set"; delivery: Delivery }
  | { kind: "delivery_done"; id: string };

export function emptyState(): State {
  return {
    departments: new Map(),
    people: new Map(),
    chats: new Map(),
    messages: new Map(),
    resources: new Map(),
    cards: new Map(),
    deliveries: new Map(),
    uuids: new Map(),
  };
}

/** A change to something that is not there changes nothing. */
export function apply(state: State, change: Change): void {
  switch (change.kind) {
    case "message_added":
      state.messages.set(change.message.id, change.message);
      if (change.uuid) state.uuids.set(change.uuid, { messageId: change.message.id, at: change.message.createdAt });
      return;
    case "message_changed":
      amend(state.messages, change.id, change.patch);
      return;
    case "reactions_changed":
      amend(state.messages, change.id, { reactions: change.reactions });
      return;
    case "chat_added":
      state.chats.set(change.chat.id, change.chat);
      return;
    case "chat_changed":
      amend(state.chats, change.id, change.patch);
      return;
    case "person_added":
      state.people.set(change.person.id, change.person);
      return;
    case "person_changed":
      amend(state.people, change.id, change.patch);
      return;
    case "resource_added":
      state.resources.set(change.resource.key, change.resource);
      return;
    case "card_set":
      state.cards.set(change.card.id, change.card);
      return;
    case "delivery_set":
      state.deliveries.set(change.delivery.id, change.delivery);
      return;
    case "delivery_done":
      state.deliveries.delete(change.id);
  }
}

function amend<Thing extends object>(things: Map<string, Thing>, id: string, patch: Partial<Thing>): void {
  const thing = things.get(id);
  if (thing) things.set(id, { ...thing, ...patch });
}
