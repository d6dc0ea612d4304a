import { formatMinute, SECOND_MS } from "../clock.ts";
import { withinTime } from "../deadline.ts";
import { keyOfSent } from "../mailroom/outbox.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { type AcknowledgeOutcome, acknowledge, type Said } from "../notices/acknowledge.ts";
import { AcknowledgementAnswer, type AcknowledgePress } from "../notices/acknowledgement-press.ts";
import { acknowledgedBy } from "../notices/acknowledgements.ts";
import { openNotices } from "../notices/nag.ts";
import { noticeOfKey, saysReceived } from "../notices/receipt-requests.ts";
import { settleAll } from "../notices/settle.ts";
import { noticesSentTo } from "../notices/targets.ts";
import { membersOf } from "../registry/chat-members.ts";
import { texts } from "../texts/acknowledgement.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress, type Standing } from "./who.ts";

/** 「收到」: by the button, by the form, or in words where it is plain which notice is meant. */

/** A press must be answered within three seconds; who sits there is shown later else. */
const PATIENCE_MS = SECOND_MS;

export async function acknowledgeByPress(
  press: InboundPress,
  { noticeId }: AcknowledgePress,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "acknowledge_notice");
  if (refused) return refused;
  const answer = AcknowledgementAnswer.safeParse(press.form);
  if ("answer" in press.form && !answer.success) return toast("warning", texts.press.badAnswer);
  const outcome = await say(needs, await lookUp(), { noticeId, way: "button", answer: answer.data?.answer });
  const type = { acknowledged: "success", before: "info", refused: "warning" } as const;
  return toast(type[outcome.kind], sayOutcome(outcome));
}

/** Whether this message says 「收到」 to a notice of ours. */
export async function isAcknowledgement(context: AnxunContext): Promise<boolean> {
  return (await noticesMeant(context)).length > 0;
}

export async function acknowledgeInWords(context: AnxunContext): Promise<void> {
  const standing = await context.standing();
  const refused = refusalOf(standing, "acknowledge_notice");
  if (refused !== undefined) return context.sendText(refused);
  const meant = await noticesMeant(context);
  const [noticeId, ...others] = meant;
  if (noticeId === undefined) return;
  if (others.length > 0) return context.sendText(texts.press.which({ count: meant.length }));
  const outcome = await say(context.needs, standing, { noticeId, way: "words", answer: undefined });
  // Forty people who say 「收到」 need no forty answers in their group.
  if (outcome.kind === "acknowledged" && standing.where.kind !== "private") return context.react("DONE");
  await context.sendText(sayOutcome(outcome));
}

async function say(needs: BotNeeds, standing: Standing, { noticeId, way, answer }: Pick<Said, "noticeId" | "way" | "answer">) {
  const { openId, person, chatId, where } = standing;
  if (where.kind !== "private") await learnMembers(needs, chatId);
  const name = person?.name ?? (await personName(needs, openId));
  const outcome = await acknowledge(needs, { noticeId, openId, name, chatId, way, answer });
  if (outcome.kind === "acknowledged") needs.onEnqueued();
  return outcome;
}

/** The card shows of how many: better now than a minute later. */
async function learnMembers(needs: BotNeeds, chatId: string): Promise<void> {
  try {
    await withinTime(membersOf(needs, chatId), PATIENCE_MS, () => new TooLate());
  } catch (error) {
    if (!(error instanceof TooLate)) throw error;
  }
}

class TooLate extends Error {}

function sayOutcome(outcome: AcknowledgeOutcome): string {
  const { press } = texts;
  switch (outcome.kind) {
    case "acknowledged":
      return (outcome.late ? press.late : press.acknowledged)({ number: outcome.notice.number });
    case "before":
      return press.before({ at: formatMinute(outcome.at) });
    case "refused":
      return press.refused[outcome.because];
  }
}

/** The notice that is quoted; else, where the bot is addressed, those of this chat that the speaker has not acknowledged yet. */
async function noticesMeant({ inbound, needs }: AnxunContext): Promise<string[]> {
  if (inbound.kind !== "message" || !saysReceived(inbound.text)) return [];
  const { db, now } = needs;
  const { quotedMessageId, addressed, chatKind, chatId, speaker } = inbound;
  const quotedKey = quotedMessageId === undefined ? undefined : await keyOfSent(db, quotedMessageId);
  const quoted = quotedKey === undefined ? undefined : noticeOfKey(quotedKey);
  if (quoted !== undefined) return [quoted];
  if (!addressed) return [];
  const open = await openNotices(db, now());
  const earliest = open.at(-1)?.createdAt;
  if (!earliest) return [];
  await settleAll(db, now());
  const here = await noticesSentTo(db, [chatKind === "private" ? speaker : chatId], earliest);
  const wanted = here.filter((id) => open.some((notice) => notice.id === id));
  const before = await acknowledgedBy(db, speaker, wanted);
  return wanted.filter((id) => !before.includes(id));
}
