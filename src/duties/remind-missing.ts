import { buttonRow, type Card, callbackButton, card, escapeMarkdown, markdown } from "../card.ts";
import { type Clock, type Day, dayOf } from "../clock.ts";
import type { OutboxDraft } from "../mailroom/delivery.ts";
import { enqueueAll } from "../mailroom/outbox.ts";
import type { Recipient } from "../messenger.ts";
import { outOfQuietHours, type QuietHours } from "../quiet-hours.ts";
import { listPeople } from "../registry/people.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/collection.ts";
import type { Bearer } from "./bearer.ts";
import type { Collecting } from "./collecting.ts";

/** Reminds those alone who have not delivered: in the group of their enterprise, and whoever stands for them in private. */

export type Reminded = { people: number; chats: number /** Whom nobody could be written to for. */; unreachable: readonly Bearer[] };

/**
 * Once a day for each occurrence and recipient, whoever asks for it and whatever crashed. Poke the deliverer afterwards.
 * @param quiet  of people, and of groups that have set none
 */
export async function remindMissing(
  { db, now }: { db: Db; now: Clock },
  { collecting, missing, quiet }: { collecting: Collecting; missing: readonly Bearer[]; quiet: QuietHours },
): Promise<Reminded> {
  const at = now();
  const today = dayOf(at);
  const routes = await routesOf(db, missing, collecting);
  const byRecipient = Map.groupBy(
    routes.flatMap(({ bearer, to }) => to.map((recipient) => ({ bearer, recipient }))),
    ({ recipient }) => addressOf(recipient),
  );
  const drafts = [...byRecipient].flatMap(([address, those]): OutboxDraft[] => {
    const [first] = those;
    if (!first) return [];
    const names = those.map(({ bearer }) => bearer.name);
    const content = { kind: "card", card: reminderCard(collecting, names, today) } as const;
    const key = `collection/${collecting.duty.id}/${collecting.due}/${today}/${address}`;
    return [{ key, delivery: { kind: "send", to: first.recipient, content }, priority: "normal", notBefore: outOfQuietHours(at, quiet) }];
  });
  const recipients = [...byRecipient.values()].flatMap(([first]) => first?.recipient ?? []);
  await enqueueAll(db, drafts, at);
  return {
    people: recipients.filter(({ kind }) => kind === "person").length,
    chats: recipients.filter(({ kind }) => kind === "chat").length,
    unreachable: routes.filter(({ to }) => to.length === 0).map(({ bearer }) => bearer),
  };
}

function addressOf(recipient: Recipient): string {
  return recipient.kind === "chat" ? recipient.chatId : recipient.openId;
}

type Route = { bearer: Bearer; to: readonly Recipient[] };

/** The enterprise's own groups and people; of a unit whoever sits in it or holds a role for it. However many they are, three questions. */
async function routesOf(db: Db, missing: readonly Bearer[], { registry }: Collecting): Promise<Route[]> {
  const grants = await holdersOf(db, {});
  const people = (await listPeople(db)).filter(({ status }) => status === "active");
  const openIdOf = new Map(people.map(({ id, openId }) => [id, openId]));
  return missing.map((bearer) => {
    const isEnterprise = bearer.kind === "enterprise";
    const holders = grants.filter((grant) => (isEnterprise ? grant.enterpriseId : grant.unitId) === bearer.id);
    const seated = isEnterprise ? [] : people.filter(({ unitId }) => unitId === bearer.id);
    const openIds = [...holders.map(({ personId }) => openIdOf.get(personId)), ...seated.map(({ openId }) => openId)];
    const chats = registry.chats.filter(({ enterpriseId, present }) => isEnterprise && present && enterpriseId === bearer.id);
    const to = [
      ...chats.map(({ chatId }): Recipient => ({ kind: "chat", chatId })),
      ...[...new Set(openIds)].flatMap((openId): Recipient[] => (openId === undefined ? [] : [{ kind: "person", openId }])),
    ];
    return { bearer, to };
  });
}

function reminderCard({ duty, due }: Collecting, names: readonly string[], today: Day): Card {
  const words = texts.reminder;
  const { duty: called } = duty.content;
  const text = words.text({ duty: escapeMarkdown(called), due, names: names.map(escapeMarkdown), isOverdue: due < today });
  const button = callbackButton(texts.deliver, { do: "begin_delivery", dutyId: duty.id, due }, "primary");
  return card(
    { text: words.title, color: due < today ? "orange" : "blue" },
    [markdown(text), buttonRow([button])],
    words.summary({ duty: called }),
  );
}
