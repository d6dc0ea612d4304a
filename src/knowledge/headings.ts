import type { Marker, MarkerKind } from "./numbering.ts";
import type { Paragraph } from "./paragraphs.ts";

/** A numbered point on the way from the root of the document to a clause. */
export type Heading = {
  kind: MarkerKind | "annex";
  rank: number;
  /** 「一、」, 「（五）」, 「7」, 「附件」 */
  label: string;
  /** Undefined for a point that goes straight to its text. */
  title: string | undefined;
  /** Number and title as printed; without a title the beginning of the sentence. */
  printed: string;
};

const TITLE_LINE_MAX = 50;
const RUN_IN_TITLE = /^([^。；！？：:]{2,40})。/u;
const COLON_TITLE = /^([^。；！？：:，]{2,15})[：:]/u;
const ARTICLE_TITLE = /^[【［[]([^】］\]]{1,30})[】］\]]/u;
const LEAD_MAX = 60;

/** The heading that `paragraph` opens: a line of its own, or run in before its text. */
export function headingOf(paragraph: Paragraph, marker: Marker): Heading {
  const rest = paragraph.text.slice(marker.length);
  const title = marker.kind === "article" ? ARTICLE_TITLE.exec(rest)?.[1] : titleOf(rest);
  const lead = /^[^。；]*/u.exec(paragraph.text)?.[0].slice(0, LEAD_MAX) ?? "";
  const printed = title === undefined ? lead : paragraph.text.slice(0, paragraph.text.indexOf(title, marker.length) + title.length);
  return { kind: marker.kind, rank: marker.rank, label: marker.label, title: title && undressed(title), printed: undressed(printed) };
}

/** Whether a paragraph without a full stop reads like a heading. */
export function isTitleLine(text: string): boolean {
  return text.length <= TITLE_LINE_MAX && !/[。；！？]|[：:，,、]$/u.test(text);
}

/** The way to the point `heading`, given the way to the point before it. */
export function place(way: readonly Heading[], heading: Heading): Heading[] {
  const sibling = way.findLastIndex((other) => other.kind === heading.kind && (!isLevelled(heading) || other.rank === heading.rank));
  if (sibling >= 0) return [...way.slice(0, sibling), heading];
  // A phase stands below whatever holds it, whether 一、 or （一）.
  if (heading.kind === "phase") return [...way, { ...heading, rank: (way.at(-1)?.rank ?? 0) + 0.5 }];
  const parents = way.filter((other) => other.rank < heading.rank);
  return [...parents, heading];
}

/** 「二、主要任务（五）7」: the root with its title, then numbers. */
export function pathOf(way: readonly Heading[]): string {
  // A decimal number (4.2.1) holds those above it; articles count through all chapters and are cited without them.
  const article = way.findIndex(({ kind }) => kind === "article");
  const shown = way.filter(
    (heading, index) => (heading.kind !== "decimal" || way[index + 1]?.kind !== "decimal") && (index >= article || !isDivision(heading)),
  );
  const root = shown.findIndex((heading) => heading.kind !== "annex");
  return shown.map((heading, index) => pieceOf(heading, index === root)).reduce(glue, "");
}

/** Headings as printed; a point without a title is no heading of its own text. */
export function trailOf(way: readonly Heading[]): string[] {
  return way.filter((heading, index) => index < way.length - 1 || heading.title !== undefined).map((heading) => heading.printed);
}

function titleOf(rest: string): string | undefined {
  if (rest && isTitleLine(rest)) return rest;
  return RUN_IN_TITLE.exec(rest)?.[1] ?? COLON_TITLE.exec(rest)?.[1];
}

function isDivision({ kind }: Heading): boolean {
  return kind === "part" || kind === "chapter" || kind === "section";
}

function isLevelled(heading: Heading): boolean {
  return heading.kind === "decimal" || heading.kind === "heading";
}

function pieceOf({ kind, label, title = "" }: Heading, isRoot: boolean): string {
  switch (kind) {
    case "heading":
      return title;
    case "part":
    case "chapter":
    case "section":
      return title ? `${label} ${title}` : label;
    case "han":
      return title ? `${label}${title}` : label.replace(/、$/, "");
    case "hanBracket":
      return isRoot ? label + title : label;
    case "arabic":
    case "decimal":
      return isRoot && title ? `${label} ${title}` : label;
    default:
      return label;
  }
}

function glue(path: string, piece: string): string {
  if (!path || !piece) return path + piece;
  return /^[（①-⑳]/u.test(piece) || /[）①-⑳]$/u.test(path) ? path + piece : `${path} ${piece}`;
}

function undressed(text: string): string {
  return text.replace(/^#{1,6}[\s　]+|\*\*|__/g, "").trim();
}
