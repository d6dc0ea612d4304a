import { z } from "zod";
import {
  buttonRow,
  type Card,
  type CardColor,
  type CardElement,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  markdown,
  notation,
} from "../card.ts";
import { texts } from "../texts/policy.ts";
import type { Answer, AnswerStatus, Citation } from "./answer.ts";

/** What a district's button carries: the same question, for that district. */
export const AskAgain = z.strictObject({
  do: z.literal("ask_again"),
  question: z.string().min(1).max(500),
  district: z.string().min(1).max(20),
});
export type AskAgain = z.infer<typeof AskAgain>;

const COLORS: Readonly<Record<AnswerStatus, CardColor>> = {
  answered: "green",
  clarify: "wathet",
  not_found: "orange",
  declined: "grey",
  smalltalk: "turquoise",
};

const QUESTION_MAX = 500;
const SUMMARY_MAX = 80;

/** The answer, then the words that it rests on. Everything that comes from outside is escaped. */
export function answerCard(answer: Answer): Card {
  const title = { text: texts.cardTitle[answer.status], color: COLORS[answer.status] };
  const elements = [markdown(escapeMarkdown(answer.text)), ...choices(answer), ...sources(answer)];
  return card(title, elements, answer.text.slice(0, SUMMARY_MAX));
}

function choices({ districts = [], question }: Answer): CardElement[] {
  const asked = question.trim().slice(0, QUESTION_MAX).toWellFormed();
  if (districts.length === 0 || asked === "") return [];
  return [buttonRow(districts.map((district) => callbackButton(district, askAgain(asked, district), "primary")))];
}

function askAgain(question: string, district: string): AskAgain {
  return { do: "ask_again", question, district };
}

function sources({ citations, nearest }: Answer): CardElement[] {
  if (citations.length > 0) return [divider(), markdown(texts.quotesHeading), ...quotes(citations)];
  if (nearest.length > 0) return [divider(), markdown(texts.nearestHeading), ...quotes(nearest)];
  return [];
}

/** A card may take 30 KB; a character takes up to 3 bytes, an escaped one 6. */
const QUOTE_MAX = 600;
const QUOTES_MAX = 12;

function quotes(citations: readonly Citation[]): CardElement[] {
  const shown = citations.slice(0, QUOTES_MAX);
  const rest = citations.length - shown.length;
  const elements = shown.flatMap((citation) => [markdown(quoteBlock(citation.quote)), notation(escapeMarkdown(sourceLine(citation)))]);
  return rest > 0 ? [...elements, notation(texts.moreQuotes({ count: rest }))] : elements;
}

function quoteBlock(quote: string): string {
  const cut = quote.length > QUOTE_MAX ? `${quote.slice(0, QUOTE_MAX).toWellFormed()}……` : quote;
  return cut
    .split("\n")
    .map((line) => `> ${escapeMarkdown(line)}`)
    .join("\n");
}

function sourceLine({ title, number, path, inForce }: Citation): string {
  return texts.citation({ source: texts.source({ title, number }), path, inForce });
}
