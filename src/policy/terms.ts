import type { WordKind } from "../knowledge/segmenter.ts";
import { withoutCadences } from "./cadence.ts";
import { districtsIn, shortName } from "./district.ts";
import type { Lexicon } from "./lexicon.ts";
import { withoutMarks } from "./normalise.ts";
import { withoutOrdinals } from "./ordinal.ts";
import { piecesOf } from "./pieces.ts";

/** A thing that a question speaks of, with the words that the documents may use for it. */
export type Term = {
  text: string;
  /** In plain form, the term's own text first. */
  means: readonly string[];
  /** What the dictionary takes it for. A thing that no document knows is what the question is about; "none" may be a slip. */
  kind: WordKind;
  /** Below 1 for what comes from an earlier turn. */
  share: number;
};

/** Cutting text into words is the dictionary's business, handed in so that this stays pure. */
export type Dictionary = {
  cut(text: string): readonly string[];
  kindOf(word: string): WordKind /** the words that make up a longer one */;
  parts(word: string): readonly string[];
};

type Needs = { lexicon: Lexicon; dictionary: Dictionary };

const WORD_MAX = 14;
/** A word that holds one of these asks, and names nothing. */
const ASKING = /[谁哪啥咋几]|什么|多少|怎么|多久/u;
/** These ask, whatever stands beside them: 「镇里的人多久」 has no 「人多」. */
const ASKED = /多久|多长时间|多少|什么时候|什么时间|为什么|怎么样|怎么|怎样|如何|什么|哪些|哪个|哪里/gu;
const SUFFIX = "[区县市]?";
const YEAR = /(?:19|20)\d{2}年?(?:底|末|度|初)?|[今明去前后]年(?:底|初)?|[上下]半年|(?:本|这个?|下一?个?|上一?个?)(?:季度?|月)(?!报)/gu;

/** The content of a question: without district, year, and the frame of asking. Longest words of the lexicon first, the rest as the dictionary cuts it. */
export function termsOf(plain: string, needs: { lexicon: Lexicon; dictionary: Dictionary; districts: readonly string[] }): Term[] {
  const { lexicon } = needs;
  const named = districtsIn(plain, needs.districts).map(shortName);
  const bare = named.reduce(
    (rest, name) => rest.replaceAll(new RegExp(`${name}${SUFFIX}`, "gu"), " "),
    withoutOrdinals(withoutCadences(plain).replace(ASKED, " ").replace(YEAR, " ").replace(lexicon.own, " ").replace(lexicon.table, " ")),
  );
  const said = piecesOf(bare)
    .flatMap((piece) => piece.split(/[\s、]+/))
    .flatMap((piece) => withKnownWords(withoutMarks(piece), needs));
  const terms = [...quotedTerms(plain), ...said];
  const unique = new Map(terms.filter(({ text }) => !lexicon.fillers.has(text)).map((term) => [term.text, term]));
  return [...unique.values()];
}

/** Words in quotation marks are meant as they stand: where a document has them, it is that place; where none has, they do not count. */
function quotedTerms(plain: string): Term[] {
  const stretches = [...plain.matchAll(QUOTED)].flatMap(([, said = ""]) => said.split(QUOTE_BREAK)).map(withoutMarks);
  return stretches.filter(({ length }) => length >= QUOTED_MIN).map((text) => ({ text, means: [text], kind: "frame", share: 1 }));
}

const QUOTED = /[“"「『]([^“”"「」『』]{3,40})[”"」』]/gu;
const QUOTED_MIN = 4;
/** 「管什么必须管安全」 holds words that stand together in the document, with a gap. */
const QUOTE_BREAK = /[\s、，,。]|什么|某/u;

function withKnownWords(text: string, needs: Needs): Term[] {
  const terms: Term[] = [];
  let rest = "";
  const flush = () => {
    terms.push(...plainTerms(rest, needs));
    rest = "";
  };
  let at = 0;
  while (at < text.length) {
    const word = knownWordAt(text, at, needs.lexicon);
    if (!word) {
      rest += text.charAt(at);
      at += 1;
      continue;
    }
    flush();
    if (!needs.lexicon.fillers.has(word)) terms.push(termOf(word, needs.lexicon));
    at += word.length;
  }
  flush();
  return terms;
}

/** The longest word of two characters or more that the lexicon knows, as something said, meant, or to be passed over. */
function knownWordAt(text: string, at: number, { synonyms, fillers }: Lexicon): string | undefined {
  for (let length = Math.min(WORD_MAX, text.length - at); length >= 2; length--) {
    const word = text.slice(at, at + length);
    if (synonyms.has(word) || fillers.has(word)) return word;
  }
  return undefined;
}

/** Single characters that stand side by side may be one mistyped word: 「捡查」. */
function plainTerms(text: string, { lexicon, dictionary }: Needs): Term[] {
  const words: string[] = [];
  let run = "";
  const endRun = () => {
    if (run.length > 1 || (run && lexicon.synonyms.has(run))) words.push(run);
    run = "";
  };
  for (const word of text ? dictionary.cut(text) : []) {
    const isFiller = lexicon.fillers.has(word);
    if (word.length === 1 && !isFiller) {
      run += word;
      continue;
    }
    endRun();
    if (!isFiller) words.push(word);
  }
  endRun();
  return words
    .flatMap((word) => (ASKING.test(word) ? word.split(ASKING).filter(({ length }) => length > 1) : [word]))
    .flatMap((word) => withoutDoubling(word, { lexicon, dictionary }))
    .flatMap((word) => withoutParticles(word, { lexicon, dictionary }))
    .map((word) => ({
      ...termOf(word, lexicon),
      kind: lexicon.synonyms.has(word) ? "thing" : dictionary.kindOf(word),
    }));
}

/** 「查查」 is 「查」, 「放放」 says nothing by itself; 「人人」 is a word. */
function withoutDoubling(word: string, { lexicon, dictionary }: Needs): string[] {
  const [first = "", second] = word;
  if (word.length !== 2 || first !== second || dictionary.kindOf(word) === "thing") return [word];
  return lexicon.synonyms.has(first) ? [first] : [];
}

/** 「交给」 → 「交」, 「来督岛」 → 「督岛」: a guessed word may begin or end with one that says nothing. */
function withoutParticles(word: string, { lexicon, dictionary }: Needs): string[] {
  const { synonyms, fillers } = lexicon;
  if ([...word].every((character) => fillers.has(character))) return [];
  if (synonyms.has(word) || (dictionary.kindOf(word) !== "none" && !TAIL.test(word))) return [word];
  const head = fillers.has(word.charAt(0)) ? word.slice(1) : word;
  const core = fillers.has(head.slice(-1)) ? head.slice(0, -1) : head;
  return core.length > 1 || synonyms.has(core) ? [core] : [];
}

const TAIL = /[给到了过着]$/u;

export function termOf(text: string, { synonyms }: Lexicon, share = 1): Term {
  const means = (synonyms.get(text) ?? []).map(withoutMarks);
  return { text, means: [...new Set([text, ...means])], kind: "thing", share };
}
