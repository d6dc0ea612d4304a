import { messageOf } from "../errors.ts";
import { keepPhoto, type PhotoNeeds } from "../hazards/keep-photo.ts";
import { PHOTO_BYTES_MAX } from "../hazards/picture-file.ts";
import { type Attachment, type InboundMessage, MessengerError } from "../messenger.ts";
import type { BotNeeds } from "./needs.ts";

export type TakenPhotos = {
  photoIds: readonly string[];
  /** Pictures that could not be fetched, or are none that we keep. */
  lost: number;
};

/**
 * Fetches the pictures of a message and keeps them at once: the platform's own keys do not live for ever. What cannot be had is counted,
 * so that its sender hears of it; what was said with it must not wait.
 * @param options.isUrgent  nothing of ours that breaks may keep what was said from being recorded
 */
export async function takePhotos(
  needs: BotNeeds,
  message: Pick<InboundMessage, "messageId" | "attachments" | "speaker">,
  { isUrgent = false }: { isUrgent?: boolean } = {},
): Promise<TakenPhotos> {
  const photoIds: string[] = [];
  const images = message.attachments.filter(({ kind }) => kind === "image");
  for (const attachment of images) {
    const id = await takePhoto(needs, message, { attachment, isUrgent });
    if (id !== undefined) photoIds.push(id);
  }
  return { photoIds, lost: images.length - photoIds.length };
}

async function takePhoto(
  needs: BotNeeds,
  { messageId, speaker }: Pick<InboundMessage, "messageId" | "speaker">,
  { attachment, isUrgent }: { attachment: Attachment; isUrgent: boolean },
): Promise<string | undefined> {
  const { db, now, photos, eye, messenger, log } = needs;
  try {
    const bytes = await messenger.resource({ messageId, attachment }, PHOTO_BYTES_MAX);
    if (!bytes) return undefined;
    const tools: PhotoNeeds = { db, photos, eye, now };
    const kept = await keepPhoto(tools, { bytes: Buffer.from(bytes), uploadedBy: speaker });
    if (kept.kind === "kept") return kept.photo.id;
    log.warn("a picture was not kept", { reason: kept.reason });
  } catch (error) {
    if (error instanceof MessengerError) log.warn("a picture was not fetched", { reason: error.message });
    else if (isUrgent) log.error("a picture could not be kept", { reason: messageOf(error) });
    else throw error;
  }
  return undefined;
}
