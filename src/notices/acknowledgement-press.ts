import { z } from "zod";

/** What the buttons below a notice carry. It comes back from outside: parse it. */

const NoticeId = z.uuid();

export const AcknowledgePress = z.strictObject({ do: z.literal("acknowledge"), noticeId: NoticeId });
export type AcknowledgePress = z.infer<typeof AcknowledgePress>;

/** More is a report, not an answer. */
const ANSWER_MAX = 500;
/** The form where an answer is wanted. */
export const AcknowledgementAnswer = z.object({ answer: z.string().trim().min(1).max(ANSWER_MAX) });

export const NagPress = z.strictObject({ do: z.literal("nag_missing"), noticeId: NoticeId });
export type NagPress = z.infer<typeof NagPress>;

/** The list of who is missing, as a file. */
export const ReceiptsPress = z.strictObject({ do: z.literal("send_receipts"), noticeId: NoticeId });
export type ReceiptsPress = z.infer<typeof ReceiptsPress>;
