import { CARD_BYTES_MAX } from "../card.ts";
import { dayOf, HOUR_MS } from "../clock.ts";
import { peopleWithIds } from "../registry/people.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Database, Db } from "../storage/db.ts";
import { newNotice } from "./issue.ts";
import type { Notice, NoticeAttachment, NoticeDraft, NoticeOrigin } from "./notice.ts";
import { noticeCard } from "./notice-card.ts";
import { drawNoticeNumber, findNotice, insertNotice, listNotices, updateNotice } from "./notices.ts";
import { move, type NoticeAct, type NoticeRefusal } from "./states.ts";

/** Writing a notice, until somebody else decides about it. */

export const ATTACHMENTS_MAX = 5;
/** What the platform takes of a card, less the ending that acknowledgement puts below. */
const CARD_ROOM_BYTES = CARD_BYTES_MAX - 6 * 1024;
/** Whoever adds a file means the notice that they are writing now. */
const WRITING_MS = 2 * HOUR_MS;

export type Moved = { kind: "moved"; notice: Notice } | { kind: "refused"; reason: NoticeRefusal } | { kind: "late" };

export async function beginNotice(
  db: Database,
  draft: NoticeDraft,
  made: { origin: NoticeOrigin; composedBy: string; composedIn: string },
  now: Date,
): Promise<Notice> {
  return db.inTransaction(async (tx) => {
    const notice = newNotice(draft, { ...made, number: await drawNoticeNumber(tx, dayOf(now)) }, now);
    await insertNotice(tx, notice);
    return notice;
  });
}

/** Moves a notice on from the version that was seen. `late`: it is another one by now. */
export async function moveNotice(
  db: Db,
  seen: { id: string; version: number },
  act: Exclude<NoticeAct, { do: "approve" | "recall" | "withdraw" | "finish" }>,
  { by, now }: { by: string; now: Date },
): Promise<Moved> {
  const notice = await findNotice(db, seen.id);
  if (notice?.version !== seen.version) return { kind: "late" };
  const moved = move(notice, act, { by, now, begun: false });
  if (moved.kind === "refused") return moved;
  return (await updateNotice(db, moved.notice)) ? moved : { kind: "late" };
}

/** Adds a file to the notice that `by` is writing in this chat. Undefined: none; "full": it holds as many as it may. */
export async function attachFile(
  db: Db,
  file: NoticeAttachment,
  { by, chatId, now }: { by: string; chatId: string; now: Date },
): Promise<Notice | "full" | undefined> {
  const writing = await beingWritten(db, { by, chatId, now });
  if (!writing) return undefined;
  if (writing.attachments.length >= ATTACHMENTS_MAX) return "full";
  const draft = { ...writing, attachments: [...writing.attachments, file] };
  const moved = await moveNotice(db, writing, { do: "edit", draft }, { by, now });
  return moved.kind === "moved" ? moved.notice : undefined;
}

async function beingWritten(db: Db, { by, chatId, now }: { by: string; chatId: string; now: Date }): Promise<Notice | undefined> {
  const since = new Date(now.getTime() - WRITING_MS);
  const own = await listNotices(db, { states: ["draft", "rejected"], composedBy: by, since, limit: 20 });
  return own.find(({ composedIn }) => composedIn === chatId);
}

/** Whether one card can hold it for everybody. */
export function fitsCard(notice: Notice): boolean {
  return Buffer.byteLength(JSON.stringify(noticeCard(notice, "external"))) <= CARD_ROOM_BYTES;
}

/** open_ids and names of those who may approve it: approvers of its district, never whoever wrote it. */
export async function approversOf(
  db: Db,
  { district, composedBy }: Pick<Notice, "district" | "composedBy">,
): Promise<{ openId: string; name: string }[]> {
  const holders = await holdersOf(db, { roles: ["approver"], ...(district !== undefined && { district }) });
  const people = await peopleWithIds(db, [...new Set(holders.map(({ personId }) => personId))]);
  return people.flatMap(({ openId, name, status }) =>
    openId !== undefined && openId !== composedBy && status === "active" ? [{ openId, name }] : [],
  );
}
