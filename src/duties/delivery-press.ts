import { z } from "zod";
import { isDay } from "../clock.ts";
import { NONE } from "../registry/press.ts";

/** What the buttons and forms about deliveries carry. It comes back from outside: parse it. */

const Id = z.string().min(1).max(100);
const DueDay = z.string().refine(isDay);
const RowId = z.string().regex(/^[1-9]\d{0,17}$/);
const occurrence = { dutyId: Id, due: DueDay };

const evidence = { photoIds: z.array(RowId).max(30).default([]), fileIds: z.array(RowId).max(10).default([]) };

/** Opens the form in private, with what was sent before it. */
export const BeginDelivery = z.strictObject({ do: z.literal("begin_delivery"), ...occurrence, ...evidence });
export type BeginDelivery = z.infer<typeof BeginDelivery>;

export const SubmitDelivery = z.strictObject({
  do: z.literal("submit_delivery"),
  ...occurrence,
  ...evidence,
});
export type SubmitDelivery = z.infer<typeof SubmitDelivery>;

const words = (limit: number) => z.string().max(limit).default("");
export const DeliveryForm = z.object({
  bearer: z.string().regex(/^(?:enterprise|unit):[\w-]{1,64}$/),
  done_on: words(40),
  participants: words(200),
  note: words(1000),
  industries: words(200),
  trainees: words(2000),
});
export type DeliveryForm = z.infer<typeof DeliveryForm>;

export const DecideDelivery = z.strictObject({
  do: z.literal("decide_delivery"),
  deliveryId: RowId,
  version: z.int().positive(),
  verdict: z.enum(["accept", "give_back"]),
});
export type DecideDelivery = z.infer<typeof DecideDelivery>;
export const DecisionForm = z.object({ reason: words(200) });

export const SendEvidenceFiles = z.strictObject({ do: z.literal("send_evidence_files"), deliveryId: RowId });
export type SendEvidenceFiles = z.infer<typeof SendEvidenceFiles>;

export const ShowCollection = z.strictObject({ do: z.literal("show_collection"), ...occurrence });
export type ShowCollection = z.infer<typeof ShowCollection>;
export const ExportCollection = z.strictObject({ do: z.literal("export_collection"), ...occurrence });
export type ExportCollection = z.infer<typeof ExportCollection>;
export const RemindMissing = z.strictObject({ do: z.literal("remind_missing_deliveries"), ...occurrence });
export type RemindMissing = z.infer<typeof RemindMissing>;

export const OpenCollection = z.strictObject({ do: z.literal("open_collection") });
export type OpenCollection = z.infer<typeof OpenCollection>;
/** The form below the overview: "12/2026-12-31". */
export const OpenForm = z.object({ occurrence: z.string().max(60) });

export const LookAtDelivery = z.strictObject({ do: z.literal("look_at_delivery") });
export type LookAtDelivery = z.infer<typeof LookAtDelivery>;
/** The form below a collection: which delivery. */
export const LookForm = z.object({ delivery: RowId.or(z.literal(NONE)) });
