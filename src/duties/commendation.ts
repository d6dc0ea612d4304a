import type { Bearer } from "./bearer.ts";
import type { Collection } from "./collection.ts";

/**
 * Whom the figures speak for (通报表扬, LJ 三（一）). A proposal: people decide.
 */
export type Commended = { bearer: Bearer; owed: number; delivered: number };

/** Of fewer occasions than this nothing can be said. */
const OWED_MIN = 2;

/**
 * Those who delivered whatever they owed, each in time and nothing given back; of the most occasions first.
 * @param collections  of occurrences whose day has passed
 */
export function commendable(collections: readonly Collection[]): Commended[] {
  const all = collections.flatMap((collection) =>
    collection.entries.map((entry) => ({
      bearer: entry.bearer,
      isGood: collection.delivered.includes(entry) && !collection.late.includes(entry),
    })),
  );
  return [...Map.groupBy(all, ({ bearer }) => `${bearer.kind}/${bearer.id}`).values()]
    .flatMap((those) => {
      const [first] = those;
      return first ? [{ bearer: first.bearer, owed: those.length, delivered: those.filter(({ isGood }) => isGood).length }] : [];
    })
    .filter(({ owed, delivered }) => owed >= OWED_MIN && delivered === owed)
    .toSorted((one, other) => other.owed - one.owed || (one.bearer.name < other.bearer.name ? -1 : 1));
}
