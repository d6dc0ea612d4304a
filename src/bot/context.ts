import { inspect } from "node:util";
import type { Card } from "../card.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type {
  Content,
  Inbound,
  InboundContact,
  InboundMembership,
  InboundMessage,
  InboundPress,
  Messenger,
  PressReply,
} from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { BottenderContext, type ContextParameters } from "./bottender-modules.ts";
import type { BotNeeds } from "./needs.ts";
import { inPlaceOf, type StandingDraft } from "./streamed-draft.ts";
import { readTurns, type Turn, turnsBefore, withTurn } from "./turns.ts";
import { type Standing, standingOf } from "./who.ts";

type Emoji = Parameters<Messenger["react"]>[1];

/**
 * What an action works with: what came in, and how to answer. Nothing is sent from here, it is put into the outbox under a key
 * made of the event and a count: an action that runs again for the same event says nothing twice.
 */
export class AnxunContext extends BottenderContext {
  readonly inbound: Inbound;
  readonly #needs: BotNeeds;
  #said = 0;
  #standing: Promise<Standing> | undefined;

  constructor(parameters: ContextParameters, needs: BotNeeds, inbound: Inbound) {
    super({ ...parameters, client: {} });
    this.inbound = inbound;
    this.#needs = needs;
  }

  get platform(): string {
    return "lark";
  }

  get needs(): BotNeeds {
    return this.#needs;
  }

  /** @throws TypeError in an action that the routes must not call for this kind of event */
  get message(): InboundMessage {
    if (this.inbound.kind !== "message") throw new TypeError(`a message was expected, not a ${this.inbound.kind}`);
    return this.inbound;
  }

  get press(): InboundPress {
    if (this.inbound.kind !== "press") throw new TypeError(`a press was expected, not a ${this.inbound.kind}`);
    return this.inbound;
  }

  get membership(): InboundMembership {
    if (this.inbound.kind !== "membership") throw new TypeError(`a membership was expected, not a ${this.inbound.kind}`);
    return this.inbound;
  }

  get contact(): InboundContact {
    if (this.inbound.kind !== "contact") throw new TypeError(`a contact was expected, not a ${this.inbound.kind}`);
    return this.inbound;
  }

  /** Who spoke or pressed, and where; looked up once. */
  standing(): Promise<Standing> {
    if (this.inbound.kind !== "message" && this.inbound.kind !== "press") throw new TypeError(`nobody speaks in a ${this.inbound.kind}`);
    this.#standing ??= standingOf(this.#needs, this.inbound);
    return this.#standing;
  }

  /**
   * Answers the message; where there is none, speaks into the chat.
   * @param within  the transaction with which it is said or not at all; call `needs.onEnqueued` after it
   */
  async say(content: Content, within?: Db): Promise<void> {
    const { inbound } = this;
    if (inbound.kind === "contact") throw new TypeError("nobody to speak to");
    if (inbound.kind === "message") return this.replyTo(inbound.messageId, content, within);
    const delivery = { kind: "send", to: { kind: "chat", chatId: inbound.chatId }, content } as const;
    await this.#enqueue({ delivery, priority: "normal" }, within);
  }

  /** The first words in an emergency: before everything else that is to be said, here or elsewhere. */
  async sayFirst(text: string): Promise<void> {
    const { messageId, chatId } = this.message;
    await this.#enqueue({ delivery: { kind: "reply", messageId, chatId, content: { kind: "text", text } }, priority: "urgent" });
  }

  async replyTo(messageId: string, content: Content, within?: Db): Promise<void> {
    const { chatId } = this.message;
    await this.#enqueue({ delivery: { kind: "reply", messageId, chatId, content }, priority: "answer" }, within);
  }

  /** Answers the message where its draft stands; anew where that cannot be. */
  async sayInPlaceOf(draft: StandingDraft, card: Card): Promise<void> {
    await this.#enqueue({ delivery: inPlaceOf(draft, this.message, card), priority: "answer" });
  }

  /** Shows on the message that we are at it. */
  async react(emoji: Emoji): Promise<void> {
    const { messageId, chatId } = this.message;
    await this.#enqueue({ delivery: { kind: "react", messageId, chatId, emoji }, priority: "answer" });
  }

  /** What bottender calls for a plain text. */
  async sendText(text: string): Promise<void> {
    await this.say({ kind: "text", text });
  }

  /** The answer to a press. */
  respond(reply: PressReply): void {
    this.response.body = reply;
  }

  /** What this speaker asked here before, oldest first. */
  turns(): Turn[] {
    return turnsBefore(readTurns(this.session?._state), this.inbound.eventId);
  }

  remember(turn: Omit<Turn, "eventId">): void {
    this.setState({ turns: withTurn(this.turns(), { ...turn, eventId: this.inbound.eventId }) });
  }

  /** bottender prints contexts when something goes wrong; what people wrote and the app's secret stay here. */
  [inspect.custom](): string {
    return `AnxunContext(${this.inbound.kind} ${this.inbound.eventId})`;
  }

  async #enqueue(draft: Omit<Parameters<typeof enqueue>[1], "key">, within?: Db): Promise<void> {
    this.#said += 1;
    const { db, now, onEnqueued } = this.#needs;
    await enqueue(within ?? db, { ...draft, key: `${this.inbound.eventId}:${this.#said}` }, now());
    if (!within) onEnqueued();
  }
}
