import { controlCard, dutiesMeant } from "../duties/control-card.ts";
import { listDuties } from "../duties/duties.ts";
import { type DutyRequest, dutyRequest } from "../duties/duty-requests.ts";
import { askedBack, isUnderstoodInPart, readFurther } from "../duties/read-further.ts";
import { sayQuestion } from "../duties/say-problem.ts";
import { assertNever } from "../errors.ts";
import { triage } from "../hazards/triage.ts";
import { texts } from "../texts/duty-lists.ts";
import type { AnxunContext } from "./context.ts";
import { calendarCardOf, sendCalendarFile, spanCardOf } from "./duty-calendar.ts";
import { changeableDuties } from "./duty-matter.ts";
import { dutyListCard } from "./press-duty.ts";
import { charactersOf } from "./question-length.ts";
import { scheduleDuty } from "./schedule-duty.ts";
import { refusalOf, type Standing } from "./who.ts";

/** 「待确认任务」, 「下个月有什么任务」, 「暂停演练提醒」, and what is to be scheduled in plain words. */

/** What is longer tells a story. */
const CHARACTERS_MAX = 120;

/** Whether a sentence asks for something of the duties; a question of somebody who may not see them is one about the plans. */
export async function isAboutDuties(context: AnxunContext): Promise<boolean> {
  const request = await requestOf(context);
  if (!request) return false;
  return request.kind !== "span" || mayLook(await context.standing());
}

const requests = new WeakMap<AnxunContext, Promise<DutyRequest | undefined>>();

/** Read once for each message: a model may be asked. */
function requestOf(context: AnxunContext): Promise<DutyRequest | undefined> {
  const known = requests.get(context) ?? requestIn(context);
  requests.set(context, known);
  return known;
}

async function requestIn(context: AnxunContext): Promise<DutyRequest | undefined> {
  const { message, needs } = context;
  const { text } = message;
  if (message.attachments.length > 0 || text === "" || charactersOf(text) > CHARACTERS_MAX) return undefined;
  const said = { now: needs.now(), calendar: needs.deadlines.calendar };
  const request = dutyRequest(text, said);
  const { extract } = needs.models;
  if (!isUnderstoodInPart(text, request) || triage(text).isHazard) return request;
  const understood = request ?? askedBack(text);
  // Of whoever may set nothing the model is asked nothing.
  const mayConfirm = refusalOf(await context.standing(), "confirm_duty") === undefined;
  return extract && mayConfirm ? readFurther(extract, { text, request: understood }, said) : understood;
}

/** Their enterprise's, or a district's. */
function mayLook(standing: Standing): boolean {
  return refusedToLook(standing) === undefined;
}

function refusedToLook(standing: Standing): string | undefined {
  const enterpriseId = standing.who.grants.find((grant) => grant.enterpriseId !== undefined)?.enterpriseId;
  return refusalOf(standing, "see_duties", { enterpriseId });
}

export async function tellDuties(context: AnxunContext): Promise<void> {
  const request = await requestOf(context);
  if (!request) return;
  const standing = await context.standing();
  const refused = LOOKS.includes(request.kind) ? refusedToLook(standing) : refusalOf(standing, "confirm_duty");
  if (refused !== undefined) return context.sendText(refused);
  return tell(context, request, standing);
}

const LOOKS: readonly DutyRequest["kind"][] = ["running", "calendar", "calendar_file", "span"];

async function tell(context: AnxunContext, request: DutyRequest, standing: Standing): Promise<void> {
  const { needs, message } = context;
  switch (request.kind) {
    case "drafts":
    case "ended":
    case "running":
      return context.say({ kind: "card", card: await dutyListCard(needs, { list: request.kind, page: 0 }, standing) });
    case "calendar":
      return context.say({ kind: "card", card: await calendarCardOf(needs, standing) });
    case "span":
      return context.say({ kind: "card", card: await spanCardOf(needs, standing, request) });
    case "calendar_file": {
      const count = await sendCalendarFile(needs, standing, { eventId: message.eventId, by: message.speaker });
      return context.sendText(count === 0 ? texts.calendar.fileEmpty : texts.calendar.sending({ count }));
    }
    case "control":
      return offerControl(context, request, standing);
    case "schedule":
      return scheduleDuty(context, request);
    case "ask_back":
      return context.sendText(`${sayQuestion(request.question)}${texts.questions.again}`);
    default:
      return assertNever(request);
  }
}

/** Which duties are meant is shown, and pressed: nothing is paused by a word alone. */
async function offerControl(context: AnxunContext, request: DutyRequest & { kind: "control" }, standing: Standing): Promise<void> {
  const { db, now, deadlines } = context.needs;
  const all = await listDuties(db, { states: ["draft", "active", "paused"] });
  const meant = dutiesMeant(changeableDuties(all, standing), request);
  if (meant.length === 0) return context.sendText(texts.control.none(request));
  await context.say({ kind: "card", card: controlCard(meant, { ...request, now: now(), calendar: deadlines.calendar }) });
}
