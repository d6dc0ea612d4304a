import { readMarker } from "./numbering.ts";

/** What a document means by its own words: 「……（以下简称“四进”）」, 「本规定所称商贸场所，是指……」, 「“三清”，即……」. */
export type Definition = {
  term: string;
  /** Verbatim from the text; for a short name, what it is short for. */
  meaning: string;
  /** Offsets of the statement in the text that was read. */
  start: number;
  end: number;
};

const QUOTED = '[“"《「][^”"》」]{1,30}[”"》」]';
const SHORT_NAME = new RegExp(
  `[（(](?:以下)?(?:简称|统称|合称|下称|并称)(?:为|：|:)?\\s*(${QUOTED}[\\p{Script=Han}]{0,6}|[^（）()“”，。；]{2,20})[）)]`,
  "gu",
);
const MEANS =
  /(?:本[\p{Script=Han}（）]{1,12}?|前款|上款|下列)?所称的?[“"]?([^，。；：“”"]{1,25})[”"]?[，,]?\s*(?:是?指|系指|包括)(?:的是)?[：:]?([^。；]+)/gu;
const SO_CALLED = /所谓[“"]?([^，。；：“”"]{1,25})[”"]?[，,]?\s*(?:是?指|就是|即)[：:]?([^。；]+)/gu;
const QUOTED_MEANS = /[“"]([^”"]{1,25})[”"][，,]?\s*(?:是指|系指|即(?:为)?|指的是)[：:]?([^。；]+)/gu;
const BRACKETED_MEANS = /[“"]([^”"]{1,25})[”"]\s*[（(](?:即|是指|指)[：:]?([^（）()]{2,200})[）)]/gu;
const PATTERNS = [MEANS, SO_CALLED, BRACKETED_MEANS, QUOTED_MEANS];
/** 「……，落实……制度」: the words before a short name belong to it back to here. */
const PHRASE_START = /[，。；：！？\n]/u;
const COLLECTIVE = /统称|合称|并称/u;
/** A list that a collective name sums up runs over its commas. */
const SENTENCE_START = /[。；！？\n]/u;
const PAIRS: Readonly<Record<string, string>> = { "》": "《", "”": "“", "〉": "〈", "）": "（" };

export function definitionsIn(text: string): Definition[] {
  const found = PATTERNS.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => statedBy(match)));
  const short = [...text.matchAll(SHORT_NAME)].map((match) => shortNameOf(text, match));
  const all = [...short, ...found].filter(({ term, meaning }) => term !== "" && meaning !== "");
  const sorted = all.toSorted((a, b) => a.start - b.start || b.end - a.end);
  // 「所谓“三清”，是指」 is told by two patterns.
  return sorted.filter(
    (definition, index) => !sorted.slice(0, index).some((other) => other.term === definition.term && other.end >= definition.end),
  );
}

function statedBy(match: RegExpMatchArray): Definition {
  const [statement, term = "", meaning = ""] = match;
  const start = match.index ?? 0;
  return { term: unquoted(term), meaning: meaning.trim(), start, end: start + statement.length };
}

function shortNameOf(text: string, match: RegExpMatchArray): Definition {
  const [statement, name = ""] = match;
  const at = match.index ?? 0;
  const start = phraseStart(text, at, COLLECTIVE.test(statement) ? SENTENCE_START : PHRASE_START);
  const printed = text.slice(start, at);
  const number = start === 0 ? (readMarker(printed)?.length ?? 0) : 0;
  return { term: unquoted(name), meaning: printed.slice(number).trim(), start: start + number, end: at + statement.length };
}

/** Goes back to where the phrase begins; brackets and titles are one piece. */
function phraseStart(text: string, end: number, boundary: RegExp): number {
  let index = end;
  while (index > 0) {
    const character = text.charAt(index - 1);
    const opening = PAIRS[character];
    const opened = opening === undefined ? -1 : text.lastIndexOf(opening, index - 2);
    if (opened >= 0) {
      index = opened;
      // 《……》 right before the bracket is what the short name stands for.
      if (character === "》" && text.slice(index, end).endsWith("》")) return index;
      continue;
    }
    if (boundary.test(character)) return index;
    index -= 1;
  }
  return 0;
}

/** “四进” → 四进; “清患”行动 → “清患”行动, since the quotation is a part of the name. */
function unquoted(term: string): string {
  const plain = term.trim();
  const whole = /^[“"「]([^”"」]*)[”"」]$/u.exec(plain)?.[1];
  return whole ?? plain;
}
