import { formatMinute } from "../clock.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { answerQuiz, type QuizOutcome } from "../notices/hold-quiz.ts";
import { type AnswerQuiz, chosenIn } from "../notices/quiz-press.ts";
import { texts } from "../texts/quiz.ts";
import type { BotNeeds } from "./needs.ts";
import { personName } from "./person-name.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusedPress } from "./who.ts";

/** 「交卷」: the score pops up for whoever pressed; the card, which everybody sees, stays as it is. */
export async function answerQuizByForm(
  press: InboundPress,
  { quizId }: AnswerQuiz,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "acknowledge_notice");
  if (refused) return refused;
  const { openId, person, chatId } = await lookUp();
  const name = person?.name ?? (await personName(needs, openId));
  const chosenOf = (quiz: { questions: readonly { options: readonly string[] }[] }) =>
    chosenIn(
      press.form,
      quiz.questions.map(({ options }) => options.length),
    );
  const outcome = await answerQuiz(needs, { quizId, openId, chatId, name, chosenOf });
  if (outcome.kind === "scored") needs.onEnqueued();
  return tell(outcome);
}

function tell(outcome: QuizOutcome): PressReply | undefined {
  const words = texts.answer;
  switch (outcome.kind) {
    case "scored":
      return toast("success", words.done({ score: outcome.answer.score, of: outcome.quiz.questions.length }));
    case "before": {
      const { score, at } = outcome.answer;
      return toast("info", words.before({ score, of: outcome.quiz.questions.length, at: formatMinute(at) }));
    }
    case "closed":
      return toast("info", words.closed);
    case "not_yours":
      return toast("warning", words.notYours);
    case "incomplete":
      return toast("warning", words.incomplete(outcome));
    case "unknown":
      return undefined;
  }
}
