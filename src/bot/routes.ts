import { texts } from "../texts/bot.ts";
import { askPolicy, isNotForUs, overhear } from "./ask-policy.ts";
import { route, router } from "./bottender-modules.ts";
import { claimAdministrator } from "./claim-administrator.ts";
import type { AnxunContext } from "./context.ts";
import { help } from "./help.ts";
import { membership } from "./membership.ts";
import { pressButton } from "./press-button.ts";
import { charactersOf, QUESTION_CHARACTERS_MAX } from "./question-length.ts";
import { isReplyToHandOver, replyByQuote } from "./reply-to-hand-over.ts";
import { tellGaps } from "./tell-gaps.ts";

/** A mention and nothing else, or a mark of wonder. Asking for help in words is small talk, which policy understands. */
const SPEECHLESS = /^[\s\p{P}]*$/u;

/** What the documents lack, asked for by its name alone. */
const GAPS = /^(?:查看)?待补(?:充)?知识[。！!]?$/;

/** Whoever knows the code of the terminal says so once. */
const CLAIM = /^我是管理员[\s:：,，]*[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]/u;

/** THE table of what the bot understands: the first line that fits is taken. */
export const understand = router<AnxunContext>([
  route(({ inbound }: AnxunContext) => inbound.kind === "press", pressButton),
  route(({ inbound }: AnxunContext) => inbound.kind === "membership", membership),
  route(isNotForUs, nothing),
  route(({ message }: AnxunContext) => !message.addressed && isQuestion(message), overhear),
  route(({ message }: AnxunContext) => !message.addressed, nothing),
  route(({ message }: AnxunContext) => isWordless(message), unreadable),
  route(({ message }: AnxunContext) => SPEECHLESS.test(message.text), help),
  route(isReplyToHandOver, replyByQuote),
  route(({ message }: AnxunContext) => CLAIM.test(message.text.trim()), claimAdministrator),
  route(({ message }: AnxunContext) => GAPS.test(message.text.trim()), tellGaps),
  route(({ message }: AnxunContext) => charactersOf(message.text) > QUESTION_CHARACTERS_MAX, tooLong),
  route("*", askPolicy),
]);

/** Not for us: people talk to each other. */
async function nothing(): Promise<void> {}

async function unreadable(context: AnxunContext): Promise<void> {
  await context.sendText(texts.unreadable);
}

async function tooLong(context: AnxunContext): Promise<void> {
  await context.sendText(texts.tooLong({ characters: charactersOf(context.message.text), limit: QUESTION_CHARACTERS_MAX }));
}

/** Of what was not said to us: whether it could be a question at all. */
function isQuestion(message: AnxunContext["message"]): boolean {
  return !isWordless(message) && !SPEECHLESS.test(message.text) && charactersOf(message.text) <= QUESTION_CHARACTERS_MAX;
}

/** A sticker, a recording, a picture without a word. */
function isWordless(message: AnxunContext["message"]): boolean {
  return message.unreadable !== undefined || (message.text === "" && message.attachments.length > 0);
}
