import { texts } from "../texts/bot.ts";
import { acknowledgeInWords, isAcknowledgement } from "./acknowledge.ts";
import { askPolicy, isNotForUs, overhear } from "./ask-policy.ts";
import { bindEnterprise } from "./bind-enterprise.ts";
import { route, router } from "./bottender-modules.ts";
import { claimAdministrator } from "./claim-administrator.ts";
import type { AnxunContext } from "./context.ts";
import { showGranting } from "./grant-role.ts";
import { handleCaseRequest, isCaseRequest } from "./handle-case-request.ts";
import { handleCollection, isAboutCollection } from "./handle-collection.ts";
import { handleHazards, isAboutHazards, isOverheardReport, isPictureOfHazard } from "./handle-hazards.ts";
import { handleNotices, isAboutNotices } from "./handle-notices.ts";
import { help } from "./help.ts";
import { inviteTo } from "./invite.ts";
import { isEmergency, meetEmergency } from "./meet-emergency.ts";
import { membership } from "./membership.ts";
import { noteContact } from "./note-contact.ts";
import { isEvidence, offerEvidence } from "./offer-evidence.ts";
import { pressButton } from "./press-button.ts";
import { charactersOf, QUESTION_CHARACTERS_MAX } from "./question-length.ts";
import { isReplyToHandOver, replyByQuote } from "./reply-to-hand-over.ts";
import { requested } from "./requested.ts";
import { isAboutPapers, makePapers } from "./send-paper.ts";
import { showChatSetup } from "./set-up-chat.ts";
import { lookUpEnterprise, showMyEnterprise } from "./show-enterprise.ts";
import { listPeopleOfUnits, tellWhoIs } from "./show-people.ts";
import { handleQuiz, isAboutQuiz } from "./show-quiz.ts";
import { isAboutReceipts, showReceipts } from "./show-receipts.ts";
import { tellAudit } from "./tell-audit.ts";
import { isAboutDuties, tellDuties } from "./tell-duties.ts";
import { tellGaps } from "./tell-gaps.ts";
import { isAboutLedger, tellLedger } from "./tell-ledger.ts";
import { whoIsResponsible } from "./who-is-responsible.ts";
import { handleWorkbooks, isAboutWorkbooks } from "./workbooks.ts";

/** A mention and nothing else, or a mark of wonder. */
const SPEECHLESS = /^[\s\p{P}]*$/u;

/** What the documents lack, asked for by its name alone. */
const GAPS = /^(?:查看)?待补(?:充)?知识[。！!]?$/;

/** Whoever knows the code of the terminal says so once. */
const CLAIM = /^我是管理员[\s:：,，]*[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]/u;

/** THE table of what the bot understands: the first line that fits is taken. */
export const understand = router<AnxunContext>([
  route(({ inbound }: AnxunContext) => inbound.kind === "press", pressButton),
  route(({ inbound }: AnxunContext) => inbound.kind === "membership", membership),
  route(({ inbound }: AnxunContext) => inbound.kind === "contact", noteContact),
  route(isEmergency, meetEmergency),
  route(isOverheardReport, handleHazards),
  route(isAcknowledgement, acknowledgeInWords),
  route(isNotForUs, nothing),
  route(({ message }: AnxunContext) => !message.addressed && isQuestion(message), overhear),
  route(({ message }: AnxunContext) => !message.addressed, nothing),
  route(isAboutWorkbooks, handleWorkbooks),
  route(isAboutPapers, makePapers),
  route(isAboutLedger, tellLedger),
  route(isAboutReceipts, showReceipts),
  route(isAboutQuiz, handleQuiz),
  route(isAboutNotices, handleNotices),
  route(isCaseRequest, handleCaseRequest),
  route(isAboutCollection, handleCollection),
  route(isEvidence, offerEvidence),
  route(isPictureOfHazard, handleHazards),
  route(({ message }: AnxunContext) => isWordless(message), unreadable),
  route(({ message }: AnxunContext) => SPEECHLESS.test(message.text), help),
  route(isReplyToHandOver, replyByQuote),
  route(({ message }: AnxunContext) => CLAIM.test(message.text.trim()), claimAdministrator),
  route(({ message }: AnxunContext) => GAPS.test(message.text.trim()), tellGaps),
  requested("help", help),
  requested("set_up_chat", showChatSetup),
  requested("bind", bindEnterprise),
  requested("invite", inviteTo),
  requested("my_enterprise", showMyEnterprise),
  requested("find_enterprise", lookUpEnterprise),
  requested("who_is_responsible", whoIsResponsible),
  requested("grant", showGranting),
  requested("list_people", listPeopleOfUnits),
  requested("who_is", tellWhoIs),
  requested("tell_audit", tellAudit),
  route(isAboutDuties, tellDuties),
  route(isAboutHazards, handleHazards),
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
