import { dayOf, MINUTE_MS } from "../../clock.ts";
import type { Outgoing } from "./desk-state.ts";
import { dayLabel } from "./moments.ts";
import type { Message } from "./protocol.ts";

/** What a conversation shows from top to bottom. */
export type TimelineRow =
  | { kind: "day"; key: string; label: string }
  | { kind: "system"; key: string; text: string }
  /** `opensTurn`: the first of several in a row by one sender; only it shows avatar and name. */
  | { kind: "message"; key: string; message: Message; mine: boolean; opensTurn: boolean }
  | { kind: "outgoing"; key: string; outgoing: Outgoing; opensTurn: boolean };

/** Messages of one sender that follow each other this closely stand under one name. */
const TURN_MS = 5 * MINUTE_MS;

export function timelineOf(conversation: {
  messages: readonly Message[];
  outgoing: readonly Outgoing[];
  me: string;
  now: Date;
}): readonly TimelineRow[] {
  const rows: TimelineRow[] = [];
  let previous: Message | undefined;
  for (const message of conversation.messages) {
    const at = new Date(message.at);
    const isNewDay = !previous || dayOf(new Date(previous.at)) !== dayOf(at);
    if (isNewDay) rows.push({ kind: "day", key: `day-${message.id}`, label: dayLabel(at, conversation.now) });
    rows.push(rowOf(message, conversation.me, isNewDay || !continuesTurn(previous, message)));
    previous = message;
  }
  for (const outgoing of conversation.outgoing) {
    const opensTurn = previous?.sender !== conversation.me;
    rows.push({ kind: "outgoing", key: outgoing.id, outgoing, opensTurn });
  }
  return rows;
}

function rowOf(message: Message, me: string, opensTurn: boolean): TimelineRow {
  if (message.type === "system" && !message.recalled) return { kind: "system", key: message.id, text: message.text ?? "" };
  return { kind: "message", key: message.id, message, mine: message.sender === me, opensTurn };
}

function continuesTurn(previous: Message | undefined, message: Message): boolean {
  if (!previous || previous.type === "system" || previous.sender !== message.sender) return false;
  return new Date(message.at).getTime() - new Date(previous.at).getTime() < TURN_MS;
}
