import { readInbound } from "../../src/lark/inbound.ts";
import type { Inbound, InboundMessage, InboundPress } from "../../src/messenger.ts";

/** What an event of the platform means to the bot; undefined when it is not for it. */
export function inboundOf(raw: unknown, bot: { openId: string }): Inbound | undefined {
  const reading = readInbound(raw, bot);
  return reading.kind === "inbound" ? reading.inbound : undefined;
}

/** A message addressed to the bot in a group; state what matters. */
export function aMessage(parts: Partial<InboundMessage> = {}): InboundMessage {
  const messageId = parts.messageId ?? parts.eventId ?? "om_1";
  return {
    kind: "message",
    eventId: messageId,
    messageId,
    chatId: "oc_luojiang",
    chatKind: "group",
    speaker: "ou_li",
    text: "老板多久得亲自带队查一次？",
    addressed: true,
    attachments: [],
    saidAt: "2026-11-21T01:00:00.000Z",
    ...parts,
  };
}

export function aPress(parts: Partial<InboundPress> = {}): InboundPress {
  return {
    kind: "press",
    eventId: "ev_press",
    chatId: "oc_luojiang",
    messageId: "om_card",
    presser: "ou_li",
    value: { do: "acknowledge" },
    form: {},
    ...parts,
  };
}
