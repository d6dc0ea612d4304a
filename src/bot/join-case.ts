import type { Card } from "../card.ts";
import { type Draft, described } from "../hazards/draft.ts";
import { endDraft } from "../hazards/drafts.ts";
import type { Actor, Hazard } from "../hazards/hazard.ts";
import { findHazard } from "../hazards/ledger.ts";
import { imageKeysOf } from "../hazards/photo-images.ts";
import { refreshCards } from "../hazards/placed-cards.ts";
import { type Advanced, advance } from "../hazards/report.ts";
import type { Step } from "../hazards/step.ts";
import type { Db } from "../storage/db.ts";
import type { BotNeeds } from "./needs.ts";
import { reporterOf } from "./report-scene.ts";
import { amendDraftCard, cardOfDraft } from "./report-view.ts";
import type { Standing } from "./who.ts";

/** What was reported once more becomes part of the case that stands: its photos and words, and whoever reported them. */

type Joining = { draft: Draft; eventId: string; hazardId: string; standing: Standing };

export type Joined = { kind: "joined"; card: Card } | { kind: "changed" } | { kind: "refused" };

export async function joinCase(needs: BotNeeds, joining: Joining): Promise<Joined> {
  const { draft, eventId, hazardId, standing } = joining;
  const hazard = await findHazard(needs.db, hazardId);
  if (!hazard) return { kind: "refused" };
  const reporter = await reporterOf(needs, standing);
  // Whoever keeps their name to themselves joins without it.
  const actor: Actor = draft.content.anonymous ? { ...reporter, name: undefined } : reporter;
  const [images] = await Promise.all([imageKeysOf(needs, draft.content.photoIds), imageKeysOf(needs, hazard.photoIds)]);
  let ended: Draft | undefined;
  const taken = { hazardId, version: hazard.version, step: stepOf(hazard, draft), actor };
  const outcome = await attempt(() =>
    advance(needs, taken, async (tx, moved) => {
      ended = await endDraft(tx, { draft, eventId }, { state: "recorded", hazardIds: [hazardId] }, needs.now());
      if (!ended) throw new DraftChanged();
      await amendDraftCard(tx, ended, { card: cardOfDraft(needs, ended, images, true), now: needs.now() });
      await amendDutyCards(tx, needs, moved.hazard);
    }),
  );
  if (outcome === "changed" || outcome.kind === "stale") return { kind: "changed" };
  if (outcome.kind !== "moved" || !ended) return { kind: "refused" };
  needs.onEnqueued();
  return { kind: "joined", card: cardOfDraft(needs, ended, images, true) };
}

/** The cards of a case as it stands now. Inside the transaction that moves it. */
export async function amendDutyCards(tx: Db, { now, deadlines }: BotNeeds, hazard: Hazard): Promise<void> {
  await refreshCards(tx, hazard, { now: now(), deadlines });
}

/** Whoever has reported it before adds to it. */
function stepOf({ reporter, followers }: Hazard, { speaker, content }: Draft): Step {
  const note = described(content)
    .map(({ description }) => description)
    .join("\n");
  const evidence = { note, photoIds: content.photoIds };
  return reporter.id === speaker || followers.includes(speaker) ? { do: "add_evidence", ...evidence } : { do: "join", ...evidence };
}

class DraftChanged extends Error {}

async function attempt(work: () => Promise<Advanced>): Promise<Advanced | "changed"> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DraftChanged) return "changed";
    throw error;
  }
}
