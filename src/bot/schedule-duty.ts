import { dayOf } from "../clock.ts";
import { type AudienceReading, type KnownAudience, leadingAddressee, readAudience } from "../duties/audience-words.ts";
import { findDutyFrom, insertDrafts } from "../duties/duties.ts";
import type { DutyRequest } from "../duties/duty-requests.ts";
import { nextDue } from "../duties/duty-steps.ts";
import { isQuietAt, scheduleFrom } from "../duties/read-duty-form.ts";
import { leadsFor } from "../duties/reminder-rules.ts";
import { sayAudience, sayFormProblem, sayQuestion } from "../duties/say-problem.ts";
import type { Schedule } from "../duties/schedule-words.ts";
import type { DutyContent, DutyProposal } from "../duties/stored-duty.ts";
import { texts } from "../texts/duty-lists.ts";
import type { AnxunContext } from "./context.ts";
import { audienceFor, cardOfDuty } from "./duty-matter.ts";
import type { Standing } from "./who.ts";

type Ordered = Extract<DutyRequest, { kind: "schedule" }>;

/**
 * 「每季度最后一个月15号上午9点提醒餐饮群……」: a duty of the speaker's own, as a draft. Its card shows the exact days and whom it
 * reaches; nothing is said before it is confirmed, and what the words leave open is asked. Where a model put them in other words, the card
 * shows these.
 */
export async function scheduleDuty(context: AnxunContext, { schedule, reworded }: Ordered): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const known = await audienceFor(needs, standing);
  const { audience, task } = addressed(schedule, known);
  if (task === "") return askBack(context, texts.questions.no_task());
  const reading = whoIsMeant(audience, { known, standing, isPrivate: message.chatKind === "private" });
  if (reading.kind !== "found") return askBack(context, sayAudience(reading));
  const proposal = proposalOf(schedule, reading.audience, context);
  if (isQuietAt(proposal.at.minutes, needs.reminderRules, needs.now())) {
    return askBack(context, sayFormProblem({ kind: "quiet", minutes: proposal.at.minutes }, needs.reminderRules));
  }
  const content = { ...contentOf(schedule, { task, who: audience, asOf: dayOf(needs.now()) }), understoodAs: reworded };
  const next = nextDue({ content, skipped: [], pause: undefined }, proposal, { now: needs.now(), calendar: needs.deadlines.calendar });
  if (next.length === 0) return askBack(context, sayQuestion({ kind: "question", about: "no_days_left", stated: "", year: undefined }));
  const origin = `person/${message.eventId}`;
  const draft = { origin, document: undefined, district: districtOf(standing), content, createdBy: message.speaker, proposal };
  await insertDrafts(needs.db, [draft], needs.now());
  const duty = await findDutyFrom(needs.db, origin);
  if (duty) await context.say({ kind: "card", card: await cardOfDuty(needs, duty, standing) });
}

async function askBack(context: AnxunContext, question: string): Promise<void> {
  await context.sendText(`${question}${texts.questions.again}`);
}

/** 「提醒王建福换证」, 「各企业办上报台账」: whom the words begin with, where they name nobody else. */
function addressed({ audience, task }: Schedule, known: KnownAudience): { audience: string | undefined; task: string } {
  if (audience !== undefined) return { audience, task };
  const leading = leadingAddressee(task, known);
  return { audience: leading, task: leading === undefined ? task : task.slice(leading.length) };
}

/** Where nobody is named: in a group that group, in private the speaker; the card says so. */
function whoIsMeant(
  audience: string | undefined,
  { known, standing, isPrivate }: { known: KnownAudience; standing: Standing; isPrivate: boolean },
): AudienceReading {
  const { openId, chatId } = standing;
  if (audience !== undefined) return readAudience(audience, known, { speaker: openId, chatId: isPrivate ? undefined : chatId });
  const own = isPrivate ? { chatIds: [], people: [openId] } : { chatIds: [chatId], people: [] };
  return { kind: "found", audience: own };
}

/** What has a deadline is reminded of ahead; what happens on a day, on that day. */
function proposalOf(schedule: Schedule, audience: DutyProposal["audience"], { needs }: AnxunContext) {
  const { reminderRules: rules, now } = needs;
  const { isDeadline, minutes } = schedule;
  const days = scheduleFrom(schedule, dayOf(now()));
  return {
    schedule: days,
    leads: isDeadline ? leadsFor(days, rules) : { daysBefore: [0], isOverdueTold: false },
    at: minutes === undefined ? rules.at : { minutes },
    daysOff: isDeadline ? rules.daysOff : ("keep" as const),
    audience,
    wantsEvidence: false,
  };
}

function contentOf(
  { returning, next, since, until }: Schedule,
  { task, who, asOf }: { task: string; who: string | undefined; asOf: string },
): DutyContent {
  return {
    duty: task,
    who: who !== undefined && NAMES_SOMEBODY.test(who) ? who : undefined,
    whoBasis: "stated",
    responsible: undefined,
    recurrence: returning ? { kind: "periodic", rules: returning.rules } : { kind: "dated", days: next },
    from: since ?? asOf,
    to: until,
    inferred: [],
    sources: [],
  };
}

/** A word of one character (我) names nobody to whom others could turn. */
const NAMES_SOMEBODY = /^.{3,}$/u;

/** That of the group, else the speaker's, where it is one. */
function districtOf({ chat, who }: Standing): string | undefined {
  if (chat?.district !== undefined) return chat.district;
  const own = new Set(who.grants.map(({ district }) => district));
  const [only] = own;
  return own.size === 1 ? only : undefined;
}
