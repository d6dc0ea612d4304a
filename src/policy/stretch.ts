import { sentencesOf } from "../knowledge/sentences.ts";
import { lexicon } from "./lexicon.ts";
import { plainOf } from "./normalise.ts";
import { paraphrase } from "./paraphrase.ts";
import { piecesOf } from "./pieces.ts";
import { saidFigures } from "./said-figures.ts";

/**
 * A stretch of a clause on which a stretch of an answer may rest: what stands between commas, joined where it only makes sense
 * together. Its figures belong to it; who does it, and of what it speaks, may have been said before it.
 */
export type Stretch = {
  /** Plain. */
  text: string;
  /** What `text` is put together of: a figure belongs to one of them. */
  pieces: readonly string[];
  /** Plain: what stands before it in the same sentence, and who the sentence before spoke of where this one names nobody. */
  before: string;
  /** Plain: headings, and the document's own names. */
  heading: string;
  /** The whole sentence, verbatim: what is quoted for it. */
  quote: string;
  /** What stretches of one sentence, or of one row, have in common. */
  sentence: string;
};

/** A clause, or a row of a table, that an answer may cite. */
export type Evidence = {
  /** Verbatim, or for a row what it means; each is a sentence or a group of them. */
  sentences: readonly {
    text: string;
    /** Of what it speaks, where it does not tell: the task of a row. */
    around?: string;
    /** Holds together as it stands; undefined: as its commas part it. */
    pieces?: readonly string[];
  }[];
  heading: string;
};

const JOINED_MAX = 3;
/** What a row says in three cells is one thing. */
const ROW = "row";

/** Every stretch of `evidence`, and neighbouring ones of a sentence together. */
export function stretchesOf({ sentences, heading }: Evidence): Stretch[] {
  let actor = "";
  const isRow = sentences.some(({ pieces }) => pieces !== undefined);
  return sentences.flatMap(({ text, around = "", pieces }) => {
    if (pieces)
      return [{ text: plainOf(text), pieces: pieces.map(plainOf), before: "", heading: plainOf(heading), quote: text, sentence: ROW }];
    return sentencesOf(text).flatMap((sentence) => {
      const plain = plainOf(sentence.text);
      if (speaksToMachine(plain)) return [];
      const own = actorOf(plain);
      const carried = own === "" ? actor : "";
      if (own !== "") actor = own;
      return unitsOf(plain).flatMap((unit, index) =>
        windowsOf(unit, { before: index === 0 ? carried : own || carried, around }).map((window) => ({
          ...window,
          heading: plainOf(heading),
          quote: sentence.text,
          sentence: isRow ? ROW : sentence.text,
        })),
      );
    });
  });
}

/** A clause that tells a machine what to do is not what the office decided. */
function speaksToMachine(plain: string): boolean {
  return lexicon().outOfBounds.injection.test(plain) || paraphrase().toMachines.test(plain);
}

const ACTOR =
  /^(?:.{0,40}?(?:[股室局办队委会组站所司]|中心|部门|机关|单位|街道|乡镇|企业|者|人员|负责人|同志|行业协会)[)）]?[,，、]?)+(?=[^,，]{0,40}(?:要|应|须|按|负责|牵头|组织|成立|每|聚焦|针对|结合|积极|主动))/u;

/** Who a sentence speaks of, when it begins with it. */
export function actorOf(plain: string): string {
  return ACTOR.exec(plain)?.[0] ?? "";
}

/** A sentence that goes from day to day is cut at each: 「2024年底前梳理，2025年底前提升」. */
function unitsOf(plain: string): string[][] {
  const pieces = joined(piecesOf(plain));
  const units: string[][] = [];
  for (const piece of pieces) {
    const isDated = saidFigures(piece).tied.some((figure) => DATED.test(figure)) && STARTS_WITH_DAY.test(piece);
    const last = units.at(-1);
    if (!last || (isDated && units.flat().some((earlier) => STARTS_WITH_DAY.test(earlier)))) units.push([piece]);
    else last.push(piece);
  }
  return units;
}

const DATED = /^(?:until|since|during|yearly)/u;
const STARTS_WITH_DAY = /^(?:到|自|从|于|在)?\d{4}年/u;

/** A day alone, a condition or a place belongs to what follows it. */
export function joined(pieces: readonly string[]): string[] {
  const whole: string[] = [];
  let open = "";
  for (const piece of pieces) {
    open += piece;
    if (isLead(piece)) continue;
    whole.push(open);
    open = "";
  }
  return open === "" ? whole : [...whole, open];
}

/** At the begin: a day, what is presupposed, of what is spoken. */
const LEAD =
  /^(?:(?:到|自|从|截至)?\d{4}年(?:\d{1,2}月)?(?:底|初|末)?(?:之?前|以后|起)?|第[一二三四五六七八九十]+阶段.{0,20}|(?:对于?|涉及|属于)[^,，]{2,60}的[^,，]{1,8}|(?!.{0,80}是)[^,，]{4,120}的|凡[^,，]{1,120}|预计[^,，]{1,60}|[^,，]{0,30}(?:期满|届满)[^,，]{0,6}|[一二三四五六七八九十]是)[,，:]$/u;
/** Under which condition; its consequence is in the same stretch. */
const CONDITION =
  /^(?:(?:对于?|涉及|属于)[^,，]{2,60}的[^,，]{1,8}|(?!.{0,80}是)[^,，]{4,120}的|凡[^,，]{1,120}|预计[^,，]{1,60})(?=[,，])/u;

/** What a stretch of an answer presupposes: 「对于……的问题」. */
export function conditionOf(plain: string): string | undefined {
  return CONDITION.exec(plain)?.[0];
}

function isLead(piece: string): boolean {
  return LEAD.test(piece);
}

function windowsOf(
  pieces: readonly string[],
  { before, around }: { before: string; around: string },
): Pick<Stretch, "text" | "pieces" | "before">[] {
  return pieces.flatMap((_, start) =>
    Array.from({ length: Math.min(JOINED_MAX, pieces.length - start) }, (__, extra) => {
      const own = pieces.slice(start, start + extra + 1);
      return { text: own.join(""), pieces: own, before: before + around + pieces.slice(0, start).join("") };
    }),
  );
}
