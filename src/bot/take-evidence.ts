import { EVIDENCE_FILE_BYTES_MAX, keepEvidenceFile } from "../duties/evidence-files.ts";
import { type Attachment, type InboundMessage, MessengerError } from "../messenger.ts";
import type { BotNeeds } from "./needs.ts";
import { takePhotos } from "./take-photos.ts";

type Sent = Pick<InboundMessage, "messageId" | "attachments" | "speaker">;

export type TakenEvidence = {
  photoIds: readonly string[];
  fileIds: readonly string[] /** What could not be had, or is too large. */;
  lost: number;
};

/** Fetches pictures and files of a message and keeps them at once: the platform's own keys do not live for ever. */
export async function takeEvidence(needs: BotNeeds, message: Sent): Promise<TakenEvidence> {
  const { photoIds, lost } = await takePhotos(needs, message);
  const fileIds: string[] = [];
  const files = message.attachments.filter(({ kind }) => kind === "file");
  for (const attachment of files) {
    const id = await takeFile(needs, message, attachment);
    if (id !== undefined) fileIds.push(id);
  }
  return { photoIds, fileIds, lost: lost + files.length - fileIds.length };
}

async function takeFile(
  { db, now, messenger, log }: BotNeeds,
  { messageId, speaker }: Sent,
  attachment: Attachment,
): Promise<string | undefined> {
  try {
    const bytes = await messenger.resource({ messageId, attachment }, EVIDENCE_FILE_BYTES_MAX);
    return bytes && (await keepEvidenceFile(db, { name: attachment.name ?? attachment.key, bytes, uploadedBy: speaker }, now()));
  } catch (error) {
    if (!(error instanceof MessengerError)) throw error;
    log.warn("a file was not fetched", { reason: error.message });
    return undefined;
  }
}
