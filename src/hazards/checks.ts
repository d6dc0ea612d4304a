import type { RefusalReason } from "./guard.ts";
import { type Actor, type Assignment, type Hazard, pendingExtension, standingSupervision } from "./hazard.ts";
import type { Step, StepName } from "./step.ts";

/** What single steps ask for, beyond their line in the table of steps. */

/** The reason holds when the condition does; the first one counts. */
type Check = readonly [isSo: boolean, reason: RefusalReason];
type StepOf<Name extends StepName> = Extract<Step, { do: Name }>;
type Checks = { readonly [Name in StepName]?: (hazard: Hazard, step: StepOf<Name>, actor: Actor) => readonly Check[] };

const CHECKS: Checks = {
  supplement: ({ facts }, { changes }) => changeChecks(facts, changes),
  amend: ({ facts }, { changes }) => changeChecks(facts, changes),
  judge_level: (hazard, { level, basis }) => [
    [isBlank(basis), "field_missing"],
    [level === "general" && isSupervised(hazard), "supervision_stands"],
  ],
  assign: ({ deadline: standing }, { assignment, deadline }) => [
    [isNobody(assignment), "field_missing"],
    [!standing && !deadline, "deadline_missing"],
    [standing !== undefined && deadline !== undefined && deadline.day !== standing.day, "deadline_stands"],
  ],
  reassign: (_, { assignment }) => [[isNobody(assignment), "field_missing"]],
  ask_extension: (hazard, { until }) => [
    [pendingExtension(hazard) !== undefined, "extension_pending"],
    [!isLater(hazard, until), "not_later"],
  ],
  approve_extension: (hazard, { until }) => [
    [!pendingExtension(hazard), "no_extension"],
    [!isLater(hazard, until), "not_later"],
  ],
  refuse_extension: (hazard) => [[!pendingExtension(hazard), "no_extension"]],
  pass_reinspection: ({ rectification }) => [[rectification?.verdict === "pass", "done_before"]],
  // What was put right on the spot had none so far.
  fail_reinspection: ({ deadline: standing }, { deadline }) => [[!standing && !deadline, "deadline_missing"]],
  close: (hazard) => [
    [hazard.rectification?.verdict !== "pass", "not_passed"],
    [isSupervised(hazard), "supervision_stands"],
  ],
  transfer: (hazard, { body }) => [
    [isBlank(body), "field_missing"],
    [isSupervised(hazard), "supervision_stands"],
  ],
  confirm_transfer: ({ transfer }) => [[transfer?.receipt !== undefined, "done_before"]],
  record_transfer_result: (_, { result }) => [[isBlank(result), "field_missing"]],
  void: (hazard, { reason, of }) => [
    [isSupervised(hazard), "supervision_stands"],
    [reason === "duplicate" && isBlank(of), "field_missing"],
    [of === hazard.id, "of_itself"],
  ],
  join: ({ reporter, followers }, _, { id }) => [[id === reporter.id || followers.includes(id), "done_before"]],
  withhold_name: ({ reporter, followers, anonymous }, _, { id }) => [
    [id !== reporter.id && !followers.includes(id), "person_needed"],
    [id === reporter.id && anonymous, "done_before"],
  ],
  list_for_supervision: (hazard, { level, noticeNumber }) => [
    [isSupervised(hazard), "supervision_stands"],
    [isBlank(level) || isBlank(noticeNumber), "field_missing"],
  ],
  serve_supervision_notice: (hazard) => [
    [!isSupervised(hazard), "no_supervision"],
    [standingSupervision(hazard)?.served !== undefined, "done_before"],
  ],
  file_supervision_plan: (hazard) => [
    [!isSupervised(hazard), "no_supervision"],
    [standingSupervision(hazard)?.planFiled !== undefined, "done_before"],
  ],
  report_supervision_progress: (hazard, { text }) => [
    [!isSupervised(hazard), "no_supervision"],
    [isBlank(text), "field_missing"],
  ],
  lift_supervision: (hazard) => [[!isSupervised(hazard), "no_supervision"]],
  report_major: ({ majorReports }, step) => [[majorReports.some(({ to }) => to === step.to), "done_before"]],
  confirm_major_report: ({ majorReports }, step) => [
    [!majorReports.some(({ to }) => to === step.to), "not_reported"],
    [majorReports.some(({ to, receipt }) => to === step.to && receipt), "done_before"],
  ],
};

export function checksOf(hazard: Hazard, step: Step, actor: Actor): readonly Check[] {
  // The table's keys pair each name with its own step, which the compiler cannot follow through a look-up.
  const checks = CHECKS[step.do] as ((hazard: Hazard, step: Step, actor: Actor) => readonly Check[]) | undefined;
  return checks?.(hazard, step, actor) ?? [];
}

function changeChecks(facts: object, changes: object): readonly Check[] {
  const before: Record<string, unknown> = { ...facts };
  const changed = Object.entries(changes).filter(([field, value]) => value !== undefined && (before[field] ?? null) !== value);
  const isEmptied = changed.some(([field, value]) => (field === "description" || field === "source") && isBlank(value));
  return [
    [isEmptied, "field_missing"],
    [changed.length === 0, "nothing_changes"],
  ];
}

function isSupervised(hazard: Hazard): boolean {
  return standingSupervision(hazard) !== undefined;
}

function isNobody({ department, person }: Assignment): boolean {
  return isBlank(department) && isBlank(person);
}

function isBlank(text: string | null | undefined): boolean {
  return !text?.trim();
}

function isLater({ deadline }: Hazard, until: string): boolean {
  return deadline === undefined || until > deadline.day;
}
