import type { StepName } from "./step.ts";

/** THE table of the forms by which a case is moved: what each asks for, and which steps it may end in. */

/** Steps that a card offers. To join a case, one reports; a name is withheld in words. */
export type CaseStep = Exclude<StepName, "join" | "withhold_name">;

export const CASE_STEPS = [
  "accept",
  "send_back",
  "supplement",
  "amend",
  "judge_level",
  "assign",
  "reassign",
  "ask_extension",
  "approve_extension",
  "refuse_extension",
  "finish_rectification",
  "pass_reinspection",
  "fail_reinspection",
  "close",
  "reopen",
  "transfer",
  "confirm_transfer",
  "record_transfer_result",
  "take_back",
  "void",
  "list_for_supervision",
  "serve_supervision_notice",
  "file_supervision_plan",
  "report_supervision_progress",
  "lift_supervision",
  "report_major",
  "confirm_major_report",
  "add_evidence",
] as const satisfies readonly CaseStep[];

const FORMS = {
  accept: { fields: ["level", "basis", "clause"], steps: ["accept"] },
  send_back: { fields: ["note"], steps: ["send_back"] },
  supplement: { fields: ["description", "enterpriseName", "place", "location", "note"], steps: ["supplement"] },
  amend: { fields: ["description", "enterpriseName", "place", "location", "district", "note"], steps: ["amend"] },
  judge_level: { fields: ["level", "basis", "clause"], steps: ["judge_level"] },
  assign: { fields: ["personId", "department", "person", "day", "measures", "funds", "plan"], steps: ["assign"] },
  reassign: { fields: ["personId", "department", "person", "measures", "funds", "plan"], steps: ["reassign"] },
  ask_extension: { fields: ["until", "note"], steps: ["ask_extension"] },
  decide_extension: { fields: ["until", "note"], steps: ["approve_extension", "refuse_extension"] },
  finish_rectification: { fields: ["note", "measures", "completedOn"], steps: ["finish_rectification"] },
  reinspect: { fields: ["note", "day"], steps: ["pass_reinspection", "fail_reinspection"] },
  reopen: { fields: ["note"], steps: ["reopen"] },
  transfer: { fields: ["body", "note", "documentNumber", "on"], steps: ["transfer"] },
  confirm_transfer: { fields: ["on", "note"], steps: ["confirm_transfer"] },
  record_transfer_result: { fields: ["result", "on"], steps: ["record_transfer_result"] },
  take_back: { fields: ["note"], steps: ["take_back"] },
  void: { fields: ["reason", "of", "note"], steps: ["void"] },
  list_for_supervision: { fields: ["supervisionLevel", "noticeNumber", "on", "until"], steps: ["list_for_supervision"] },
  serve_supervision_notice: { fields: ["on", "receivedBy"], steps: ["serve_supervision_notice"] },
  file_supervision_plan: { fields: ["on", "note"], steps: ["file_supervision_plan"] },
  report_supervision_progress: { fields: ["result", "on"], steps: ["report_supervision_progress"] },
  lift_supervision: { fields: ["on", "note"], steps: ["lift_supervision"] },
  report_major: { fields: ["to", "on", "document"], steps: ["report_major"] },
  confirm_major_report: { fields: ["to", "on"], steps: ["confirm_major_report"] },
  add_evidence: { fields: ["note"], steps: ["add_evidence"] },
} as const satisfies Readonly<Record<string, { fields: readonly string[]; steps: readonly CaseStep[] }>>;

export type FormName = keyof typeof FORMS;
export type FieldName = (typeof FORMS)[FormName]["fields"][number];
type FormShape = { fields: readonly FieldName[]; steps: readonly CaseStep[] };

export const FORM_NAMES = Object.keys(FORMS) as [FormName, ...FormName[]];

/** What stands open on a card that nobody has pressed yet: the first that the case has before it. */
const MAIN: readonly FormName[] = [
  "accept",
  "supplement",
  "decide_extension",
  "assign",
  "reinspect",
  "confirm_transfer",
  "record_transfer_result",
  "finish_rectification",
];

/** What whoever rectifies or inspects adds pictures to. */
const WITH_EVIDENCE: readonly FormName[] = ["reinspect", "finish_rectification", "supplement", "add_evidence"];

export function formOf(name: FormName): FormShape {
  return FORMS[name];
}

/** The forms that end in one of these steps. */
export function formsFor(steps: readonly StepName[]): FormName[] {
  return FORM_NAMES.filter((name) => stepsWithin(name, steps).length > 0);
}

/** Those of `steps` in which the form may end. */
export function stepsWithin(name: FormName, steps: readonly StepName[]): CaseStep[] {
  return formOf(name).steps.filter((step) => steps.includes(step));
}

/** Undefined where a single button leads on, or nothing does. */
export function mainForm(steps: readonly StepName[]): FormName | undefined {
  if (steps.includes("close")) return undefined;
  const open = formsFor(steps);
  return MAIN.find((name) => open.includes(name));
}

/** The form to which pictures that somebody sent belong. */
export function evidenceForm(steps: readonly StepName[]): FormName | undefined {
  const open = formsFor(steps);
  return WITH_EVIDENCE.find((name) => open.includes(name));
}

/** Fields of a form, apart from those of others on the same card. */
export function fieldKey(form: FormName, field: FieldName): string {
  return `${form}__${field}`;
}
