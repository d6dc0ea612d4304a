import { sentencesOf } from "../knowledge/sentences.ts";
import { texts } from "../texts/quiz.ts";
import { areAlike } from "./quiz-alike.ts";
import { type Gap, gapsOf, type PlanTexts } from "./quiz-gaps.ts";
import { idOf, OPTIONS_MAX, OPTIONS_MIN, type QuizQuestion, shuffled } from "./quiz-question.ts";
import { deadlineSlots, frequencySlots, type Slot } from "./quiz-slots.ts";
import { areApart } from "./quiz-units.ts";

/**
 * Single choices out of plans, without a model: a sentence or a row with a gap, and what else of its kind the same documents write.
 * What cannot be told apart surely is not asked. Every word stands in the documents; each question carries the place that proves it.
 */
export function deriveQuestions(plans: readonly PlanTexts[]): QuizQuestion[] {
  const gaps = withoutRepeats(plans.flatMap(gapsOf));
  const slots = new Map(plans.map((plan) => [plan.document.id, slotsIn(plan)]));
  return gaps.flatMap((gap) => {
    if (isTornBetween(gap, gaps)) return [];
    const own = slots.get(gap.document.id) ?? [];
    const near = wrongAnswers(gap, own, gaps);
    // A unit of another district is no wrong answer to anything here.
    const all = near.length >= OPTIONS_MIN - 1 || gap.slot.kind === "unit" ? near : wrongAnswers(gap, [...slots.values()].flat(), gaps);
    return all.length >= OPTIONS_MIN - 1 ? [questionOf(gap, all)] : [];
  });
}

/** Everything in a document that could stand in a gap. */
function slotsIn({ document, passages, tasks }: PlanTexts): Slot[] {
  const year = document.issuedOn === undefined ? undefined : Number(document.issuedOn.slice(0, 4));
  const sentences = passages.filter(({ kind }) => kind !== "meta").flatMap(({ body }) => sentencesOf(body));
  const timed = sentences.flatMap(({ text }) => [...frequencySlots(text), ...deadlineSlots(text, year)]);
  return [...timed, ...gapsOf({ document, passages, tasks }).flatMap(({ slot }) => (slot.kind === "unit" ? [slot] : []))];
}

/** What a plan says twice, in its text and in its table, is asked once. */
function withoutRepeats(gaps: readonly Gap[]): Gap[] {
  return gaps.filter(
    (gap, index) =>
      !gaps
        .slice(0, index)
        .some((other) => isOfKind(gap, other) && other.slot.value === gap.slot.value && areAlike(gap.residue, other.residue)),
  );
}

/** Whether the same document tells the same with another answer. */
function isTornBetween(gap: Gap, gaps: readonly Gap[]): boolean {
  return gaps.some(
    (other) =>
      other.document === gap.document &&
      isOfKind(gap, other) &&
      other.slot.value !== gap.slot.value &&
      areAlike(gap.residue, other.residue),
  );
}

function wrongAnswers(gap: Gap, slots: readonly Slot[], gaps: readonly Gap[]): string[] {
  const { slot, around } = gap;
  const alike = gaps.filter((other) => isOfKind(gap, other) && areAlike(gap.residue, other.residue)).map((other) => other.slot.value);
  const wrong = new Map<string, string>();
  for (const other of slots) {
    const isOther = other.kind === slot.kind && other.shape === slot.shape && other.value !== slot.value;
    if (!isOther || alike.includes(other.value) || wrong.has(other.value)) continue;
    // Whoever is named beside the gap has a part in it.
    if (slot.kind === "unit" && (around.includes(other.value) || !areApart(slot.value, other.value))) continue;
    wrong.set(other.value, printed(other));
  }
  return shuffled([...new Set(wrong.values())], gap.quote, (text) => text).slice(0, OPTIONS_MAX - 1);
}

function questionOf(gap: Gap, wrong: readonly string[]): QuizQuestion {
  const { document, clause, slot, part, quote } = gap;
  const right = printed(slot);
  const options = shuffled([right, ...wrong], quote, (text) => text);
  const asked = gap.row
    ? texts.row({ task: part, leads: gap.row === "leads" })
    : texts.gap({ before: part.slice(0, slot.start), after: part.slice(slot.end) });
  return {
    id: idOf(document.id, clause, quote, slot.kind),
    kind: slot.kind,
    topic: document.id,
    stem: texts.stem({ title: document.title, clause, asked }),
    options,
    right: options.indexOf(right),
    source: { title: document.title, clause, quote },
  };
}

/** 「2024 年底前」 and 「2024年底前」 are written alike; a unit goes without its 「各」, which would give away that it is many. */
function printed({ kind, text, value }: Slot): string {
  return kind === "unit" ? value : text.replace(/\s+/gu, "");
}

function isOfKind(one: Gap, other: Gap): boolean {
  return one.slot.kind === other.slot.kind;
}
