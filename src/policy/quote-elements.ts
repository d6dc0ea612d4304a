import { type CardElement, escapeMarkdown, markdown, notation } from "../card.ts";
import { texts } from "../texts/policy.ts";
import type { Citation } from "./answer.ts";

/** Quotes as parts of a card: the words as they stand, and where they stand. */

const QUOTE_MAX = 600;
const QUOTES_MAX = 12;
/** A card may take 30 KB: the rest of it needs a third. */
const QUOTES_BYTES_MAX = 20 * 1024;

/** Where a citation can be read in its document; undefined when that is not known. */
export type LinkTo = (citation: Citation) => string | undefined;

/** @param linkTo  puts a link behind each quote: where there are several, one button cannot lead to all */
export function quotes(citations: readonly Citation[], linkTo: LinkTo = () => undefined, most = QUOTES_MAX): CardElement[] {
  let bytes = 0;
  const shown: CardElement[][] = [];
  for (const citation of citations.slice(0, most)) {
    const elements = quoteElements(citation, linkTo);
    bytes += Buffer.byteLength(JSON.stringify(elements));
    if (bytes > QUOTES_BYTES_MAX) break;
    shown.push(elements);
  }
  const rest = citations.length - shown.length;
  return rest > 0 ? [...shown.flat(), notation(texts.moreQuotes({ count: rest }))] : shown.flat();
}

function quoteElements(citation: Citation, linkTo: LinkTo): CardElement[] {
  return [markdown(quoteBlock(citation.quote)), notation(`${escapeMarkdown(sourceLine(citation))}${linkMark(linkTo(citation))}`)];
}

export function quoteBlock(quote: string): string {
  const cut = quote.length > QUOTE_MAX ? `${quote.slice(0, QUOTE_MAX).toWellFormed()}……` : quote;
  return cut
    .split("\n")
    .map((line) => `> ${escapeMarkdown(line)}`)
    .join("\n");
}

function sourceLine({ title, number, path, inForce, expiredAfter }: Citation): string {
  return texts.citation({ source: texts.source({ title, number }), path, inForce, expiredAfter });
}

function linkMark(link: string | undefined): string {
  return link === undefined ? "" : ` [${texts.readHere}](${link})`;
}
