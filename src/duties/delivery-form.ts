import { type Card, card, escapeMarkdown, markdown, notation } from "../card.ts";
import type { Day } from "../clock.ts";
import { form, input, select } from "../registry/form.ts";
import { industries, industryCalled, industryName } from "../registry/industries.ts";
import { saidDay } from "../registry/said-day.ts";
import { texts } from "../texts/collection.ts";
import type { Bearer } from "./bearer.ts";
import type { DeliveryFacts, Wanted } from "./delivery.ts";
import type { DeliveryForm } from "./delivery-press.ts";
import type { DutyOccurrence } from "./stored-duty.ts";

/** The form by which somebody delivers, and what was written into it. */

export type FormView = DutyOccurrence & {
  duty: string;
  /** Undefined of what a person has set. */
  source: { title: string; clause: string; quote: string } | undefined;
  wanted: Wanted;
  /** For whom this person may deliver: at least one. */
  bearers: readonly Bearer[];
  /** What is known already: said in words, or delivered before. */
  facts: DeliveryFacts;
};

export function deliveryForm(view: FormView): Card {
  const { duty, due, dutyId, source, wanted, bearers, facts } = view;
  const { bearer, doneOn, participants, note, industries: covered, trainees, ...words } = texts.form;
  const options = bearers.map(({ kind, id, name }) => [`${kind}:${id}`, name] as const);
  const fields = [
    select("bearer", bearer, options, options[0]?.[0]),
    input("done_on", { ...doneOn, value: facts.doneOn, required: true }),
    input("participants", { ...participants, value: facts.participants }),
    ...(wanted.industries ? [input("industries", { ...covered, value: facts.industries.map(industryName).join("、") })] : []),
    ...(wanted.trainees ? [input("trainees", { ...trainees, value: facts.trainees.join("、") })] : []),
    input("note", { ...note, value: facts.note }),
  ];
  const value = { do: "submit_delivery", dutyId, due, photoIds: facts.photoIds, fileIds: facts.fileIds };
  return card(
    { text: words.title, color: "blue" },
    [
      markdown(`**${escapeMarkdown(texts.occurrence({ duty, due }))}**`),
      ...(source ? [notation(escapeMarkdown(texts.source(source)))] : []),
      form("delivery", fields, { label: words.submit, value }),
      notation(words.asked),
    ],
    words.summary({ duty }),
  );
}

const LIST_GAP = /[、,，;；\n\s]+/u;

function listed(text: string): string[] {
  return [...new Set(text.split(LIST_GAP).filter((word) => word !== ""))];
}

export type FormReading =
  | { kind: "facts"; facts: DeliveryFacts }
  | { kind: "unknown_industries"; names: readonly string[]; known: readonly string[] };

/** @param carried  pictures and files that came with it or before it */
export function readDeliveryForm(written: DeliveryForm, carried: Pick<DeliveryFacts, "photoIds" | "fileIds">, now: Date): FormReading {
  const named = listed(written.industries);
  const unknown = named.filter((name) => industryCalled(name) === undefined);
  if (unknown.length > 0) return { kind: "unknown_industries", names: unknown, known: industries().map(({ name }) => name) };
  const facts: DeliveryFacts = {
    doneOn: saidDay(written.done_on, now, { ahead: false }) ?? NO_DAY,
    participants: written.participants.trim().toWellFormed(),
    note: written.note.trim().toWellFormed(),
    industries: [...new Set(named.flatMap((name) => industryCalled(name)?.id ?? []))],
    trainees: listed(written.trainees).map((name) => name.toWellFormed()),
    ...carried,
  };
  return { kind: "facts", facts };
}

/** Nothing was written: it is no day. */
const NO_DAY: Day = "";
