import { type CardElement, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/policy.ts";
import type { Citation } from "./answer.ts";

/** Quotes as parts of a card: the words as they stand, and where they stand. */

/** A card may take 30 KB; a character takes up to 3 bytes, an escaped one 6. */
const QUOTE_MAX = 600;
const QUOTES_MAX = 12;

/** Where a citation can be read in its document; undefined when that is not known. */
export type LinkTo = (citation: Citation) => string | undefined;

/** @param linkTo  puts a link behind each quote: where there are several, one button cannot lead to all */
export function quotes(citations: readonly Citation[], linkTo: LinkTo = () => undefined, most = QUOTES_MAX): CardElement[] {
  const shown = citations.slice(0, most);
  const rest = citations.length - shown.length;
  const elements = shown.flatMap((citation) => [
    markdown(quoteBlock(citation.quote)),
    notation(`${escapeMarkdown(sourceLine(citation))}${linkMark(linkTo(citation))}`),
  ]);
  return rest > 0 ? [...elements, notation(texts.moreQuotes({ count: rest }))] : elements;
}

export function quoteBlock(quote: string): string {
  const cut = quote.length > QUOTE_MAX ? `${quote.slice(0, QUOTE_MAX).toWellFormed()}……` : quote;
  return cut
    .split("\n")
    .map((line) => `> ${escapeMarkdown(line)}`)
    .join("\n");
}

function sourceLine({ title, number, path, inForce }: Citation): string {
  return texts.citation({ source: texts.source({ title, number }), path, inForce });
}

function linkMark(link: string | undefined): string {
  return link === undefined ? "" : ` [${texts.readHere}](${link})`;
}
