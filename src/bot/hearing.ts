import { SECOND_MS } from "../clock.ts";
import { type Draft, nextQuestion } from "../hazards/draft.ts";
import { wantsNoName, withSite } from "../hazards/draft-content.ts";
import { type DraftTurn, type SeenBySpeaker, turnOf } from "../hazards/draft-turn.ts";
import { draftsOf } from "../hazards/drafts.ts";
import { readFurther } from "../hazards/fill-in.ts";
import { type Heard, hear } from "../hazards/hear.ts";
import { enterprisesToRecognise } from "../hazards/known-enterprises.ts";
import { dangerIn, proposalIn } from "../hazards/seen.ts";
import { triage } from "../hazards/triage.ts";
import type { InboundMessage } from "../messenger.ts";
import { findChat } from "../registry/groups.ts";
import type { EmergencyKind } from "../texts/hazards.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { draftQuoted } from "./quoted-draft.ts";

/** What a message has to do with hazards; undefined: nothing, it goes the ways of questions. */
export type Matter =
  /** Goes on with what this speaker has begun here. */
  | { kind: "turn"; draft: Draft; turn: Exclude<DraftTurn, { kind: "aside" }>; heard: Heard }
  /** Pictures for it, or for what it became. */
  | { kind: "photos"; draft: Draft }
  | { kind: "report"; heard: Heard }
  | { kind: "followup"; heard: Heard }
  | { kind: "complaint" }
  /** Thanks among people, advertisements, what was handled before. */
  | { kind: "peace" };

const matters = new WeakMap<AnxunContext, Promise<Matter | undefined>>();

/** Read once for each message. */
export function matterOf(context: AnxunContext): Promise<Matter | undefined> {
  const known = matters.get(context) ?? readMatter(context);
  matters.set(context, known);
  return known;
}

/** What is happening right now, by the words alone: nothing is looked up before the first words are said. */
export async function emergencyIn({ inbound, needs }: Pick<AnxunContext, "inbound" | "needs">): Promise<EmergencyKind | undefined> {
  if (inbound.kind !== "message" || inbound.text === "") return undefined;
  const { emergency } = triage(inbound.text);
  return emergency !== undefined && (await isHeard(needs, inbound)) ? emergency : undefined;
}

/** Addressed to us, said below a report, or in a group where every message is looked at for a hazard. */
async function isHeard({ db }: BotNeeds, message: InboundMessage): Promise<boolean> {
  if (message.addressed || (await draftQuoted(db, message)) !== undefined) return true;
  return (await findChat(db, message.chatId))?.settings.reportsEveryMessage ?? false;
}

async function readMatter(context: AnxunContext): Promise<Matter | undefined> {
  const { inbound, needs } = context;
  if (inbound.kind !== "message" || inbound.unreadable !== undefined) return undefined;
  const images = imagesOf(inbound);
  if (inbound.text === "" && images === 0) return undefined;
  if (!(await isHeard(needs, inbound))) return undefined;
  const drafts = await draftsHere(needs, inbound);
  // Handled before, by a process that died or was slow to say so: everything it brought was written with one stroke.
  if (drafts.some(({ events }) => events.includes(inbound.eventId))) return { kind: "peace" };
  const draft = await draftMeant(needs, inbound, drafts);
  const heard = await heardIn(needs, inbound, { images, isExpected: draft !== undefined });
  const continued =
    draft && continuedBy(draft, heard, { images, isMeant: isMeant(draft, inbound, needs), saidAt: new Date(inbound.saidAt) });
  if (continued) return continued;
  if (heard.triage.isHazard && (tellsHazard(heard) || inbound.addressed)) return { kind: "report", heard };
  return inbound.addressed ? otherMatter(heard, inbound) : undefined;
}

