import type { Day } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import { askOf, withoutOffices } from "./ask-of.ts";
import { type Ask, askIn } from "./asks.ts";
import { districtsIn, districtsOf, elsewhereIn, withoutIssuers } from "./district.ts";
import { isFollowUp } from "./follow-up.ts";
import { withoutIndefinite } from "./indefinite.ts";
import type { Lexicon } from "./lexicon.ts";
import { type Manner, mannerOf, withoutCourtesy } from "./manner.ts";
import { normaliseQuestion } from "./normalise.ts";
import { mendSlips, type Spelling } from "./slips.ts";
import { asWritten, inCommonWords, ofOthers } from "./spoken.ts";
import { type Dictionary, type Term, termOf, termsOf } from "./terms.ts";
import { topicsOf } from "./topics.ts";
import { withoutCopying } from "./wording.ts";
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
  years: { stated: readonly number[]; current: number | undefined; isGoal?: boolean };
  terms: readonly Term[];
  /** Wants districts or documents set side by side. */
  compares: boolean;
  /** 「我们局」 without saying which. */
  speaksOfOwn: boolean;
  /** 「任务表第13行」, 「责任单位」 */
  speaksOfTable: boolean;
  /** Yes or no is asked for. */
  whether: boolean;
  /** 「标准化有什么要求」: about a subject as a whole. */
  isBroad: boolean;
  followsUp: boolean;
  /** 「不是2023年才开始的吗」: years that the question takes for granted; the text may say otherwise. */
  presumedYears: readonly number[];
  /** 「正文和任务表写得一样吗」 */
  comparesTable: boolean;
  /** 「一个是谁当组长、一个是谁牵头」: what is asked of the one and of the other. */
  halves: readonly Half[];
};

type Half = Pick<Understood, "plain" | "ask" | "terms">;

export type UnderstandNeeds = {
  lexicon: Lexicon;
  dictionary: Dictionary;
  documents: readonly PlanDocument[];
  soundsLike: Spelling["soundsLike"];
  districtsLike: Spelling["districtsLike"];
  looksLike: Spelling["looksLike"];
};
export type Said = {
  text: string;
  district?: string | undefined;
  asOf: Day;
  history: readonly { role: "user" | "bot"; text: string }[];
};

/** An earlier topic helps to choose between sentences, and must not outweigh the present one. */
const EARLIER_SHARE = 0.3;
/** 「市里的呢」: the same of another level, which is no topic. */
const LEVEL = /^(?:国家|中央|省|市|区|县|镇|乡|街道)(?:里|级|上|的)?$/u;
const TURNS_MAX = 4;

/** Reads a question in the light of the turns before it. */
export function understand(needs: UnderstandNeeds, said: Said): Understood {
  const turns = topicsOf(said.history).slice(-TURNS_MAX);
  const earlier = turns.reduce<Understood | undefined>((before, turn) => {
    const read = readAlone(needs, { ...said, text: turn.text });
    return read.manner.kind === "question" ? inLightOf(needs, read, before) : before;
  }, undefined);
  return withGroup(needs, inLightOf(needs, readAlone(needs, said), earlier), said.district);
}

function readAlone(needs: UnderstandNeeds, said: Said): Understood {
  const { lexicon, dictionary, documents } = needs;
  const full = inCommonWords(normaliseQuestion(said.text), lexicon.plainWords);
  const districts = districtsOf(documents);
  const written = asWritten(withoutCourtesy(full, lexicon), (word) => lexicon.synonyms.has(word));
  const plain = withoutCopying(withoutIndefinite(ofOthers(mendSlips(written, { ...needs, districts }))));
  const named = districtsIn(plain, districts);
  const years = yearsIn(plain, said.asOf);
  const isPresumed = years.stated.length > 0 && lexicon.presumesYear.test(plain);
  const reading = { lexicon, dictionary, districts };
  const read = termsOf(withoutIssuers(plain, documents), reading);
  const ask = askOf(plain, { terms: read, isPresumed }, needs);
  // Who is asked about is no topic: 「这条该是某某股的活吧」.
  const terms = ask === "responsible" ? withoutOffices(read, plain) : [...read, ...subjectOfBasis(plain, ask, lexicon)];
  const halves = halvesOf(plain).map((half) => ({ plain: half, ask: askIn(half, lexicon.asks), terms: termsOf(half, reading) }));
  const several =
    (halves.length > 1 && (named.length > 1 || lexicon.both.test(plain))) ||
    named.length > 1 ||
    lexicon.bothClearly.test(plain) ||
    (lexicon.both.test(plain) && (lexicon.compares.test(plain) || lexicon.apart.test(plain)));
  const manner = mannerOf(full, lexicon);
  // 「我想问个事」 opens a question that has still to come.
  const isOpening = terms.length + named.length + said.history.length === 0 && ask === "content" && !lexicon.asking.test(plain);
  return {
    manner: manner.kind === "question" && isOpening ? { kind: "smalltalk", about: "empty" } : manner,
    plain,
    ask,
    districts: named,
    districtFrom: named.length > 0 ? "question" : undefined,
    elsewhere: elsewhereIn(plain, districts, needs),
    years: isPresumed ? { current: years.current, stated: [] } : years,
    terms,
    compares: several,
    speaksOfOwn: lexicon.own.test(plain),
    speaksOfTable: lexicon.table.test(plain),
    whether: lexicon.whether.test(plain),
    isBroad: ask === "content" && lexicon.broad.test(plain),
    followsUp: false,
    presumedYears: isPresumed ? years.stated : [],
    comparesTable: lexicon.textAndTable.test(plain),
    halves: several ? halves : [],
  };
}

