import type { OutboxDraft } from "../mailroom/delivery.ts";
import { enqueueAll } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import type { Recipient } from "../messenger.ts";
import type { ChatSettings } from "../registry/chat.ts";
import type { Db } from "../storage/db.ts";
import type { Place } from "./audience.ts";
import { countsIn } from "./counts.ts";
import type { Notice } from "./notice.ts";
import { noticeCard } from "./notice-card.ts";
import { readNoticeFiles } from "./notice-files.ts";
import { sendingTime } from "./sending-time.ts";
import { insertTargets, type NewTarget } from "./targets.ts";

/** Where it goes, and when a group is not to be disturbed. */
export type Destination = Place & { quietHours: ChatSettings["quietHours"] };

/** The outbox's name of what goes to one group. @param attempt  1 the first time */
export function targetKey(noticeId: string, recipient: string, attempt = 1): string {
  return attempt === 1 ? `notice/${noticeId}/${recipient}` : `notice/${noticeId}/${recipient}/${attempt}`;
}

/** The outbox's names of the files behind a card. */
export function fileKeys(notice: Pick<Notice, "attachments">, key: string): string[] {
  return notice.attachments.map((_, index) => `${key}/file/${index + 1}`);
}

/**
 * Puts an approved notice on its way, in the transaction that approves it: a row of the log and one of the outbox for each place,
 * a row of the log alone for those where it must not or cannot go.
 */
export async function dispatch(tx: Db, notice: Notice, destinations: readonly Destination[], now: Date): Promise<NewTarget[]> {
  const at = notice.sendAt && notice.sendAt > now ? notice.sendAt : now;
  const targets = destinations.map(({ recipient, kind, name, skip, quietHours }): NewTarget => {
    const key = targetKey(notice.id, recipient);
    const notBefore = sendingTime({ at, urgent: notice.urgent, quietHours, key });
    return { noticeId: notice.id, recipient, kind, name, key, notBefore, state: skip ? "skipped" : "queued", reason: skip };
  });
  await insertTargets(tx, targets, now);
  await sendOut(tx, notice, targets, now);
  return targets;
}

/** The card of each target that is queued, and the files behind it. */
export async function sendOut(
  tx: Db,
  notice: Notice,
  targets: readonly Pick<NewTarget, "recipient" | "kind" | "name" | "key" | "notBefore" | "state">[],
  now: Date,
): Promise<void> {
  const queued = targets.filter(({ state }) => state === "queued");
  if (queued.length === 0) return;
  // Files of the outbox are forgotten two days after they were kept: these must outlast the latest of the sends.
  const last = new Date(Math.max(...queued.map(({ notBefore }) => notBefore.getTime())));
  const fileIds: string[] = [];
  for (const file of await filesInOrder(tx, notice)) fileIds.push(await keepFile(tx, file, last));
  const counts = await countsIn(tx, notice, queued);
  const drafts = queued.flatMap(({ recipient, kind, key, notBefore }): OutboxDraft[] => {
    const to = recipientOf(kind, recipient);
    const card = noticeCard(notice, kind, counts.get(recipient));
    const shared = { priority: "broadcast", notBefore } as const;
    const files = fileKeys(notice, key).map((fileKey, index) => ({ fileKey, fileId: fileIds[index] ?? "" }));
    return [
      { ...shared, key, delivery: { kind: "send", to, content: { kind: "card", card } } },
      ...files.map(({ fileKey, fileId }): OutboxDraft => ({ ...shared, key: fileKey, delivery: { kind: "send_file", to, fileId } })),
    ];
  });
  await enqueueAll(tx, drafts, now);
}

export function recipientOf(kind: NewTarget["kind"], recipient: string): Recipient {
  return kind === "person" ? { kind: "person", openId: recipient } : { kind: "chat", chatId: recipient };
}

async function filesInOrder(tx: Db, { attachments }: Notice): Promise<{ name: string; bytes: Buffer }[]> {
  if (attachments.length === 0) return [];
  const files = await readNoticeFiles(
    tx,
    attachments.map(({ fileId }) => fileId),
  );
  return attachments.map(({ fileId, name }) => {
    const file = files.find(({ id }) => id === fileId);
    if (!file) throw new TypeError("a file of a notice is not kept any more");
    return { name, bytes: file.bytes };
  });
}
