import type { Day } from "../clock.ts";
import type { Actor, Assignment, Deadline, HazardFacts, HazardState, Level } from "./hazard.ts";

/** What can be done to a case, and from where to where it leads. Who may do it, `registry/rights` decides by the step's name. */

/** Every step may say why, and show it. */
type Evidence = { note?: string | undefined; photoIds?: readonly string[] | undefined };

/** New values; null clears what had been entered. */
export type FactChanges = { [Field in keyof HazardFacts]?: HazardFacts[Field] | null };

export type Step = Evidence &
  (
    | { do: "accept" }
    | { do: "send_back" }
    | { do: "supplement"; changes: FactChanges }
    | { do: "amend"; changes: FactChanges }
    | { do: "judge_level"; level: Level; basis: string; clause?: string | undefined }
    /** `deadline` is left out only where one stands already. */
    | { do: "assign"; assignment: Assignment; deadline?: Deadline | undefined }
    | { do: "reassign"; assignment: Assignment }
    | { do: "ask_extension"; until: Day }
    | { do: "approve_extension"; until: Day }
    | { do: "refuse_extension" }
    | { do: "finish_rectification"; completedOn: Day; measures?: string | undefined }
    | { do: "pass_reinspection" }
    /** `deadline`: the office orders a new time limit. */
    | { do: "fail_reinspection"; deadline?: Deadline | undefined }
    | { do: "close" }
    | { do: "reopen" }
    | { do: "transfer"; body: string; on: Day; documentNumber?: string | undefined }
    | { do: "confirm_transfer"; on: Day }
    | { do: "record_transfer_result"; on: Day; result: string }
    | { do: "take_back" }
    | { do: "void"; reason: "false_alarm" | "duplicate"; of?: string | undefined }
    | { do: "list_for_supervision"; level: string; noticeNumber: string; on: Day; until?: Day | undefined }
    | { do: "serve_supervision_notice"; on: Day; receivedBy?: string | undefined }
    | { do: "file_supervision_plan"; on: Day }
    | { do: "report_supervision_progress"; on: Day; text: string }
    | { do: "lift_supervision"; on: Day }
    | { do: "report_major"; to: "regulator" | "workers_congress"; on: Day; document?: string | undefined }
    | { do: "confirm_major_report"; to: "regulator" | "workers_congress"; on: Day }
    | { do: "add_evidence" }
    | { do: "join" }
    /** Whoever reported, or joined, wants to be kept out of it from now on. */
    | { do: "withhold_name" }
  );

export type StepName = Step["do"];

/** How a case begins. */
export type Recording = Evidence & {
  do: "record";
  facts: HazardFacts;
  anonymous: boolean;
  chatId?: string | undefined;
  repeatOf?: string | undefined;
  /** Who sees to it by the list that brought the case: no order yet, that is the step `assign`. */
  assignment?: Assignment | undefined;
};

/** One line of a case's history. The history is the case: see `fold`. */
export type HazardEvent = {
  hazardId: string;
  /** 1, 2, 3 … without gaps. */
  version: number;
  at: Date;
  actor: Actor;
  /** Undefined of the first. */
  from: HazardState | undefined;
  to: HazardState;
  step: Step | Recording;
};

type Rule = {
  from: readonly HazardState[];
  /** Undefined: stays where it is. */
  to?: HazardState;
  /** It must say why. */
  note?: true;
  /** It must be shown or described. */
  evidence?: true;
  /** A person answers for it, never the program. */
  person?: true;
  /** Of major hazards only. */
  major?: true;
};

const ON_THE_TABLE = ["registered", "accepted", "rectifying", "awaiting_reinspection"] as const;
const OPEN = [...ON_THE_TABLE, "returned"] as const;
/** A name is withheld whenever it is asked for. */
const ANY = [...OPEN, "transferred", "closed", "void"] as const;
const IN_HAND = ["accepted", "rectifying", "awaiting_reinspection"] as const;

/** THE table of the ways that a case can go. */
export const RULES: Readonly<Record<StepName, Rule>> = {
  accept: { from: ["registered"], to: "accepted" },
  send_back: { from: ["registered", "accepted"], to: "returned", note: true },
  supplement: { from: ["returned"], to: "registered" },
  amend: { from: OPEN },
  judge_level: { from: ON_THE_TABLE, person: true },
  assign: { from: ["accepted"], to: "rectifying", person: true },
  reassign: { from: ["rectifying"], person: true },
  ask_extension: { from: ["rectifying"], note: true },
  approve_extension: { from: ["rectifying"], person: true },
  refuse_extension: { from: ["rectifying"], note: true, person: true },
  // 立行立改: what is put right on the spot needs no assignment first.
  finish_rectification: { from: ["accepted", "rectifying"], to: "awaiting_reinspection", evidence: true },
  pass_reinspection: { from: ["awaiting_reinspection"], evidence: true, person: true },
  fail_reinspection: { from: ["awaiting_reinspection"], to: "rectifying", evidence: true, person: true },
  close: { from: ["awaiting_reinspection"], to: "closed", person: true },
  reopen: { from: ["closed"], to: "accepted", note: true },
  transfer: { from: OPEN, to: "transferred", note: true, person: true },
  confirm_transfer: { from: ["transferred"] },
  record_transfer_result: { from: ["transferred"] },
  // The other body does not take it.
  take_back: { from: ["transferred"], to: "accepted", note: true },
  void: { from: OPEN, to: "void", note: true, person: true },
  list_for_supervision: { from: IN_HAND, person: true, major: true },
  serve_supervision_notice: { from: IN_HAND, major: true },
  file_supervision_plan: { from: IN_HAND, major: true },
  report_supervision_progress: { from: IN_HAND, major: true },
  lift_supervision: { from: IN_HAND, note: true, person: true },
  report_major: { from: IN_HAND, major: true },
  confirm_major_report: { from: IN_HAND, major: true },
  add_evidence: { from: [...OPEN, "transferred"], evidence: true },
  join: { from: [...OPEN, "transferred"] },
  withhold_name: { from: ANY },
};
