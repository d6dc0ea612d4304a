import {
  type Button,
  buttonRow,
  type Card,
  type CardColor,
  type CardElement,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  markdown,
  notation,
} from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts as duties } from "../texts/duties.ts";
import { texts } from "../texts/duty-cards.ts";
import { isWorkday, type WorkCalendar } from "../workdays.ts";
import type { DueDay } from "./due-days.ts";
import type { EditDuty, NextDraft, StepDuty } from "./duty-press.ts";
import { nextDue } from "./duty-steps.ts";
import { scheduleInWords } from "./schedule-in-words.ts";
import type { DutyProposal, DutySettings, StoredDuty } from "./stored-duty.ts";
import { clockTime } from "./time-of-day.ts";

/** THE card of a duty: what its source says word for word, what was inferred, its exact next dates, to whom, and what can be done. */
export type DutyView = {
  now: Date;
  calendar: WorkCalendar;
  /** Of groups and people, by chat_id and open_id. */
  names: ReadonlyMap<string, string>;
  /** Whether whoever looks may confirm it: else it has no buttons. */
  mayChange: boolean;
};

const COLORS: Readonly<Record<StoredDuty["state"], CardColor>> = { draft: "orange", active: "green", paused: "yellow", ended: "grey" };

export function dutyCard(duty: StoredDuty, view: DutyView): Card {
  const { content, state, settings, proposal } = duty;
  const title = state === "draft" ? texts.titles.draft(duty) : texts.titles[state];
  const confirmed = settings ? settingsElements(duty, settings, view) : [];
  const proposed = proposal && state !== "ended" ? proposalElements(duty, proposal, view) : [];
  return card(
    { text: title, color: COLORS[state] },
    [
      markdown(`**${escapeMarkdown(content.duty)}**`),
      ...sourceElements(duty, view),
      ...changeElements(duty),
      divider(),
      ...confirmed,
      ...proposed,
      ...stateElements(duty, view),
      ...(view.mayChange ? buttonElements(duty, view) : []),
    ],
    texts.summary(content),
  );
}

/** Names of whom it is for, in the order of groups and people; what has no name shows nothing. */
export function audienceNames({ chatIds, people }: DutySettings["audience"], names: DutyView["names"]): string[] {
  return [...chatIds, ...people].flatMap((id) => names.get(id) ?? []);
}

function sourceElements({ content, document, state, createdBy }: StoredDuty, { names }: DutyView): CardElement[] {
  const { who, whoBasis, responsible, inferred, sources, understoodAs } = content;
  const [source] = sources;
  const said = [
    ...(understoodAs === undefined || state !== "draft" ? [] : [texts.understoodAs({ sentence: escapeMarkdown(understoodAs) })]),
    ...(who === undefined ? [] : [texts.who({ who: escapeMarkdown(who), isStated: whoBasis === "stated" || whoBasis === "table" })]),
    ...(responsible === undefined ? [] : [texts.responsible({ who: escapeMarkdown(responsible) })]),
    ...(inferred.length > 0 ? [texts.inferred({ inferred: duties.inference(inferred) })] : []),
  ];
  const origin = document
    ? texts.source({ title: document.title, clause: source?.clause ?? "" })
    : texts.setBy({ name: names.get(createdBy) ?? texts.someone });
  return [
    ...(source && document ? [markdown(`> ${escapeMarkdown(source.quote).replaceAll("\n", "\n> ")}`)] : []),
    notation(escapeMarkdown(origin)),
    ...(said.length > 0 ? [markdown(said.join("\n"))] : []),
  ];
}

/** What the plan said before. */
function changeElements({ changedFrom, state }: StoredDuty): CardElement[] {
  if (!changedFrom || state !== "draft") return [];
  const quote = changedFrom.sources[0]?.quote ?? "";
  return [markdown(texts.changed({ before: escapeMarkdown(changedFrom.duty), quote: escapeMarkdown(quote) }))];
}

function settingsElements(duty: StoredDuty, settings: DutySettings, view: DutyView): CardElement[] {
  return [markdown(settingLines(duty, settings, view).join("\n"))];
}

function proposalElements(duty: StoredDuty, proposal: DutyProposal, view: DutyView): CardElement[] {
  const lines = markdown(settingLines(duty, proposal, view).join("\n"));
  return duty.settings ? [divider(), markdown(texts.pending), lines] : [lines];
}

