/** How vectors are written for the database, and by which expressions it compares them. */

const VECTOR_INDEX_MAX = 2_000;
const HALFVEC_INDEX_MAX = 4_000;

/** The same expressions in index and query, or the index is not used. `dimensions` is a count, never text from outside. */
export function comparable(dimensions: number, parameter: string): { column: string; parameter: string; operators: string | undefined } {
  const size = Math.trunc(dimensions);
  if (size <= VECTOR_INDEX_MAX) {
    return { column: `(embedding::vector(${size}))`, parameter: `${parameter}::vector(${size})`, operators: "vector_cosine_ops" };
  }
  if (size <= HALFVEC_INDEX_MAX) {
    return { column: `(embedding::halfvec(${size}))`, parameter: `${parameter}::halfvec(${size})`, operators: "halfvec_cosine_ops" };
  }
  return { column: "embedding", parameter: `${parameter}::vector`, operators: undefined };
}

/** A model that is asked for another number of dimensions is another model. */
export function embeddingKey(model: string, dimensions: number): string {
  return `${model}#${dimensions}`;
}

/** What `embeddingKey` was made of. */
export function modelOfKey(key: string): { model: string; dimensions: number } {
  const at = key.lastIndexOf("#");
  return { model: key.slice(0, at), dimensions: Number(key.slice(at + 1)) };
}

/** Cosine of the angle between two vectors of one length; 0 of those that have none. */
export function likeness(one: readonly number[], other: readonly number[]): number {
  const product = one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0);
  return product / (Math.hypot(...one) * Math.hypot(...other) || 1);
}

/** As pgvector reads it. */
export function vectorLiteral(values: readonly number[]): string {
  return `[${values.join(",")}]`;
}
