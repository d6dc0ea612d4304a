import { type DraftContent, withPhotos } from "../hazards/draft.ts";
import { draftCard } from "../hazards/draft-card.ts";
import { contentsOf } from "../hazards/draft-content.ts";
import { beginDraft, type DraftBeginning } from "../hazards/drafts.ts";
import type { Heard } from "../hazards/hear.ts";
import { imageKeysOf, UNHURRIED_MS } from "../hazards/photo-images.ts";
import { draftCardKey } from "../hazards/tend-drafts.ts";
import { enqueue } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import type { BeginReport } from "../policy/answer-press.ts";
import type { Db } from "../storage/db.ts";
import { texts as hazardTexts } from "../texts/hazards.ts";
import { texts } from "../texts/report.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { ownEnterprise } from "./report-scene.ts";
import { viewOf } from "./report-view.ts";
import { takePhotos } from "./take-photos.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress } from "./who.ts";

/** A hazard was told: what was understood goes back on a card, with the one thing that is still missing. */
export async function beginReport(context: AnxunContext, heard: Heard): Promise<void> {
  const { message, needs } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "report_hazard");
  if (refused) return context.sendText(refused);
  await context.react("OnIt");
  const { photoIds, lost } = await takePhotos(needs, message);
  // Nothing came of it but the sender's wish: a report of nothing would only ask for what they have sent.
  if (message.text === "" && photoIds.length === 0) return context.sendText(texts.said.photosLost({ count: lost }));
  const contents = contentsOf(heard, await ownEnterprise(needs, standing)).map((content) => withPhotos(content, photoIds));
  const { eventId, messageId, chatId, speaker } = message;
  const said = { messageId, chatId, speaker, isPrivate: standing.where.kind === "private" };
  const beginnings = contents.map((content, index) => ({ ...said, eventId: index === 0 ? eventId : `${eventId}/${index}`, content }));
  await begin(needs, beginnings, async (tx) => {
    if (heard.triage.intent === "injection") await context.say({ kind: "text", text: hazardTexts.ordersNotFollowed }, tx);
    if (lost > 0) await context.say({ kind: "text", text: texts.said.photosLost({ count: lost }) }, tx);
  });
}

/** 「我要上报」 below an answer: an empty report of whoever presses. */
export async function beginByButton(
  press: InboundPress,
  _value: BeginReport,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "report_hazard");
  if (refused) return refused;
  const standing = await lookUp();
  const own = await ownEnterprise(needs, standing);
  const isPrivate = standing.where.kind === "private";
  const { eventId, messageId, chatId, presser: speaker } = press;
  await begin(needs, [{ eventId, messageId, chatId, speaker, isPrivate, content: emptyContent(own) }], async () => {});
  return toast("success", isPrivate ? texts.said.begin : texts.said.beginInGroup);
}

function emptyContent(own: Awaited<ReturnType<typeof ownEnterprise>>): DraftContent {
  const granted = own && {
    enterprise: own.name,
    enterpriseId: own.id,
    isOwn: true,
    industry: own.industry,
    district: own.district,
    townId: own.townId,
  };
  return { items: [{ description: "" }], photoIds: [], anonymous: false, skipped: [], ...granted };
}

/** The drafts and their cards, or none of them. Idempotent by the events. */
async function begin(needs: BotNeeds, beginnings: readonly DraftBeginning[], within: (tx: Db) => Promise<void>): Promise<void> {
  const { db, now, onEnqueued } = needs;
  const images = await imageKeysOf(needs, beginnings[0]?.content.photoIds ?? [], UNHURRIED_MS);
  await db.inTransaction(async (tx) => {
    for (const beginning of beginnings) {
      const draft = await beginDraft(tx, beginning, now());
      if (!draft) return;
      const { messageId, chatId } = draft;
      const content = { kind: "card", card: draftCard(draft, viewOf(needs, images)) } as const;
      await enqueue(tx, { key: draftCardKey(draft), delivery: { kind: "reply", messageId, chatId, content }, priority: "answer" }, now());
    }
    await within(tx);
  });
  onEnqueued();
}
