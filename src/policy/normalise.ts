/** One way to write it: NFKC, no white space, lower case. Quotes are compared in this form, never shown in it. */
export function plainOf(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\u200b-\u200f\ufeff]+/gu, "")
    .toLowerCase();
}

/** Quotation marks and dots set a word off; for looking it up they are air. */
export function withoutMarks(plain: string): string {
  return plain.replace(/["'“”‘’「」『』《》〈〉【】…·、,，。.;；:：!！?？~～()（）\-—_*#]/gu, "");
}

/** A name ends with a blank; where none is typed, names have two characters at least: 「@张三老板多久查一次」 → 「老板多久查一次」. */
const MENTION = /@(?!所有人)(?:\S{1,20}(?=\s)|[\w.-]{1,20}|\S{1,4}$|\p{Script=Han}{2})[\s,，:：]*/gu;
/** Pictures made of several characters are held together by joiners and variation selectors, and may name a skin or a region. */
const EMOJI =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u200d|\u20e3|\ufe0e|\ufe0f|[\u{e0020}-\u{e007f}])+/gu;
/** The platform writes its own pictures as 「[强]」. */
const NAMED_EMOJI = /\[(?:\p{Script=Han}{1,4}|[a-z]{1,12})\]/giu;
const ASKED_BEFORE = "$1吗,";
/** 「有讲究不 洛江的」: the blank ends what is asked; without it the denial would belong to what comes. */
const DENIAL_BEFORE_BLANK = /(\p{Script=Han}{2})(?:没有|没|不|否)\s+(?=\p{Script=Han})/gu;
const QUESTION_MAX = 500;

/** A question as typed → plain text to work on: mentions and pictures gone, bounded length. */
export function normaliseQuestion(text: string): string {
  const words = text.replace(MENTION, " ").replace(EMOJI, " ").replace(NAMED_EMOJI, " ");
  return plainOf(words.replace(DENIAL_BEFORE_BLANK, ASKED_BEFORE).slice(0, QUESTION_MAX));
}
