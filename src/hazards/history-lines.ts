import { escapeMarkdown } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/case.ts";
import { texts as formTexts } from "../texts/case-forms.ts";
import { texts as seen } from "../texts/vision.ts";
import { type Actor, type Hazard, SYSTEM } from "./hazard.ts";
import type { HazardEvent } from "./step.ts";

/** The history of a case as people read it: one line for each step, with who, when and why. */

/** Characters of what somebody said. */
const CLIPPED_AT = 100;

/** open_ids of those whose names are kept from whoever reads. */
export type Unnamed = ReadonlySet<string>;

/** From whom names are kept: of whoever reported, and of those who reported the same. */
export type Hiding = { hidesReporter?: boolean | undefined; hidesFollowers?: boolean | undefined };

/** Whoever asked for it is named to nobody; others not to whom it does not concern. */
export function unnamedIn(hazard: Hazard, history: readonly HazardEvent[], { hidesReporter, hidesFollowers }: Hiding): Unnamed {
  const { anonymous, reporter, followers } = hazard;
  const asked = history.filter(({ step }) => step.do === "withhold_name").map(({ actor }) => actor.id);
  return new Set([...asked, ...(anonymous || hidesReporter ? [reporter.id] : []), ...(hidesFollowers ? followers : [])]);
}

export function historyLine(hazard: Pick<Hazard, "reporter">, unnamed: Unnamed, { at, actor, step }: HazardEvent): string {
  const head = texts.event({ minute: formatMinute(at), name: nameIn(hazard, unnamed, actor), done: texts.done[step.do] });
  const photos = step.photoIds?.length ?? 0;
  const more = [...factsOf(step), step.note, ...(photos > 0 ? [texts.eventPhotos({ count: photos })] : [])].filter(
    (words) => words !== undefined && words !== "",
  );
  return escapeMarkdown([head, ...more.map(clipped)].join(" · "));
}

/** A card takes thirty kilobytes; the ledger keeps every word. */
function clipped(words = ""): string {
  return words.length > CLIPPED_AT ? `${words.slice(0, CLIPPED_AT).toWellFormed()}……` : words;
}

/** Undefined: not known, or kept back. */
export function nameIn({ reporter }: Pick<Hazard, "reporter">, unnamed: Unnamed, actor: Actor): string | undefined {
  if (actor.id === SYSTEM.id) return texts.system;
  if (!unnamed.has(actor.id)) return actor.name;
  return actor.id === reporter.id ? texts.anonymous : undefined;
}

/** What a step settled, as far as its name does not say it. */
export function factsOf(step: HazardEvent["step"]): string[] {
  const { eventFacts } = texts;
  switch (step.do) {
    case "record":
      return step.facts.describedBy === "model" ? [seen.history] : [];
    case "assign":
    case "reassign": {
      const name = [step.assignment.department, step.assignment.person].filter(Boolean).join(" ");
      const deadline = "deadline" in step ? step.deadline : undefined;
      return [eventFacts.to({ name }), ...(deadline ? [eventFacts.deadline({ day: deadline.day })] : [])];
    }
    case "judge_level":
      return [formTexts.levels[step.level], step.basis];
    case "ask_extension":
    case "approve_extension":
      return [eventFacts.until({ day: step.until })];
    case "fail_reinspection":
      return step.deadline ? [eventFacts.deadline({ day: step.deadline.day })] : [];
    case "transfer":
      return [step.body, ...(step.documentNumber ? [step.documentNumber] : [])];
    case "record_transfer_result":
      return [step.result];
    case "report_supervision_progress":
      return [step.text];
    case "list_for_supervision":
      return [step.level, step.noticeNumber];
    case "report_major":
    case "confirm_major_report":
      return [formTexts.bodies[step.to]];
    case "void":
      return [formTexts.voids[step.reason], ...(step.of ? [step.of] : [])];
    default:
      return [];
  }
}
