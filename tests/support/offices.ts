import { SECOND_MS } from "../../src/clock.ts";
import { BOT_OPEN_ID } from "../../src/simulator/cast.ts";
import type { PressResult } from "../../src/simulator/press.ts";
import type { House } from "./house.ts";
import { printCard } from "./print-card.ts";

/** The simulated offices with the whole house behind them: who says what where, and what the bot answers. */
export type Offices = {
  /** open_id by the name that one sees. */
  person(name: string): string;
  chat(name: string): string;
  privateChat(person: string): string;
  /** Says it, and returns everything that the bot says in that chat until all is handled, printed. */
  say(person: string, chat: string, text: string, more?: { quote?: string; mentions?: readonly string[] }): Promise<string[]>;
  /** What the bot has said in a chat that was not returned yet, printed. */
  heard(chat: string): Promise<string[]>;
  /** The bot's last card there that has this button. */
  cardWith(chat: string, label: string): { id: string; printed: string };
  press(person: string, messageId: string, label: string, form?: Readonly<Record<string, unknown>>): Promise<PressResult>;
  printed(messageId: string): string;
  /** A press as the platform tells it, whoever presses whatever wherever: what a hand-made client could send. */
  forge(press: { person: string; chat: string; messageId: string; value: unknown; form?: object }): Promise<string>;
  audited(): Promise<string[]>;
};

export function officesOf(house: House): Offices {
  const { world } = house.simulator;
  const told = new Set<string>();
  let forged = 0;

  const named = (things: readonly { id: string; name: string }[], name: string) => {
    const found = things.find((thing) => thing.name.includes(name));
    if (!found) throw new Error(`nothing is called ${name}`);
    return found.id;
  };
  const ofBot = (chat: string) => world.messages(chat).filter(({ sender }) => sender === "bot");
  const printed = (messageId: string) => {
    const { card, text } = world.message(messageId);
    return card ? printCard(card) : (text ?? "");
  };
  const heard = async (chat: string) => {
    await house.settle(3);
    const fresh = ofBot(chat).filter(({ id }) => !told.has(id));
    for (const { id } of fresh) told.add(id);
    return fresh.map(({ id }) => printed(id));
  };

  return {
    person: (name) => named(world.people(), name),
    chat: (name) => named(world.chats(), name),
    privateChat: (person) => world.privateChat(person).id,
    async say(person, chat, text, { quote, mentions = [] } = {}) {
      await heard(chat);
      house.clock.advance(SECOND_MS);
      const isPrivate = world.chat(chat).kind === "private";
      world.say(person, chat, { text, mentions: isPrivate ? mentions : ["bot", ...mentions], ...(quote ? { quote } : {}) });
      return heard(chat);
    },
    heard,
    cardWith(chat, label) {
      const found = ofBot(chat).findLast(({ id, card }) => card && printed(id).includes(`[${label}]`));
      if (!found)
        throw new Error(
          `no card there has ${label}: ${ofBot(chat)
            .map(({ id }) => printed(id))
            .join("\n\n")}`,
        );
      return { id: found.id, printed: printed(found.id) };
    },
    async press(person, messageId, label, form) {
      await house.settle(1);
      const result = await world.pressButton(person, messageId, label, form);
      await house.settle(1);
      return result;
    },
    printed,
    async forge({ person, chat, messageId, value, form }) {
      forged += 1;
      const reply = await house.app.onEvent({
        schema: "2.0",
        event_type: "card.action.trigger",
        event_id: `forged-${forged}`,
        operator: { open_id: person },
        action: { value, tag: "button", ...(form ? { form_value: form } : {}) },
        context: { open_message_id: messageId, open_chat_id: chat },
        app_id: BOT_OPEN_ID,
      });
      await house.settle(1);
      return JSON.stringify(reply);
    },
    async audited() {
      const { rows } = await house.db.query<{ action: string }>("select action from audit_entries order by id");
      return rows.map(({ action }) => action);
    },
  };
}
