import {
  buttonRow,
  CARD_BYTES_MAX,
  type Card,
  type CardElement,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  type Form,
  markdown,
  notation,
  plain,
  type Select,
} from "../card.ts";
import { formatMinute } from "../clock.ts";
import { form, select } from "../registry/form.ts";
import { texts } from "../texts/quiz.ts";
import type { QuizAnswer } from "./quiz-answers.ts";
import type { QuizBank } from "./quiz-bank.ts";
import { type AnswerQuiz, EVERYTHING, fieldOf, QUIZ_COUNTS, QUIZ_DAYS, type SendQuiz } from "./quiz-press.ts";
import type { QuizQuestion } from "./quiz-question.ts";
import type { Quiz, QuizTarget } from "./quizzes.ts";

const LETTERS = ["A", "B", "C", "D"];
const PLACES_SHOWN = 8;

/** What to choose before a quiz is made. */
export function quizForm(bank: QuizBank, audiences: readonly (readonly [value: string, label: string])[]): Card {
  const words = texts.form;
  const topics = bank.topics.map(({ topic, name, count }) => [topic, words.topicChoice({ name, count })] as const);
  const [count] = QUIZ_COUNTS;
  const fields = [
    select("topic", words.topic, [[EVERYTHING, words.everything({ count: bank.questions.length })], ...topics], EVERYTHING),
    select(
      "count",
      words.count,
      QUIZ_COUNTS.map((number) => [String(number), words.countChoice({ count: number })] as const),
      String(count),
    ),
    select("audience", words.audience, audiences, audiences[0]?.[0]),
    select(
      "days",
      words.days,
      QUIZ_DAYS.map((days) => [String(days), words.dayChoice({ days })] as const),
      String(QUIZ_DAYS[1]),
    ),
  ];
  const submit = form("quiz", fields, { label: words.submit, value: { do: "draft_quiz" } });
  return card({ text: words.title, color: "turquoise" }, [markdown(words.explain), submit], words.title);
}

/** What the office sees before it is sent: questions with their right answers and sources. */
export function previewCard(quiz: Quiz, targets: readonly QuizTarget[]): Card {
  const words = texts.preview;
  const names = targets.slice(0, PLACES_SHOWN).map(({ name }) => escapeMarkdown(name));
  const places = words.places({ names, more: Math.max(0, targets.length - PLACES_SHOWN) });
  const send: SendQuiz = { do: "send_quiz", quizId: quiz.id };
  const facts = { count: quiz.questions.length, places, due: formatMinute(quiz.dueAt) };
  const questions = quiz.questions.flatMap((question, index) => [...previewed(question, index), divider()]);
  const title = words.title({ number: quiz.number });
  return card(
    { text: title, color: "turquoise" },
    [markdown(words.facts(facts)), ...questions, buttonRow([callbackButton(words.send, send, "primary")])],
    title,
  );
}

function previewed({ stem, options, right, source }: QuizQuestion, index: number): CardElement[] {
  const words = texts.preview;
  const lines = options.map((option, place) =>
    words.option({ letter: letterOf(place), option: escapeMarkdown(option), right: place === right }),
  );
  return [markdown([words.question({ place: index + 1, stem: escapeMarkdown(stem) }), ...lines].join("\n")), sourceLine(source)];
}

function sourceLine({ title, clause, quote }: QuizQuestion["source"]): CardElement {
  return notation(escapeMarkdown(`${quote}\n${texts.answer.source({ title, clause })}`));
}

/** What goes out. The right answers are not on it. */
export function quizCard(quiz: Quiz): Card {
  const words = texts.card;
  const value: AnswerQuiz = { do: "answer_quiz", quizId: quiz.id };
  const submit = { ...callbackButton(words.submit, value, "primary"), name: "submit", form_action_type: "submit" } as const;
  const fields = quiz.questions.flatMap((question, index): Form["elements"] => [
    markdown(words.question({ place: index + 1, stem: escapeMarkdown(question.stem) })),
    choiceOf(question, index),
  ]);
  const intro = words.intro({ count: quiz.questions.length, due: formatMinute(quiz.dueAt) });
  const answers: Form = { tag: "form", name: "quiz", elements: [...fields, submit] };
  return card({ text: quiz.title, color: "turquoise" }, [markdown(intro), answers, notation(quiz.number)], words.summary(quiz));
}

function choiceOf({ options }: QuizQuestion, index: number): Select {
  return {
    tag: "select_static",
    name: fieldOf(index),
    placeholder: plain(texts.card.choose),
    options: options.map((option, place) => ({
      text: plain(texts.card.option({ letter: letterOf(place), option })),
      value: String(place),
    })),
    required: true,
  };
}

/** What stands in its place when the time is up. */
export function closedCard(quiz: Quiz, answered: number): Card {
  return card(
    { text: quiz.title, color: "grey" },
    [markdown(texts.card.closed({ answered })), notation(quiz.number)],
    texts.card.summary(quiz),
  );
}

/** What one person did, with what the documents say. For this person alone. */
export function answeredCard(quiz: Quiz, { chosen, score }: Pick<QuizAnswer, "chosen" | "score">): Card {
  const words = texts.answer;
  const title = words.title({ score, of: quiz.questions.length });
  const elements = quiz.questions.flatMap(({ stem, options, right, source }, index) => {
    const facts = { place: index + 1, stem: escapeMarkdown(stem), answer: escapeMarkdown(options[right] ?? "") };
    const isRight = chosen[index] === right;
    const told = isRight ? words.right(facts) : words.wrong({ ...facts, chosen: escapeMarkdown(options[chosen[index] ?? -1] ?? "") });
    return [markdown(told), sourceLine(source)];
  });
  return card({ text: title, color: score === quiz.questions.length ? "green" : "blue" }, [...elements, notation(quiz.number)], title);
}

/** Whether all of its cards fit on the wire; the longest is the one that tells everything. */
export function fitsOnCards(quiz: Quiz): boolean {
  const worst = { chosen: quiz.questions.map(({ options, right }) => (right + 1) % options.length), score: 0 };
  const cards = [quizCard(quiz), previewCard(quiz, []), answeredCard(quiz, worst)];
  return cards.every((one) => Buffer.byteLength(JSON.stringify(one)) <= CARD_BYTES_MAX - ROOM_BYTES);
}

/** For names of places, and for what the platform adds. */
const ROOM_BYTES = 3 * 1024;

function letterOf(place: number): string {
  return LETTERS[place] ?? String(place + 1);
}
