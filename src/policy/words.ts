import { kindOfWord, wordsOf } from "../knowledge/segmenter.ts";
import type { Dictionary } from "./terms.ts";

export const dictionary: Dictionary = { cut: cutWords, kindOf: kindOfWord, parts: partsOf };

/** `text` cut into the longest dictionary words, side by side: the segmenter also gives the words inside of words. */
export function cutWords(text: string): string[] {
  const known = new Set(wordsOf(text));
  const longest = Math.max(1, ...[...known].map((word) => word.length));
  const words: string[] = [];
  let at = 0;
  while (at < text.length) {
    const word = wordAt(text, at, longest, known);
    words.push(word);
    at += word.length;
  }
  return words;
}

function wordAt(text: string, at: number, longest: number, known: ReadonlySet<string>): string {
  for (let length = longest; length > 1; length--) {
    const word = text.slice(at, at + length);
    if (word.length === length && known.has(word)) return word;
  }
  return text.charAt(at);
}

/** 「安全监管」 → 「安全」 「监管」; none when they do not make up the whole word. */
function partsOf(word: string): string[] {
  const parts = [...new Set(wordsOf(word))].filter((part) => part.length > 1 && part.length < word.length);
  return parts.join("").length === word.length ? parts : [];
}
