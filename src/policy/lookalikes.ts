/**
 * Words that someone may have meant whose keyboard or eye took one character for another that looks like it: 「支特」 → 「支持」.
 * @param lookalikes  each character → those it is taken for
 */
export function lookingLike(text: string, lookalikes: ReadonlyMap<string, string>, isKnown: (word: string) => boolean): string[] {
  return [...text].flatMap((character, at) =>
    [...(lookalikes.get(character) ?? "")].map((other) => text.slice(0, at) + other + text.slice(at + 1)).filter(isKnown),
  );
}
