import type { Day } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import { type Ask, askIn } from "./asks.ts";
import { districtsIn, districtsOf, elsewhereIn } from "./district.ts";
import { isFollowUp } from "./follow-up.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Manner, mannerOf, withoutCourtesy } from "./manner.ts";
import { normaliseQuestion } from "./normalise.ts";
import { type Dictionary, type Term, termsOf } from "./terms.ts";
import { yearsIn } from "./years.ts";

/** A question as we took it: kept beside the answer, so that a wrong answer can be traced to a wrong understanding. */
export type Understood = {
  manner: Manner;
  /** Plain text of the question, courtesy and mentions gone. */
  plain: string;
  ask: Ask;
  /** Districts that it is about: named, else of the turns before, else the group's. Empty: any. */
  districts: readonly string[];
  districtFrom: "question" | "history" | "group" | undefined;
  /** A named place that no document covers. */
  elsewhere: string | undefined;
  years: { stated: readonly number[]; current: number | undefined };
  terms: readonly Term[];
  /** Wants districts or documents set side by side. */
  compares: boolean;
  /** 「我们局」 without saying which. */
  speaksOfOwn: boolean;
  /** 「任务表第13行」, 「责任单位」 */
  speaksOfTable: boolean;
  /** Yes or no is asked for. */
  whether: boolean;
  followsUp: boolean;
};

export type UnderstandNeeds = { lexicon: Lexicon; dictionary: Dictionary; documents: readonly PlanDocument[] };
export type Said = {
  text: string;
  district?: string | undefined;
  asOf: Day;
  history: readonly { role: "user" | "bot"; text: string }[];
};

/** An earlier topic helps to choose between sentences, and must not outweigh the present one. */
const EARLIER_SHARE = 0.3;
const TURNS_MAX = 4;

/** Reads a question in the light of the turns before it. */
export function understand(needs: UnderstandNeeds, said: Said): Understood {
  const turns = said.history.filter(({ role }) => role === "user").slice(-TURNS_MAX);
  const earlier = turns.reduce<Understood | undefined>((before, turn) => {
    const read = readAlone(needs, { ...said, text: turn.text });
    return read.manner.kind === "question" ? inLightOf(needs, read, before) : before;
  }, undefined);
  return withGroup(needs, inLightOf(needs, readAlone(needs, said), earlier), said.district);
}

function readAlone({ lexicon, dictionary, documents }: UnderstandNeeds, said: Said): Understood {
  const full = normaliseQuestion(said.text);
  const plain = withoutCourtesy(full, lexicon);
  const districts = districtsOf(documents);
  const named = districtsIn(plain, districts);
  const several = named.length > 1 || (lexicon.both.test(plain) && (lexicon.compares.test(plain) || lexicon.apart.test(plain)));
  return {
    manner: mannerOf(full, lexicon),
    plain,
    ask: askIn(plain, lexicon.asks),
    districts: named,
    districtFrom: named.length > 0 ? "question" : undefined,
    elsewhere: elsewhereIn(plain, districts, lexicon),
    years: yearsIn(plain, said.asOf),
    terms: termsOf(plain, { lexicon, dictionary, districts }),
    compares: several,
    speaksOfOwn: lexicon.own.test(plain),
    speaksOfTable: lexicon.table.test(plain),
    whether: lexicon.whether.test(plain),
    followsUp: false,
  };
}

/** What a follow-up leaves out comes from the question before: district, topic, what is asked. */
function inLightOf(needs: UnderstandNeeds, now: Understood, earlier: Understood | undefined): Understood {
  if (!earlier || now.manner.kind !== "question") return now;
  const inherited =
    now.districts.length > 0 || now.elsewhere
      ? {}
      : { districts: earlier.districts, districtFrom: earlier.districts.length > 0 ? ("history" as const) : undefined };
  if (!isFollowUp(now.plain, now.terms, needs.lexicon)) return { ...now, ...inherited };
  const hasTopic = now.terms.some(({ text }) => text.length > 1);
  const background = earlier.terms.map((term) => ({ ...term, share: hasTopic ? EARLIER_SHARE : 1 }));
  const own = new Set(now.terms.map(({ text }) => text));
  const hasYear = now.years.stated.length > 0 || now.years.current !== undefined;
  return {
    ...now,
    ...inherited,
    ask: askAfter(now, earlier),
    terms: [...now.terms, ...background.filter(({ text }) => !own.has(text))],
    years: hasYear || hasTopic ? now.years : earlier.years,
    followsUp: true,
  };
}

/** 「那条又是谁」 after a question for the responsible unit asks for the responsible unit. */
function askAfter(now: Understood, earlier: Understood): Ask {
  if (now.ask === "content") return earlier.ask;
  return now.ask === "who" && earlier.ask === "responsible" ? "responsible" : now.ask;
}

/** The group's district counts only when nobody said another one, and when the question is not about several. */
function withGroup({ documents }: UnderstandNeeds, read: Understood, district: string | undefined): Understood {
  if (read.districts.length > 0 || read.elsewhere || read.compares || district === undefined) return read;
  const [known] = districtsIn(district, districtsOf(documents));
  return known ? { ...read, districts: [known], districtFrom: "group" } : { ...read, elsewhere: district };
}
