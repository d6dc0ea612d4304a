import { dayOf } from "../clock.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { draftQuiz, sendQuiz } from "../notices/hold-quiz.ts";
import { placesOfChoice, quizAudiences } from "../notices/quiz-audience.ts";
import { type QuizBank, quizBank } from "../notices/quiz-bank.ts";
import { previewCard, quizForm } from "../notices/quiz-cards.ts";
import { QuizWish, type SendQuiz } from "../notices/quiz-press.ts";
import { findQuiz } from "../notices/quizzes.ts";
import { isSameDistrict } from "../policy/duty-chat.ts";
import { texts as botTexts } from "../texts/bot.ts";
import { texts } from "../texts/quiz.ts";
import type { AnxunContext } from "./context.ts";
import { knownDistricts } from "./districts.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress, type Standing } from "./who.ts";

/** 「发小测」: what to ask and whom is chosen on a form, looked at with its answers, and sent. */

export async function offerQuiz(context: AnxunContext): Promise<void> {
  const standing = await context.standing();
  const refused = refusalOf(standing, "send_notice");
  if (refused !== undefined) return context.sendText(refused);
  const { needs } = context;
  const districts = await reachOf(needs, standing);
  const bank = await bankFor(needs, districts);
  if (bank.questions.length === 0) return context.sendText(texts.form.none);
  if (bank.unproven.length > 0) needs.log.warn("questions left out: no document in force proves them", { questions: bank.unproven.length });
  const audiences = await quizAudiences(needs.db, { districts, here: hereOf(standing) });
  await context.say({ kind: "card", card: quizForm(bank, audiences) });
}

export async function draftQuizByForm(press: InboundPress, _: object, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "send_notice");
  if (refused) return refused;
  const wish = QuizWish.safeParse(press.form);
  if (!wish.success) return toast("warning", botTexts.press.unknown);
  const { audience } = wish.data;
  const standing = await lookUp();
  const districts = await reachOf(needs, standing);
  const asking = { districts, here: hereOf(standing), dutyChatIds: Object.values(needs.dutyChats) };
  const places = await placesOfChoice(needs.db, audience, asking);
  if (!places) return undefined;
  // Whoever is asked in one district is asked about its plans.
  const bank = await bankFor(needs, places.district === undefined ? districts : [places.district]);
  const made = await draftQuiz(needs, { wish: wish.data, bank, places, composedBy: press.presser, composedIn: press.chatId });
  if (!made) return toast("warning", places.destinations.length === 0 ? texts.preview.nobody : texts.form.none);
  return { ...toast("info", texts.preview.title(made.quiz)), card: previewCard(made.quiz, made.targets) };
}

export async function sendQuizByPress(
  press: InboundPress,
  { quizId }: SendQuiz,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const quiz = await findQuiz(needs.db, quizId);
  if (!quiz) return toast("warning", texts.preview.gone);
  const refused = await refusedPress(lookUp, "send_notice", { district: quiz.district });
  if (refused) return refused;
  const places = await sendQuiz(needs, quiz, { openId: press.presser, chatId: press.chatId });
  if (places === undefined) return toast("info", texts.preview.before);
  needs.onEnqueued();
  return toast("success", texts.preview.sent({ number: quiz.number, places }));
}

/** The districts for which this person may send something from here. */
async function reachOf(needs: BotNeeds, standing: Standing): Promise<string[]> {
  return (await knownDistricts(needs)).filter((district) => refusalOf(standing, "send_notice", { district }) === undefined);
}

function hereOf({ chatId, where }: Standing): string | undefined {
  return where.kind === "private" ? undefined : chatId;
}

async function bankFor(needs: BotNeeds, districts: readonly string[]): Promise<QuizBank> {
  const concerns = (district: string | undefined) => district === undefined || districts.some((own) => isSameDistrict(own, district));
  return quizBank(needs.db, await needs.quizQuestions(), { day: dayOf(needs.now()), concerns });
}
