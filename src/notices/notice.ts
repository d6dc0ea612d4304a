import type { ChatKind } from "../registry/chat.ts";

/** 风险提示 · 任务提醒 · 工作通知. */
export const NOTICE_KINDS = ["risk", "duty", "information"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * - `approved`: on its way, or waiting for its time
 * - `sent`: nothing of it is on its way any more, whatever became of it in each group
 * - `withdrawn`: before anything was sent; `recalled`: after
 */
export type NoticeState = "draft" | "submitted" | "approved" | "sent" | "rejected" | "withdrawn" | "recalled";

/** A place in a document, word for word. */
export type NoticeSource = { document: string; clause: string; quote: string };

/** A file that somebody sent, of notice_files: it is sent on as it was. */
export type NoticeAttachment = { fileId: string; name: string };

/** Groups in all of `districts`, `industries` and `tags` that are named (one of each is enough), and besides these the groups and people by name. */
export type Audience = {
  chatIds: readonly string[];
  tags: readonly string[];
  districts: readonly string[];
  /** Ids of knowledge/lexicon/industries.yaml. */
  industries: readonly string[];
  /** open_ids: each in private. */
  people: readonly string[];
};

/** Whether 「收到」 is wanted. Moments are ISO 8601. */
export type AcknowledgementWish = {
  wanted: boolean;
  /** What is to be answered beside it; undefined: a press is enough. */
  question?: string | undefined;
  dueAt?: string | undefined;
  /** Evidence is wanted as well, for this occurrence of a duty. */
  delivery?: { dutyId: string; due: string } | undefined;
  /** Whether 加急 may be the last step for those who are missing. */
  urge: boolean;
};

/** Where a notice comes from. `ref`: the event, occurrence, cluster or answer; of a duty no second notice has the same. */
export type NoticeOrigin = { kind: "person" | "duty" | "hazard_cluster" | "answer"; ref: string };

/** What is written before anybody decides. */
export type NoticeDraft = {
  kind: NoticeKind;
  /** Whose matter it is; undefined: of no one district. */
  district: string | undefined;
  /** For inner groups alone. */
  innerOnly: boolean;
  title: string;
  /** Plain text. */
  paragraphs: readonly string[];
  sources: readonly NoticeSource[];
  attachments: readonly NoticeAttachment[];
  audience: Audience;
  acknowledgement: AcknowledgementWish;
  /** Goes out in quiet hours, too. A person says so. */
  urgent: boolean;
  /** Undefined: as soon as it is approved. */
  sendAt: Date | undefined;
};

export type Notice = NoticeDraft & {
  id: string;
  /** TZ-YYYYMMDD-NNN */
  number: string;
  version: number;
  state: NoticeState;
  origin: NoticeOrigin;
  /** open_id; of a duty whoever confirmed it. */
  composedBy: string;
  composedIn: string | undefined;
  /** open_id of another person; undefined of what a duty says. */
  approvedBy: string | undefined;
  approvedAt: Date | undefined;
  /** Why it was rejected. */
  reason: string | undefined;
  /** When it was sent through, withdrawn or recalled. */
  endedAt: Date | undefined;
  createdAt: Date;
  updatedAt: Date;
};

/** Where it goes, as a reader sees it. */
export type TargetKind = Exclude<ChatKind, "private"> | "person";

export type TargetState = "queued" | "sent" | "skipped" | "failed" | "recalling" | "recalled";

/** What became of a notice in one group, or with one person. */
export type NoticeTarget = {
  noticeId: string;
  /** chat_id or open_id. */
  recipient: string;
  kind: TargetKind;
  name: string;
  state: TargetState;
  /** A code, told in words by texts/notices.ts: why it was skipped, failed, or (`sent`) could not be taken back. */
  reason: string | undefined;
  /** Of the outbox. */
  key: string;
  attempt: number;
  notBefore: Date;
  messageId: string | undefined;
  settledAt: Date | undefined;
  readers: readonly { openId: string; readAt: string }[];
  /** When the platform was last asked who had read it. */
  readAt: Date | undefined;
  readReason: string | undefined;
};

export const NOBODY: Audience = { chatIds: [], tags: [], districts: [], industries: [], people: [] };
