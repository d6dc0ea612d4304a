/** Longer than any question; what is longer is a document, and a search for all of its words finds anything. */
export const QUESTION_CHARACTERS_MAX = 500;

/** As people count them: a character beyond the basic plane is one. */
export function charactersOf(text: string): number {
  return [...text].length;
}