function otherMatter(heard: Heard, { chatKind }: InboundMessage): Matter | undefined {
  switch (heard.triage.intent) {
    case "followup":
      return { kind: "followup", heard };
    case "complaint":
      return { kind: "complaint" };
    case "ad":
      return { kind: "peace" };
    case "thanks":
      return chatKind === "private" ? undefined : { kind: "peace" };
    default:
      return undefined;
  }
}

/** The registry is read only for what may tell of an enterprise: most messages are questions. */
async function heardIn(
  { db, models }: BotNeeds,
  { text }: InboundMessage,
  { images, isExpected }: { images: number; isExpected: boolean },
): Promise<Heard> {
  const plain = hear(text, images, []);
  if (!isExpected && !plain.triage.isHazard) return plain;
  return readFurther(models.extract, hear(text, images, await enterprisesToRecognise(db)), text);
}

type Said = { images: number; isMeant: boolean; saidAt: Date };

function continuedBy(draft: Draft, heard: Heard, said: Said): Matter | undefined {
  const turn = turnIn(draft, heard, said);
  if (turn) return { kind: "turn", draft, turn, heard };
  // Pictures long after belong to something else.
  return said.images > 0 && said.isMeant && !tellsHazard(heard) ? { kind: "photos", draft } : undefined;
}

function turnIn(draft: Draft, heard: Heard, { images, isMeant, saidAt }: Said): Exclude<DraftTurn, { kind: "aside" }> | undefined {
  const isOpen = draft.state === "open";
  // What is recorded already can still be made nameless.
  if (!isOpen && wantsNoName(heard) && !tellsHazard(heard))
    return { kind: "change", content: { ...withSite(draft.content, heard.site), anonymous: true } };
  const isAsking = isOpen || (draft.content.isEmergency && nextQuestion(draft.content) !== undefined);
  if (!isAsking || heard.words === "" || (images > 0 && !isMeant)) return undefined;
  const turn = turnOf(draft.content, heard, seenBy(draft, saidAt));
  if (turn.kind === "aside") return undefined;
  // What is recorded can be added to, no more.
  return isOpen || turn.kind === "change" ? turn : undefined;
}

/** What was put on the card a moment ago nobody has read yet. */
const UNREAD_MS = 2 * SECOND_MS;

function seenBy(draft: Draft, saidAt: Date): SeenBySpeaker | undefined {
  const { seen } = draft;
  if (draft.state !== "open" || !seen || saidAt.getTime() - new Date(seen.at).getTime() < UNREAD_MS) return undefined;
  return { proposal: proposalIn(draft), danger: dangerIn(draft) !== undefined };
}

function tellsHazard({ triage: { isHazard, hazards } }: Heard): boolean {
  return isHazard && hazards.some(({ description }) => description !== "");
}

function isMeant(draft: Draft, message: InboundMessage, { now, reports }: BotNeeds): boolean {
  return message.quotedMessageId !== undefined || now().getTime() - draft.changedAt.getTime() <= reports.photoWindowMs;
}

/** What this speaker has begun in this chat, as long as it is kept. */
function draftsHere({ db, now, reports }: BotNeeds, { chatId, speaker }: InboundMessage): Promise<Draft[]> {
  return draftsOf(db, { chatId, speaker, since: new Date(now().getTime() - reports.keptMs) });
}

/** The draft that is quoted; else of pictures the one last spoken of, of words the one that still asks. */
async function draftMeant({ db }: BotNeeds, message: InboundMessage, drafts: readonly Draft[]): Promise<Draft | undefined> {
  const latest = drafts.filter(({ state }) => state === "open" || state === "recorded");
  const quoted = await draftQuoted(db, message);
  if (quoted) return latest.find(({ id }) => id === quoted);
  const spokenOf = latest.toSorted((one, other) => other.changedAt.getTime() - one.changedAt.getTime());
  const asking = imagesOf(message) > 0 ? undefined : spokenOf.find(({ state }) => state === "open");
  return asking ?? spokenOf[0];
}

export function imagesOf({ attachments }: InboundMessage): number {
  return attachments.filter(({ kind }) => kind === "image").length;
}
