import { type Draft, type DraftContent, isComplete } from "../hazards/draft.ts";
import { industryIdOf } from "../hazards/draft-content.ts";
import { type Change, changeDraft, endDraft, findDraft } from "../hazards/drafts.ts";
import { enterprisesToRecognise } from "../hazards/known-enterprises.ts";
import { matchEnterprise } from "../hazards/match-enterprise.ts";
import { imageKeysOf } from "../hazards/photo-images.ts";
import { type ConfirmDraft, Description, DraftForm, type DropDraft, type JoinCase, type RecordAnyway } from "../hazards/report-press.ts";
import { proposalIn, redescribed } from "../hazards/seen.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { industries } from "../registry/industries.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/report.ts";
import { joinCase } from "./join-case.ts";
import type { BotNeeds } from "./needs.ts";
import { isTheirs, sceneOf } from "./report-scene.ts";
import { amendDraftCard, cardOfDraft } from "./report-view.ts";
import { candidatesFor, type Submitted, submitReport } from "./submit-report.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** The buttons on the card of a report. They are for whoever reports, in the chat where they did; what has changed is shown first. */

export async function confirmDraft(
  press: InboundPress,
  value: ConfirmDraft,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const found = await theirs(press, value, needs, lookUp);
  if ("reply" in found) return found.reply;
  const content = await withForm(needs, found.draft, press.form);
  if (!content) return toast("warning", texts.press.tooLong({ limit: Description.maxLength ?? 0 }));
  if (!isComplete(content)) return toast("warning", texts.press.incomplete);
  const draft = isSame(content, found.draft.content)
    ? found.draft
    : await changeDraft(needs.db, { draft: found.draft, eventId: press.eventId }, content, needs.now());
  if (!draft) return changed(needs, found.draft);
  return replyTo(needs, draft, await submitReport(needs, { draft, eventId: press.eventId, standing: await lookUp() }));
}

export async function recordAnyway(
  press: InboundPress,
  value: RecordAnyway,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const found = await theirs(press, value, needs, lookUp);
  if ("reply" in found) return found.reply;
  const { draft } = found;
  const standing = await lookUp();
  const { repeatOf } = value;
  if (repeatOf !== undefined) {
    const candidates = await candidatesFor(needs, draft, await sceneOf(needs, draft.content, standing));
    if (!candidates.some(({ hazard, isRepeat }) => isRepeat && hazard.id === repeatOf)) return undefined;
  }
  return replyTo(needs, draft, await submitReport(needs, { draft, eventId: press.eventId, standing, decided: { repeatOf } }));
}

export async function joinByButton(press: InboundPress, value: JoinCase, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const found = await theirs(press, value, needs, lookUp);
  if ("reply" in found) return found.reply;
  const standing = await lookUp();
  const candidates = await candidatesFor(needs, found.draft, await sceneOf(needs, found.draft.content, standing));
  if (!candidates.some(({ hazard }) => hazard.id === value.hazardId)) return undefined;
  const joined = await joinCase(needs, { draft: found.draft, eventId: press.eventId, hazardId: value.hazardId, standing });
  if (joined.kind === "changed") return changed(needs, found.draft);
  if (joined.kind === "refused") return toast("warning", texts.press.cannotJoin({ id: value.hazardId }));
  return { ...toast("success", texts.press.joined({ id: value.hazardId })), card: joined.card };
}

export async function dropDraft(press: InboundPress, value: DropDraft, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const found = await theirs(press, value, needs, lookUp);
  if ("reply" in found) return found.reply;
  const dropped = await dropOpen(needs, { draft: found.draft, eventId: press.eventId });
  if (!dropped) return changed(needs, found.draft);
  return { ...toast("info", texts.press.dropped), card: cardOfDraft(needs, dropped, []) };
}

/** Undefined: it had changed or ended meanwhile. */
export async function dropOpen(needs: BotNeeds, change: Change, within?: (tx: Db) => Promise<void>): Promise<Draft | undefined> {
  const { db, now, onEnqueued } = needs;
  const dropped = await db.inTransaction(async (tx) => {
    const ended = await endDraft(tx, change, { state: "dropped" }, now());
    if (!ended) return undefined;
    await amendDraftCard(tx, ended, { card: cardOfDraft(needs, ended, []), now: now() });
    await within?.(tx);
    return ended;
  });
  if (dropped) onEnqueued();
  return dropped;
}

type Found = { draft: Draft } | { reply: PressReply | undefined };

/** The draft as the pressed card shows it, if it is the presser's. */
async function theirs(press: InboundPress, value: { draftId: string; version?: number }, needs: BotNeeds, lookUp: LookUp): Promise<Found> {
  const draft = await findDraft(needs.db, value.draftId);
  if (!draft || draft.chatId !== press.chatId) return { reply: undefined };
  if (!isTheirs(draft, { openId: press.presser, chatId: press.chatId })) return { reply: toast("warning", texts.press.notYours) };
  const refused = await refusedPress(lookUp, "report_hazard");
  if (refused) return { reply: refused };
  const isCurrent = draft.state === "open" && (value.version === undefined || value.version === draft.version);
  return isCurrent ? { draft } : { reply: await changed(needs, draft) };
}

/** How it stands now. */
async function changed(needs: BotNeeds, { id }: Draft): Promise<PressReply | undefined> {
  const draft = await findDraft(needs.db, id);
  if (!draft) return undefined;
  const images = await imageKeysOf(needs, draft.content.photoIds);
  const said = draft.state === "open" ? texts.press.changed : texts.press.over;
  return { ...toast("warning", said), card: cardOfDraft(needs, draft, images) };
}

async function replyTo(needs: BotNeeds, draft: Draft, submitted: Submitted): Promise<PressReply | undefined> {
  switch (submitted.kind) {
    case "recorded":
      return { ...toast("success", texts.press.recorded({ ids: submitted.draft.hazardIds })), card: submitted.card };
    case "similar":
      return { ...toast("info", texts.press.similar), card: submitted.card };
    case "incomplete":
      return toast("warning", texts.press.incomplete);
    case "changed":
      return changed(needs, draft);
  }
}

/** What was written into the form; undefined: a description is too long. */
async function withForm({ db }: BotNeeds, draft: Draft, form: InboundPress["form"]): Promise<DraftContent | undefined> {
  const { content } = draft;
  const fields = DraftForm.safeParse(form);
  const descriptions = content.items.map((item, index) => Description.safeParse(form[`description_${index}`] ?? item.description));
  if (!fields.success || descriptions.some(({ success }) => !success)) return undefined;
  const { enterprise, industry, place, location, signed } = fields.data;
  const named = enterprise === "" ? undefined : enterprise;
  const isKept = named === content.enterprise;
  const known = isKept || named === undefined ? undefined : matchEnterprise(named, named, await enterprisesToRecognise(db));
  return {
    ...content,
    items: content.items.map((item, index) => redescribed(item, descriptions[index]?.data ?? item.description, proposalIn(draft))),
    enterprise: known?.name ?? named,
    enterpriseId: isKept ? content.enterpriseId : known?.id,
    isOwn: isKept ? content.isOwn : undefined,
    townId: isKept ? content.townId : undefined,
    industry: industries().find(({ id }) => id === industry)?.id ?? industryIdOf(known?.industry) ?? content.industry,
    place: place === "" ? undefined : place,
    location: location === "" ? undefined : location,
    anonymous: signed === "anonymous",
  };
}

function isSame(one: DraftContent, other: DraftContent): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof DraftContent>;
  return [...keys].every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}
