import type { Card } from "../card.ts";
import { messageOf } from "../errors.ts";
import type { Delivery } from "../mailroom/delivery.ts";
import { enqueue, growingCardUnder } from "../mailroom/outbox.ts";
import { appGate, cardGate, passGates } from "../mailroom/rate-gate.ts";
import { type InboundMessage, MessengerError } from "../messenger.ts";
import { DRAFT_ELEMENT, draftCard, draftText, interruptedCard } from "../policy/draft-card.ts";
import type { OnDraft } from "../policy/reword.ts";
import type { BotNeeds } from "./needs.ts";

/** A draft that stands in the chat, or is on its way there. */
export type StandingDraft = { key: string; cardId: string; openedAt: Date };

/** Shows an answer while it is written. It is a courtesy: whatever goes wrong with it, the answer comes. */
export type StreamedDraft = {
  /** All of it so far. Never throws, and keeps nobody waiting. */
  show: OnDraft;
  /** Resolves when what was shown has been written, as far as the platform lets it through now. */
  quiet(): Promise<void>;
  /** Writes no more. @returns the draft that the answer is to take the place of, if there is one */
  end(): Promise<StandingDraft | undefined>;
};

type Answered = Pick<InboundMessage, "messageId" | "chatId">;
type Needs = Pick<BotNeeds, "db" | "messenger" | "now" | "log" | "onEnqueued">;

/** The same for each handling of an event. It does not begin like the keys of what answers the event: a draft is no answer. */
function draftKey(eventId: string): string {
  return `draft/${eventId}`;
}

/** The draft that an earlier handling of this event left: its process died before the answer was there. */
export async function standingDraft({ db }: Pick<Needs, "db">, eventId: string): Promise<StandingDraft | undefined> {
  const key = draftKey(eventId);
  const found = await growingCardUnder(db, key);
  return found && { key, ...found };
}

/** What says `card` where the draft stands. */
export function inPlaceOf({ key, cardId, openedAt }: StandingDraft, { messageId, chatId }: Answered, card: Card): Delivery {
  return { kind: "finish", of: key, cardId, openedAt: openedAt.toISOString(), card, abandoned: interruptedCard(), messageId, chatId };
}

/**
 * Begins with the first text that is shown. Only the latest text counts: what comes while a request is on its way, or while the gates of
 * the platform are shut, goes with the next. A draft of an earlier handling is left as it is until the answer takes its place.
 */
export function createStreamedDraft(needs: Needs, message: Answered & Pick<InboundMessage, "eventId">): StreamedDraft {
  const { db, messenger, now, log, onEnqueued } = needs;
  const { eventId, messageId, chatId } = message;
  const key = draftKey(eventId);
  let wanted = "";
  let shown = "";
  let changes = 0;
  let isOver = false;
  let writing: Promise<void> | undefined;
  /** Once it stands in the outbox nothing is given up any more. */
  let putting: Promise<StandingDraft | undefined> | undefined;

  function show(text: string): void {
    wanted = text;
    if (!isOver) writing ??= write().finally(() => (writing = undefined));
  }

  async function write(): Promise<void> {
    try {
      const draft = await (putting ?? open());
      while (draft && !isOver && shown !== wanted) {
        const text = wanted;
        if (!(await passes(draft.cardId))) return;
        changes += 1;
        await messenger.write(draft.cardId, { elementId: DRAFT_ELEMENT, text: draftText(text), sequence: changes });
        shown = text;
      }
    } catch (error) {
      giveUp(error);
    }
  }

  /** @returns undefined when nobody is to see a draft */
  async function open(): Promise<StandingDraft | undefined> {
    const text = wanted;
    if (await standingDraft(needs, eventId)) return stop();
    if ((await passGates(db, [appGate("draft")], now())).kind === "refused") return undefined;
    const { cardId } = await messenger.openCard(draftCard(text));
    // The answer was faster.
    if (isOver) return undefined;
    putting = put(cardId);
    shown = text;
    return putting;
  }

  async function put(cardId: string): Promise<StandingDraft | undefined> {
    const delivery = { kind: "reply", messageId, chatId, content: { kind: "card_entity", cardId } } as const;
    await enqueue(db, { key, delivery, priority: "answer" }, now());
    onEnqueued();
    return standingDraft(needs, eventId);
  }

  async function passes(cardId: string): Promise<boolean> {
    return (await passGates(db, [appGate("draft"), cardGate(cardId)], now())).kind === "granted";
  }

  function stop(): undefined {
    isOver = true;
  }

  /** Over a limit the next text may pass; anything else does not mend itself in the seconds that an answer takes. */
  function giveUp(error: unknown): void {
    if (error instanceof MessengerError && error.refusal === "busy") return;
    stop();
    log.warn("draft given up", { eventId, reason: messageOf(error) });
  }

  return {
    show,
    async quiet() {
      await writing;
    },
    async end() {
      stop();
      await putting?.catch(() => undefined);
      return standingDraft(needs, eventId);
    },
  };
}
