import { chineseDay, type Day } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import { texts } from "../texts/hazard-papers.ts";
import type { Hazard } from "./hazard.ts";
import { markedDescription } from "./hazard-lines.ts";
import type { FactRow, PaperCase } from "./paper.ts";

/** What papers tell of a case. Never who reported it, nor what was said in confidence. */

const { labels } = texts;

/** Whose hazard, and where: what the ledger says, else the registry. */
export function siteRows({ hazard: { facts }, enterprise }: PaperCase): FactRow[] {
  return [
    [labels.enterprise, facts.enterpriseName ?? enterprise?.name],
    [labels.creditCode, facts.creditCode ?? enterprise?.creditCode],
    [labels.industry, industry(facts.industry ?? enterprise?.industry)],
    [labels.address, facts.address ?? enterprise?.address ?? facts.place],
    [labels.principal, facts.principal ?? enterprise?.principal],
  ];
}

export function hazardRows({ hazard: { facts, id } }: PaperCase): FactRow[] {
  return [
    [texts.caseNumber, id],
    [labels.location, facts.location],
    [labels.description, markedDescription(facts)],
  ];
}

/** The level as a person judged it, and by what. */
export function judgementRows({ hazard: { facts, judgement } }: PaperCase): FactRow[] {
  return [
    [labels.level, judgement && texts.levels[judgement.level]],
    [labels.basis, facts.basis],
    [labels.clause, facts.clause],
  ];
}

export function inspectionRows({ hazard: { facts } }: PaperCase): FactRow[] {
  return [
    [labels.inspectedOn, dayWords(facts.inspectedOn)],
    [labels.inspectionMethod, facts.inspectionMethod],
  ];
}

export function orderRows({ hazard }: PaperCase): FactRow[] {
  return [
    [labels.responsible, responsibleOf(hazard)],
    [labels.measures, hazard.assignment?.measures],
    [labels.deadline, deadlineOf(hazard)],
  ];
}

export function responsibleOf({ assignment }: Pick<Hazard, "assignment">): string | undefined {
  return assignment && (texts.responsible({ department: assignment.department, person: assignment.person }) || undefined);
}

export function deadlineOf({ deadline }: Pick<Hazard, "deadline">): string | undefined {
  return deadline && texts.deadline({ day: chineseDay(deadline.day), rule: deadline.rule, source: deadline.source });
}

/** Undefined stays undefined. */
export function dayWords(day: Day | undefined): string | undefined {
  return day && chineseDay(day);
}

/** The line below a signature: the day where it is known, else a line for it. */
export function dayLine(day: Day | undefined): string {
  return dayWords(day) ?? texts.day.unknown;
}

function industry(id: string | undefined): string | undefined {
  return id && industryName(id);
}
