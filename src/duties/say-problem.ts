import { texts as cards } from "../texts/duty-cards.ts";
import { texts } from "../texts/duty-lists.ts";
import type { AudienceReading } from "./audience-words.ts";
import type { FormProblem } from "./read-duty-form.ts";
import type { ReminderRules } from "./reminder-rules.ts";
import type { Question } from "./schedule-words.ts";
import { clockTime } from "./time-of-day.ts";

/** What is asked back, in a sentence. */

export function sayFormProblem(problem: FormProblem | "form", { quiet }: Pick<ReminderRules, "quiet">): string {
  const words = cards.problems;
  if (problem === "form") return words.form;
  switch (problem.kind) {
    case "schedule":
      return sayQuestion(problem.question);
    case "audience":
      return sayAudience(problem.reading);
    case "quiet":
      return words.quiet({ time: clockTime(problem), from: clockTime({ minutes: quiet.from }), to: clockTime({ minutes: quiet.to }) });
    default:
      return words[problem.kind];
  }
}

export function sayQuestion({ about, stated, year }: Question): string {
  return texts.questions[about]({ stated, year });
}

export function sayAudience(reading: Exclude<AudienceReading, { kind: "found" }>): string {
  return texts.audience[reading.kind](reading);
}
