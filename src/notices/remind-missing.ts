import { type Card, card, escapeMarkdown, markdown } from "../card.ts";
import type { OutboxDraft } from "../mailroom/delivery.ts";
import { enqueueAll } from "../mailroom/outbox.ts";
import { listChats } from "../registry/groups.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/acknowledgement.ts";
import { acknowledgeControl } from "./acknowledgement-elements.ts";
import { recipientOf } from "./dispatch.ts";
import type { Missing } from "./missing.ts";
import type { NagKind } from "./nag-rules.ts";
import type { Notice } from "./notice.ts";
import { noticeElements } from "./notice-card.ts";
import type { PlaceReceipts, Receipts } from "./receipts.ts";
import { sendingTime } from "./sending-time.ts";

/** Reaches for those who have not acknowledged, and nobody else: in their group by @, in private, or by 加急. */

/** A thousand reminders go behind what somebody waits for: everything here is a broadcast. The platform rings at no more people with one call. */
const URGED_MAX = 200;

type Reminding = { step: string; do: Exclude<NagKind, "escalate">; mentionsAtMost: number };
/** `missing`: of a person who sits in several groups the first alone has them, so that each is reached once. */
type Place = { place: PlaceReceipts; missing: readonly Missing[] };

/** Inside the transaction that takes the step. @returns open_ids of those it reaches for */
export async function remindMissing(tx: Db, receipts: Receipts, how: Reminding, now: Date): Promise<string[]> {
  const quiet = new Map((await listChats(tx)).map(({ chatId, settings }) => [chatId, settings.quietHours]));
  const places = eachInOnePlace(receipts.places);
  const drafts = places.flatMap((place) => draftsFor(receipts.notice, place, how));
  const timed = drafts.map(({ chatId, ...draft }) => {
    const quietHours = chatId === undefined ? undefined : quiet.get(chatId);
    return { ...draft, notBefore: sendingTime({ at: now, urgent: receipts.notice.urgent, quietHours, key: draft.key }) };
  });
  await enqueueAll(tx, timed, now);
  return places.flatMap(({ missing }) => missing.map(({ openId }) => openId));
}

function eachInOnePlace(places: readonly PlaceReceipts[]): Place[] {
  const reached = new Set<string>();
  return places.flatMap((place) => {
    const missing = (place.missing ?? []).filter(({ openId }) => !reached.has(openId));
    for (const { openId } of missing) reached.add(openId);
    return missing.length > 0 ? [{ place, missing }] : [];
  });
}

/** `chatId`: of a message into a group, which may not be disturbed now. */
type Draft = Omit<OutboxDraft, "notBefore"> & { chatId?: string };

function draftsFor(notice: Notice, { place, missing }: Place, { step, do: kind, mentionsAtMost }: Reminding): Draft[] {
  const { target } = place;
  const key = `notice/${notice.id}/nag/${step}/${target.recipient}`;
  const alone = (people: readonly Missing[]) =>
    people.map(({ openId }) => privately(notice, target.name, { openId, key: `${key}/${openId}` }));
  if (target.kind === "person" || kind === "private") return alone(missing);
  if (kind === "urge") return urged(notice, place, { missing, key });
  const [mentioned, rest] = [missing.slice(0, mentionsAtMost), missing.slice(mentionsAtMost)];
  const content = { kind: "card", card: mentionCard(notice, mentioned, rest.length) } as const;
  const to = recipientOf(target.kind, target.recipient);
  return [{ key, delivery: { kind: "send", to, content }, priority: "broadcast", chatId: target.recipient }, ...alone(rest)];
}

function privately(notice: Notice, where: string, { openId, key }: { openId: string; key: string }): Draft {
  const content = { kind: "card", card: privateCard(notice, where) } as const;
  return { key, delivery: { kind: "send", to: { kind: "person", openId }, content }, priority: "broadcast" };
}

function urged(notice: Notice, { target }: PlaceReceipts, { missing, key }: { missing: readonly Missing[]; key: string }): Draft[] {
  const { title, number } = notice;
  const instead = { kind: "text", text: texts.nag.urge({ title, number, where: target.name }) } as const;
  const lastly = { kind: "text", text: texts.nag.urgeRefused({ title, number }) } as const;
  const to = recipientOf(target.kind, target.recipient);
  const parts = Array.from({ length: Math.ceil(missing.length / URGED_MAX) }, (_, index) =>
    missing.slice(index * URGED_MAX, (index + 1) * URGED_MAX),
  );
  return parts.map((people, index) => {
    const delivery = { kind: "urge", of: target.key, to, people: people.map(({ openId }) => openId), instead, lastly } as const;
    return { key: `${key}/${index + 1}`, delivery, priority: "broadcast", chatId: target.recipient };
  });
}

function mentionCard(notice: Notice, mentioned: readonly Missing[], more: number): Card {
  const { title, number, acknowledgement } = notice;
  const mentions = mentioned.map(({ openId }) => `<at id=${openId}></at>`).join(" ");
  const text = markdown(texts.nag.mention({ title: escapeMarkdown(title), number, mentions, more }));
  // A form belongs to the notice itself, where one reads what is to be answered.
  const elements = acknowledgement.question === undefined ? [text, acknowledgeControl(notice)] : [text];
  return card({ text: texts.nag.mentionTitle, color: "orange" }, elements, texts.nag.privateTitle({ title }));
}

function privateCard(notice: Notice, where: string): Card {
  const title = texts.nag.privateTitle({ title: notice.title });
  const told = markdown(escapeMarkdown(texts.nag.private({ where })));
  return card({ text: title, color: "orange" }, [told, ...noticeElements(notice), acknowledgeControl(notice)], title);
}
