import { type Draft, type DraftContent, nextQuestion, PHOTOS_MAX, withPhotos } from "../hazards/draft.ts";
import { changeDraft } from "../hazards/drafts.ts";
import { imageKeysOf, UNHURRIED_MS } from "../hazards/photo-images.ts";
import { dangerIn } from "../hazards/seen.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/report.ts";
import { texts as vision } from "../texts/vision.ts";
import { addToCases } from "./add-to-cases.ts";
import type { AnxunContext } from "./context.ts";
import type { Matter } from "./hearing.ts";
import { dropOpen } from "./press-draft.ts";
import { cryFor } from "./report-danger.ts";
import { amendDraftCard, cardOfDraft } from "./report-view.ts";
import { submitReport } from "./submit-report.ts";
import { takePhotos } from "./take-photos.ts";

type Turn = Extract<Matter, { kind: "turn" }>;

/** The speaker goes on with a report that they have begun here. */
export async function continueReport(context: AnxunContext, { draft, turn }: Turn): Promise<void> {
  switch (turn.kind) {
    case "drop":
      return drop(context, draft);
    case "confirm":
      return confirm(context, draft);
    case "wait":
      return context.react("OK");
    case "danger":
      await cryFor(context.needs, draft, context.message);
      return;
    case "change":
      return change(context, draft, turn.content);
  }
}

/** Pictures for a report, or for the cases that it became. */
export async function addPhotos(context: AnxunContext, draft: Draft): Promise<void> {
  return change(context, draft, draft.content);
}

async function drop(context: AnxunContext, draft: Draft): Promise<void> {
  const { needs, message } = context;
  const say = (tx: Db) => context.say({ kind: "text", text: texts.said.dropped }, tx);
  if (!(await dropOpen(needs, { draft, eventId: message.eventId }, say))) throw new DraftMoved();
}

async function confirm(context: AnxunContext, draft: Draft): Promise<void> {
  const { needs, message } = context;
  const submitted = await submitReport(needs, { draft, eventId: message.eventId, standing: await context.standing() });
  switch (submitted.kind) {
    case "recorded":
      return;
    case "similar":
      return context.say({ kind: "card", card: submitted.card });
    case "incomplete":
      return context.sendText(texts.press.incomplete);
    case "changed":
      throw new DraftMoved();
  }
}

/** Keeps what the message adds, makes the card true, and asks for the next thing that is missing. */
async function change(context: AnxunContext, draft: Draft, next: DraftContent): Promise<void> {
  const { needs, message } = context;
  const { photoIds, lost } = await takePhotos(needs, message);
  const content = withPhotos(next, photoIds);
  if (draft.state === "recorded") return addToCases(context, { draft, content, photoIds, lines: lostLines(lost) });
  const lines = [...seenLines(draft, content), ...photoLines(draft.content, content, { taken: photoIds.length, lost })];
  const { db, now, onEnqueued } = needs;
  const images = await imageKeysOf(needs, content.photoIds, UNHURRIED_MS);
  await db.inTransaction(async (tx) => {
    const changed = await changeDraft(tx, { draft, eventId: message.eventId }, content, now());
    if (!changed) throw new DraftMoved();
    await amendDraftCard(tx, changed, { card: cardOfDraft(needs, changed, images), now: now() });
    await context.say({ kind: "text", text: [...lines, goOn(content)].join("\n") }, tx);
  });
  onEnqueued();
}

/** What becomes of a model's words is said aloud. */
function seenLines(before: Draft, after: DraftContent): string[] {
  if (after.seenIsWrong && !before.content.seenIsWrong) return [vision.denied];
  const isConfirmed = ({ items }: DraftContent) => items.some(({ isSeen }) => isSeen);
  if (!isConfirmed(after) || isConfirmed(before.content)) return [];
  // 「对」 says that it looks so, perhaps more.
  return [vision.accepted, ...(dangerIn(before) ? [vision.danger.again] : [])];
}

function photoLines(before: DraftContent, after: DraftContent, { taken, lost }: { taken: number; lost: number }): string[] {
  const added = after.photoIds.length - before.photoIds.length;
  return [
    ...(added > 0 ? [texts.said.photosAdded({ count: added, total: after.photoIds.length })] : []),
    ...(added < taken ? [texts.said.photosFull({ limit: PHOTOS_MAX })] : []),
    ...lostLines(lost),
  ];
}

function lostLines(lost: number): string[] {
  return lost > 0 ? [texts.said.photosLost({ count: lost })] : [];
}

function goOn(content: DraftContent): string {
  const field = nextQuestion(content);
  return field ? texts.said.ask({ field }) : texts.said.ready;
}

/** A button was pressed at the same moment: the inbox hands the message over again, and it is read anew. */
class DraftMoved extends Error {
  override readonly message = "the draft changed meanwhile";
}
