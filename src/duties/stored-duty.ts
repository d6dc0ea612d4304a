/** A duty as it is kept: what its source says, what a person has confirmed, and how it stands. */
import type { Day } from "../clock.ts";
import type { Duty } from "./duty.ts";
import type { LeadTimes, SendTime } from "./reminders.ts";
import type { Returning } from "./schedule-returns.ts";

/** - `draft`: waits for a person   - `active`: is reminded of   - `paused`: is not, for a while   - `ended`: not any more */
type DutyState = "draft" | "active" | "paused" | "ended";

/**
 * - `declined`, `ended`: a person said so, before or after it was confirmed
 * - `withdrawn`: its sentence or its document is gone   - `superseded`: another document took the place of its own
 * - `over`: its plan or its last day lies behind   - `lapsed`: nobody confirmed what somebody had set
 */
export type EndReason = "declined" | "ended" | "withdrawn" | "superseded" | "over" | "lapsed";

/** On which days it falls due. */
export type DutySchedule =
  /** `start`: where periods are counted from. */
  ({ kind: "returning"; start: Day } & Returning) | { kind: "dated"; days: readonly Day[] };

/** Who is told: groups by their chat_id, people by their open_id, each in private. */
export type DutyAudience = { chatIds: readonly string[]; people: readonly string[] };

/** What is confirmed by a person, all of it. */
export type DutySettings = {
  schedule: DutySchedule;
  leads: LeadTimes;
  at: SendTime;
  /** What is to be said on a day off is said on the working day before, of what is overdue on the one after. */
  daysOff: "earlier" | "keep";
  audience: DutyAudience;
  wantsEvidence: boolean;
};

/** What waits to be confirmed: without a schedule a person has to set one. */
export type DutyProposal = Omit<DutySettings, "schedule"> & { schedule: DutySchedule | undefined };

/** What its source says of it. Of what a person set, `sources` is empty. */
export type DutyContent = Omit<Duty, "documentId" | "isSuperseded" | "sources"> & {
  sources: readonly { clause: string; quote: string }[];
  /** The sentence that was read, where a model put somebody's words in our grammar's: whoever confirms sees it. */
  understoodAs?: string | undefined;
};

export type StoredDuty = {
  /** A bigint as text. */
  id: string;
  version: number;
  /** "plan/luojiang-2024/…" or "person/<event>": the same one brings a duty once. */
  origin: string;
  state: DutyState;
  /** Of a duty that stands in a plan. */
  document: { id: string; title: string } | undefined;
  district: string | undefined;
  content: DutyContent;
  /** What the plan said before its clause changed; undefined once a person has looked at it. */
  changedFrom: DutyContent | undefined;
  proposal: DutyProposal | undefined;
  settings: DutySettings | undefined;
  /** Days that are left out. */
  skipped: readonly Day[];
  /** `until`: its last day; undefined: until somebody resumes it. */
  pause: { from: Day; until: Day | undefined } | undefined;
  /** Up to here every reminder is sent or settled. */
  remindedUntil: Date | undefined;
  endedBecause: EndReason | undefined;
  confirmed: { by: string; at: Date } | undefined;
  /** open_id, or "system" of what a plan says. */
  createdBy: string;
  createdAt: Date;
  changedAt: Date;
};

/** One time that a duty falls due. The id is the same each time it is worked out: evidence and reminders are known by it. */
export type DutyOccurrence = { dutyId: string; due: Day };

/** "12/2026-12-31" */
export function occurrenceId({ dutyId, due }: DutyOccurrence): string {
  return `${dutyId}/${due}`;
}

/** The occurrence of which a reminder speaks ("12/2026-12-31/before-15"), or of an id; undefined: of none. */
export function occurrenceIn(ref: string): DutyOccurrence | undefined {
  const [, dutyId, due] = REFERENCE.exec(ref) ?? [];
  return dutyId !== undefined && due !== undefined ? { dutyId, due } : undefined;
}

const REFERENCE = /^([1-9]\d*)\/(\d{4}-\d{2}-\d{2})(?:\/|$)/;
