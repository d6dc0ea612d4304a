import { z } from "zod";

/** What the buttons of a notice's cards carry, beside 「收到」. It comes back from outside: parse it. */

const Which = { noticeId: z.uuid(), version: z.number().int().positive() };

export const SaveNotice = z.strictObject({ do: z.literal("save_notice"), ...Which });
export type SaveNotice = z.infer<typeof SaveNotice>;

/** 「让模型起草」. */
export const DraftInWords = z.strictObject({ do: z.literal("draft_in_words"), noticeId: z.uuid() });
export type DraftInWords = z.infer<typeof DraftInWords>;

const NOTICE_STEPS = ["edit", "test", "submit", "approve", "take_back", "refresh", "retry", "export"] as const;
export type NoticeStep = (typeof NOTICE_STEPS)[number];

export const TakeNoticeStep = z.strictObject({ do: z.literal("notice_step"), ...Which, step: z.enum(NOTICE_STEPS) });
export type TakeNoticeStep = z.infer<typeof TakeNoticeStep>;

export const RejectNotice = z.strictObject({ do: z.literal("reject_notice"), ...Which });
export type RejectNotice = z.infer<typeof RejectNotice>;
/** The field beside it. */
export const Rejection = z.object({ reason: z.string().trim().min(1).max(300) });

/** Of a row: a bigint as text. */
export const NoticeFromAnswer = z.strictObject({ do: z.literal("notice_from_answer"), answerId: z.string().regex(/^[1-9]\d{0,17}$/) });
export type NoticeFromAnswer = z.infer<typeof NoticeFromAnswer>;
