import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { destinationsOf } from "../notices/destinations.ts";
import { logSheet } from "../notices/log-sheet.ts";
import type { Notice } from "../notices/notice.ts";
import { noticeCard } from "../notices/notice-card.ts";
import { retryFailed } from "../notices/retry.ts";
import { settleNotice } from "../notices/settle.ts";
import { type TakenBack, takeBack } from "../notices/take-back.ts";
import { audit } from "../registry/audit.ts";
import { writeWorkbookFile } from "../registry/workbook-file.ts";
import { texts } from "../texts/notices.ts";
import type { BotNeeds } from "./needs.ts";
import { type NoticeMatter, surroundingsOf } from "./notice-matter.ts";
import { sayRefusal, shown, tooLate } from "./notice-outcome.ts";
import { toast } from "./toast.ts";

/** A notice on its way and afterwards: shown to its writer first, taken back, sent again where it failed, its log as a file. */

/** 「先发给我看看」: in private, one card for each kind of audience. */
export async function sendTest(press: InboundPress, needs: BotNeeds, { notice }: NoticeMatter): Promise<PressReply> {
  const { db, now, onEnqueued } = needs;
  const places = await destinationsOf(db, notice, await surroundingsOf(needs, notice));
  const kinds = [...new Set(places.filter(({ skip }) => skip === undefined).map(({ kind }) => kind))];
  const to = { kind: "person", openId: press.presser } as const;
  for (const kind of kinds) {
    const key = `notice/${notice.id}/test/${press.eventId}/${kind}`;
    const heading = { kind: "text", text: texts.chat.testHeading({ kind }) } as const;
    await enqueue(db, { key: `${key}/heading`, delivery: { kind: "send", to, content: heading }, priority: "normal" }, now());
    // Nobody acknowledges what was not sent.
    const shownNotice = { ...notice, acknowledgement: { ...notice.acknowledgement, wanted: false } };
    const content = { kind: "card", card: noticeCard(shownNotice, kind) } as const;
    await enqueue(db, { key, delivery: { kind: "send", to, content }, priority: "normal" }, now());
  }
  onEnqueued();
  return kinds.length === 0 ? toast("warning", texts.chat.nobody) : toast("success", texts.chat.testSent);
}

export async function takeBackByPress(press: InboundPress, needs: BotNeeds, matter: NoticeMatter): Promise<PressReply> {
  const outcome = await takeBackFor(needs, matter.notice, { by: press.presser, chatId: press.chatId });
  if (outcome.kind === "late") return tooLate(needs, matter);
  if (outcome.kind === "refused") return toast("warning", sayRefusal(outcome.reason));
  return { ...toast("success", texts.chat.takenBack(outcome)), ...(await shown(needs, matter)) };
}

export async function takeBackFor(needs: BotNeeds, notice: Notice, by: { by: string; chatId: string }): Promise<TakenBack> {
  const outcome = await takeBack(needs.db, notice, { ...by, now: needs.now() });
  needs.onEnqueued();
  return outcome;
}

export async function retryNotice(press: InboundPress, needs: BotNeeds, matter: NoticeMatter): Promise<PressReply> {
  const { notice } = matter;
  if (notice.state !== "sent" && notice.state !== "approved")
    return toast("warning", sayRefusal({ because: "state", state: notice.state }));
  const counts = await retryFailed(needs.db, notice, { by: press.presser, chatId: press.chatId, now: needs.now() });
  needs.onEnqueued();
  return { ...toast(counts.again > 0 ? "success" : "info", texts.chat.retried(counts)), ...(await shown(needs, matter)) };
}

export async function exportByPress(press: InboundPress, needs: BotNeeds, { notice }: NoticeMatter): Promise<PressReply> {
  await exportLogTo(needs, notice, { openId: press.presser, chatId: press.chatId, eventId: press.eventId });
  return toast("success", texts.chat.exporting);
}

/** The log as an .xlsx file, to the private chat of whoever asked. */
export async function exportLogTo(
  needs: BotNeeds,
  notice: Notice,
  asker: { openId: string; chatId: string; eventId: string },
): Promise<void> {
  const { db, now, onEnqueued } = needs;
  const targets = await settleNotice(db, notice.id, now());
  const file = { name: texts.log.fileName(notice), bytes: await writeWorkbookFile([await logSheet(db, notice, targets)]) };
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, file, now());
    const delivery = { kind: "send_file", to: { kind: "person", openId: asker.openId }, fileId } as const;
    if (!(await enqueue(tx, { key: `${asker.eventId}:log`, delivery, priority: "answer" }, now()))) return;
    const subject = { kind: "notice", id: notice.number };
    await audit(
      tx,
      { actor: asker.openId, action: "notice_log_exported", subject, chatId: asker.chatId, after: { rows: targets.length } },
      now(),
    );
  });
  onEnqueued();
}
