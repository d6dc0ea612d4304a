import { assertNever } from "../errors.ts";
import type { Notice, NoticeDraft, NoticeState } from "./notice.ts";

/**
 * Decides what may become of a notice: draft → submitted → approved → sent, and the ways out of it. Rights are asked for before
 * (registry/rights.ts); here stands what holds for everybody, above all that nobody approves what they wrote.
 */

export type NoticeAct =
  | { do: "edit"; draft: NoticeDraft }
  | { do: "submit" }
  | { do: "approve" }
  | { do: "reject"; reason: string }
  /** Before anything was sent. */
  | { do: "withdraw" }
  /** Nothing of it is on its way any more. */
  | { do: "finish" }
  /** What was sent is taken back, what was not stays away. */
  | { do: "recall" };

export type NoticeRefusal =
  /** Its state does not allow it. */
  { because: "state"; state: NoticeState } | { because: "own_notice" | "only_composer" | "begun" | "not_begun" | "past" };

export type NoticeMove = { kind: "moved"; notice: Notice } | { kind: "refused"; reason: NoticeRefusal };

/** `begun`: something of it has been sent, or is being sent. `by`: open_id. */
type Circumstances = { by: string; now: Date; begun: boolean };

const FROM: Readonly<Record<NoticeAct["do"], readonly NoticeState[]>> = {
  edit: ["draft", "rejected"],
  submit: ["draft"],
  approve: ["submitted"],
  reject: ["submitted"],
  withdraw: ["draft", "submitted", "rejected", "approved"],
  finish: ["approved"],
  recall: ["approved", "sent"],
};

/** Whether its text may still be changed. */
export function isWritable({ state }: Pick<Notice, "state">): boolean {
  return FROM.edit.includes(state);
}

/** Pure: whoever stores the result does so under the version before. */
export function move(notice: Notice, act: NoticeAct, { by, now, begun }: Circumstances): NoticeMove {
  const refused = refusalOf(notice, act, { by, now, begun });
  if (refused) return { kind: "refused", reason: refused };
  return { kind: "moved", notice: { ...notice, ...changeOf(act, { by, now }), version: notice.version + 1, updatedAt: now } };
}

function refusalOf(notice: Notice, act: NoticeAct, { by, now, begun }: Circumstances): NoticeRefusal | undefined {
  if (!FROM[act.do].includes(notice.state)) return { because: "state", state: notice.state };
  switch (act.do) {
    case "edit":
    case "submit":
      return by === notice.composedBy ? undefined : { because: "only_composer" };
    case "approve":
      if (by === notice.composedBy) return { because: "own_notice" };
      return notice.sendAt && notice.sendAt < now ? { because: "past" } : undefined;
    case "reject":
      return by === notice.composedBy ? { because: "own_notice" } : undefined;
    case "withdraw":
      return begun ? { because: "begun" } : undefined;
    case "recall":
      return begun ? undefined : { because: "not_begun" };
    case "finish":
      return undefined;
    default:
      return assertNever(act);
  }
}

function changeOf(act: NoticeAct, { by, now }: { by: string; now: Date }): Partial<Notice> {
  switch (act.do) {
    case "edit":
      return { ...act.draft, state: "draft", reason: undefined };
    case "submit":
      return { state: "submitted" };
    case "approve":
      return { state: "approved", approvedBy: by, approvedAt: now };
    case "reject":
      return { state: "rejected", reason: act.reason };
    case "withdraw":
      return { state: "withdrawn", endedAt: now };
    case "finish":
      return { state: "sent", endedAt: now };
    case "recall":
      return { state: "recalled", endedAt: now };
    default:
      return assertNever(act);
  }
}
