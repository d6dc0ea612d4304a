import { z } from "zod";
import { createHomophones, type Homophones } from "../knowledge/homophones.ts";
import { anyOf, readLexiconFile } from "../knowledge/lexicon-file.ts";
import { ASKS, type Ask } from "./asks.ts";

/** The words by which the program recognises what people ask: data in knowledge/lexicon, reviewed by people. */
export type Lexicon = {
  asks: readonly { ask: Ask; cues: RegExp }[];
  fillers: ReadonlySet<string>;
  synonyms: ReadonlyMap<string, readonly string[]>;
  /** Words of dialects, of the net, and wrongly spelt ones → what they stand for. */
  plainWords: ReadonlyMap<string, string>;
  /** Characters that are taken for each other. */
  lookalikes: ReadonlyMap<string, string>;
  /** The words of `synonyms` by their sound. */
  sounds: Homophones;
  smallTalk: Readonly<Record<SmallTalkKind | "particles", readonly string[]>>;
  aboutBot: RegExp;
  outOfBounds: Readonly<Record<OutOfBounds, RegExp>>;
  /** Said in a question they are what it is about; otherwise they are orders. */
  ordersUnlessAsked: RegExp;
  places: { known: readonly string[]; wider: readonly string[]; notPlaces: ReadonlySet<string> };
  followUp: { opens: RegExp; closes: RegExp; points: RegExp };
  strength: { asksDuty: RegExp; soft: readonly string[] };
  own: RegExp;
  both: RegExp;
  /** Says by itself that each district shall answer. */
  bothClearly: RegExp;
  compares: RegExp;
  broad: RegExp;
  apart: RegExp;
  table: RegExp;
  whether: RegExp;
  /** Anything is asked at all. */
  asking: RegExp;
  /** Asked of the documents that a document cites. */
  cited: RegExp;
  ends: RegExp;
  presumesYear: RegExp;
  textAndTable: RegExp;
};

export type SmallTalkKind = "thanks" | "greeting" | "farewell" | "about_bot";
export type OutOfBounds = "injection" | "orders" | "private" | "elsewhere" | "off_topic";

const words = z.array(z.coerce.string().min(1));
const Asks = z.array(z.object({ ask: z.enum(ASKS), cues: words }));
const Fillers = z.object({ whole: words });
const Synonyms = z.array(z.object({ say: words, mean: words }));
const Dialect = z.array(z.object({ say: words, mean: z.string().min(1) }));
const Misspelt = z.object({ words: Dialect, shapes: words });
const SmallTalk = z.object({ thanks: words, greeting: words, farewell: words, about_bot: words, particles: words, about_bot_asked: words });
const OutOfBoundsCues = z.object({
  injection: words,
  orders: words,
  orders_unless_asked: words,
  private: words,
  elsewhere: words,
  off_topic: words,
});
const Places = z.object({ known: words, wider: words, not_places: words });
const FollowUp = z.object({ opens: words, closes: words, points: words });
const Strength = z.object({ asks_duty: words, soft: words });
const MORE_FRAME = { cited: words, ends: words, presumes_year: words, text_and_table: words };
const Frame = z.object({
  own: words,
  both: words,
  both_clearly: words,
  compares: words,
  broad: words,
  apart: words,
  table: words,
  whether: words,
  asking: words,
  ...MORE_FRAME,
});

let kept: Lexicon | undefined;

/** The product's own lexicon, read once. @throws AppError bad_configuration naming the file */
export function lexicon(): Lexicon {
  kept ??= readLexicon();
  return kept;
}

function readLexicon(): Lexicon {
  const out = readLexiconFile("out-of-bounds", OutOfBoundsCues);
  const places = readLexiconFile("places", Places);
  const follow = readLexiconFile("follow-up", FollowUp);
  const strength = readLexiconFile("strength", Strength);
  const frame = readLexiconFile("frame", Frame);
  const synonyms = synonymsOf(readLexiconFile("synonyms", Synonyms));
  const sounds = createHomophones();
  sounds.add(synonyms.keys());
  const smallTalk = readLexiconFile("small-talk", SmallTalk);
  const misspelt = readLexiconFile("misspelt", Misspelt);
  return {
    asks: readLexiconFile("asks", Asks).map(({ ask, cues }) => ({ ask, cues: anyOf(cues) })),
    fillers: new Set(readLexiconFile("fillers", Fillers).whole),
    synonyms,
    plainWords: new Map(
      [...readLexiconFile("dialect", Dialect), ...misspelt.words].flatMap(({ say, mean }) => say.map((word) => [word, mean] as const)),
    ),
    lookalikes: lookalikesOf(misspelt.shapes),
    sounds,
    smallTalk,
    aboutBot: anyOf(smallTalk.about_bot_asked),
    outOfBounds: {
      injection: anyOf(out.injection),
      orders: anyOf(out.orders),
      private: anyOf(out.private),
      elsewhere: anyOf(out.elsewhere),
      off_topic: anyOf(out.off_topic),
    },
    ordersUnlessAsked: anyOf(out.orders_unless_asked),
    places: { known: places.known, wider: places.wider, notPlaces: new Set(places.not_places) },
    followUp: { opens: anyOf(follow.opens), closes: anyOf(follow.closes), points: anyOf(follow.points) },
    strength: { asksDuty: anyOf(strength.asks_duty), soft: strength.soft },
    own: anyOf(frame.own),
    both: anyOf(frame.both),
    bothClearly: anyOf(frame.both_clearly),
    compares: anyOf(frame.compares),
    broad: anyOf(frame.broad),
    apart: anyOf(frame.apart),
    table: anyOf(frame.table),
    whether: anyOf(frame.whether),
    asking: anyOf(frame.asking),
    cited: anyOf(frame.cited),
    ends: anyOf(frame.ends),
    presumesYear: anyOf(frame.presumes_year),
    textAndTable: anyOf(frame.text_and_table),
  };
}

/** What is said in two places means what both places tell. */
function synonymsOf(groups: z.infer<typeof Synonyms>): Map<string, string[]> {
  const synonyms = new Map<string, string[]>();
  for (const { say, mean } of groups) {
    for (const word of say) synonyms.set(word, [...new Set([...(synonyms.get(word) ?? []), ...mean])]);
  }
  return synonyms;
}

/** Each character → the others of its group. */
function lookalikesOf(groups: readonly string[]): Map<string, string> {
  const lookalikes = new Map<string, string>();
  for (const group of groups)
    for (const character of group) lookalikes.set(character, (lookalikes.get(character) ?? "") + group.replace(character, ""));
  return lookalikes;
}