/** 「整改期限是根据哪个文件定的」 asks of the term, though 期限 names nothing elsewhere. */
function subjectOfBasis(plain: string, ask: Ask, lexicon: Lexicon): Term[] {
  const [, subject] = ask === "basis" ? (SUBJECT_OF_BASIS.exec(plain) ?? []) : [];
  return subject === undefined ? [] : [termOf(subject, lexicon)];
}

const SUBJECT_OF_BASIS = /(期限|时限|天数|次数|频次|频率|金额|比例|人数)(?:是|都|的|要|由)*(?:根据|依据|按照?|依照|照)/u;

const HALVES = /^(.*?)一个(?:是|要|得)?([^,，、;；]+)[,，、;；]?(?:另)?一个(?:是|要|得)?([^,，、;；]+)$/u;

/** What stands before both belongs to both. */
function halvesOf(plain: string): string[] {
  const [, common = "", one, other] = HALVES.exec(plain) ?? [];
  return one && other ? [common + one, common + other] : [];
}

/** What a follow-up leaves out comes from the question before: district, topic, what is asked. */
function inLightOf(needs: UnderstandNeeds, now: Understood, earlier: Understood | undefined): Understood {
  if (!earlier || now.manner.kind !== "question") return now;
  if (!isFollowUp(now.plain, now.terms, needs.lexicon)) return now;
  const inherited =
    now.districts.length > 0 || now.elsewhere
      ? {}
      : { districts: earlier.districts, districtFrom: earlier.districts.length > 0 ? ("history" as const) : undefined };
  const hasTopic = now.terms.some(({ text, kind }) => text.length > 1 && kind === "thing" && !LEVEL.test(text));
  const background = earlier.terms.filter(isTopic).map((term) => ({ ...term, share: hasTopic ? EARLIER_SHARE : 1 }));
  const own = new Set(now.terms.map(({ text }) => text));
  return {
    ...now,
    ...inherited,
    ask: askAfter(now, earlier),
    terms: [...(hasTopic ? now.terms : now.terms.filter(isTopic)), ...background.filter(({ text }) => !own.has(text))],
    years: yearsAfter(now, earlier, hasTopic),
    followsUp: true,
  };
}

function isTopic({ text }: Term): boolean {
  return !LEVEL.test(text);
}

const YEAR_AFTER_NEXT = /后年/u;
const YEAR_AFTER = /(?:下|次|后)一?年(?!底)/u;

/** 「下一年呢」 counts from the year that was spoken of. */
function yearsAfter(now: Understood, earlier: Understood, hasTopic: boolean): Understood["years"] {
  const last = earlier.years.stated.at(-1);
  if (last !== undefined && YEAR_AFTER.test(now.plain) && !YEAR_AFTER_NEXT.test(now.plain))
    return { stated: [last + 1], current: undefined };
  const hasYear = now.years.stated.length > 0 || now.years.current !== undefined;
  return hasYear || hasTopic ? now.years : earlier.years;
}

/** 「那条又是谁」 after a question for the responsible unit asks for the responsible unit. */
function askAfter(now: Understood, earlier: Understood): Ask {
  // 「那边也一样吗」 after 「一年几次」: 「定期」 tells that it is not, though it tells no number.
  if (now.ask === "content" && earlier.ask === "how_many_times" && now.whether && THE_SAME.test(now.plain)) return "how_often";
  if (now.ask === "content") return earlier.ask;
  return now.ask === "who" && earlier.ask === "responsible" ? "responsible" : now.ask;
}

const THE_SAME = /一样|一个样|相同|同样|也(?:是|要|得)?(?:这样|这么|那么|如此)/u;

/** The group's district counts only when nobody said another one, and when the question is not about several. */
function withGroup({ documents }: UnderstandNeeds, read: Understood, district: string | undefined): Understood {
  if (read.districts.length > 0 || read.elsewhere || read.compares || district === undefined) return read;
  const [known] = districtsIn(district, districtsOf(documents));
  return known ? { ...read, districts: [known], districtFrom: "group" } : { ...read, elsewhere: district };
}
