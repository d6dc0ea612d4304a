import type { Draft, GroupChange, Message, NewGroup, Person, Press, PressAnswer, WorldState } from "./protocol.ts";
import { texts } from "./texts.ts";

/** The requests of one person to the simulator. Each rejects with an Error whose message can be shown. */
export type Server = {
  world(): Promise<WorldState>;
  messages(chatId: string): Promise<readonly Message[]>;
  send(chatId: string, draft: Draft): Promise<Message>;
  press(messageId: string, press: Press): Promise<PressAnswer>;
  /** @returns the chat's id */
  openGroup(group: NewGroup): Promise<string>;
  changeGroup(chatId: string, change: GroupChange): Promise<void>;
};

/** A request that lasts longer is given up; the platform itself answers a press within three seconds. */
const TIMEOUT_MS = 15_000;

/** Everybody whom one can be. */
export async function askPeople(): Promise<readonly Person[]> {
  return (await ask<WorldState>("/simulator/state")).people;
}

export function serverFor(person: string): Server {
  const query = `person=${encodeURIComponent(person)}`;
  return {
    world: () => ask<WorldState>(`/simulator/state?${query}`),
    messages: async (chatId) =>
      (await ask<{ messages: readonly Message[] }>(`/simulator/chats/${encodeURIComponent(chatId)}/messages?${query}`)).messages,
    send: async (chatId, draft) =>
      (await ask<{ message: Message }>(`/simulator/chats/${encodeURIComponent(chatId)}/messages`, bodyOf(person, draft))).message,
    press: (messageId, press) => ask<PressAnswer>(`/simulator/messages/${encodeURIComponent(messageId)}/press`, json({ person, ...press })),
    openGroup: async (group) => (await ask<{ chat: { id: string } }>("/simulator/chats", json({ person, ...group }))).chat.id,
    changeGroup: async (chatId, change) =>
      void (await ask<object>(`/simulator/chats/${encodeURIComponent(chatId)}/change`, json({ person, ...change }))),
  };
}

/** Where the simulator keeps a picture that a card names by its key. */
export function imageAddress(key: string): string {
  return `/simulator/images/${encodeURIComponent(key)}`;
}

export function eventsAddress(person: string): string {
  return `/simulator/events?person=${encodeURIComponent(person)}`;
}

function bodyOf(person: string, { photos, file, ...words }: Draft): RequestInit {
  const payload = { person, ...words };
  if (photos.length === 0 && !file) return json(payload);
  const form = new FormData();
  form.append("payload", JSON.stringify(payload));
  for (const photo of photos) form.append("images", photo, photo.name);
  if (file) form.append("file", file, file.name);
  return { method: "POST", body: form };
}

function json(payload: unknown): RequestInit {
  return { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(payload) };
}

async function ask<Answer>(address: string, request: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, { ...request, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch((cause: unknown) => {
    throw new Error(texts.failure.unreachable, { cause });
  });
  if (!response.ok) throw new Error(await reasonOf(response));
  return (await response.json()) as Answer;
}

/** The server's own sentence, if it gave one. */
async function reasonOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body === "object" && body !== null) {
    const { error } = body as { error?: { text?: unknown } };
    if (typeof error?.text === "string") return error.text;
  }
  return texts.failure.status(response.status);
}
