import {
  isAddressees,
  isAnnexLine,
  isAnnexNote,
  isDayLine,
  isLetterTitle,
  isNoticeText,
  isOrganisationLine,
  type MetaRole,
  roleOfLine,
  withoutLetterhead,
} from "./formalities.ts";
import { isTitleLine } from "./headings.ts";
import type { Paragraph } from "./paragraphs.ts";

/** What a paragraph is in its document: a formal line, the line that opens an annex, the annex's title, or text. */
export type Role = MetaRole | "annex" | "annex_title" | "text";

type Place = {
  /** Where titles, addressees and the like may stand: before the numbered text, and again after a signature. */
  zone: "front" | "body" | "annex";
  hasTitle: boolean;
  hasIntroduction: boolean;
};

const FRONT: Place = { zone: "front", hasTitle: false, hasIntroduction: false };

/**
 * One role per paragraph, in order.
 * @param captions  paragraphs that stand right above a table
 */
export function rolesOf(paragraphs: readonly Paragraph[], captions: ReadonlySet<Paragraph> = new Set()): Role[] {
  const roles: Role[] = [];
  let place = FRONT;
  paragraphs.forEach((paragraph, index) => {
    const stated = lineRole(paragraphs, index, roles.at(-1)) ?? placeRole(paragraph, place);
    // 「附件：任务清单」 with the table below it is the annex itself.
    const role = stated === "annex_note" && captions.has(paragraph) && roles.at(-1) !== "annex_note" ? "annex" : stated;
    place = after(place, role, paragraph);
    roles.push(role);
  });
  return roles.map((role, index) => (isNoticeTitle(paragraphs, roles, index) ? "notice_title" : role));
}

/** 「关于印发……的通知」 is the title of the covering letter when the plan brings a title of its own. */
function isNoticeTitle(paragraphs: readonly Paragraph[], roles: readonly Role[], index: number): boolean {
  const next = roles.findIndex((role, other) => other > index && role !== "title");
  const end = next < 0 ? roles.length : next;
  return roles[index] === "title" && isLetterTitle(paragraphs[end - 1]?.text ?? "") && roles.includes("title", end);
}

/** The role that the line and its neighbours tell, wherever it stands. */
function lineRole(paragraphs: readonly Paragraph[], index: number, before: Role | undefined): Role | undefined {
  const paragraph = paragraphs[index];
  if (!paragraph) return undefined;
  const { text } = paragraph;
  if (isAnnexLine(text)) return "annex";
  if (isAnnexNote(text)) return before === "signature" || before === "print" ? "annex" : "annex_note";
  if (before === "annex_note" && !paragraph.afterGap && isTitleLine(text) && !isDated(paragraphs, index)) return "annex_note";
  const role = roleOfLine(text);
  if (role === "date" && before === "signature") return "signature";
  if (role) return role;
  return isOrganisationLine(text) ? isDated(paragraphs, index) : undefined;
}

const SIGNERS_MAX = 6;

/** A line of a signature or of the print line: names of offices, then a date. */
function isDated(paragraphs: readonly Paragraph[], index: number): "signature" | "print" | undefined {
  for (const { text } of paragraphs.slice(index, index + SIGNERS_MAX)) {
    if (isDayLine(text)) return "signature";
    if (roleOfLine(text) === "print") return "print";
    if (!isOrganisationLine(text)) return undefined;
  }
  return undefined;
}

/** The role that its place tells. */
function placeRole(paragraph: Paragraph, place: Place): Role {
  const { text, marker } = paragraph;
  if (marker && marker.kind !== "heading") return "text";
  if (place.zone === "annex" && isTitleLine(text)) return "annex_title";
  if (place.zone !== "front" || place.hasIntroduction) return "text";
  if (marker) return place.hasTitle ? "text" : "title";
  if (isNoticeText(text)) return "notice";
  if (isAddressees(text)) return "addressees";
  if (isOrganisationLine(withoutLetterhead(text)) && !place.hasTitle) return "issuer";
  return text.length <= TITLE_MAX && !/[。；！？]|[，,、]$/u.test(text) ? "title" : "text";
}

const TITLE_MAX = 100;

function after(place: Place, role: Role, paragraph: Paragraph): Place {
  switch (role) {
    case "signature":
    case "print":
      return FRONT;
    case "annex":
      return { ...FRONT, zone: "annex" };
    case "title":
      return { ...place, hasTitle: true };
    case "text":
      if (paragraph.marker) return { ...place, zone: "body" };
      return place.zone === "annex" ? { ...place, zone: "body" } : { ...place, hasIntroduction: true };
    default:
      return place;
  }
}
