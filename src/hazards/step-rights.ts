import type { Action, What } from "../registry/rights.ts";
import type { Hazard } from "./hazard.ts";
import type { StepName } from "./step.ts";

/** Which right a step asks for, and what the registry must know of the case. Whether somebody has it, the registry decides. */

export const RIGHT_FOR: Readonly<Record<StepName, Action>> = {
  accept: "accept_case",
  send_back: "accept_case",
  supplement: "follow_case",
  amend: "accept_case",
  judge_level: "accept_case",
  assign: "assign_case",
  reassign: "assign_case",
  ask_extension: "rectify_case",
  approve_extension: "extend_case",
  refuse_extension: "extend_case",
  finish_rectification: "rectify_case",
  pass_reinspection: "inspect_case",
  fail_reinspection: "inspect_case",
  close: "close_case",
  reopen: "reopen_case",
  transfer: "transfer_case",
  confirm_transfer: "transfer_case",
  record_transfer_result: "transfer_case",
  take_back: "transfer_case",
  void: "void_case",
  list_for_supervision: "supervise_case",
  serve_supervision_notice: "supervise_case",
  file_supervision_plan: "rectify_case",
  report_supervision_progress: "rectify_case",
  lift_supervision: "supervise_case",
  report_major: "rectify_case",
  confirm_major_report: "inspect_case",
  add_evidence: "follow_case",
  join: "report_hazard",
  withhold_name: "follow_case",
};

/** @param at  who asks (open_id), and in which chat */
export function whatOf(hazard: Hazard, at: { openId: string; chatId: string | undefined }): What {
  const { district, townId, enterpriseId } = hazard.facts;
  return {
    ...{ district, townId, enterpriseId },
    own: hazard.reporter.id === at.openId || hazard.followers.includes(at.openId),
    openedHere: hazard.chatId !== undefined && hazard.chatId === at.chatId,
  };
}
