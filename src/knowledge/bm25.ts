/** The two halves of BM25: how much a term tells, and how much its being there again adds. */
export type Bm25 = { k1: number; b: number };

/** @param passages  in how many of `size` passages the term stands */
export function rarity(passages: number, size: number): number {
  const known = Math.min(passages, size);
  return Math.log(1 + (size - known + 0.5) / (known + 0.5));
}

/** 0 when the term is absent, towards k1 + 1 the more often it stands; a longer text needs it more often. */
export function saturation(count: number, relativeLength: number, { k1, b }: Bm25): number {
  return (count * (k1 + 1)) / (count + k1 * (1 - b + b * relativeLength));
}

export type Bm25Index = {
  /** Positions in the list that was indexed, best first, equal scores in order of the list. */
  search(terms: readonly string[], parameters: Bm25, limit: number): { index: number; score: number }[];
};

/** Plain BM25 over all texts in memory: what the search of the product is compared with. */
export function indexInMemory(texts: readonly (readonly string[])[]): Bm25Index {
  const postings = new Map<string, Map<number, number>>();
  texts.forEach((terms, index) => {
    for (const term of terms) {
      const counts = postings.get(term) ?? new Map<number, number>();
      if (counts.size === 0) postings.set(term, counts);
      counts.set(index, (counts.get(index) ?? 0) + 1);
    }
  });
  const lengths = texts.map((terms) => terms.length);
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length) || 1;
  return {
    search(terms, parameters, limit) {
      const scores = new Map<number, number>();
      for (const term of new Set(terms)) {
        const counts = postings.get(term);
        if (!counts) continue;
        const weight = rarity(counts.size, texts.length);
        for (const [index, count] of counts) {
          const share = weight * saturation(count, (lengths[index] ?? 0) / meanLength, parameters);
          scores.set(index, (scores.get(index) ?? 0) + share);
        }
      }
      return Array.from(scores, ([index, score]) => ({ index, score }))
        .sort((one, other) => other.score - one.score || one.index - other.index)
        .slice(0, limit);
    },
  };
}
