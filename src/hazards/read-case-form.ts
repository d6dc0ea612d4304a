import { dayOf } from "../clock.ts";
import { assertNever } from "../errors.ts";
import type { Enterprise } from "../registry/enterprise.ts";
import { saidDay } from "../registry/said-day.ts";
import type { CaseStep } from "./case-forms.ts";
import { FORM_NAMES, fieldKey, formOf } from "./case-forms.ts";
import { CaseForm } from "./case-press.ts";
import type { DeadlineProposal } from "./deadline.ts";
import { anotherEnterprise } from "./enterprise-facts.ts";
import { type Assignment, type Deadline, type Hazard, pendingExtension } from "./hazard.ts";
import type { FactChanges, Step } from "./step.ts";

/** What a form of a case says, as the steps that it means. Whether they may be taken, `transition` decides. */

export type Given = {
  hazard: Hazard;
  now: Date;
  /** Of the presser's own pictures. */
  photoIds: readonly string[];
  /** People who can be put in charge: whoever is chosen must be one of them. */
  assignees: readonly Assignee[];
  proposal: DeadlineProposal | undefined;
  /** Whom the registry knows by the enterprise's name in the form. */
  enterprise: Enterprise | undefined;
};

export type Assignee = { openId: string; name: string };

/** Undefined: it is longer than a form takes, or not of ours. */
export function readForm(step: CaseStep, submitted: Readonly<Record<string, unknown>>): CaseForm | undefined {
  const form = FORM_NAMES.find((name) => formOf(name).steps.includes(step));
  if (!form) return {};
  const values = formOf(form).fields.map((field) => [field, submitted[fieldKey(form, field)] ?? undefined]);
  return CaseForm.safeParse(Object.fromEntries(values)).data;
}

/** To accept and to judge in one go are two steps; everything else is one. */
export function stepsOf(step: CaseStep, form: CaseForm, given: Given): Step[] {
  const evidence = { note: form.note || undefined, ...(given.photoIds.length > 0 && { photoIds: given.photoIds }) };
  const judged = step === "accept" && form.level && form.level !== "later" ? [judgement(form)] : [];
  return [{ ...stepOf(step, form, given), ...evidence }, ...judged];
}

function stepOf(step: CaseStep, submitted: CaseForm, given: Given): Step {
  const { hazard } = given;
  const form = filled(submitted);
  const { on, until, completedOn } = daysIn(form, given);
  switch (step) {
    case "accept":
    case "send_back":
    case "refuse_extension":
    case "pass_reinspection":
    case "close":
    case "reopen":
    case "take_back":
    case "add_evidence":
      return { do: step };
    case "supplement":
    case "amend":
      return { do: step, changes: changesIn(submitted, given) };
    case "judge_level":
      return judgement(form);
    case "assign":
      return { do: step, assignment: assignmentIn(form, given), deadline: hazard.deadline ? undefined : deadlineIn(form, given) };
    case "reassign":
      return { do: step, assignment: assignmentIn(form, given) };
    case "ask_extension":
      return { do: step, until: text(until) };
    case "approve_extension":
      return { do: step, until: text(until ?? pendingExtension(hazard)?.until) };
    case "finish_rectification":
      return { do: step, completedOn, measures: form.measures };
    case "fail_reinspection":
      return { do: step, deadline: deadlineIn(form, { ...given, proposal: undefined }) };
    case "transfer":
      return { do: step, body: text(form.body), on, documentNumber: form.documentNumber };
    case "confirm_transfer":
      return { do: step, on };
    case "record_transfer_result":
      return { do: step, on, result: text(form.result) };
    case "void":
      return { do: step, reason: form.reason ?? "false_alarm", of: form.of };
    case "list_for_supervision":
      return { do: step, level: text(form.supervisionLevel), noticeNumber: text(form.noticeNumber), on, until };
    case "serve_supervision_notice":
      return { do: step, on, receivedBy: form.receivedBy };
    case "file_supervision_plan":
    case "lift_supervision":
      return { do: step, on };
    case "report_supervision_progress":
      return { do: step, on, text: text(form.result) };
    case "report_major":
      return { do: step, to: form.to ?? "regulator", on, document: form.document };
    case "confirm_major_report":
      return { do: step, to: form.to ?? "regulator", on };
    default:
      return assertNever(step);
  }
}

/** What was left empty was not said. */
function filled(form: CaseForm): CaseForm {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ""));
}

/** What must be said: the guard refuses it where it is empty. */
function text(value: string | undefined): string {
  return value ?? "";
}

function daysIn({ on, until, completedOn }: CaseForm, { now }: Given) {
  const behind = (said: string | undefined) => saidDay(said, now, { ahead: false }) ?? dayOf(now);
  return { on: behind(on), until: saidDay(until, now, { ahead: true }), completedOn: behind(completedOn) };
}

/** Without a level there is no judgement, and the guard misses its basis. */
function judgement({ level, basis, clause }: CaseForm): Extract<Step, { do: "judge_level" }> {
  const chosen = level === "general" || level === "major" ? level : undefined;
  return { do: "judge_level", level: chosen ?? "general", basis: chosen ? text(basis) : "", clause: clause || undefined };
}

/** Of what the form shows, what was changed; what was emptied is cleared. */
function changesIn(form: CaseForm, { hazard: { facts }, enterprise }: Given): FactChanges {
  const fields = ["description", "enterpriseName", "place", "location", "district"] as const;
  const changed = fields.filter((field) => form[field] !== undefined && form[field] !== (facts[field] ?? ""));
  return {
    ...(changed.includes("enterpriseName") && anotherEnterprise(form.enterpriseName || undefined, enterprise)),
    ...Object.fromEntries(changed.filter((field) => field !== "enterpriseName").map((field) => [field, form[field] || null])),
  };
}

function assignmentIn(form: CaseForm, { assignees }: Given): Assignment {
  const chosen = assignees.find(({ openId }) => openId === form.personId);
  return {
    department: form.department || undefined,
    person: chosen?.name ?? (form.person || undefined),
    personId: chosen?.openId,
    measures: form.measures || undefined,
    funds: form.funds || undefined,
    emergencyPlan: form.plan || undefined,
  };
}

/** The day that the office's rule gives keeps the rule's name; any other is a person's. */
function deadlineIn(form: CaseForm, { now, proposal }: Given): Deadline | undefined {
  const day = saidDay(form.day, now, { ahead: true });
  const ruled = proposal?.kind === "deadline" ? proposal.deadline : undefined;
  if (day === undefined) return ruled;
  return day === ruled?.day ? ruled : { day };
}
