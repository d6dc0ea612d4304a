import type { z } from "zod";
import { createHomophones, type Homophones } from "../knowledge/homophones.ts";
import { anyOf, readLexiconFile } from "../knowledge/lexicon-file.ts";
import { type EmergencyWords, readEmergencies } from "./lexicon-emergencies.ts";
import { Cues, Industries, IndustryCues, Kinds, Major, Names, OutOfBounds, Places, SmallTalk, words } from "./lexicon-files.ts";

/** The words by which a report is recognised: data in knowledge/lexicon, reviewed by people. */
export type HazardLexicon = {
  cues: {
    things: RegExp;
    tellingThings: RegExp;
    tellingStates: RegExp;
    countedThings: RegExp;
    states: RegExp;
    amounts: RegExp;
    alone: RegExp;
    harmless: RegExp;
    disabled: RegExp;
    /** Says that it is not so; taken out before anything is looked for. */
    denied: RegExp;
    /** Names that hold a character of a state: 「插座」. */
    namesOnly: RegExp;
  };
  emergencies: EmergencyWords;
  major: readonly MajorRule[];
  industries: readonly { name: string; trade: RegExp; words: RegExp; implied: RegExp }[];
  names: EnterpriseWords;
  places: PlaceWords;
  kinds: Readonly<Record<MessageKind, RegExp>>;
  thanks: { whole: readonly string[]; particles: readonly string[] };
  spelling: { words: ReadonlySet<string>; sounds: Homophones };
};

/** A cue, never a finding: `all` must be met by one hazard, `reason` is read by a person, `source` says who holds it. */
export type MajorRule = { id: string; source: string; reason: string; all: readonly RegExp[]; unless: RegExp };

export type EnterpriseWords = {
  /** Longest first. */
  endings: readonly string[];
  weakEndings: ReadonlySet<string>;
  trades: readonly string[];
  stops: readonly string[];
  openers: readonly string[];
  closers: readonly string[];
  kept: readonly string[];
  grand: readonly string[];
  townNamed: ReadonlySet<string>;
  nobody: readonly string[];
  brands: readonly string[];
  events: readonly string[];
};

export type Town = { name: string; district: string; aliases: readonly string[] };
export type PlaceWords = {
  towns: readonly Town[];
  districts: readonly string[];
  endings: readonly string[];
  notPlaces: ReadonlySet<string>;
  landmarks: readonly string[];
  /** Cities and districts that are not ours. */
  foreign: readonly string[];
};

const KIND_TOPICS = [
  "orders",
  "complaint",
  "grievance",
  "refers",
  "resolved",
  "unresolved",
  "claims",
  "adds",
  "asks_plan",
  "question",
  "not_asking",
  "fine",
  "asks_rule",
  "asks_knowledge",
  "hypothetical",
  "drill",
  "not_drill",
  "elsewhere",
  "far",
  "hearsay",
  "local",
  "past",
  "jokes",
  "advice",
  "pleas",
  "approval",
  "approval_tail",
  "pointed",
  "asks_count",
  "courteous_opening",
  "notice",
  "visit",
  "bidding",
  "promises",
  "story",
  "deictic",
  "chitchat",
  "topics",
] as const;
type MessageKind = (typeof KIND_TOPICS)[number] | "ad_strong" | "ad_weak" | "injection";

let kept: HazardLexicon | undefined;

/** The product's own words, read once. @throws AppError bad_configuration naming the file */
export function hazardLexicon(): HazardLexicon {
  kept ??= readAll();
  return kept;
}

