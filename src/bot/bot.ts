import { messageOf } from "../errors.ts";
import { enqueue, isAnswered } from "../mailroom/outbox.ts";
import type { Inbound, InboundContact, InboundMembership, InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import { interruptedCard } from "../policy/draft-card.ts";
import { texts } from "../texts/bot.ts";
import { admitEmergency } from "./admit-emergency.ts";
import { createConversation } from "./conversation.ts";
import { emergencyIn } from "./hearing.ts";
import type { BotNeeds } from "./needs.ts";
import { understand } from "./routes.ts";
import { inPlaceOf, standingDraft } from "./streamed-draft.ts";

export type Bot = {
  /** Handles what was said or what happened in a chat. Rejects when it could not: the inbox hands it over again. */
  handleInbound(inbound: InboundMessage | InboundMembership | InboundContact): Promise<void>;
  /** Answers a press at once; never rejects, the platform would show an error code. */
  handlePress(press: InboundPress): Promise<PressReply>;
  /** The inbox has given up on `inbound`: whoever addressed us and has no answer hears of it. */
  apologise(inbound: Inbound): Promise<void>;
};

/** The conversation over bottender. Order and retries are the inbox's, sending is the outbox's. */
export function createBot(needs: BotNeeds): Bot {
  const { db, log, now, onEnqueued } = needs;
  const run = createConversation(needs, understand);

  return {
    async handleInbound(inbound) {
      await run(inbound);
    },
    async handlePress(press) {
      try {
        return ((await run(press)) ?? {}) as PressReply;
      } catch (error) {
        log.error("press not handled", { eventId: press.eventId, reason: messageOf(error) });
        return { toast: { type: "error", content: texts.press.failed } };
      }
    },
    async apologise(inbound) {
      if (inbound.kind !== "message") return;
      const emergency = await emergencyIn({ inbound, needs });
      if (emergency !== undefined) return admitEmergency(needs, inbound, emergency);
      if (!inbound.addressed) return;
      const { messageId, chatId, eventId } = inbound;
      // A process may die between its answer and the end of its event: the answer stands, an apology would deny it.
      if (await isAnswered(db, `${eventId}:`)) return;
      const draft = await standingDraft(needs, eventId);
      const delivery = draft
        ? inPlaceOf(draft, inbound, interruptedCard(texts.failed))
        : ({ kind: "reply", messageId, chatId, content: { kind: "text", text: texts.failed } } as const);
      await enqueue(db, { key: `${eventId}:failed`, delivery, priority: "answer" }, now());
      onEnqueued();
    },
  };
}
