import { addDays, type Day, dayOf } from "../clock.ts";
import { refusalOf } from "./guard.ts";
import type { Actor, Hazard } from "./hazard.ts";
import type { Step, StepName } from "./step.ts";

/** Which steps a case has before it, whatever is then written into them: the buttons that a card may draw. */

type Probes = { readonly [Name in StepName]: (hazard: Hazard, today: Day) => readonly Extract<Step, { do: Name }>[] };

/** Stands for what a person would write. */
const FILLED = "\0";
const SAID = { note: FILLED };
/** Later than any deadline that somebody sets. */
const FAR = "9999-12-31";

/** Each step, filled in so well that only the case itself can refuse it. */
const PROBES: Probes = {
  accept: () => [{ do: "accept" }],
  send_back: () => [{ do: "send_back", ...SAID }],
  supplement: () => [{ do: "supplement", changes: { description: FILLED } }],
  amend: () => [{ do: "amend", changes: { description: FILLED } }],
  judge_level: () => (["major", "general"] as const).map((level) => ({ do: "judge_level", level, basis: FILLED })),
  assign: ({ deadline }, today) => [{ do: "assign", assignment: { person: FILLED }, deadline: deadline ? undefined : { day: today } }],
  reassign: () => [{ do: "reassign", assignment: { person: FILLED } }],
  ask_extension: () => [{ do: "ask_extension", until: FAR, ...SAID }],
  approve_extension: () => [{ do: "approve_extension", until: FAR }],
  refuse_extension: () => [{ do: "refuse_extension", ...SAID }],
  finish_rectification: (_, today) => [{ do: "finish_rectification", completedOn: today, ...SAID }],
  pass_reinspection: () => [{ do: "pass_reinspection", ...SAID }],
  fail_reinspection: (_, today) => [{ do: "fail_reinspection", deadline: { day: addDays(today, 1) }, ...SAID }],
  close: () => [{ do: "close" }],
  reopen: () => [{ do: "reopen", ...SAID }],
  transfer: (_, on) => [{ do: "transfer", body: FILLED, on, ...SAID }],
  confirm_transfer: (_, on) => [{ do: "confirm_transfer", on }],
  record_transfer_result: (_, on) => [{ do: "record_transfer_result", on, result: FILLED }],
  take_back: () => [{ do: "take_back", ...SAID }],
  void: () => [{ do: "void", reason: "false_alarm", ...SAID }],
  list_for_supervision: (_, on) => [{ do: "list_for_supervision", level: FILLED, noticeNumber: FILLED, on }],
  serve_supervision_notice: (_, on) => [{ do: "serve_supervision_notice", on }],
  file_supervision_plan: (_, on) => [{ do: "file_supervision_plan", on }],
  report_supervision_progress: (_, on) => [{ do: "report_supervision_progress", on, text: FILLED }],
  lift_supervision: (_, on) => [{ do: "lift_supervision", on, ...SAID }],
  report_major: (_, on) => (["regulator", "workers_congress"] as const).map((to) => ({ do: "report_major", to, on })),
  confirm_major_report: (_, on) => (["regulator", "workers_congress"] as const).map((to) => ({ do: "confirm_major_report", to, on })),
  add_evidence: () => [{ do: "add_evidence", ...SAID }],
  join: () => [{ do: "join" }],
  withhold_name: () => [{ do: "withhold_name" }],
};

/** In the order of a case's life. Whether this actor has the right is asked elsewhere. */
export function openSteps(hazard: Hazard, actor: Actor, now: Date): StepName[] {
  const today = dayOf(now);
  const names = Object.keys(PROBES) as StepName[];
  return names.filter((name) => PROBES[name](hazard, today).some((step) => refusalOf(hazard, { step, actor }, now) === undefined));
}
