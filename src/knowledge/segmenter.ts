import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Jieba } from "@node-rs/jieba";
import { parse } from "yaml";
import { z } from "zod";
import { AppError, messageOf } from "../errors.ts";
import { texts } from "../texts/knowledge.ts";

/** Words of the trade, reviewed by people: without them the dictionary would cut 商贸流通股 into 商贸, 流通 and 股. */
const TERMS_FILE = new URL("../../knowledge/lexicon/terms.yaml", import.meta.url);
const Terms = z.strictObject({ terms: z.array(z.string().regex(/^\S{2,30}$/)) });

let segmenter: Jieba | undefined;

/** The words of `text` and the dictionary words inside them, in order. The dictionary is read once, at the first call. */
export function wordsOf(text: string): string[] {
  segmenter ??= openSegmenter();
  return segmenter.cutForSearch(text, true);
}

/** A thing; another word with a content; one that only holds a sentence together (究竟, 互相, 里头); or no word. */
export type WordKind = "thing" | "other" | "frame" | "none";

/** Adverbs, pronouns, conjunctions, prepositions, particles, interjections, directions, numbers. */
const FRAME = /^(?:d|r|c|p|u|y|e|o|f|m|q)/;

/** What the dictionary makes of a word: 「报警器」 is a thing, 「发动」 another word, 「来督岛」 none. */
export function kindOfWord(text: string): WordKind {
  segmenter ??= openSegmenter();
  const words = segmenter.tag(text, false).filter(({ word }) => word.length > 1);
  if (words.length === 0) return "none";
  if (words.some(({ tag }) => /^(?:n|j|eng)/.test(tag))) return "thing";
  return words.every(({ tag }) => FRAME.test(tag)) ? "frame" : "other";
}

/** Changes when the words of the trade change: what was indexed with other words must be indexed again. */
export function termsFingerprint(): string {
  return createHash("sha256").update(readTerms().join("\n")).digest("hex");
}

function openSegmenter(): Jieba {
  const jieba = Jieba.withDict(readFileSync(createRequire(import.meta.url).resolve("@node-rs/jieba/dict.txt")));
  const terms = readTerms().map((term) => `${term} ${TERM_FREQUENCY} n\n`);
  jieba.loadDict(Buffer.from(terms.join("")));
  return jieba;
}

/** More than any common word has, so that a term is never cut. */
const TERM_FREQUENCY = 1_000_000;

function readTerms(): readonly string[] {
  try {
    return [...new Set(Terms.parse(parse(readFileSync(TERMS_FILE, "utf8"))).terms)].sort();
  } catch (cause) {
    throw new AppError("bad_configuration", `terms.yaml: ${messageOf(cause)}`, { cause, hint: texts.brokenTerms });
  }
}
