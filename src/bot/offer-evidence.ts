import { evidenceForm } from "../hazards/case-forms.ts";
import { caseNamed } from "../hazards/case-requests.ts";
import { viewOf } from "../hazards/case-view.ts";
import { evidenceCard } from "../hazards/evidence-card.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { noteCard } from "../hazards/hazard-cards.ts";
import { findHazard } from "../hazards/ledger.ts";
import { openSteps } from "../hazards/open-steps.ts";
import type { StepName } from "../hazards/step.ts";
import { RIGHT_FOR, whatOf } from "../hazards/step-rights.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import { texts as reportTexts } from "../texts/report.ts";
import { actorOf, carryPictures, placeOf } from "./case-matter.ts";
import type { AnxunContext } from "./context.ts";
import { matterOf } from "./hearing.ts";
import { caseQuoted } from "./quoted-draft.ts";
import { takePhotos } from "./take-photos.ts";
import { refusalOf } from "./who.ts";

/** Steps for which pictures and words about a case are offered as evidence; what else is said of it, goes into its history. */
const EVIDENT: readonly StepName[] = ["finish_rectification", "pass_reinspection", "fail_reinspection", "supplement"];
const NOTE_MAX = 500;

type Offered = { hazard: Hazard; steps: readonly StepName[] };

/** Whether somebody sends pictures, or tells how it stands, of a case that they are to put right or to inspect. */
export async function isEvidence(context: AnxunContext): Promise<boolean> {
  return (await offeredBy(context)) !== undefined;
}

/** A form with what was sent, to be confirmed: words in a chat move no case by themselves. */
export async function offerEvidence(context: AnxunContext): Promise<void> {
  const { message, needs } = context;
  const offered = await offeredBy(context);
  const form = offered && evidenceForm(offered.steps);
  if (!offered || !form) return;
  const { hazard, steps } = offered;
  const { db, now, deadlines, onEnqueued } = needs;
  const { photoIds, lost } = await takePhotos(needs, message);
  await carryPictures(needs, hazard, photoIds);
  const standing = await context.standing();
  const place = placeOf(standing);
  const note = noteIn(message.text);
  await db.inTransaction(async (tx) => {
    const view = await viewOf({ db: tx, now: now(), deadlines, photoIds }, hazard, place);
    const card = evidenceCard(hazard, { ...view, steps, form, evidence: { photoIds, note } });
    const { messageId, chatId } = message;
    const key = `hazard/${hazard.id}/evidence/${message.eventId}`;
    const delivery = { kind: "reply", messageId, chatId, content: { kind: "card", card } } as const;
    const recipient: Recipient = { kind: "chat", chatId };
    if (await enqueue(tx, { key, delivery, priority: "answer" }, now())) {
      // After the step it is a card of the case like any other.
      await noteCard(tx, { key, hazardId: hazard.id, recipient, viewer: place.viewer }, now());
    }
    if (lost > 0) await context.say({ kind: "text", text: reportTexts.said.photosLost({ count: lost }) }, tx);
  });
  onEnqueued();
}

async function offeredBy(context: AnxunContext): Promise<Offered | undefined> {
  const { message, needs } = context;
  if (!message.addressed) return undefined;
  const id = (await caseQuoted(needs.db, message)) ?? caseNamed(message.text);
  if (id === undefined) return undefined;
  const hasPictures = message.attachments.some(({ kind }) => kind === "image");
  if (!hasPictures && (await matterOf(context))?.kind !== "followup") return undefined;
  const hazard = await findHazard(needs.db, id);
  if (!hazard) return undefined;
  const standing = await context.standing();
  const open = openSteps(hazard, await actorOf(needs, standing), needs.now()).filter((step) => EVIDENT.includes(step));
  const steps = open.filter((step) => refusalOf(standing, RIGHT_FOR[step], whatOf(hazard, standing)) === undefined);
  return steps.length > 0 ? { hazard, steps } : undefined;
}

function noteIn(text: string): string {
  const number = caseNamed(text);
  const words = number === undefined ? text : text.replace(new RegExp(number, "i"), "");
  return words.trim().slice(0, NOTE_MAX).toWellFormed();
}
