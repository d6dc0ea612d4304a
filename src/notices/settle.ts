import type { Fate } from "../mailroom/delivery.ts";
import { fatesOf } from "../mailroom/outbox.ts";
import type { Db } from "../storage/db.ts";
import { finishNotice } from "./finish.ts";
import type { NoticeTarget } from "./notice.ts";
import { changeTargets, listTargets, noticesOnTheirWay, type TargetChange } from "./targets.ts";

/** Writes into the log of a notice what has become of it in the outbox, which forgets after a month. */

/** The outbox's name of taking back what it knows as `key`. */
export function recallKey(key: string): string {
  return `${key}/recall`;
}

/** Of all notices of which something is on its way. */
export async function settleAll(db: Db, now: Date): Promise<void> {
  for (const noticeId of await noticesOnTheirWay(db)) await settleNotice(db, noticeId, now);
}

/** @returns its log as it stands then */
export async function settleNotice(db: Db, noticeId: string, now: Date): Promise<NoticeTarget[]> {
  const before = await listTargets(db, noticeId);
  const moving = before.filter(({ state }) => state === "queued" || state === "recalling");
  if (moving.length > 0) {
    const keys = moving.flatMap(({ key, state }) => (state === "recalling" ? [key, recallKey(key)] : [key]));
    const fates = new Map((await fatesOf(db, keys)).map((fate) => [fate.key, fate]));
    const changes = moving.map((target) => changeOf(target, fates)).filter((change) => change !== undefined);
    await changeTargets(db, noticeId, changes, now);
  }
  const after = moving.length > 0 ? await listTargets(db, noticeId) : before;
  if (!after.some(({ state }) => state === "queued")) await finishNotice(db, noticeId, after, now);
  return after;
}

/** Undefined: still on its way. */
function changeOf(target: NoticeTarget, fates: ReadonlyMap<string, Fate>): TargetChange | undefined {
  const sent = fates.get(target.key);
  const { recipient, state: from } = target;
  if (from === "queued") return sent && outwards(recipient, sent);
  const recall = fates.get(recallKey(target.key));
  if (!recall || !isOver(recall)) return undefined;
  const messageId = sent?.messageId ?? undefined;
  if (recall.state === "sent" || GONE_ALREADY.includes(recall.code ?? "")) return { recipient, from, to: "recalled", messageId };
  // It was never there: what became of it stands.
  if (sent && isOver(sent) && sent.state !== "sent") return { recipient, from, to: "failed", reason: sent.code ?? sent.state };
  return { recipient, from, to: "sent", reason: recall.code ?? recall.state, messageId };
}

/** The message was taken back or deleted by somebody else before. */
const GONE_ALREADY: readonly string[] = ["gone/230011", "gone/230110"];

function outwards(recipient: string, fate: Fate): TargetChange | undefined {
  if (!isOver(fate)) return undefined;
  if (fate.state === "sent") return { recipient, from: "queued", to: "sent", messageId: fate.messageId ?? undefined };
  return { recipient, from: "queued", to: "failed", reason: fate.code ?? fate.state };
}

function isOver({ state }: Fate): boolean {
  return state !== "queued" && state !== "sending";
}
