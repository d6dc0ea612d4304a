/** JSON from outside; undefined when it is none, which no schema of ours accepts. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller's schema says what is wrong with it.
    return undefined;
  }
}
