/** How good a list of searches was, and how quick. Shares are 0 … 1, times milliseconds. */
export type RetrievalFigures = { hit1: number; hit5: number; hit10: number; mrr: number; p50: number; p95: number };

/** How far down a list is looked at: what stands lower was not found. */
export const RANKS = 100;

/** One search: the ids it found, best first, those that are right, and how long it took. */
export type Search = { found: readonly string[]; relevant: ReadonlySet<string>; ms: number };

export function figuresOf(searches: readonly Search[]): RetrievalFigures {
  const ranks = searches.map(({ found, relevant }) => found.slice(0, RANKS).findIndex((id) => relevant.has(id)) + 1);
  const hit = (within: number) => ranks.filter((rank) => rank > 0 && rank <= within).length / ranks.length;
  const reciprocals = ranks.map((rank) => (rank > 0 ? 1 / rank : 0));
  const times = searches.map(({ ms }) => ms);
  return {
    hit1: hit(1),
    hit5: hit(5),
    hit10: hit(10),
    mrr: reciprocals.reduce((sum, value) => sum + value, 0) / ranks.length,
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
  };
}

/** @param share 0.5 for the median; NaN when there are no values */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
