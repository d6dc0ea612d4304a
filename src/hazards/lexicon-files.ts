import { z } from "zod";
import { EMERGENCY_KINDS } from "../texts/hazards.ts";

/** What the files of knowledge/lexicon hold that tell of hazards, as they are written. */

export const words = z.array(z.coerce.string().min(1));
const groups = z.record(z.string(), words);
export const Cues = z.object({
  things: groups,
  by_amount: words,
  telling: words,
  telling_states: words,
  states: groups,
  alone: words,
  harmless: words,
  disabled: words,
  denied: words,
  names_only: words,
  spelling: words,
});
const Kind = z.object({ kind: z.enum(EMERGENCY_KINDS), cues: words, across: words.default([]), unless: words });
export const Emergencies = z.object({
  source: z.string(),
  fragments: z.record(z.string(), z.string().min(1)),
  kinds: z.array(Kind),
  cries: words,
  now: words,
  over: words,
  still: words,
  retracts: words,
});
const Rule = z.object({
  id: z.string(),
  source: z.string().min(1),
  reason: z.string().min(1),
  all: words.min(1),
  unless: words.default([]),
});
export const Major = z.object({ rules: z.array(Rule) });
export const IndustryCues = z.object({ industries: z.array(z.object({ id: z.string(), trade: words, words, implied: words })) });
export const Industries = z.object({ industries: z.array(z.object({ id: z.string(), name: z.string().min(1) })) });
const NAME_EDGES = {
  stops: words,
  openers: words,
  closers: words,
  names_with_stops: words,
  grand: words,
  town_named: words,
  nobody: words,
};
export const Names = z.object({ endings: words, weak_endings: words, trades: words, ...NAME_EDGES, brands: words, events: words });
const Towns = z.array(z.object({ name: z.string(), district: z.string(), aliases: words }));
const PLACE_LISTS = { road_endings: words, village_endings: words, mall_endings: words, landmark_endings: words };
export const Places = z.object({ known: words, towns: Towns, ...PLACE_LISTS, not_place_words: words, landmarks: words });
export const Kinds = z.looseObject({ ad: z.object({ strong: words, weak: words }), courtesy: words, dialect_thanks: words });
export const SmallTalk = z.object({ thanks: words, greeting: words, particles: words });
export const OutOfBounds = z.object({ injection: words });
