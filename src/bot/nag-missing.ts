import { formatMinute, MINUTE_MS } from "../clock.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import type { NagPress } from "../notices/acknowledgement-press.ts";
import { eachOnce } from "../notices/missing.ts";
import { insertNag, nagsOf } from "../notices/nags.ts";
import { findNotice } from "../notices/notices.ts";
import { receiptsOf } from "../notices/receipts.ts";
import { remindMissing } from "../notices/remind-missing.ts";
import { audit } from "../registry/audit.ts";
import { texts } from "../texts/acknowledgement.ts";
import type { BotNeeds } from "./needs.ts";
import { seenBy } from "./show-receipts.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** 「提醒未确认者」, by a person. */

/** Of the steps that people take themselves. */
const BY_HAND = "by_hand/";
/** Whoever was called a moment ago is not called again. */
const REST_MS = 30 * MINUTE_MS;
/** A group is a better place to be called than a private chat, up to so many names. */
const MENTIONS_AT_MOST = 20;

export async function nagByPress(
  press: InboundPress,
  { noticeId }: NagPress,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const { db, now, onEnqueued } = needs;
  const notice = await findNotice(db, noticeId);
  if (!notice) return undefined;
  const { district, number } = notice;
  const refused = (await refusedPress(lookUp, "see_receipts", { district })) ?? (await refusedPress(lookUp, "send_notice", { district }));
  if (refused) return refused;
  if (notice.state !== "sent" && notice.state !== "approved") return toast("info", texts.nag.over);
  const at = now();
  const last = (await nagsOf(db, [noticeId])).findLast(({ step }) => step.startsWith(BY_HAND));
  if (last && at.getTime() - last.at.getTime() < REST_MS) return toast("info", texts.nag.again({ at: formatMinute(last.at) }));
  const receipts = seenBy(await lookUp(), await receiptsOf(db, notice, at));
  const people = eachOnce(receipts.places.flatMap(({ missing }) => missing ?? [])).map(({ openId }) => openId);
  if (people.length === 0) return toast("success", texts.nag.nobody);
  // Two who press at once press for the same span.
  const step = `${BY_HAND}${Math.floor(at.getTime() / REST_MS)}`;
  const isFirst = await db.inTransaction(async (tx) => {
    if (!(await insertNag(tx, { noticeId, step, by: press.presser, people, at }))) return false;
    await remindMissing(tx, receipts, { step, do: "mention", mentionsAtMost: MENTIONS_AT_MOST }, at);
    const entry = { actor: press.presser, action: "missing_reminded", subject: { kind: "notice", id: number }, chatId: press.chatId };
    await audit(tx, { ...entry, after: { people: people.length } }, at);
    return true;
  });
  if (!isFirst) return toast("info", texts.nag.again({ at: formatMinute(at) }));
  onEnqueued();
  const groups = receipts.places.filter(({ missing }) => missing !== undefined && missing.length > 0).length;
  return toast("success", texts.nag.done({ people: people.length, groups }));
}
