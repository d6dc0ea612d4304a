import type { Day } from "../clock.ts";
import { readPoint } from "./calendar-points.ts";
import { isOrganisationLine, withoutLetterhead } from "./formalities.ts";
import type { Role } from "./roles.ts";

/** What a document says about itself. Undefined means that it does not. */
export type TitleBlock = {
  title: string | undefined;
  issuer: string | undefined;
  district: string | undefined;
  number: string | undefined;
  issuedOn: Day | undefined;
};

export type FormalLine = { role: Role; text: string };

/** Reads title, issuer, district, number and day from the formal lines of a document, in their order. */
export function readTitleBlock(lines: readonly FormalLine[]): TitleBlock {
  const textOf = (...roles: Role[]) => lines.filter(({ role }) => roles.includes(role)).map(({ text }) => text);
  const title = titleOf(lines, "title") ?? titleOf(lines, "notice_title");
  const issuer =
    textOf("signature").find(isOrganisationLine) ??
    textOf("issuer").map(withoutLetterhead)[0] ??
    issuerOfTitle(titleOf(lines, "notice_title") ?? title);
  const days = [...textOf("signature"), ...textOf("print"), ...textOf("date")].map(dayIn);
  return {
    title,
    issuer: issuer?.replace(/[\s　]/g, ""),
    district: districtIn(issuer) ?? districtIn(title),
    number: textOf("number")[0]
      ?.replace(SIGNER, "")
      .replace(/[\s　]/g, ""),
    issuedOn: days.find((day) => day !== undefined),
  };
}

/** The first title: lines of one title follow each other; what stands in brackets alone (征求意见稿) is none. */
function titleOf(lines: readonly FormalLine[], role: Role): string | undefined {
  const first = lines.findIndex((line) => line.role === role);
  if (first < 0) return undefined;
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => line.role !== role);
  const group = end < 0 ? rest : rest.slice(0, end);
  const title = group
    .map(({ text }) => text.replace(/^#+[\s　]*|\*\*/g, ""))
    .filter((text, index) => index === 0 || !/^[（(].*[）)]$/u.test(text))
    .join("");
  return tidy(title) || undefined;
}

/** White space between Chinese characters is a trace of the layout. */
function tidy(title: string): string {
  return title.replace(/(?<![A-Za-z0-9])[\s　]+|[\s　]+(?![A-Za-z0-9])/g, "");
}

function issuerOfTitle(title: string | undefined): string | undefined {
  const issuer = ISSUER_IN_TITLE.exec(title ?? "")?.[1];
  return issuer && isOrganisationLine(issuer) ? issuer : undefined;
}

/** 「签发人：某某」 on the line of the number. */
const SIGNER = /[\s　]+签发人.*$/u;
const ISSUER_IN_TITLE = /^(.{2,40}?)关于/u;
const PROVINCE = /^.{2,3}(?:省|自治区)/u;
const UNIT = /^([\p{Script=Han}]{1,5}?(?:区|县|市))/u;
/** 「全区」, 「我市」 name no place; 「社区」, 「园区」 are no districts, while 鲤城区 and 东城区 are. */
const NO_DISTRICT = /^(?:全|我|本|各|辖|市|该)|(?:小|社|园|景|街|校|库|片|地)区$|(?:主|老|中心|全)城区$/u;

/** 「泉州市洛江区商务局」 → 「洛江区」; 「福建省晋江市商务局」 → 「晋江市」. */
function districtIn(text: string | undefined): string | undefined {
  let rest = (text ?? "").replace(PROVINCE, "");
  let district: string | undefined;
  for (;;) {
    const unit = UNIT.exec(rest)?.[1];
    if (!unit || unit.length < 3 || NO_DISTRICT.test(unit)) return district;
    district = unit;
    rest = rest.slice(unit.length);
  }
}

const DAY = /[\d０-９〇○零一二三四五六七八九]{4}\s*年\s*[\d０-９一二三四五六七八九十]{1,3}\s*月\s*[\d０-９一二三四五六七八九十]{1,3}\s*日/u;

/** The day that a line states, whether 「2024年5月10日」 or 「二〇二四年五月十日」. */
function dayIn(text: string): Day | undefined {
  const at = DAY.exec(text)?.index;
  return at === undefined ? undefined : readPoint(text, at, { year: undefined })?.from;
}
