import { MINUTE_MS } from "../clock.ts";
import { messageOf } from "../errors.ts";
import { alarmRaisedBy, bindAlarm } from "../hazards/alarms.ts";
import { type Draft, type DraftContent, nextQuestion, withPhotos } from "../hazards/draft.ts";
import { contentOf, wantsNoName, withSite } from "../hazards/draft-content.ts";
import { factsOf } from "../hazards/draft-facts.ts";
import { beginDraft, draftsOf } from "../hazards/drafts.ts";
import { isAttended } from "../hazards/duty-desk.ts";
import { type Heard, hear } from "../hazards/hear.ts";
import { enterprisesToRecognise } from "../hazards/known-enterprises.ts";
import { imageKeysOf, UNHURRIED_MS } from "../hazards/photo-images.ts";
import { raiseAlarm } from "../hazards/raise-alarm.ts";
import { announceCase } from "../hazards/record-draft.ts";
import { recordHazard } from "../hazards/report.ts";
import { type EmergencyKind, texts as hazardTexts } from "../texts/hazards.ts";
import { texts } from "../texts/report.ts";
import { addToCases } from "./add-to-cases.ts";
import type { AnxunContext } from "./context.ts";
import { emergencyIn, imagesOf } from "./hearing.ts";
import type { BotNeeds } from "./needs.ts";
import { mergeReport, reportBehind } from "./report-danger.ts";
import { ownEnterprise, reporterOf, type Scene, sceneOf } from "./report-scene.ts";
import { takePhotos } from "./take-photos.ts";

/** As much of what was said as a card should show. */
const WORDS_MAX = 500;

export async function isEmergency(context: AnxunContext): Promise<boolean> {
  return (await emergencyIn(context)) !== undefined;
}

/**
 * The first words before anything is looked up; then those on duty; then the record. Each of the three stands by itself, keyed by the
 * message, so that a crash between them is made good when the message is handled again.
 */
export async function meetEmergency(context: AnxunContext): Promise<void> {
  const { message, needs } = context;
  const kind = await emergencyIn(context);
  if (kind === undefined) return;
  await context.sayFirst(hazardTexts.emergency({ kind, missing: undefined }));
  const standing = await context.standing();
  const heard = hear(message.text, imagesOf(message), await enterprisesToRecognise(needs.db));
  const earlier = await earlierCry(context, kind, heard);
  if (earlier) return cryAgain(context, earlier, heard);
  const report = await reportBehind(needs, message);
  const told = contentOf(heard, await ownEnterprise(needs, standing));
  // Whoever wanted no name for their report wants none for the alarm.
  const anonymous = told.anonymous || (report?.speaker === message.speaker && report.content.anonymous);
  const content = { ...told, anonymous, isEmergency: true };
  const scene = await sceneOf(needs, content, standing);
  await alarm(context, { kind, content, scene });
  await record(context, { kind, content: described(content, message.text), scene, report });
}

type Emergency = { kind: EmergencyKind; content: DraftContent; scene: Scene; report?: Draft | undefined };

/**
 * Whoever cries out the same again within minutes adds to what is recorded, while its alarm goes on by itself. Another danger, another
 * place, or one whose alarm somebody has taken already, is another alarm: once too often is better than never.
 */
async function earlierCry({ message, needs }: AnxunContext, kind: EmergencyKind, { site }: Heard): Promise<Draft | undefined> {
  const { chatId, speaker, eventId } = message;
  const since = new Date(needs.now().getTime() - needs.reports.photoWindowMs);
  const earlier = await draftsOf(needs.db, { chatId, speaker, since });
  for (const draft of earlier.filter(({ content, eventId: other }) => content.isEmergency && other !== eventId && isAt(content, site))) {
    // Handled before: what it was taken for then holds.
    if (draft.events.includes(eventId)) return draft;
    const alarm = await alarmRaisedBy(needs.db, draft.eventId);
    if (alarm?.kind === kind && !alarm.taken) return draft;
  }
  return undefined;
}

/** What was not said again is meant again. A place beside an enterprise that is known by its name alone is another one. */
function isAt({ enterprise, place }: DraftContent, site: Heard["site"]): boolean {
  const isSameEnterprise = site.enterprise === undefined || enterprise === undefined || site.enterprise === enterprise;
  const isSamePlace = site.place === undefined || site.place === place || (place === undefined && enterprise === undefined);
  return isSameEnterprise && isSamePlace;
}

