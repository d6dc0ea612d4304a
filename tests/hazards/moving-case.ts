import type { Clock } from "../../src/clock.ts";
import { announceStep } from "../../src/hazards/announce-step.ts";
import { dutyCardKey } from "../../src/hazards/duty-card.ts";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { placeCard } from "../../src/hazards/placed-cards.ts";
import { advanceAll, recordHazard } from "../../src/hazards/report.ts";
import type { Step } from "../../src/hazards/step.ts";
import type { Database } from "../../src/storage/db.ts";
import { FACTS, OFFICER, OWNER } from "./cases.ts";

/** A case with its card in the duty chat, and steps as the bot takes them. */

export const DUTY_CHAT = "oc_duty";
const DUTY_CHATS = { 洛江区: DUTY_CHAT };

type Needs = { db: Database; now: Clock };

export async function aCaseOnDuty(needs: Needs, origin: string): Promise<Hazard> {
  const recipient = { kind: "chat", chatId: DUTY_CHAT } as const;
  const { hazard } = await recordHazard(needs, { origin, facts: FACTS, reporter: OWNER }, async (tx, moved) => {
    const key = dutyCardKey(moved.hazard.id, DUTY_CHAT);
    await placeCard(tx, moved.hazard, { key, recipient, viewer: undefined }, { now: needs.now() });
  });
  return hazard;
}

export function take(needs: Needs, { id, version }: Hazard, steps: readonly Step[]) {
  const taken = { hazardId: id, version, steps, actor: OFFICER };
  return advanceAll(needs, taken, (tx, moved) => announceStep(tx, moved, { now: needs.now(), dutyChats: DUTY_CHATS }));
}
