import type { Hazard, HazardState } from "../hazards/hazard.ts";
import { findHazard, listHazards } from "../hazards/ledger.ts";
import { imageKeysOf, UNHURRIED_MS } from "../hazards/photo-images.ts";
import { advance } from "../hazards/report.ts";
import { whatOf } from "../hazards/step-rights.ts";
import { isAnswered } from "../mailroom/outbox.ts";
import { texts } from "../texts/report.ts";
import type { AnxunContext } from "./context.ts";
import { amendDutyCards } from "./join-case.ts";
import { caseQuoted } from "./quoted-draft.ts";
import { reporterOf } from "./report-scene.ts";
import { takePhotos } from "./take-photos.ts";
import { refusalOf } from "./who.ts";

/** Something is said about a case that stands: it goes into its history. */

const NUMBER = /YH-\d{8}-\d{3,9}/i;
const OPEN: readonly HazardState[] = ["registered", "returned", "accepted", "rectifying", "awaiting_reinspection", "transferred"];
const CASES_MAX = 5;
const NOTE_MAX = 1000;

/** The open cases that a follow-up of this speaker may mean: the one that is quoted or numbered, else their own. */
export async function casesFollowed(context: AnxunContext): Promise<Hazard[]> {
  const { message, needs } = context;
  const id = (await caseQuoted(needs.db, message)) ?? NUMBER.exec(message.text)?.[0].toUpperCase();
  if (id !== undefined) {
    const hazard = await findHazard(needs.db, id);
    return hazard && OPEN.includes(hazard.state) ? [hazard] : [];
  }
  return listHazards(needs.db, { reporterId: message.speaker, states: OPEN, limit: CASES_MAX });
}

export async function followCase(context: AnxunContext, cases: readonly Hazard[]): Promise<void> {
  const { message, needs } = context;
  const [hazard] = cases;
  // Handled before, by a process that died before it could say so: what is said here is said with the step.
  if (!hazard || (await isAnswered(needs.db, `${message.eventId}:`))) return;
  if (cases.length > 1) return context.sendText(texts.said.whichCase({ ids: cases.map(({ id }) => id) }));
  const standing = await context.standing();
  const refused = refusalOf(standing, "follow_case", whatOf(hazard, standing));
  if (refused) return context.sendText(refused);
  const { photoIds } = await takePhotos(needs, message);
  await imageKeysOf(needs, [...hazard.photoIds, ...photoIds], UNHURRIED_MS);
  const actor = await reporterOf(needs, standing);
  const step = { do: "add_evidence", note: message.text.slice(0, NOTE_MAX).toWellFormed(), photoIds } as const;
  const outcome = await advance(needs, { hazardId: hazard.id, version: hazard.version, step, actor }, async (tx, moved) => {
    await amendDutyCards(tx, needs, moved.hazard);
    await context.say({ kind: "text", text: texts.said.followed(hazard) }, tx);
  });
  if (outcome.kind === "stale") throw new Error("the case moved meanwhile");
  needs.onEnqueued();
}
