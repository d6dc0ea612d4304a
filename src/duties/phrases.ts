/** The phrases of a passage: its sentences cut at commas, outside brackets and quotation marks. */
import { sentencesOf } from "../knowledge/sentences.ts";

export type Phrase = {
  /** Verbatim, with offsets into the passage. */
  text: string;
  start: number;
  end: number;
  /** The same without spaces and with half-width digits: what grammar reads. */
  plain: string;
};

/** A sentence as its phrases, in order; never empty. */
export type PhrasedSentence = { text: string; start: number; phrases: readonly Phrase[] };

const OPENING = /[《〈“‘（(「『]/u;
const CLOSING = /[》〉”’）)」』]/u;
const BREAK = /[，,：:]/u;
/** 1,000 and 3:1 hold no break. */
const IN_NUMBER = /^\d[,:]\d$/;

/** @param from  where the passage's own words begin: after its number */
export function phrasedSentences(body: string, from = 0): PhrasedSentence[] {
  return sentencesOf(body.slice(from)).map(({ text, start }) => ({
    text,
    start: from + start,
    phrases: phrasesOf(text, from + start),
  }));
}

/** Without spaces, and with half-width digits. */
export function plainPhrase(text: string): string {
  return text.replace(/[\s*　]/gu, "").replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function phrasesOf(sentence: string, offset: number): Phrase[] {
  const phrases: Phrase[] = [];
  let depth = 0;
  let start = 0;
  const close = (end: number) => {
    const text = sentence.slice(start, end).trim();
    const at = offset + sentence.indexOf(text, start);
    if (text) phrases.push({ text, start: at, end: at + text.length, plain: plainPhrase(text) });
    start = end + 1;
  };
  for (let index = 0; index < sentence.length; index += 1) {
    const character = sentence.charAt(index);
    if (OPENING.test(character)) depth += 1;
    if (CLOSING.test(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && BREAK.test(character) && !IN_NUMBER.test(sentence.slice(index - 1, index + 2))) close(index);
  }
  // The sign that ends the sentence belongs to it.
  close(sentence.replace(SENTENCE_END, "").length);
  return phrases;
}

const SENTENCE_END = /[。；;！!？?\s]+$/u;
