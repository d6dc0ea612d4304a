import type { Attachment, Recipient } from "./messenger.ts";

/** Files to and from the chat platform, beside what `Messenger` says. Each call is one request; the caller retries. */

/** What the platform takes as one file; it refuses more. */
export const FILE_BYTES_MAX = 30 * 1024 * 1024;

/** A file or picture of a message in a chat that we are in. */
type Resource = { messageId: string; attachment: Attachment };

export interface FileTransfer {
  /** Carries a file up; nobody sees it yet. A repeat makes a second one that nobody sees either. @throws MessengerError */
  uploadFile(file: { name: string; bytes: Uint8Array }): Promise<{ fileKey: string }>;
  /** Sends what was carried up. @param uuid  as of `Messenger.send` @throws MessengerError */
  sendFile(to: Recipient, fileKey: string, uuid: string): Promise<{ messageId: string }>;
  /** @returns undefined when there are more than `bytesMax` of them @throws MessengerError */
  resource(resource: Resource, bytesMax: number): Promise<Uint8Array | undefined>;
  /** What hangs on an earlier message; undefined: it was recalled, deleted, or never there. @throws MessengerError */
  attachmentsOf(messageId: string): Promise<{ chatId: string; attachments: readonly Attachment[] } | undefined>;
}
