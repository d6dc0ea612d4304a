import type { Card } from "../card.ts";
import { MINUTE_MS } from "../clock.ts";
import { type Draft, isComplete } from "../hazards/draft.ts";
import { factsOf } from "../hazards/draft-facts.ts";
import type { Candidate } from "../hazards/duplicates.ts";
import { duplicatesCard, type ShownCandidate } from "../hazards/duplicates-card.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { imageKeysOf } from "../hazards/photo-images.ts";
import { recordDraft } from "../hazards/record-draft.ts";
import { similarCases } from "../hazards/similar-cases.ts";
import { whatOf } from "../hazards/step-rights.ts";
import type { BotNeeds } from "./needs.ts";
import { reporterOf, type Scene, sceneOf } from "./report-scene.ts";
import { amendDraftCard, cardOfDraft } from "./report-view.ts";
import { refusalOf, type Standing } from "./who.ts";

/** A report that its speaker confirms: first whether it is known already, then into the ledger. */

export type Submission = {
  draft: Draft;
  eventId: string;
  standing: Standing;
  /** Undefined: nobody has looked yet whether it is known already. */
  decided?: { repeatOf: string | undefined } | undefined;
};

export type Submitted =
  | { kind: "recorded"; draft: Draft; hazards: readonly Hazard[]; card: Card }
  | { kind: "similar"; card: Card }
  | { kind: "incomplete" | "changed" };

/** Of more, only the likeliest help to decide. */
const CANDIDATES_SHOWN_MAX = 3;

export async function submitReport(needs: BotNeeds, submission: Submission): Promise<Submitted> {
  const { draft, standing, decided } = submission;
  if (!isComplete(draft.content)) return { kind: "incomplete" };
  const scene = await sceneOf(needs, draft.content, standing);
  if (!decided) {
    const candidates = await candidatesFor(needs, draft, scene);
    if (candidates.length > 0) return { kind: "similar", card: await shown(needs, { draft, standing }, candidates) };
  }
  return record(needs, submission, scene);
}

/** The cases that a report may repeat, the likeliest first. */
export async function candidatesFor(needs: BotNeeds, { content }: Draft, { around }: Scene): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const facts of factsOf(content, around)) {
    const similar = await similarCases(needs, { facts, photoIds: content.photoIds });
    found.push(...similar.filter(({ hazard }) => !found.some((other) => other.hazard.id === hazard.id)));
  }
  return found.slice(0, CANDIDATES_SHOWN_MAX);
}

async function record(needs: BotNeeds, submission: Submission, scene: Scene): Promise<Submitted> {
  const { draft, eventId, standing, decided } = submission;
  const reporter = await reporterOf(needs, standing);
  const images = await imageKeysOf(needs, draft.content.photoIds);
  const { db, now, reports, onEnqueued } = needs;
  const recording = { facts: factsOf(draft.content, scene.around), reporter, repeatOf: decided?.repeatOf, desk: scene.desk, images };
  const tools = { db, now, photoWindowMinutes: reports.photoWindowMs / MINUTE_MS };
  const recorded = await recordDraft(tools, { draft, eventId }, recording, async (tx, outcome) => {
    await amendDraftCard(tx, outcome.draft, { card: cardOfDraft(needs, outcome.draft, images), now: now() });
  });
  if (!recorded) return { kind: "changed" };
  onEnqueued();
  return { kind: "recorded", ...recorded, card: cardOfDraft(needs, recorded.draft, images) };
}

async function shown(
  needs: BotNeeds,
  { draft, standing }: Pick<Submission, "draft" | "standing">,
  candidates: readonly Candidate[],
): Promise<Card> {
  const withImage = async (candidate: Candidate): Promise<ShownCandidate> => {
    const isShown = maySee(standing, candidate.hazard);
    const [image] = isShown ? await imageKeysOf(needs, candidate.hazard.photoIds.slice(0, 1)) : [];
    return { ...candidate, isShown, image };
  };
  return duplicatesCard(draft, await Promise.all(candidates.map(withImage)));
}

/** The card is read by everybody in the chat. */
function maySee(standing: Standing, hazard: Hazard): boolean {
  return refusalOf(standing, "see_case", whatOf(hazard, standing)) === undefined;
}