function settingLines(duty: StoredDuty, settings: DutyProposal, view: DutyView): string[] {
  const { schedule, leads, at, daysOff, audience, wantsEvidence } = settings;
  const names = audienceNames(audience, view.names).map(escapeMarkdown);
  return [
    // A list ends with an empty line: what follows at once would belong to its last point.
    ...(schedule ? [...scheduleLines(duty, { ...settings, schedule }, view), ""] : [unsetLine(duty)]),
    texts.leads({ days: leads.daysBefore, overdue: leads.isOverdueTold, time: clockTime(at), daysOff }),
    texts.audience({ names }),
    texts.evidence({ wanted: wantsEvidence }),
  ];
}

function scheduleLines(duty: StoredDuty, settings: DutySettings, view: DutyView): string[] {
  const next = nextDue(duty, settings, view);
  const days = next.map((due) => dayLine(due, view.calendar));
  return [
    texts.frequency({ words: escapeMarkdown(scheduleInWords(settings.schedule)) }),
    days.length > 0 ? texts.next({ days }) : texts.noneLeft,
  ];
}

function dayLine({ due, isProvisional }: DueDay, calendar: WorkCalendar): string {
  return texts.day({ day: due, isDayOff: isWorkday(calendar, due) === false, isProvisional });
}

function unsetLine({ content: { recurrence } }: StoredDuty): string {
  if (recurrence.kind === "event") return texts.unset.event({ trigger: escapeMarkdown(recurrence.trigger) });
  return texts.unset.unspecified({ word: recurrence.kind === "unspecified" ? recurrence.word : undefined });
}

function stateElements(duty: StoredDuty, { names, now }: DutyView): CardElement[] {
  const { state, pause, endedBecause, confirmed, content, skipped } = duty;
  const today = formatMinute(now).slice(0, 10);
  const ahead = skipped.filter((day) => day >= today);
  const lines = [
    ...(state === "draft" ? [texts.nothingYet] : []),
    ...(pause ? [texts.paused(pause)] : []),
    ...(ahead.length > 0 ? [texts.skipped({ days: ahead })] : []),
    ...(state === "ended" && endedBecause ? [texts.endedBecause[endedBecause]] : []),
    ...(content.to !== undefined && state !== "ended" ? [texts.validity({ to: content.to })] : []),
    ...(confirmed && state !== "draft"
      ? [texts.confirmedBy({ name: names.get(confirmed.by) ?? texts.someone, minute: formatMinute(confirmed.at) })]
      : []),
  ];
  return lines.length > 0 ? [divider(), notation(escapeMarkdown(lines.join("\n")))] : [];
}

function buttonElements(duty: StoredDuty, view: DutyView): CardElement[] {
  const buttons = buttonsOf(duty, view);
  return buttons.length > 0 ? [buttonRow(buttons)] : [];
}

function buttonsOf(duty: StoredDuty, view: DutyView): Button[] {
  const { id: dutyId, version, state } = duty;
  const words = texts.buttons;
  const step = (label: string, value: Pick<StepDuty, "step" | "day">, type: Button["type"] = "default") =>
    callbackButton(label, { do: "step_duty", dutyId, version, ...value } satisfies StepDuty, type);
  const edit = callbackButton(words.edit, { do: "edit_duty", dutyId, version } satisfies EditDuty);
  const next = callbackButton(words.next, { do: "next_draft", dutyId } satisfies NextDraft);
  const pending = duty.settings && duty.proposal ? [step(words.confirmEdit, { step: "confirm" }, "primary")] : [];
  switch (state) {
    case "draft": {
      const confirm = isReady(duty.proposal) ? [step(words.confirm, { step: "confirm" }, "primary")] : [];
      return [...confirm, edit, step(words.decline, { step: "end" }), ...(duty.document ? [next] : [])];
    }
    case "active": {
      const [coming] = duty.settings ? nextDue(duty, duty.settings, view) : [];
      const skip = coming ? [step(words.skip({ day: coming.due }), { step: "skip", day: coming.due })] : [];
      return [
        ...pending,
        edit,
        step(words.pause, { step: "pause" }),
        ...skip,
        step(words.end, { step: "end" }, "danger"),
        ...fromPlan(duty, next),
      ];
    }
    case "paused":
      return [...pending, step(words.resume, { step: "resume" }, "primary"), edit, step(words.end, { step: "end" }, "danger")];
    default:
      return [...(isReopenable(duty) ? [step(words.reopen, { step: "reopen" })] : []), ...fromPlan(duty, next)];
  }
}

/** What the plan itself has ended comes again with the plan. */
function isReopenable({ endedBecause }: StoredDuty): boolean {
  return endedBecause === "declined" || endedBecause === "ended" || endedBecause === "lapsed";
}

function fromPlan({ document }: StoredDuty, next: Button): Button[] {
  return document ? [next] : [];
}

function isReady(proposal: DutyProposal | undefined): boolean {
  return proposal?.schedule !== undefined && proposal.audience.chatIds.length + proposal.audience.people.length > 0;
}
