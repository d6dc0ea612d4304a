import { piecesOf } from "./pieces.ts";
import { saidFigures } from "./said-figures.ts";
import { contentWords, isMostlyIn, stands } from "./said-words.ts";

/** Of whom a stretch says that they must, and to whom something goes: neither is taken from the stretch beside it. */

const PARTY = /(?:人|者|员|同志|企业|单位|部门|机关|[局股办组会委长]|街道|乡镇|中心|公司|政府)/u;
/** 「其他负责同志要……」 */
const SUBJECT = /^(?:并|且|同时)?([^,，。;；]{2,40}?)(?=要|应当|应|须|必须|可以|负责(?!人|同志)|牵头)/u;
const BY = "由";
const SENT =
  /(?:抄告|移交|移送|转交|递交|提交|上交|报送|上报|抄送|通报|报告|呈报)(?:给|至|到|向)?([^,，。;；]{2,16})|向([^,，。;；]{2,24}?)(?=递交|提交|报告|报送|上报|通报|移交|提出|双报告|“)/gu;

type Where = { pieces: readonly string[]; before: string };

/** @param pieces  of the clause, as its commas part it; @param before  what stands before them; @param inherited  of whom the sentence spoke before */
export function speaksOfTheSame(said: string, where: Where, inherited?: string): boolean {
  return hasTheSameSubject(said, where, inherited) && goesToTheSame(said, where.pieces);
}

/** Where the stretch that holds most of it names its own subject, or one was named before, that one is meant. */
function hasTheSameSubject(said: string, { pieces, before }: Where, inherited: string | undefined): boolean {
  const own = subjectOf(said);
  const subject = own ?? inherited;
  if (subject === undefined) return true;
  const words = contentWords(subject);
  const rest = own === undefined ? said : said.slice(said.indexOf(own) + own.length);
  // Of whom it speaks may have been said before; what it says of them was not.
  if (!isMostlyIn(rest, pieces.join(""))) return false;
  const qualified = matches(subject, QUALIFIER);
  const others = subjectsOf({ pieces, before }).filter(({ piece }) => isMostlyIn(rest, piece));
  const isSame = (other: string) => words.every((word) => stands(word, other)) && qualified.every((one) => other.includes(one));
  return (
    others.every(({ subject: other }) => other === undefined) || others.some(({ subject: other }) => other !== undefined && isSame(other))
  );
}

/** Each piece with its subject, its own or the last one before it. */
function subjectsOf({ pieces, before }: Where): { piece: string; subject: string | undefined }[] {
  let subject: string | undefined;
  const all = [...piecesOf(before), ...pieces].map((piece, index, list) => {
    const own = subjectOf(piece);
    if (own !== undefined) subject = partyAtEnd(list[index - 1] ?? "") + own;
    return { piece, subject };
  });
  return all.slice(-pieces.length);
}

/** They tell one from the other, though they are nobody's name. */
const QUALIFIER = /其他|其余|主要|分管|第一/gu;

/** 「各企业办，局相关股室要……」: both must. */
function partyAtEnd(before: string): string {
  return PARTY_AT_END.exec(before)?.[0] ?? "";
}

const PARTY_AT_END = /[^,，。;；]{2,24}(?:人|者|员|同志|企业|单位|部门|机关|[局股办组会委长]|街道|乡镇|中心|公司)[)）]?[,，、]$/u;

const ADVERBS = /[也都均还就每\s]+$/u;
const SOMEBODY = new RegExp(`${PARTY.source}(?:[（(][^（()）]*[）)])?$`, "u");

export function subjectOf(plain: string): string | undefined {
  const [, before = ""] = SUBJECT.exec(plain) ?? [];
  const subject = before.split(BY).at(-1) ?? before;
  return SOMEBODY.test(saidFigures(subject).rest.replace(ADVERBS, "").trim()) ? subject : undefined;
}

function goesToTheSame(said: string, pieces: readonly string[]): boolean {
  const theirs = recipientsIn(pieces.join(""));
  return recipientsIn(said).every((recipient) => {
    const parties = contentWords(recipient).filter((word) => PARTY.test(word));
    return theirs.some((other) => parties.every((party) => stands(party, other)));
  });
}

function recipientsIn(plain: string): string[] {
  return [...plain.matchAll(SENT)].map(([, after, before]) => after ?? before ?? "");
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([match]) => match);
}
