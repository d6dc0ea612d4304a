import { type Card, callbackButton, card, escapeMarkdown, markdown } from "../card.ts";
import { dayOf } from "../clock.ts";
import type { Bearer } from "../duties/bearer.ts";
import { dutiesMeant, isOwed, openDays } from "../duties/collected.ts";
import { type Collecting, collectedDuties } from "../duties/collecting.ts";
import { deliveriesDue } from "../duties/deliveries.ts";
import type { DeliveryFacts } from "../duties/delivery.ts";
import { type DutyOccurrence, occurrenceIn, type StoredDuty } from "../duties/stored-duty.ts";
import type { Delivery } from "../mailroom/delivery.ts";
import { enqueue, keyOfSent } from "../mailroom/outbox.ts";
import type { Content } from "../messenger.ts";
import { findNotice } from "../notices/notices.ts";
import { saidDayIn } from "../registry/said-day.ts";
import { texts } from "../texts/collection.ts";
import { collectingFor, collectingOf } from "./collecting.ts";
import type { AnxunContext } from "./context.ts";
import { bearersOfPerson, factsBefore, formFor, isForThisChat } from "./deliver-duty.ts";
import type { BotNeeds } from "./needs.ts";
import { cardOf } from "./show-delivery.ts";
import { deliver } from "./submit-delivery.ts";
import { takeEvidence } from "./take-evidence.ts";

/** 「已完成，王总带队」 below a reminder, 「提交季度检查」, with photos or files: recorded at once where nothing is missing, else the form. */

const NOTICE_KEY = /^notice\/([0-9a-f-]{36})\//;
/** Of a card that reminds those who are missing: collection/<duty>/<due>/…. */
const REMINDER_KEY = /^collection\/([1-9]\d*\/\d{4}-\d{2}-\d{2})\//;
const NOTE_MAX = 1000;

/** The occurrence of which the reminder speaks that a message quotes. */
export async function occurrenceQuoted({ message, needs }: AnxunContext): Promise<DutyOccurrence | undefined> {
  const { quotedMessageId } = message;
  if (quotedMessageId === undefined) return undefined;
  const key = (await keyOfSent(needs.db, quotedMessageId)) ?? "";
  const occurrence = REMINDER_KEY.exec(key)?.[1];
  if (occurrence !== undefined) return occurrenceIn(occurrence);
  const noticeId = NOTICE_KEY.exec(key)?.[1];
  const notice = noticeId === undefined ? undefined : await findNotice(needs.db, noticeId);
  return notice?.origin.kind === "duty" ? occurrenceIn(notice.origin.ref) : undefined;
}

export async function deliverQuoted(context: AnxunContext, occurrence: DutyOccurrence): Promise<void> {
  const collecting = await collectingFor(context.needs, occurrence);
  if (!collecting) return context.sendText(texts.ended);
  await deliverSaid(context, collecting, context.message.text);
}

/** @param words  what was said beside the duty's name */
export async function deliverNamed(context: AnxunContext, name: string, words: string): Promise<void> {
  const meant = await owedBy(context, dutiesMeant(name, await collectedDuties(context.needs.db)));
  if (meant.length === 0) return context.sendText(texts.notOwed);
  const open = meant.flatMap(({ open }) => open);
  // Whoever tells more of what they have delivered already.
  const [only, ...others] = open.length > 0 ? open : meant.map(({ current }) => current);
  if (!only) return;
  if (others.length === 0) return deliverSaid(context, only, words);
  const evidence = await takeEvidence(context.needs, context.message);
  if (evidence.lost > 0) await context.sendText(texts.receipt.notKept({ count: evidence.lost }));
  await context.sendText(texts.whichOne);
  await context.say({ kind: "card", card: choice([only, ...others], evidence) });
}

/** 「我的任务」: what waits for this person, each with its button. */
export async function showOwed(context: AnxunContext): Promise<void> {
  const owed = (await owedBy(context, await collectedDuties(context.needs.db))).flatMap(({ open }) => open);
  if (owed.length === 0) return context.sendText(texts.noneOpen);
  await context.say({ kind: "card", card: choice(owed, { photoIds: [], fileIds: [] }) });
}

