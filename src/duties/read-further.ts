/**
 * Lets a model put in our grammar's words what is evidently meant as a reminder and was not understood, or only in part. Its words are held
 * against the message, read by the grammar, and shown to whoever said it: a day, a time or an addressee never comes from the model.
 */
import { z } from "zod";
import { isAppError } from "../errors.ts";
import type { Extract } from "../models/model.ts";
import { ASKS, type DutyRequest } from "./duty-requests.ts";
import { heldSentence } from "./reworded-schedule.ts";
import { sayTheSame } from "./schedule-sense.ts";
import type { Sign } from "./schedule-sign-shapes.ts";
import { namesDays, ofDays, signsIn } from "./schedule-signs.ts";
import { type Question, readSchedule, type ScheduleContext } from "./schedule-words.ts";
import { plainOrder } from "./spoken-days.ts";

/** The message taken apart; what it does not say is left out. */
export const ProposedRewording = z.object({
  when: z.string().nullish(),
  time: z.string().nullish(),
  audience: z.string().nullish(),
  task: z.string().nullish(),
});
export type ProposedRewording = z.infer<typeof ProposedRewording>;

/** Nobody waits longer to be understood: what was not is asked back as ever. */
const EXTRACT_MS = 3_000;
/** What our grammar may have asked of a piece of what was said; everything else that it asks it has understood. */
const PARTIAL: readonly Question["about"][] = ["no_day", "which_day", "past_day", "impossible_day"];
/** That somebody is to be told, in whatever words; 「让」 and 「叫」 only with somebody behind them. */
const REMINDS =
  /(?:提醒|通知)(?![：:])|提个醒|提一?下醒|告诉|告知|知会|催|喊|吆喝|招呼|嘱咐|叮嘱|[叫让][^，。]{0,10}(?:群|企业办|大家|大伙|我)|[说吱讲]一?[声下句]|(?:新建|添加|加个?|设个?|建个?)提醒|(?:发|推)[^，。]{0,6}(?:消息|信息|提示)|记[得着住]|别忘|不要忘|闹钟|定时|到点|@/u;

/** Whether our grammar took no more than a part of what `text` says of days, and it is meant as an order. */
export function isUnderstoodInPart(text: string, request: DutyRequest | undefined): boolean {
  const { signs } = signsIn(plainOrder(text));
  if (!namesDays(signs) || ASKS.test(text)) return false;
  if (!request) return REMINDS.test(text);
  return request.kind === "ask_back" && mayBePartial(request.question, signs);
}

/** That we are to tell somebody: no question, and no account of what others do. */
const ORDERS_US =
  /(?:提醒|催|喊|叫|告诉|通知|知会|招呼|吆喝)(?:一[下声])?(?:我们?|大家|大伙|各[^，。]{1,8}|[^，。]{1,10}群)|[说讲]一声|提个醒|提一?下醒|(?:新建|添加|加个?|设个?|建个?|定个?)(?:提醒|闹钟)/u;

/** An order of which nothing was understood is asked back: an answer from the plans would be one to something else. */
export function askedBack(text: string): DutyRequest | undefined {
  if (!ORDERS_US.test(text) || !isUnderstoodInPart(text, undefined)) return undefined;
  return { kind: "ask_back", question: { kind: "question", about: "left_over", stated: text, year: undefined } };
}

/** What is asked of all that was said of days, 「2月30日」, is understood. */
function mayBePartial({ about, stated }: Question, signs: readonly Sign[]): boolean {
  if (about === "left_over") return true;
  if (about === "which_half_of_day") return signs.some(({ slot }) => slot === "part");
  const taken = signsIn(stated).signs;
  const isWordOfItsOwn = stated !== "" && taken.length === 0;
  return PARTIAL.includes(about) && !isWordOfItsOwn && !sayTheSame(ofDays(signs), ofDays(taken));
}

/** What `proposed` makes of the message; undefined where it is not held by its words. */
export function rewordedRequest(text: string, proposed: ProposedRewording, context: ScheduleContext): DutyRequest | undefined {
  const { audience, task } = { audience: plainOrder(proposed.audience ?? ""), task: plainOrder(proposed.task ?? "") };
  const sentence = heldSentence(text, { when: proposed.when ?? "", time: proposed.time ?? "", audience, task });
  if (sentence === undefined) return undefined;
  const reading = readSchedule(sentence, context);
  if (reading.kind === "question") return { kind: "ask_back", question: reading };
  if (reading.kind !== "schedule") return undefined;
  // What the grammar makes of it has to be what was held: a piece that it takes for something else was not proposed as that.
  const isWhole = `${reading.audience ?? ""}${reading.task}` === `${audience}${task}` && (reading.audience ?? audience) === audience;
  return isWhole ? { kind: "schedule", schedule: { ...reading, audience: audience || undefined, task }, reworded: sentence } : undefined;
}

/** The request that words which were understood in part make with a model's help; where it fails, as they were understood without. */
export async function readFurther(
  extract: Extract,
  { text, request }: { text: string; request: DutyRequest | undefined },
  context: ScheduleContext,
): Promise<DutyRequest | undefined> {
  try {
    const { value } = await extract.read({ use: "schedule", text, schema: ProposedRewording }, AbortSignal.timeout(EXTRACT_MS));
    return rewordedRequest(text, value, context) ?? request;
  } catch (error) {
    if (isAppError(error) && error.code === "model_unavailable") return request;
    throw error;
  }
}
