/** What can be done about messages of ours that were sent. */

/** Somebody who has read a message. */
export type Reader = { openId: string; readAt: Date };

/**
 * Each call is one request (or one for each page); the caller retries.
 * @throws MessengerError
 */
export interface SentMessages {
  /**
   * Takes a message back. The tenant's administrator sets for how long that may be done, 24 hours if they said nothing:
   * after that it is refused with 230009.
   */
  recall(messageId: string): Promise<void>;
  /** Who has read it; the platform tells for seven days (230033), and with `im:message:readonly` alone. */
  readers(messageId: string): Promise<Reader[]>;
}

/** The platform's code for a message that is too old to be taken back. */
export const TOO_LATE_TO_RECALL = 230_009;