type Owed = { current: Collecting /** What was not delivered. */; open: readonly Collecting[] };

/** Of those duties, what this person owes. */
async function owedBy(context: AnxunContext, duties: readonly StoredDuty[]): Promise<Owed[]> {
  const { needs } = context;
  const standing = await context.standing();
  const owed: Owed[] = [];
  for (const duty of duties.filter(isOwed)) {
    const current = await collectingOf(needs, duty);
    const [bearer] = current ? bearersOfPerson(current, standing) : [];
    if (current && bearer) owed.push({ current, open: await openFor(needs, current, bearer) });
  }
  return owed;
}

async function openFor({ db, now }: BotNeeds, { duty, days, ...rest }: Collecting, bearer: Bearer): Promise<Collecting[]> {
  const today = dayOf(now());
  const [from = today, to = today] = [days[0], days.at(-1)];
  const own = (await deliveriesDue(db, { dutyId: duty.id, from, to })).filter(
    (one) => one.bearer.kind === bearer.kind && one.bearer.id === bearer.id && one.state !== "returned",
  );
  const since = duty.confirmed ? dayOf(duty.confirmed.at) : today;
  const open = openDays(days, { today, since, delivered: (due) => own.some((one) => one.due === due) });
  return open.map((due) => ({ ...rest, duty, days, due }));
}

function choice(owed: readonly Collecting[], { photoIds, fileIds }: Pick<DeliveryFacts, "photoIds" | "fileIds">): Card {
  const title = texts.form.title;
  const rows = owed.flatMap(({ duty, due }) => [
    markdown(escapeMarkdown(texts.occurrence({ duty: duty.content.duty, due }))),
    callbackButton(texts.deliver, { do: "begin_delivery", dutyId: duty.id, due, photoIds, fileIds }),
  ]);
  return card({ text: title }, rows, title);
}

async function deliverSaid(context: AnxunContext, collecting: Collecting, words: string): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const [bearer, ...others] = bearersOfPerson(collecting, standing);
  if (!bearer) return context.sendText(texts.notOwed);
  const evidence = await takeEvidence(needs, message);
  const before = await factsBefore(needs, collecting, bearer);
  const note = words.trim().slice(0, NOTE_MAX).toWellFormed();
  const facts: DeliveryFacts = {
    ...before,
    doneOn: saidDayIn(words, needs.now()) ?? dayOf(needs.now()),
    note: note || before.note,
    photoIds: evidence.photoIds,
    fileIds: evidence.fileIds,
  };
  if (evidence.lost > 0) await context.sendText(texts.receipt.notKept({ count: evidence.lost }));
  const form = formFor(collecting, [bearer, ...others], facts);
  if (others.length > 0) return tellForm(context, [bearer, ...others], form);
  const { eventId } = message;
  const isHere = isForThisChat(standing, bearer);
  const outcome = await deliver(needs, { collecting, bearer, facts, standing, eventId }, (matter, look) =>
    toSpeaker(context, { kind: "card", card: cardOf(matter, look, false) }, isHere),
  );
  if ("problem" in outcome) {
    await context.sendText(outcome.problem);
    return tellForm(context, [bearer], form);
  }
  if (!isHere) await context.sendText(texts.toldAlone);
  needs.onEnqueued();
}

/** Where others would see it, it goes to them alone. */
async function tellForm(context: AnxunContext, bearers: readonly Bearer[], form: Content): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const isHere = bearers.every((bearer) => isForThisChat(standing, bearer));
  const delivery = toSpeaker(context, form, isHere);
  await enqueue(needs.db, { key: `${message.eventId}:delivery-form`, delivery, priority: "answer" }, needs.now());
  if (!isHere) await context.sendText(texts.toldAlone);
  needs.onEnqueued();
}

function toSpeaker({ message }: AnxunContext, content: Content, isHere: boolean): Delivery {
  const { messageId, chatId, speaker } = message;
  return isHere ? { kind: "reply", messageId, chatId, content } : { kind: "send", to: { kind: "person", openId: speaker }, content };
}
