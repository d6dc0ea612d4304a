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

type Segmenter = { jieba: Jieba; termsHash: string };
let segmenter: Segmenter | undefined;

/** The words of `text` and the dictionary words inside them, in order. The dictionary is read once, at the first call. */
export function wordsOf(text: string): string[] {
  return load().jieba.cutForSearch(text, true);
}

/** Changes when the words of the trade change: what was indexed with other words must be indexed again. */
export function termsFingerprint(): string {
  return load().termsHash;
}

function load(): Segmenter {
  segmenter ??= open();
  return segmenter;
}

function open(): Segmenter {
  const terms = readTerms();
  const dictionary = createRequire(import.meta.url).resolve("@node-rs/jieba/dict.txt");
  const jieba = Jieba.withDict(readFileSync(dictionary));
  jieba.loadDict(Buffer.from(terms.map((term) => `${term} ${TERM_FREQUENCY} n\n`).join("")));
  return { jieba, termsHash: createHash("sha256").update(terms.join("\n")).digest("hex") };
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
