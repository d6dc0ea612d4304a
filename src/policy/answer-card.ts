import {
  type Button,
  buttonRow,
  type Card,
  type CardColor,
  type CardElement,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  linkButton,
  markdown,
  notation,
} from "../card.ts";
import { texts } from "../texts/answer-card.ts";
import { texts as policyTexts } from "../texts/policy.ts";
import type { Answer, AnswerStatus } from "./answer.ts";
import type { AskAgain, BeginReport, CastVote, HandOver as HandOverPress } from "./answer-press.ts";
import type { HandOver } from "./hand-over.ts";
import { type LinkTo, quotes } from "./quote-elements.ts";
import type { Verdicts } from "./vote.ts";
import { reasonForm } from "./vote-form.ts";

/** What a card needs of an answer. */
export type ShownAnswer = Pick<Answer, "question" | "status" | "text" | "citations" | "nearest" | "districts"> & {
  /** Of the topic in which was asked. */
  threadId?: string | undefined;
};

/** What people did with an answer that stands in the log. `notice`: what 「据此发通知」 carries; undefined: nobody here writes notices. */
export type Aftermath = { answerId: string; verdicts: Verdicts; handOver: HandOver | undefined; notice?: object | undefined };

const COLORS: Readonly<Record<AnswerStatus, CardColor>> = {
  answered: "green",
  clarify: "wathet",
  not_found: "orange",
  declined: "grey",
  smalltalk: "turquoise",
};

const QUESTION_MAX = 500;
const SUMMARY_MAX = 80;

/**
 * The answer, the words that it rests on, and what one can do with it. Everything that comes from outside is escaped.
 * @param aftermath  undefined: an answer that is not in the log can be read only
 */
export function answerCard(answer: ShownAnswer, aftermath?: Aftermath, linkTo: LinkTo = () => undefined): Card {
  const title = { text: policyTexts.cardTitle[answer.status], color: COLORS[answer.status] };
  const elements = [
    markdown(escapeMarkdown(answer.text)),
    ...choices(answer),
    ...sources(answer, linkTo),
    ...(aftermath && isAboutDocuments(answer) ? actions(answer, aftermath, linkTo) : []),
  ];
  return card(title, elements, answer.text.slice(0, SUMMARY_MAX));
}

function choices({ districts = [], question, threadId }: ShownAnswer): CardElement[] {
  const asked = question.trim().slice(0, QUESTION_MAX).toWellFormed();
  if (districts.length === 0 || asked === "") return [];
  return [buttonRow(districts.map((district) => callbackButton(district, askAgain({ question: asked, district, threadId }), "primary")))];
}

function askAgain({ question, district, threadId }: Omit<AskAgain, "do">): AskAgain {
  return { do: "ask_again", question, district, ...(threadId !== undefined && { threadId }) };
}

function sources({ citations, nearest }: ShownAnswer, linkTo: LinkTo): CardElement[] {
  // A single quote is led to by the button.
  const linked = citations.length + nearest.length > 1 ? linkTo : undefined;
  if (citations.length > 0) return [divider(), markdown(policyTexts.quotesHeading), ...quotes(citations, linked)];
  if (nearest.length > 0) return [divider(), markdown(policyTexts.nearestHeading), ...quotes(nearest, linked)];
  return [];
}

/** A greeting, a refusal or a question back is nothing to vote on. */
function isAboutDocuments({ status }: ShownAnswer): boolean {
  return status === "answered" || status === "not_found";
}

function actions(answer: ShownAnswer, { answerId, verdicts, handOver, notice }: Aftermath, linkTo: LinkTo): CardElement[] {
  const [first] = answer.citations.length > 0 ? answer.citations : answer.nearest;
  const link = first && linkTo(first);
  const buttons: Button[] = [
    callbackButton(texts.up({ count: verdicts.up }), vote(answerId, "up")),
    callbackButton(texts.down({ count: verdicts.down }), vote(answerId, "down")),
    ...(link === undefined ? [] : [linkButton(texts.readSource, link)]),
    ...(handOver ? [] : [handOverButton(answer, answerId)]),
    ...(notice ? [callbackButton(texts.notice, { ...notice })] : []),
    callbackButton(texts.report, { do: "begin_report" } satisfies BeginReport, "text"),
  ];
  return [
    divider(),
    buttonRow(buttons),
    ...(verdicts.unexplained > 0 ? [reasonForm(answerId)] : []),
    ...(handOver ? [notation(escapeMarkdown(standing(handOver)))] : []),
  ];
}

function vote(answerId: string, verdict: CastVote["verdict"]): CastVote {
  return { do: "vote", answerId, verdict };
}

/** Where the documents do not tell, an officer is the way on. */
function handOverButton({ status }: ShownAnswer, answerId: string): Button {
  const value: HandOverPress = { do: "hand_over", answerId };
  return callbackButton(texts.handOver, value, status === "not_found" ? "primary" : "default");
}

function standing({ district, reply }: HandOver): string {
  return reply ? texts.repliedBy({ officer: reply.officerName }) : texts.handedOver({ district });
}
