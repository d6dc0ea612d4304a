import { type Attachment, MessengerError } from "../messenger.ts";
import { ATTACHMENTS_MAX, attachFile } from "../notices/compose.ts";
import type { NoticeAttachment } from "../notices/notice.ts";
import { keepNoticeFile } from "../notices/notice-files.ts";
import { texts } from "../texts/notices.ts";
import type { AnxunContext } from "./context.ts";
import { cardOfNotice } from "./notice-matter.ts";
import { refusalOf } from "./who.ts";

/** A file that goes with a notice: sent with the words, or quoted by them. */

const MEGABYTES_MAX = 20;
const BYTES_MAX = MEGABYTES_MAX * 1024 * 1024;

type Found = { messageId: string; attachment: Attachment & { name: string } };

/** 「加到通知」: the file goes with the notice that its writer is writing here. */
export async function attachToNotice(context: AnxunContext): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "compose_notice");
  if (refused !== undefined) return context.sendText(refused);
  const file = await fileBrought(context);
  if ("problem" in file) return context.sendText(file.problem);
  if (!file.attachment) return context.sendText(texts.chat.noFile);
  const { db, now } = needs;
  const attached = await attachFile(db, file.attachment, { by: message.speaker, chatId: message.chatId, now: now() });
  if (attached === "full") return context.sendText(texts.chat.tooManyFiles({ most: ATTACHMENTS_MAX }));
  if (!attached) return context.sendText(texts.chat.noDraft);
  await context.sendText(texts.chat.attached({ name: file.attachment.name }));
  const card = await cardOfNotice(needs, attached.id, standing);
  if (card) await context.say({ kind: "card", card });
}

/** The file that came with the words, or that they quote, kept by us; none is no problem. */
export async function fileBrought(context: AnxunContext): Promise<{ attachment: NoticeAttachment | undefined } | { problem: string }> {
  const { needs, message } = context;
  const found = await findFile(context);
  if (!found) return { attachment: undefined };
  try {
    const bytes = await needs.messenger.resource(found, BYTES_MAX);
    if (!bytes) return { problem: texts.chat.fileTooLarge({ megabytes: MEGABYTES_MAX }) };
    const file = { name: found.attachment.name, bytes, keptBy: message.speaker };
    return { attachment: await keepNoticeFile(needs.db, file, needs.now()) };
  } catch (error) {
    // What may work in a moment is for the inbox to try again.
    const isFinal = error instanceof MessengerError && (error.refusal === "gone" || error.refusal === "refused");
    if (!isFinal) throw error;
    needs.log.warn("file of a notice not fetched", { eventId: message.eventId, reason: error.message });
    return { problem: texts.chat.fileNotFetched };
  }
}

async function findFile({ message, needs }: AnxunContext): Promise<Found | undefined> {
  const own = fileOf(message.attachments);
  if (own) return { messageId: message.messageId, attachment: own };
  if (message.quotedMessageId === undefined) return undefined;
  const quoted = await needs.messenger.attachmentsOf(message.quotedMessageId);
  const attachment = quoted?.chatId === message.chatId ? fileOf(quoted.attachments) : undefined;
  return attachment && { messageId: message.quotedMessageId, attachment };
}

function fileOf(attachments: readonly Attachment[]): (Attachment & { name: string }) | undefined {
  const file = attachments.find(({ kind, name }) => kind === "file" && name !== undefined);
  return file?.name === undefined ? undefined : { ...file, name: file.name };
}
