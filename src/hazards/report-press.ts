import { z } from "zod";

/** What the buttons of reports and alarms carry. It comes back from outside: parse it. */

/** Of a row: a bigint as text. */
const RowId = z.string().regex(/^[1-9]\d{0,17}$/);
const HazardId = z.string().regex(/^YH-\d{8}-\d{3,9}$/);
/** Of the draft as the card shows it: what has changed since must be seen before it is confirmed. */
const Version = z.int().min(1);

export const ConfirmDraft = z.strictObject({ do: z.literal("confirm_hazard_draft"), draftId: RowId, version: Version });
export type ConfirmDraft = z.infer<typeof ConfirmDraft>;

export const DropDraft = z.strictObject({ do: z.literal("drop_hazard_draft"), draftId: RowId });
export type DropDraft = z.infer<typeof DropDraft>;

/** What a photo looks like is so, whoever reports says: those on duty are alarmed. */
export const ReportDanger = z.strictObject({ do: z.literal("report_danger"), draftId: RowId });
export type ReportDanger = z.infer<typeof ReportDanger>;

/** 并入: what was reported is the same as a case that stands. */
export const JoinCase = z.strictObject({ do: z.literal("join_hazard"), draftId: RowId, version: Version, hazardId: HazardId });
export type JoinCase = z.infer<typeof JoinCase>;

/** 另行登记; `repeatOf`: a case that was closed has come back. */
export const RecordAnyway = z.strictObject({
  do: z.literal("record_hazard_anyway"),
  draftId: RowId,
  version: Version,
  repeatOf: HazardId.optional(),
});
export type RecordAnyway = z.infer<typeof RecordAnyway>;

/** 已接警 */
export const TakeAlarm = z.strictObject({ do: z.literal("take_alarm"), alarmId: RowId });
export type TakeAlarm = z.infer<typeof TakeAlarm>;

const DESCRIPTION_MAX = 500;
const LINE_MAX = 100;
const line = z.string().trim().max(LINE_MAX).default("");

/** The form of the draft card; `description_0` … one for each hazard. */
export const DraftForm = z.object({
  enterprise: line,
  industry: z.string().trim().max(LINE_MAX).default(""),
  place: line,
  location: line,
  signed: z.enum(["named", "anonymous"]).default("named"),
});
export const Description = z.string().trim().max(DESCRIPTION_MAX);
