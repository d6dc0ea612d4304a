import { dayOf } from "../clock.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import { whatOf } from "../registry/enterprise-rights.ts";
import { findEnterprise } from "../registry/enterprises.ts";
import { entryCard } from "../registry/entry-card.ts";
import { ENTRY_RIGHTS, type EntryKind, type OpenEntry, type RemoveEntry, type SaveEntry } from "../registry/entry-press.ts";
import { keepEntry, removeEntry, standingEntries } from "../registry/keep-entry.ts";
import type { Db } from "../storage/db.ts";
import { texts as enterpriseTexts } from "../texts/enterprise.ts";
import { texts } from "../texts/enterprise-entries.ts";
import type { BotNeeds } from "./needs.ts";
import { shownEnterprise } from "./show-enterprise.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** 「登记风险点」, 「登记证照设备」, 「列入/移出名单」 on the card of an enterprise: the form takes the card's place, and gives it back. */

type Wanted = { kind: EntryKind; enterpriseId: string };

export async function openEntry(_press: InboundPress, wanted: OpenEntry, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const found = await enterpriseToEnter(wanted, needs, lookUp);
  return "reply" in found ? found.reply : { card: await formOf(needs, wanted.kind, found.enterprise) };
}

export async function saveEntry(press: InboundPress, wanted: SaveEntry, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const found = await enterpriseToEnter(wanted, needs, lookUp);
  if ("reply" in found) return found.reply;
  const { enterprise } = found;
  const by = { enterpriseId: enterprise.id, openId: press.presser, at: needs.now() };
  const kept = await needs.db.inTransaction(async (tx) => {
    const result = await keepEntry(tx, wanted.kind, press.form, by);
    if (!("problem" in result)) await note(tx, press, enterprise, result, needs);
    return result;
  });
  if ("problem" in kept) return toast("warning", texts[kept.problem]);
  return { ...toast("success", texts.saved), card: await shownEnterprise(needs, await lookUp(), enterprise) };
}

export async function takeEntryAway(
  press: InboundPress,
  wanted: RemoveEntry,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const found = await enterpriseToEnter(wanted, needs, lookUp);
  if ("reply" in found) return found.reply;
  const { enterprise } = found;
  const by = { enterpriseId: enterprise.id, openId: press.presser, at: needs.now() };
  const removed = await needs.db.inTransaction(async (tx) => {
    const result = await removeEntry(tx, wanted.kind, wanted.entryId, by);
    if (result) await note(tx, press, enterprise, result, needs);
    return result;
  });
  const said = removed ? toast("success", wanted.kind === "listing" ? texts.takenOff : texts.removed) : toast("info", texts.gone);
  return { ...said, card: await formOf(needs, wanted.kind, enterprise) };
}

async function enterpriseToEnter(
  { kind, enterpriseId }: Wanted,
  { db }: BotNeeds,
  lookUp: LookUp,
): Promise<{ enterprise: Enterprise } | { reply: PressReply }> {
  const enterprise = await findEnterprise(db, enterpriseId);
  // Whether there is such an enterprise is told only to whom it concerns.
  const refused = await refusedPress(lookUp, ENTRY_RIGHTS[kind], enterprise ? whatOf(enterprise) : {});
  if (refused) return { reply: refused };
  return enterprise ? { enterprise } : { reply: toast("info", enterpriseTexts.notFound({ said: "" })) };
}

async function formOf({ db, now }: BotNeeds, kind: EntryKind, enterprise: Enterprise) {
  return entryCard(kind, enterprise, await standingEntries(db, kind, enterprise.id, dayOf(now())));
}

type Done = { action: string; before?: object; after: object };

async function note(tx: Db, { presser, chatId }: InboundPress, { id }: Enterprise, done: Done, { now }: BotNeeds): Promise<void> {
  await audit(tx, { actor: presser, chatId, subject: { kind: "enterprise", id }, ...done }, now());
}
