import { isAppError } from "../errors.ts";
import type { ModelCall, Rerank } from "../models/model.ts";
import { isStrict } from "./evidence.ts";
import type { Finding, Ranked } from "./find.ts";
import type { Understood } from "./understand.ts";

/**
 * Which of the quoted sentences stands first, where an endpoint for reranking is set. What answers, whose answer it is and which
 * sentences are quoted was decided before and without it: it can neither answer what has no answer, nor put a sentence in or out.
 * Where a fact is asked for, a day, a number, a unit, it has no say either: nearness tells nothing of which fact is the right one.
 */
export type Reordered = { findings: readonly Finding[]; call?: ModelCall };

/** What the first place adds to a score, of the best one: no more than nearness of meaning adds to words. */
const BONUS_SHARE = 0.25;
/** A whole row of a table. */
const CHARACTERS_MAX = 600;

/** @param findings  of the documents that answer. They come back as they were where the endpoint is no help. */
export async function reordered(rerank: Rerank | undefined, understood: Understood, findings: readonly Finding[]): Promise<Reordered> {
  if (!rerank || isStrict(understood.ask) || understood.halves.length > 0) return { findings };
  const rivals = findings.filter(hasRivals).flatMap(({ ranked }) => ranked);
  if (rivals.length === 0) return { findings };
  try {
    const { places, call } = await rerank.places(understood.plain, rivals.map(readable));
    const placeOf = new Map(rivals.map((rival, index) => [rival, places[index] ?? 0]));
    return { findings: findings.map((finding) => (hasRivals(finding) ? inOrder(finding, placeOf) : finding)), call };
  } catch (error) {
    if (isAppError(error) && error.code === "model_unavailable") return { findings };
    throw error;
  }
}

/** Whether another sentence could stand first. */
function hasRivals({ answers, points, ranked }: Finding): boolean {
  return answers && !points && ranked.length > 1;
}

function readable({ unit }: Ranked): string {
  return [...unit.passage.trail, unit.text].join("\n").slice(0, CHARACTERS_MAX).toWellFormed();
}

function inOrder(finding: Finding, placeOf: ReadonlyMap<Ranked, number>): Finding {
  const best = Math.max(...finding.ranked.map(({ score }) => score));
  const places = Math.max(1, placeOf.size - 1);
  // Added up once for each: two that are equal stay equal, and in their order.
  const weighed = finding.ranked.map((ranked) => {
    const bonus = BONUS_SHARE * Math.max(0, best) * (1 - (placeOf.get(ranked) ?? places) / places);
    return { ranked, weight: ranked.score + bonus };
  });
  return { ...finding, ranked: weighed.sort((one, other) => other.weight - one.weight).map(({ ranked }) => ranked) };
}
