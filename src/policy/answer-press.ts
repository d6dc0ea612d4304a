import { z } from "zod";

/** What the buttons below an answer carry. It comes back from outside: parse it. */

/** Longer than any name of a district or development zone with its city in front. */
const DISTRICT_MAX = 60;
const THREAD_ID_MAX = 100;

/** The same question, for one district. */
export const AskAgain = z.strictObject({
  do: z.literal("ask_again"),
  question: z.string().min(1).max(500),
  district: z.string().min(1).max(DISTRICT_MAX),
  /** The topic in which it was asked: a press does not tell, and a follow-up looks there for the turns before. */
  threadId: z.string().min(1).max(THREAD_ID_MAX).optional(),
});
export type AskAgain = z.infer<typeof AskAgain>;

/** Of a row: a bigint as text. */
const RowId = z.string().regex(/^[1-9]\d{0,17}$/);

export const CastVote = z.strictObject({ do: z.literal("vote"), answerId: RowId, verdict: z.enum(["up", "down"]) });
export type CastVote = z.infer<typeof CastVote>;

export const ExplainVote = z.strictObject({ do: z.literal("explain_vote"), answerId: RowId });
export type ExplainVote = z.infer<typeof ExplainVote>;

export const REASONS = ["off_topic", "wrong_clause", "incomplete", "outdated", "other"] as const;
export type Reason = (typeof REASONS)[number];

/** The fields of the form below a 👎. */
export const Explanation = z.object({
  reason: z.enum(REASONS),
  remark: z.string().trim().max(500).default(""),
});
export type Explanation = z.infer<typeof Explanation>;

export const HandOver = z.strictObject({ do: z.literal("hand_over"), answerId: RowId });
export type HandOver = z.infer<typeof HandOver>;

/** 「我要上报」: whoever presses has a hazard to report. */
export const BeginReport = z.strictObject({ do: z.literal("begin_report") });
export type BeginReport = z.infer<typeof BeginReport>;

export const ReplyToHandOver = z.strictObject({ do: z.literal("reply_to_hand_over"), handOverId: RowId });
export type ReplyToHandOver = z.infer<typeof ReplyToHandOver>;

/** Longer than an answer in a chat; what is longer belongs into a document. */
export const REPLY_CHARACTERS_MAX = 1000;

/** The field of the form on the duty card. */
export const OfficerReply = z.object({ reply: z.string().trim().min(1).max(REPLY_CHARACTERS_MAX) });
