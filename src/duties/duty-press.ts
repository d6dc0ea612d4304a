import { z } from "zod";
import { isDay } from "../clock.ts";

/** What the buttons of duties carry. It comes back from outside: parse it. */

/** Of a row: a bigint as text. */
const DutyId = z.string().regex(/^[1-9]\d{0,17}$/);
/** Of the duty as the card shows it: what has changed since must be seen first. */
const version = z.int().min(1);
const day = z.string().refine(isDay);

/** Takes a step on a duty; `day`: what is skipped, or the last day of a pause. */
export const StepDuty = z.strictObject({
  do: z.literal("step_duty"),
  step: z.enum(["confirm", "end", "reopen", "pause", "resume", "skip"]),
  dutyId: DutyId,
  version,
  day: day.optional(),
});
export type StepDuty = z.infer<typeof StepDuty>;

/** Draws the form. */
export const EditDuty = z.strictObject({ do: z.literal("edit_duty"), dutyId: DutyId, version });
export type EditDuty = z.infer<typeof EditDuty>;

export const SaveDuty = z.strictObject({ do: z.literal("save_duty"), dutyId: DutyId, version });
export type SaveDuty = z.infer<typeof SaveDuty>;

/** The card of a duty as a message of its own, or (`here`) in the place of its form. */
export const ShowDuty = z.strictObject({ do: z.literal("show_duty"), dutyId: DutyId, here: z.boolean().optional() });
export type ShowDuty = z.infer<typeof ShowDuty>;

/** The next draft of the same district. */
export const NextDraft = z.strictObject({ do: z.literal("next_draft"), dutyId: DutyId });
export type NextDraft = z.infer<typeof NextDraft>;

export const ListDuties = z.strictObject({
  do: z.literal("list_duties"),
  list: z.enum(["drafts", "running", "ended"]),
  page: z.int().min(0).max(1000),
});
export type ListDuties = z.infer<typeof ListDuties>;

/** "2026-12" */
export const ShowCalendar = z.strictObject({ do: z.literal("duty_calendar"), month: z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/) });
export type ShowCalendar = z.infer<typeof ShowCalendar>;

export const SendCalendar = z.strictObject({ do: z.literal("send_duty_calendar") });
export type SendCalendar = z.infer<typeof SendCalendar>;

const LINE_MAX = 200;
const line = z.string().trim().max(LINE_MAX).default("");

/** What was written into the form of a duty. */
export const DutyForm = z.object({
  frequency: line,
  day: line,
  leads: line,
  time: line,
  audience: line,
  overdue: z.enum(["yes", "no"]),
  daysOff: z.enum(["earlier", "keep"]),
  evidence: z.enum(["yes", "no"]),
});
export type DutyForm = z.infer<typeof DutyForm>;