async function cryAgain(context: AnxunContext, draft: Draft, heard: Heard): Promise<void> {
  const { message, needs } = context;
  if (draft.events.includes(message.eventId)) return;
  const { photoIds, lost } = await takePhotos(needs, message, { isUrgent: true });
  const lines = lost > 0 ? [texts.said.photosLost({ count: lost })] : [];
  const told = withPhotos(withSite(draft.content, heard.site), photoIds);
  const content = { ...told, anonymous: told.anonymous || wantsNoName(heard) };
  await addToCases(context, { draft, content, photoIds, lines, note: message.text.slice(0, WORDS_MAX).toWellFormed() });
}

async function alarm(context: AnxunContext, { kind, content, scene }: Emergency): Promise<void> {
  const { message, needs } = context;
  const { db, now, reports, onEnqueued } = needs;
  const { person, chat, where } = await context.standing();
  const said = {
    words: message.text.slice(0, WORDS_MAX).toWellFormed(),
    enterprise: scene.around.enterprise?.name ?? content.enterprise,
    place: [content.place ?? scene.around.enterprise?.address, content.location].filter(Boolean).join(" ") || undefined,
    townId: scene.around.enterprise?.townId,
    reporterName: content.anonymous ? undefined : person?.name,
    chatName: where.kind === "private" ? undefined : chat?.name,
    message: { messageId: message.messageId, chatId: message.chatId },
  };
  const raised = { eventId: message.eventId, kind, said, district: scene.district };
  await raiseAlarm({ db, now, everyMs: reports.alarmEveryMs }, raised, scene.desk);
  onEnqueued();
  if (!isAttended(scene.desk)) needs.log.error("nobody is on duty for an emergency", { eventId: message.eventId });
}

/** A card without its pictures is better than none. */
async function imagesFor(needs: BotNeeds, photoIds: readonly string[]): Promise<string[]> {
  try {
    return await imageKeysOf(needs, photoIds, UNHURRIED_MS);
  } catch (error) {
    needs.log.error("pictures of an emergency could not be shown", { reason: messageOf(error) });
    return [];
  }
}

async function record(context: AnxunContext, { kind, content: told, scene, report }: Emergency): Promise<void> {
  const { message, needs } = context;
  const { db, now, reports, onEnqueued } = needs;
  const standing = await context.standing();
  const { photoIds, lost } = await takePhotos(needs, message, { isUrgent: true });
  const content = withPhotos(told, [...(report?.content.photoIds ?? []), ...photoIds]);
  const images = await imagesFor(needs, content.photoIds);
  const reporter = await reporterOf(needs, standing);
  const [facts] = factsOf(content, scene.around);
  if (!facts) throw new TypeError("an emergency without words");
  const { eventId, messageId, chatId, speaker } = message;
  const reason = facts.suspectedMajor ?? texts.emergencyReason({ kind });
  const draft = {
    origin: `${eventId}/0`,
    facts: { ...facts, emergency: kind, suspectedMajor: reason },
    reporter,
    anonymous: content.anonymous,
    chatId,
    photoIds: content.photoIds,
    note: content.words,
  };
  await recordHazard({ db, now }, draft, async (tx, { hazard }) => {
    const isPrivate = standing.where.kind === "private";
    const begun = await beginDraft(tx, { eventId, messageId, chatId, speaker, isPrivate, content, hazardIds: [hazard.id] }, now());
    if (!begun) throw new TypeError("an emergency that was recorded before");
    await bindAlarm(tx, eventId, hazard.id);
    if (report) await mergeReport(tx, needs, { report, by: message, hazardId: hazard.id, images });
    const tools = { now, desk: scene.desk, images, photoWindowMinutes: reports.photoWindowMs / MINUTE_MS };
    await announceCase(tx, { hazard, draft: begun }, tools);
    const field = nextQuestion(content);
    const more = [
      ...(field ? [texts.alarm.askAfterwards({ question: texts.said.ask({ field }) })] : []),
      ...(lost > 0 ? [texts.said.photosLost({ count: lost })] : []),
    ];
    if (more.length > 0) await context.say({ kind: "text", text: more.join("\n") }, tx);
  });
  onEnqueued();
}

/** One emergency is one case, however many things were said. */
function described(content: DraftContent, words: string): DraftContent {
  const told = content.items.map(({ description }) => description).filter(Boolean);
  // Without a cue of its own the emergency is the reason.
  const [suspected] = content.items.flatMap(({ suspectedMajor = hazardTexts.suspectedMajor }) =>
    suspectedMajor === hazardTexts.suspectedMajor ? [] : suspectedMajor,
  );
  const description = told.join("；") || words.slice(0, WORDS_MAX).toWellFormed();
  return { ...content, items: [{ description, suspectedMajor: suspected }] };
}
