import { texts } from "../texts/case.ts";
import { texts as formTexts } from "../texts/case-forms.ts";
import { type Hazard, isOverdue, isRepeated, pendingExtension, standingSupervision } from "./hazard.ts";
import { line } from "./hazard-lines.ts";

/** How a case stands, beside its facts: level, who has until when to do what, and what runs alongside. */
export function standingLines(hazard: Hazard, now: Date): string[] {
  const { labels } = texts;
  const { judgement, facts, duplicateOf, followers } = hazard;
  const level =
    judgement && texts.basis({ level: formTexts.levels[judgement.level], basis: [facts.basis, facts.clause].filter(Boolean).join(" ") });
  return [
    ...line(labels.level, level),
    ...line(labels.deadline, deadlineWords(hazard, now)),
    ...line(labels.responsible, responsibleWords(hazard)),
    ...line(labels.measures, hazard.rectification?.measures ?? hazard.assignment?.measures),
    ...line(labels.funds, hazard.assignment?.funds),
    ...line(labels.plan, hazard.assignment?.emergencyPlan),
    ...line(labels.extension, extensionWords(hazard)),
    ...line(labels.transfer, transferWords(hazard)),
    ...line(labels.supervision, supervisionWords(hazard)),
    ...line(labels.repeated, isRepeated(hazard) ? texts.repeated({ of: hazard.repeatOf, count: hazard.reopened }) : undefined),
    ...line(labels.followers, followers.length > 0 ? texts.followers({ count: followers.length }) : undefined),
    ...line(labels.duplicate, duplicateOf),
  ];
}

/** Whoever has to put it right, as the assignment names them. */
export function responsibleWords({ assignment }: Hazard): string | undefined {
  return [assignment?.department, assignment?.person].filter(Boolean).join(" ") || undefined;
}

function deadlineWords(hazard: Hazard, now: Date): string | undefined {
  const { deadline } = hazard;
  return deadline && texts.deadline({ day: deadline.day, rule: deadline.rule, overdue: isOverdue(hazard, now) });
}

function extensionWords(hazard: Hazard): string | undefined {
  const asked = pendingExtension(hazard);
  return asked && texts.extension(asked);
}

function transferWords({ transfer }: Hazard): string | undefined {
  if (!transfer) return undefined;
  const { body, on, documentNumber: number, receipt, result } = transfer;
  return texts.transfer({ body, on, number, received: receipt?.on, result: result?.text });
}

function supervisionWords(hazard: Hazard): string | undefined {
  const listed = standingSupervision(hazard);
  return listed && texts.supervision({ level: listed.level, number: listed.noticeNumber, until: listed.until });
}
