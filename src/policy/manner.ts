import type { Lexicon, OutOfBounds, SmallTalkKind } from "./lexicon.ts";
import { withoutMarks } from "./normalise.ts";

/** How a message is to be taken, before anything is looked up. Decides by words of the lexicon only. */
export type Manner =
  | { kind: "question" }
  | { kind: "smalltalk"; about: SmallTalkKind | "empty" }
  | { kind: "declined"; because: OutOfBounds };

/** A prompt injection wins over everything: a polite opening does not make it harmless. */
const ORDER: readonly OutOfBounds[] = ["injection", "orders", "private", "elsewhere", "off_topic"];

export function mannerOf(plain: string, lexicon: Lexicon): Manner {
  const because = ORDER.find((kind) => isOutOfBounds(kind, plain, lexicon));
  // 「外卖骑手怎么培训」 sounds like small talk about food, and is about training: the documents decide.
  if (because && !(because === "off_topic" && speaksOfTrade(plain, lexicon))) return { kind: "declined", because };
  if (lexicon.aboutBot.test(plain) && !speaksOfTrade(plain, lexicon)) return { kind: "smalltalk", about: "about_bot" };
  const about = smallTalkIn(plain, lexicon);
  return about ? { kind: "smalltalk", about } : { kind: "question" };
}

function isOutOfBounds(kind: OutOfBounds, plain: string, { outOfBounds, ordersUnlessAsked, asking }: Lexicon): boolean {
  return outOfBounds[kind].test(plain) || (kind === "orders" && ordersUnlessAsked.test(plain) && !asking.test(plain));
}

const TRADE_WORD_MIN = 2;
const AFTER_COURTESY = /^[,，。.!！啊呀哈~]+/u;

/** 「师傅」 is said to anybody. */
function speaksOfTrade(plain: string, { synonyms, smallTalk }: Lexicon): boolean {
  const courtesies = smallTalk.particles;
  return [...synonyms].flat(2).some((word) => word.length >= TRADE_WORD_MIN && !courtesies.includes(word) && plain.includes(word));
}

const COURTESY_MAX = 24;

/** 「哇，好快啊谢谢你」: short, with a courtesy, and it neither asks nor speaks of the trade. */
function isMereCourtesy(plain: string, lexicon: Lexicon): boolean {
  const { about_bot, thanks, farewell, greeting } = lexicon.smallTalk;
  const hasCourtesy = [...thanks, ...farewell, ...greeting, ...about_bot].some((word) => word.length > 1 && plain.includes(word));
  const namesPlace = lexicon.places.known.some((place) => plain.includes(place));
  return hasCourtesy && plain.length <= COURTESY_MAX && !namesPlace && !lexicon.asking.test(plain) && !speaksOfTrade(plain, lexicon);
}

/** Only when nothing but courtesy is left: 「你好，演练多久一次」 is a question. */
function smallTalkIn(plain: string, lexicon: Lexicon): SmallTalkKind | "empty" | undefined {
  const said = withoutMarks(plain).replace(/[\p{Emoji_Presentation}\p{Extended_Pictographic}]/gu, "");
  if (said === "") return "empty";
  const { particles, about_bot, thanks, farewell, greeting } = lexicon.smallTalk;
  const courtesies = [...thanks, ...farewell, ...greeting, ...about_bot];
  if (strip(said, [...courtesies, ...particles]) !== "" && !isMereCourtesy(plain, lexicon)) return undefined;
  if (contains(said, about_bot)) return "about_bot";
  if (
    contains(
      said,
      thanks.filter((word) => word.length > 1),
    )
  )
    return "thanks";
  if (contains(said, farewell)) return "farewell";
  return contains(said, greeting) ? "greeting" : "thanks";
}

function strip(text: string, words: readonly string[]): string {
  return [...words].sort((one, other) => other.length - one.length).reduce((rest, word) => rest.replaceAll(word, ""), text);
}

function contains(text: string, words: readonly string[]): boolean {
  return words.some((word) => text.includes(word));
}

/** A greeting or a thank-you in front of a question is not part of it. */
export function withoutCourtesy(plain: string, lexicon: Lexicon): string {
  const { greeting, thanks } = lexicon.smallTalk;
  const opening = [...greeting, ...thanks].filter((word) => word.length > 1).find((word) => plain.startsWith(word));
  return opening ? plain.slice(opening.length).replace(AFTER_COURTESY, "") || plain : plain;
}
