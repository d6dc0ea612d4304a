import { type Button, type CardElement, callbackButton, type Form, type Input, markdown, notation, plain, type Select } from "../card.ts";
import { texts } from "../texts/case-forms.ts";
import { type CaseStep, type FieldName, type FormName, fieldKey, formOf, stepsWithin } from "./case-forms.ts";
import type { TakeStep } from "./case-press.ts";
import type { DeadlineProposal } from "./deadline.ts";
import { type Hazard, pendingExtension } from "./hazard.ts";
import type { Assignee } from "./read-case-form.ts";
import type { StepName } from "./step.ts";

/** The form of a step as a card draws it, filled in with what is known. */

export type FormView = {
  steps: readonly StepName[];
  assignees: readonly Assignee[];
  proposal: DeadlineProposal | undefined;
  /** What the presser sent before, to go with it. */
  evidence?: { photoIds: readonly string[]; note: string } | undefined;
};

const LONG: readonly FieldName[] = ["note", "description", "result", "measures"];
/** Choices that a step cannot do without. */
const CHOSEN: readonly FieldName[] = ["level", "reason", "to"];
/** 五落实 in full is asked of major hazards. */
const OF_MAJOR: readonly FieldName[] = ["funds", "plan"];

const REFUSING: readonly CaseStep[] = ["fail_reinspection", "refuse_extension", "void", "send_back"];

export function stepForm(name: FormName, hazard: Hazard, view: FormView): CardElement[] {
  const isMajor = hazard.judgement?.level === "major";
  const fields = formOf(name).fields.filter((field) => isAsked(field, { name, hazard, view, isMajor }));
  const buttons = stepsWithin(name, view.steps).map((step) => submitButton(step, hazard, view));
  const photos = view.evidence?.photoIds.length ?? 0;
  const form: Form = {
    tag: "form",
    name,
    elements: [
      markdown(texts.formTitle({ form: texts.forms[name] })),
      ...hint(name, hazard, view.proposal),
      ...fields.map((field) => draw(name, field, hazard, view)),
      ...(photos > 0 ? [notation(texts.photosBeing({ count: photos }))] : []),
      ...buttons,
    ],
  };
  return [form];
}

function submitButton(step: CaseStep, { id, version }: Hazard, { evidence }: FormView): Button {
  const photoIds = evidence?.photoIds ?? [];
  const value: TakeStep = { do: "take_case_step", step, hazardId: id, version, ...(photoIds.length > 0 && { photoIds: [...photoIds] }) };
  const button = callbackButton(texts.submit[step], value, REFUSING.includes(step) ? "danger" : "primary");
  return { ...button, name: `submit_${step}`, form_action_type: "submit" };
}

type Asked = { name: FormName; hazard: Hazard; view: FormView; isMajor: boolean };

function isAsked(field: FieldName, { name, hazard, view, isMajor }: Asked): boolean {
  if (field === "personId") return view.assignees.length > 0;
  // The deadline that stands is not restarted by whoever assigns anew.
  if (name === "assign" && field === "day") return hazard.deadline === undefined;
  return isMajor || !OF_MAJOR.includes(field);
}

function hint(name: FormName, hazard: Hazard, proposal: DeadlineProposal | undefined): CardElement[] {
  if (name !== "assign" || hazard.deadline) return [];
  if (!proposal) return [notation(texts.noRule)];
  if (proposal.kind === "unknown_year") return [notation(texts.unknownYear({ rule: proposal.rule.name, year: proposal.year }))];
  const { day, rule = "", source } = proposal.deadline;
  return [notation(texts.ruled({ rule, source, day }))];
}

function draw(name: FormName, field: FieldName, hazard: Hazard, view: FormView): Input | Select {
  const key = fieldKey(name, field);
  const options = optionsOf(name, field, view);
  if (options) {
    const choices = options.map(([value, label]) => ({ text: plain(label), value }));
    const initial = initialChoice(field, hazard);
    const isKnown = choices.some(({ value }) => value === initial);
    return {
      tag: "select_static",
      name: key,
      placeholder: plain(texts.fields[field]),
      options: choices,
      ...(CHOSEN.includes(field) && name !== "accept" && { required: true }),
      ...(isKnown && { initial_option: initial }),
    };
  }
  const value = initialValue(name, field, hazard, view);
  return {
    tag: "input",
    name: key,
    label: plain(labelOf(name, field)),
    ...(value ? { default_value: value } : {}),
    input_type: LONG.includes(field) ? "multiline_text" : "text",
  };
}

function labelOf(name: FormName, field: FieldName): string {
  if (field === "note") return name in texts.notes ? texts.notes[name as keyof typeof texts.notes] : texts.fields.note;
  if (name === "reinspect" && field === "day") return texts.newDeadline;
  if (name === "list_for_supervision" && field === "until") return texts.supervisedUntil;
  return texts.fields[field];
}

type Option = readonly [value: string, label: string];

function optionsOf(name: FormName, field: FieldName, { assignees }: FormView): readonly Option[] | undefined {
  switch (field) {
    case "level":
      return [...(name === "accept" ? [["later", texts.levelLater] as const] : []), ...Object.entries(texts.levels)];
    case "personId":
      return assignees.map(({ openId, name: called }) => [openId, called] as const);
    case "reason":
      return Object.entries(texts.voids);
    case "to":
      return Object.entries(texts.bodies);
    default:
      return undefined;
  }
}

function initialChoice(field: FieldName, { assignment, judgement }: Hazard): string {
  if (field === "personId") return assignment?.personId ?? "";
  return field === "level" ? (judgement?.level ?? "") : "";
}

function initialValue(name: FormName, field: FieldName, hazard: Hazard, { proposal, evidence }: FormView): string | undefined {
  const { facts, assignment } = hazard;
  switch (field) {
    case "description":
    case "enterpriseName":
    case "place":
    case "location":
    case "district":
    case "basis":
    case "clause":
      return facts[field];
    case "department":
      return assignment?.department ?? facts.enterpriseName;
    case "measures":
    case "funds":
      return assignment?.[field];
    case "plan":
      return assignment?.emergencyPlan;
    case "person":
      return assignment?.personId ? undefined : assignment?.person;
    case "day":
      return name === "assign" && proposal?.kind === "deadline" ? proposal.deadline.day : undefined;
    case "until":
      return name === "decide_extension" ? pendingExtension(hazard)?.until : undefined;
    case "note":
      return evidence?.note;
    default:
      return undefined;
  }
}
