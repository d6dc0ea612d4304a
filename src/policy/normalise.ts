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

const MENTION = /@\S{1,20}(?:\s|$)/gu;
const QUESTION_MAX = 500;

/** A question as typed → plain text to work on: mentions gone, bounded length. */
export function normaliseQuestion(text: string): string {
  return plainOf(text.replace(MENTION, " ").slice(0, QUESTION_MAX));
}
