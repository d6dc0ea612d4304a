import { contentWords, isMostlyIn, stands } from "./said-words.ts";

/** Of whom a stretch says that they must, and to whom something goes: neither is taken from the stretch beside it. */

const PARTY = /(?:人|者|员|同志|企业|单位|部门|机关|[局股办组会委长]|街道|乡镇|中心|公司|政府)/u;
/** 「其他负责同志要……」 */
const SUBJECT = /^(?:并|且|同时)?([^,，。;；]{2,40}?)(?=要|应当|应|须|必须|可以|负责(?!人|同志)|牵头)/u;
const BY = "由";
const SENT =
  /(?:抄告|移交|移送|转交|递交|提交|上交|报送|上报|抄送|通报|报告|呈报)(?:给|至|到|向)?([^,，。;；]{2,16})|向([^,，。;；]{2,24}?)(?=递交|提交|报告|报送|上报|通报|移交|提出|双报告|“)/gu;

/** @param pieces  of the clause, as its commas part it; @param before  what stands before them */
export function speaksOfTheSame(said: string, { pieces, before }: { pieces: readonly string[]; before: string }): boolean {
  return hasTheSameSubject(said, { pieces, before }) && goesToTheSame(said, pieces);
}

/** Where the stretch that holds most of it names its own subject, that one is meant. */
function hasTheSameSubject(said: string, { pieces, before }: { pieces: readonly string[]; before: string }): boolean {
  const subject = subjectOf(said);
  if (subject === undefined) return true;
  const words = contentWords(subject);
  const rest = said.slice(said.indexOf(subject) + subject.length);
  // Of whom it speaks may have been said before; what it says of them was not.
  if (!isMostlyIn(rest, pieces.join(""))) return false;
  const others = pieces.flatMap((piece, index) => {
    const other = isMostlyIn(rest, piece) ? subjectOf(piece) : undefined;
    return other === undefined ? [] : [partyAtEnd(pieces[index - 1] ?? before) + other];
  });
  const qualified = matches(subject, QUALIFIER);
  const isSame = (other: string) => words.every((word) => stands(word, other)) && qualified.every((one) => other.includes(one));
  return others.length === 0 || others.some(isSame);
}

/** They tell one from the other, though they are nobody's name. */
const QUALIFIER = /其他|其余|主要|分管|第一/gu;

/** 「各企业办，局相关股室要……」: both must. */
function partyAtEnd(before: string): string {
  return PARTY_AT_END.exec(before)?.[0] ?? "";
}

const PARTY_AT_END = /[^,，。;；]{2,24}(?:人|者|员|同志|企业|单位|部门|机关|[局股办组会委长]|街道|乡镇|中心|公司)[)）]?[,，、]$/u;

function subjectOf(plain: string): string | undefined {
  const [, before = ""] = SUBJECT.exec(plain) ?? [];
  const subject = before.split(BY).at(-1) ?? before;
  return PARTY.test(subject) ? subject : undefined;
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
