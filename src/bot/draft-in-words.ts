import { isAppError } from "../errors.ts";
import { receive } from "../mailroom/inbox.ts";
import type { InboundMessage, InboundPress, PressReply } from "../messenger.ts";
import type { Notice } from "../notices/notice.ts";
import { findNoticeByNumber } from "../notices/notices.ts";
import type { DraftInWords } from "../notices/press.ts";
import { isWritable } from "../notices/states.ts";
import { hasSlots } from "../notices/templates.ts";
import { groundDraft, type Material } from "../policy/ground-draft.ts";
import { texts } from "../texts/notice-form.ts";
import { texts as notices } from "../texts/notices.ts";
import { noticeForm } from "./compose-notice.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { noticeFor, refusalFor } from "./notice-matter.ts";
import { toast } from "./toast.ts";
import type { LookUp } from "./who.ts";

/** A notice in a model's words: a proposal in the form, which a person reads, completes and submits, and another one approves. */

/** 「让模型起草」: a model takes longer than a press may, so it is asked by the way of what is said. */
export async function askForDraft(
  press: InboundPress,
  { noticeId }: DraftInWords,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const matter = await noticeFor(needs, { id: noticeId, action: "compose_notice" }, lookUp);
  if ("refused" in matter) return matter.refused;
  const { notice, standing } = matter;
  if (notice.composedBy !== standing.openId) return toast("warning", notices.chat.refusals.only_composer);
  const { messageId, chatId, presser, eventId } = press;
  const inbound: InboundMessage = {
    kind: "message",
    eventId: `${eventId}:draft`,
    ...{ messageId, chatId, speaker: presser, addressed: true, attachments: [] },
    chatKind: standing.where.kind === "private" ? "private" : "group",
    text: texts.drafted.ask({ number: notice.number }),
    saidAt: needs.now().toISOString(),
  };
  await receive(needs.db, inbound, needs.now());
  needs.onReceived();
  return toast("info", texts.drafted.begun);
}

/** Shows the form once more, its text drafted by the model. Nothing is stored before the person says so. */
export async function draftInWords(context: AnxunContext, number: string): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const notice = await findNoticeByNumber(needs.db, number);
  if (!notice) return context.sendText(notices.chat.unknown);
  const refused = refusalFor(standing, notice, "compose_notice");
  if (refused !== undefined) return context.sendText(refused);
  if (notice.composedBy !== message.speaker) return context.sendText(notices.chat.refusals.only_composer);
  if (!isWritable(notice)) return context.sendText(texts.drafted.tooLate);
  const materials = materialsOf(notice);
  if (materials.length === 0) return context.sendText(texts.drafted.nothing);
  const said = await say(needs, notice, materials);
  if (said === undefined) return context.sendText(texts.drafted.silent);
  const { lines, dropped } = groundDraft(said, materials);
  if (lines.length === 0) return context.sendText(texts.drafted.unfounded);
  const open = notice.paragraphs.filter((line) => hasSlots([line]));
  const drafted = { ...notice, paragraphs: [...lines, ...open, texts.drafted.check] };
  await context.sendText(texts.drafted.done({ dropped }));
  await context.say({ kind: "card", card: await noticeForm(needs, drafted, standing) });
}

/** What is open is no material: a model would fill it. */
function materialsOf({ title, sources, paragraphs }: Notice): Material[] {
  const quoted = sources.map(({ document, clause, quote }) => ({ heading: `${document} ${clause}`, text: quote }));
  const written = paragraphs.filter((line) => !hasSlots([line])).map((text) => ({ heading: title, text }));
  return [...quoted, ...written];
}

/** Undefined: the model is not there, or did not answer. */
async function say({ models }: BotNeeds, { title }: Notice, materials: readonly Material[]): Promise<string | undefined> {
  const { chat } = models;
  if (!chat) return undefined;
  const facts = [title, ...materials.map(({ heading, text }) => `${heading}：${text}`)].join("\n");
  try {
    return (await chat.complete({ use: "notice", facts }, AbortSignal.timeout(chat.patienceMs))).text;
  } catch (error) {
    if (isAppError(error) && error.code === "model_unavailable") return undefined;
    throw error;
  }
}
