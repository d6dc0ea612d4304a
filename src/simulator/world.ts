import { texts } from "../texts/simulator.ts";
import { messageReceived, platformEvent } from "./events.ts";
import { newId } from "./ids.ts";
import { imageType } from "./image-type.ts";
import { PageRefusal } from "./page-refusal.ts";
import type { Platform } from "./platform.ts";
import { type Press, type PressResult, press, valueOfButton } from "./press.ts";
import { messageOf, reachesBot, type Speech } from "./speech.ts";
import { BOT, type Chat, type Person, type Resource, type StoredMessage } from "./state.ts";
import type { Signal } from "./store.ts";
import { createUpheaval, type Upheaval } from "./upheaval.ts";
import { type Message, pageView } from "./views.ts";
import { createWaiting } from "./waiting.ts";

/** How long a test waits for the bot before it is told what stands there instead. */
const PATIENCE_MS = 10_000;

/** A picture or file that a person attaches. */
export type Attachment = { bytes: Buffer; name: string };
export type Utterance = Omit<Speech, "images" | "file"> & { images?: readonly Attachment[]; file?: Attachment };

/** The people's side of the simulated Feishu: what the chat page and the tests do and see. All refusals are PageRefusal. */
export type World = Upheaval & {
  people(): readonly Person[];
  /** With a person: only the chats that they are in. */
  chats(personId?: string): readonly Chat[];
  person(personId: string): Person;
  chat(chatId: string): Chat;
  /** The private chat of a person with the bot. */
  privateChat(personId: string): Chat;
  messages(chatId: string): readonly Message[];
  message(messageId: string): Message;
  say(personId: string, chatId: string, utterance: Utterance): Message;
  /** Takes one's own message back. */
  recall(personId: string, messageId: string): void;
  /** Looks at what stands in a chat: the bot may ask who has read what it said. */
  readAll(personId: string, chatId: string): void;
  /** Resolves with the bot's answer, or with the platform's error after three seconds of the clock. */
  press(personId: string, messageId: string, act: Press): Promise<PressResult>;
  /** The same by the words on the button. */
  pressButton(personId: string, messageId: string, label: string, form?: Readonly<Record<string, unknown>>): Promise<PressResult>;
  /** The bot's next message in the chat that no earlier call returned; waits for it. */
  nextBotMessage(chatId: string, options?: { patienceMs?: number }): Promise<Message>;
  /** @returns how to stop listening */
  on(listener: (signal: Signal) => void): () => void;
};

export function createWorld(platform: Platform): World {
  const { store, post, access } = platform;
  const { state } = store;
  const view = (message: StoredMessage) => pageView(state, message);
  const messagesOf = (chatId: string) => [...state.messages.values()].filter((message) => message.chatId === chatId);
  const waiting = createWaiting(store, PATIENCE_MS);

  const person = (id: string) => state.people.get(id) ?? refuse(404, texts.unknownPerson);
  const chat = (id: string) => state.chats.get(id) ?? refuse(404, texts.unknownChat);
  const stored = (id: string) => state.messages.get(id) ?? refuse(404, texts.unknownMessage);
  const chatWith = (personId: string, chatId: string) => {
    person(personId);
    const entered = chat(chatId);
    return entered.members.includes(personId) ? entered : refuse(404, texts.unknownChat);
  };

  const keep = (personId: string, kind: "image" | "file", { bytes, name }: Attachment): Resource => {
    const mime = kind === "image" ? imageType(bytes) : "application/octet-stream";
    if (!mime) return refuse(400, texts.notAnImage);
    const key = newId(kind === "image" ? "img_v3_" : "file_v3_");
    const resource: Resource = { key, kind, fileType: kind, mime, name, base64: bytes.toString("base64"), owner: personId };
    store.record({ kind: "resource_added", resource });
    return resource;
  };

  const pressOn = async (personId: string, messageId: string, act: Press) => {
    const message = stored(messageId);
    chatWith(personId, message.chatId);
    return press(platform, person(personId), message, act);
  };

  return {
    ...createUpheaval(platform),
    people: () => [...state.people.values()],
    chats: (personId) => [...state.chats.values()].filter((one) => personId === undefined || one.members.includes(personId)),
    person,
    chat,
    privateChat: (personId) =>
      [...state.chats.values()].find((one) => one.kind === "private" && one.members.includes(personId)) ?? refuse(404, texts.unknownPerson),
    messages: (chatId) => messagesOf(chat(chatId).id).map(view),
    message: (messageId) => view(stored(messageId)),
    say(personId, chatId, utterance) {
      const entered = chatWith(personId, chatId);
      checkUtterance(state.messages, entered, utterance);
      const { images = [], file, ...words } = utterance;
      const pictures = images.map((image) => keep(personId, "image", image));
      const speech = { ...words, images: pictures, ...(file && { file: keep(personId, "file", file) }) };
      const message = messageOf(state, entered, personId, speech, store.now().getTime());
      store.record({ kind: "message_added", message });
      if (reachesBot(message, entered)) {
        const body = messageReceived(state, message, entered);
        post.deliver(platformEvent("im.message.receive_v1", access.credentials.appId, store.now(), body));
      }
      return view(message);
    },
    recall(personId, messageId) {
      const message = stored(messageId);
      if (message.sender !== personId || message.recalledAt !== undefined) refuse(404, texts.unknownMessage);
      const at = store.now();
      store.record({ kind: "message_changed", id: messageId, patch: { recalledAt: at.getTime() } });
      const body = { message_id: messageId, chat_id: message.chatId, recall_time: String(at.getTime()), recall_type: "message_owner" };
      post.deliver(platformEvent("im.message.recalled_v1", access.credentials.appId, at, body));
    },
    readAll(personId, chatId) {
      const { id } = chatWith(personId, chatId);
      const isUnread = ({ sender, readers = [] }: StoredMessage) =>
        sender === BOT && !readers.some((reader) => reader.personId === personId);
      for (const message of messagesOf(id).filter(isUnread)) {
        const readers = [...(message.readers ?? []), { personId, at: store.now().getTime() }];
        store.record({ kind: "message_changed", id: message.id, patch: { readers } });
      }
    },
    press: pressOn,
    async pressButton(personId, messageId, label, form) {
      return pressOn(personId, messageId, { ...valueOfButton(stored(messageId), label), ...(form && { form }) });
    },
    nextBotMessage: async (chatId, options) => view(await waiting.next(chat(chatId).id, options?.patienceMs)),
    on: store.listen,
  };
}

function checkUtterance(messages: ReadonlyMap<string, StoredMessage>, chat: Chat, utterance: Utterance): void {
  if (chat.dissolved) refuse(409, texts.dissolvedChat);
  if (!utterance.text?.trim() && !utterance.images?.length && !utterance.file) refuse(400, texts.emptyMessage);
  if (utterance.quote && messages.get(utterance.quote)?.chatId !== chat.id) refuse(400, texts.quotedElsewhere);
  const present = [...chat.members, "all", ...(chat.botPresent ? [BOT] : [])];
  if (utterance.mentions?.some((id) => !present.includes(id))) refuse(400, texts.mentionOutsider);
}

function refuse(status: number, message: string): never {
  throw new PageRefusal(status, message);
}
