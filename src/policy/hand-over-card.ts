import { type Card, callbackButton, card, divider, escapeMarkdown, markdown, notation, plain } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/hand-over.ts";
import type { GivenAnswer } from "./answer-log.ts";
import type { ReplyToHandOver } from "./answer-press.ts";
import type { HandOver, OfficersReply } from "./hand-over.ts";
import { type LinkTo, quoteBlock, quotes } from "./quote-elements.ts";

const NEAREST_MAX = 3;

/** For the officers on duty: what was asked and by whom, what comes nearest, and, until somebody did, where to answer. */
export function dutyCard(handOver: HandOver, answer: GivenAnswer, linkTo: LinkTo): Card {
  const { askerName, requestedAt, district, reply } = handOver;
  const near = [...answer.citations, ...answer.nearest];
  const asked = [
    notation(escapeMarkdown(texts.asked({ asker: askerName, district, minute: formatMinute(requestedAt) }))),
    markdown(quoteBlock(answer.question)),
    notation(escapeMarkdown(texts.botSaid({ text: answer.text }))),
    ...(near.length > 0 ? [divider(), markdown(texts.nearest), ...quotes(near, linkTo, NEAREST_MAX)] : []),
    divider(),
  ];
  if (reply)
    return card(
      { text: texts.dutyDone, color: "green" },
      [...asked, ...said(reply)],
      texts.dutyDoneSummary({ officer: reply.officerName }),
    );
  return card(
    { text: texts.duty, color: "orange" },
    [...asked, replyForm(handOver.id), notation(texts.howToReply)],
    texts.dutySummary({ question: answer.question }),
  );
}

/** For the asker: the officer's words, with the officer's name. */
export function officersReplyCard({ askerName }: HandOver, reply: OfficersReply, answer: GivenAnswer): Card {
  const question = escapeMarkdown(texts.yourQuestion({ asker: askerName }));
  return card(
    { text: texts.replyTitle, color: "turquoise" },
    [notation(question), markdown(quoteBlock(answer.question)), ...said(reply)],
    reply.text,
  );
}

function said({ officerName, text, at }: OfficersReply) {
  return [markdown(escapeMarkdown(text)), notation(escapeMarkdown(texts.signed({ officer: officerName, minute: formatMinute(at) })))];
}

function replyForm(handOverId: string) {
  const value: ReplyToHandOver = { do: "reply_to_hand_over", handOverId };
  return {
    tag: "form",
    name: "reply_form",
    elements: [
      {
        tag: "input",
        name: "reply",
        label: plain(texts.replyLabel),
        placeholder: plain(texts.replyPlaceholder),
        required: true,
        input_type: "multiline_text",
      },
      { ...callbackButton(texts.send, value, "primary"), name: "send", form_action_type: "submit" },
    ],
  } as const;
}
