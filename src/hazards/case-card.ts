import { type Button, buttonRow, type Card, type CardElement, callbackButton, card, divider, markdown, notation } from "../card.ts";
import { texts } from "../texts/case.ts";
import { texts as formTexts } from "../texts/case-forms.ts";
import { texts as paperTexts } from "../texts/papers-chat.ts";
import { texts as reportTexts } from "../texts/report.ts";
import { type FormView, stepForm } from "./case-form.ts";
import { type FormName, formsFor, mainForm } from "./case-forms.ts";
import { standingLines } from "./case-lines.ts";
import type { AskClauses, OpenForm, TakeStep } from "./case-press.ts";
import { type Hazard, isOverdue } from "./hazard.ts";
import { hazardLines, list, pictures, STATE_COLORS } from "./hazard-lines.ts";
import { type Hiding, historyLine, unnamedIn } from "./history-lines.ts";
import type { OpenPapers } from "./paper-press.ts";
import type { HazardEvent } from "./step.ts";

/** THE card of a case: what it is, how it stands, its whole history, and the steps that may be taken from it. */

export type CaseView = FormView &
  Hiding & {
    history: readonly HazardEvent[];
    /** Photo → how the platform names its thumbnail. */
    images: ReadonlyMap<string, string>;
    now: Date;
    /** The form to draw; undefined: the one that comes next in a case's life. */
    form?: FormName | undefined;
    /** Cases recorded from the same report. */
    together?: readonly string[] | undefined;
    /** Whoever reads it may be of the office: papers are offered, and asked of the rights. */
    offersPapers?: boolean | undefined;
  };

/** Lines of the history on a card: what is before them is counted. */
const HISTORY_MAX = 20;
/** A long history is folded away. */
const UNFOLDED_MAX = 8;
const DANGEROUS: readonly FormName[] = ["void"];

export function caseCard(known: Hazard, view: CaseView): Card {
  const hazard = view.hidesReporter ? { ...known, anonymous: true } : known;
  const { id, facts, state } = hazard;
  const form = view.form && formsFor(view.steps).includes(view.form) ? view.form : mainForm(view.steps);
  const words = { id, state: reportTexts.states[state] };
  const isUrgent = facts.emergency !== undefined && state === "registered";
  return card(
    { text: texts.title(words), color: isUrgent || isOverdue(hazard, view.now) ? "red" : STATE_COLORS[state] },
    [
      ...list([...hazardLines(hazard), ...standingLines(hazard, view.now)]),
      ...photoElements(hazard, view),
      ...noteElements(hazard, view.together ?? []),
      historyPanel(hazard, view),
      ...(form ? [divider(), ...stepForm(form, hazard, view)] : []),
      divider(),
      buttonRow(buttonsOf(hazard, view, form)),
      ...(view.steps.includes("add_evidence") ? [notation(texts.photoHint)] : []),
    ],
    texts.summary({ ...words, enterprise: facts.enterpriseName, description: facts.description }),
  );
}

function photoElements({ photoIds }: Hazard, { history, images }: CaseView): CardElement[] {
  const shown = (ids: readonly string[]) => pictures(ids.flatMap((id) => images.get(id) ?? []));
  const group = (label: string, ids: readonly string[]) => {
    const elements = shown(ids);
    return elements.length > 0 ? [notation(label), ...elements] : [];
  };
  return [
    ...shown(photoIds),
    ...group(texts.photoGroups.rectified, photosOfSteps(history, ["finish_rectification"])),
    ...group(texts.photoGroups.inspected, photosOfSteps(history, ["pass_reinspection", "fail_reinspection"])),
  ];
}

/** The latest first: a card shows but a few. */
function photosOfSteps(history: readonly HazardEvent[], steps: readonly HazardEvent["step"]["do"][]): string[] {
  return history.flatMap(({ step }) => (steps.includes(step.do) ? (step.photoIds ?? []) : [])).reverse();
}

function noteElements({ facts, repeatOf, id }: Hazard, together: readonly string[]): CardElement[] {
  const others = together.filter((other) => other !== id);
  const notes = [
    ...(facts.district === undefined ? [reportTexts.duty.noDistrict] : []),
    ...(repeatOf === undefined ? [] : [reportTexts.duty.repeated({ id: repeatOf })]),
    ...(others.length === 0 ? [] : [reportTexts.duty.several({ ids: others })]),
  ];
  return notes.length > 0 ? [markdown(notes.map((note) => `- ${note}`).join("\n"))] : [];
}

function historyPanel(hazard: Hazard, view: CaseView): CardElement {
  const { history } = view;
  const unnamed = unnamedIn(hazard, history, view);
  const shown = history.slice(-HISTORY_MAX);
  const earlier = history.length - shown.length;
  const lines = [...(earlier > 0 ? [texts.earlier({ count: earlier })] : []), ...shown.map((event) => historyLine(hazard, unnamed, event))];
  return {
    tag: "collapsible_panel",
    expanded: history.length <= UNFOLDED_MAX,
    header: { title: { tag: "plain_text", content: texts.history({ count: history.length }) } },
    elements: [markdown(lines.map((line) => `- ${line}`).join("\n"))],
  };
}

function buttonsOf({ id, version }: Hazard, { steps, offersPapers }: CaseView, open: FormName | undefined): Button[] {
  const close: TakeStep = { do: "take_case_step", step: "close", hazardId: id, version };
  const clauses: AskClauses = { do: "ask_case_clauses", hazardId: id };
  const papers: OpenPapers = { do: "open_papers", hazardId: id };
  const others = formsFor(steps).filter((name) => name !== open);
  return [
    ...(steps.includes("close") ? [callbackButton(formTexts.submit.close, close, "primary")] : []),
    ...others.map((name) => {
      const value: OpenForm = { do: "open_case_form", form: name, hazardId: id, version };
      return callbackButton(formTexts.forms[name], value, DANGEROUS.includes(name) ? "danger" : "default");
    }),
    callbackButton(texts.clauses, clauses),
    ...(offersPapers ? [callbackButton(paperTexts.button, papers)] : []),
  ];
}
