import { aJpeg, aScene } from "../hazards/pictures.ts";
import type { House } from "./house.ts";
import { printCard } from "./print-card.ts";

/** What people do and see when they report hazards, in the whole house. */

/** The house whose people and groups go by the names that one sees. */
export function peopleOf({ simulator }: Pick<House, "simulator">) {
  const { world } = simulator;
  const named = (things: readonly { id: string; name: string }[], name: string) => {
    const found = things.find((thing) => thing.name.includes(name));
    if (!found) throw new Error(`nothing is called ${name}`);
    return found.id;
  };
  return {
    person: (name: string) => named(world.people(), name),
    group: (name: string) => named(world.chats(), name),
    inPrivate: (name: string) => world.privateChat(named(world.people(), name)).id,
  };
}

/** A photo that looks like no other of another `left`. */
export async function aPhoto(left = 20): Promise<{ bytes: Buffer; name: string }> {
  return { bytes: await aJpeg(aScene({ left: left % 67, top: Math.floor(left / 67) * 30 + 10 })), name: `${left}.jpg` };
}

/** What the bot said in a chat, oldest first, cards as lines. */
export function saidIn({ simulator }: Pick<House, "simulator">, chat: string) {
  return simulator.world
    .messages(chat)
    .filter(({ sender }) => sender === "bot")
    .map((message) => ({ ...message, printed: message.card ? printCard(message.card) : (message.text ?? "") }));
}
