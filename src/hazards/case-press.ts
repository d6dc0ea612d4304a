import { z } from "zod";
import { CASE_STEPS, FORM_NAMES } from "./case-forms.ts";

/** What the buttons of a case carry. It comes back from outside: parse it. */

const PHOTOS_MAX = 20;
export const HazardId = z.string().regex(/^YH-\d{8}-\d{3,9}$/);
/** Of the case as the card shows it: what has changed since must be seen first. */
const version = z.int().min(1);
/** Of a row: a bigint as text. */
const RowId = z.string().regex(/^[1-9]\d{0,17}$/);

const Step = z.enum(CASE_STEPS);

/** Takes a step; what it needs to know stands in the form around it. */
export const TakeStep = z.strictObject({
  do: z.literal("take_case_step"),
  step: Step,
  hazardId: HazardId,
  version,
  /** Pictures that the presser had sent before. */
  photoIds: z.array(RowId).max(PHOTOS_MAX).optional(),
});
export type TakeStep = z.infer<typeof TakeStep>;

/** Draws the form of a step on the card. */
export const OpenForm = z.strictObject({ do: z.literal("open_case_form"), form: z.enum(FORM_NAMES), hazardId: HazardId, version });
export type OpenForm = z.infer<typeof OpenForm>;

export const ShowCase = z.strictObject({ do: z.literal("show_case"), hazardId: HazardId });
export type ShowCase = z.infer<typeof ShowCase>;

/** 相关条款 */
export const AskClauses = z.strictObject({ do: z.literal("ask_case_clauses"), hazardId: HazardId });
export type AskClauses = z.infer<typeof AskClauses>;

/** 「真的改好了吗？」 @param version  of the case when it was closed */
export const AnswerFixed = z.strictObject({
  do: z.literal("answer_fixed"),
  hazardId: HazardId,
  version,
  verdict: z.enum(["fixed", "not_fixed"]),
});
export type AnswerFixed = z.infer<typeof AnswerFixed>;

const LINE_MAX = 100;
const NOTE_MAX = 500;
const line = z.string().trim().max(LINE_MAX).optional();
/** A list in which nothing was chosen sends nothing, or an empty text. */
const unchosen = z.literal("").transform(() => undefined);
const note = z.string().trim().max(NOTE_MAX).optional();

/** Every field that a form of a case may have; which of them a step needs, the step says. */
export const CaseForm = z.object({
  ...{ note, description: note, result: note, measures: note },
  ...{ basis: line, clause: line, department: line, person: line, personId: line, funds: line, plan: line },
  ...{ enterpriseName: line, place: line, location: line, district: line, body: line, documentNumber: line },
  ...{ of: line, supervisionLevel: line, noticeNumber: line, receivedBy: line, document: line },
  ...{ day: line, until: line, on: line, completedOn: line },
  level: z.enum(["general", "major", "later"]).or(unchosen).optional(),
  reason: z.enum(["false_alarm", "duplicate"]).or(unchosen).optional(),
  to: z.enum(["regulator", "workers_congress"]).or(unchosen).optional(),
});
export type CaseForm = z.infer<typeof CaseForm>;
