import { z } from "zod";
import type { PlanDocument } from "../knowledge/document.ts";
import { anyOf, readLexiconFile } from "../knowledge/lexicon-file.ts";
import type { Ask } from "./asks.ts";
import { type CitedDocument, isOfLevel } from "./cited.ts";
import { districtsIn, districtsOf } from "./district.ts";
import { plainOf, withoutMarks } from "./normalise.ts";
import { isNumbered, numberIn } from "./paper-number.ts";

/**
 * What stands in a paper that nobody gave us is not known, however near a clause of ours comes: 「住建局的燃气整治方案怎么要求」,
 * 「43号文第三部分怎么写的」, 「……条例第六条」. Its name and number, where a plan of ours cites it, are another matter.
 */
export type OtherPaper = { kind: "of"; body: string } | { kind: "cited"; cited: CitedDocument } | { kind: "law"; name: string };

type Asked = { plain: string; ask: Ask };
type Known = { documents: readonly PlanDocument[]; cited: readonly CitedDocument[]; named: readonly string[] };

/**
 * @param known.cited  documents that ours rest on, with their numbers
 * @param known.named  whatever stands between 《》 in ours
 */
export function otherPaperAsked(asked: Asked, known: Known): OtherPaper | undefined {
  const cited = citedWithin(asked, known);
  if (cited) return { kind: "cited", cited };
  const body = departmentIn(asked.plain, known) ?? (NAMING.includes(asked.ask) ? undefined : higherIn(asked.plain, known));
  if (body) return { kind: "of", body };
  const name = lawIn(asked.plain, known);
  return name === undefined ? undefined : { kind: "law", name };
}

/** These are told by whoever cites a paper. */
const NAMING: readonly Ask[] = ["document_number", "document_title", "called", "issuer", "document_date", "basis"];

/** 「43号文第三部分」 */
function citedWithin({ plain, ask }: Asked, { documents, cited }: Known): CitedDocument | undefined {
  if (NAMING.includes(ask)) return undefined;
  const own = documents.map(({ number }) => number ?? "");
  return cited.find(({ number }) => {
    const said = own.every((one) => isNumbered(plain, number, one)) ? numberIn(plain, number) : undefined;
    return said !== undefined && asksWithin(plain, said);
  });
}

/** 「住建局的燃气整治方案」, whatever is asked of it. */
function departmentIn(plain: string, { documents }: Known): string | undefined {
  const { department } = papers();
  const [body] = [...plain.matchAll(department)].flatMap(([said, name = ""]) => (namesOurs(said, documents) ? [] : [name]));
  return body === undefined || documents.some(({ title, issuer = "" }) => isCalled(body, title + issuer)) ? undefined : body;
}

/** 「住建局」 is short for 「住房和城乡建设局」. */
function isCalled(short: string, full: string): boolean {
  return new RegExp([...short.slice(0, 2)].join(".*"), "u").test(full);
}

/** 「市里的方案对我们怎么要求」 */
function higherIn(plain: string, { documents }: Known): string | undefined {
  const { higher } = papers();
  const issuers = documents.map(({ issuer = "" }) => issuer);
  const found = [...plain.matchAll(higher)].find(
    ({ index, 0: said }) => !namesOurs(said, documents) && asksWithin(plain, { start: index, end: index + said.length }),
  );
  const body = found?.[1];
  return body === undefined || issuers.some((issuer) => isOfLevel(body, issuer)) ? undefined : body;
}

/** 「省里的措施洛江方案写几项」 */
function namesOurs(said: string, documents: readonly PlanDocument[]): boolean {
  return districtsIn(said, districtsOf(documents)).length > 0;
}

/** 「……条例第六条」: of a law that a plan names, or of any other. */
function lawIn(plain: string, { documents, named }: Known): string | undefined {
  const isHeld = (name: string) => documents.some(({ title }) => plainOf(title).includes(name) || name.includes(plainOf(title)));
  const known = named.map((name) => plainOf(name)).filter((name) => withoutMarks(name).length >= LAW_MIN && !isHeld(name));
  const said = known.flatMap((name) => {
    const short = [name, name.replace(OF_PLACE, "")].find((one) => plain.includes(one));
    const start = short === undefined ? -1 : plain.indexOf(short);
    return short && asksWithin(plain, { start, end: start + short.length }) ? [name] : [];
  });
  const [, called] = LAW.exec(plain) ?? [];
  const law = called?.replace(BEFORE_LAW, "");
  return said[0] ?? (law !== undefined && law.length >= LAW_END && !isHeld(law.slice(-LAW_END)) ? law : undefined);
}

const LAW_MIN = 5;
const LAW_END = 3;
const OF_PLACE = /^\p{Script=Han}{2,3}[省市区县]/u;
/** 「消防法对商场有什么规定」; 「做法」 and 「执法」 are no laws. */
const LAW =
  /(?<![按照依据])(\p{Script=Han}{1,18}(?:(?<![方做办说想看手违执依合非用搞打弄管司守普立])法|条例|细则))》?(?:(?:里面|里|中)?的?第[一二三四五六七八九十百零\d]+[条款章]|(?:里面|里|中)|对\p{Script=Han}{1,12}(?:有什么|怎么|有哪些|有没有)|(?:是)?(?:怎么|如何)?(?:规定|要求)(?:的|了)?(?:什么|哪些|[?？]?$))/u;
const BEFORE_LAW = /^(?:那么|那|这|请问|问下|现在|咱们?|我们|国家的?|新的?|把|照)+/u;

type Span = { start: number; end: number };

/** Whether what follows a paper asks for what stands in it, and what goes before does not merely bid to obey it. */
function asksWithin(plain: string, { start, end }: Span): boolean {
  const { obeyedBefore, within } = papers();
  return !obeyedBefore.test(plain.slice(0, start).replace(OPENING, "")) && within.test(plain.slice(end).replace(CLOSING, ""));
}

const OPENING = /[《“"「]$/u;
const CLOSING = /^[》”"」]/u;

type Papers = { department: RegExp; higher: RegExp; obeyedBefore: RegExp; within: RegExp };

const words = z.array(z.string().min(1));
const OtherPapers = z.strictObject({
  departments: words,
  endings: words,
  short: words,
  higher: words,
  papers: words,
  between_not: words,
  not_before: words,
  obeyed_before: words,
  within: words,
});

let kept: Papers | undefined;

/** Read once, like the lexicon. @throws AppError bad_configuration */
function papers(): Papers {
  kept ??= readPapers();
  return kept;
}

const BETWEEN_MAX = 16;
const THEIRS = "(?=的)";
const PARTICLE = "(?:了|的)?";

function readPapers(): Papers {
  const read = readLexiconFile("other-papers", OtherPapers);
  const any = (list: readonly string[]) => `(?:${list.join("|")})`;
  const between = `(?:(?!${any(read.between_not)})[^,，。;；!！?？]){0,${BETWEEN_MAX}}?`;
  const department = `${any(read.departments)}${any(read.endings)}|${any(read.short)}${THEIRS}`;
  const before = `(?<!${any(read.not_before)})`;
  return {
    department: new RegExp(`${before}(${department})${between}${any(read.papers)}`, "gu"),
    higher: new RegExp(`${before}(${any(read.higher)})${between}${any(read.papers)}`, "gu"),
    obeyedBefore: new RegExp(`${any(read.obeyed_before)}${PARTICLE}$`, "u"),
    within: anyOf(read.within.map((cue) => `^(?:${cue})`)),
  };
}