function readAll(): HazardLexicon {
  const smallTalk = readLexiconFile("small-talk", SmallTalk);
  const places = readPlaces();
  const kinds = readLexiconFile("message-kinds", Kinds);
  const cues = readLexiconFile("hazard-cues", Cues);
  const sounds = createHomophones();
  const spelt = [...cues.spelling, ...places.towns.flatMap(({ name, aliases }) => [name, ...aliases])];
  sounds.add(spelt);
  return {
    cues: cuesOf(cues),
    emergencies: readEmergencies(),
    major: readLexiconFile("major-hazards", Major).rules.map((rule) => ({
      ...rule,
      all: rule.all.map((cue) => regex([cue])),
      unless: regex(rule.unless),
    })),
    industries: readIndustries(),
    names: readNames(),
    places,
    kinds: readKinds(kinds),
    thanks: {
      whole: [...smallTalk.thanks, ...kinds.dialect_thanks],
      particles: [...smallTalk.particles, ...smallTalk.greeting, ...kinds.courtesy],
    },
    spelling: { words: new Set(spelt), sounds },
  };
}

function regex(cues: readonly string[], flags = "iu"): RegExp {
  return anyOf(cues, flags);
}

function cuesOf(cues: z.infer<typeof Cues>): HazardLexicon["cues"] {
  const { things, by_amount, telling, telling_states, states, alone, harmless, disabled, denied, names_only } = cues;
  const { amounts = [], ...others } = states;
  return {
    things: regex(Object.values(things).flat()),
    tellingThings: regex(telling.flatMap((group) => things[group] ?? [])),
    countedThings: regex(by_amount.flatMap((group) => things[group] ?? [])),
    states: regex(Object.values(others).flat()),
    tellingStates: regex(telling_states.flatMap((group) => states[group] ?? [])),
    amounts: regex(amounts),
    alone: regex(alone),
    harmless: regex(harmless),
    disabled: regex(disabled),
    denied: regex(denied, "giu"),
    namesOnly: regex(names_only, "giu"),
  };
}

function readIndustries(): HazardLexicon["industries"] {
  const names = new Map(readLexiconFile("industries", Industries).industries.map(({ id, name }) => [id, name]));
  return readLexiconFile("industry-cues", IndustryCues).industries.map(({ id, trade, words, implied }) => ({
    name: names.get(id) ?? id,
    trade: regex(trade),
    words: regex(words),
    implied: regex(implied),
  }));
}

function readNames(): EnterpriseWords {
  const names = readLexiconFile("enterprise-names", Names);
  return {
    endings: longestFirst(names.endings),
    weakEndings: new Set(names.weak_endings),
    trades: longestFirst(names.trades),
    stops: longestFirst(names.stops),
    openers: longestFirst(names.openers),
    closers: names.closers,
    grand: names.grand,
    townNamed: new Set(names.town_named),
    nobody: names.nobody,
    kept: longestFirst(names.names_with_stops),
    brands: longestFirst(names.brands),
    events: longestFirst(names.events),
  };
}

function readPlaces(): PlaceWords {
  const places = readLexiconFile("places", Places);
  const { road_endings, village_endings, mall_endings, landmark_endings } = places;
  return {
    towns: places.towns,
    districts: [...new Set(places.towns.map(({ district }) => district))],
    endings: longestFirst([...road_endings, ...village_endings, ...mall_endings, ...landmark_endings]),
    notPlaces: new Set(places.not_place_words),
    landmarks: longestFirst(places.landmarks),
    foreign: places.known.filter((name) => !places.towns.some(({ district }) => district.startsWith(name))),
  };
}

function readKinds({ ad, ...kinds }: z.infer<typeof Kinds>): HazardLexicon["kinds"] {
  const out = readLexiconFile("out-of-bounds", OutOfBounds);
  const topics = Object.fromEntries(KIND_TOPICS.map((topic) => [topic, regex(words.parse(kinds[topic]))])) as Record<MessageKind, RegExp>;
  return {
    ...topics,
    ad_strong: regex(ad.strong, "giu"),
    ad_weak: regex(ad.weak, "giu"),
    not_asking: regex(words.parse(kinds.not_asking), "giu"),
    injection: regex(out.injection),
  };
}

function longestFirst(list: readonly string[]): string[] {
  return [...new Set(list)].sort((one, other) => other.length - one.length);
}
