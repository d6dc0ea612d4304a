import type { Delivery, OutboxDraft } from "./delivery.ts";

/** In which line a delivery stands: within one, the order of enqueueing is kept. */

export const URGENT_LANE = "/urgent";

export function laneOf({ delivery, priority }: Pick<OutboxDraft, "delivery" | "priority">): string {
  return priority === "urgent" ? `${placeOf(delivery)}${URGENT_LANE}` : placeOf(delivery);
}

export function isUrgentLane(lane: string): boolean {
  return lane.endsWith(URGENT_LANE);
}

/** The chat that a lane leads to: the platform's limits are the chat's. */
export function chatOfLane(lane: string): string {
  return isUrgentLane(lane) ? lane.slice(0, -URGENT_LANE.length) : lane;
}

/** A reaction is a courtesy: it keeps no order, and nobody waits for it. */
function placeOf(delivery: Delivery): string {
  switch (delivery.kind) {
    // Behind what they follow: a lane keeps its order.
    case "amend":
    case "urge":
    case "recall":
    case "send":
    case "send_file":
      return delivery.to.kind === "chat" ? delivery.to.chatId : `person/${delivery.to.openId}`;
    case "reply":
    case "update":
    case "finish":
      return delivery.chatId;
    case "react":
      return `react/${delivery.messageId}`;
  }
}
