/**
 * Spoken forms of words, put back into the form that is written: 「开一次会」 → 「开会一次」, 「走走形式」 → 「走形式」.
 * Only where the written form is a known word.
 */
const MEASURE = "(?:了|过|[一几两三四五][次回趟遍场]|多少[次回趟遍场])";
const SPLIT = new RegExp(`(\\p{Script=Han})(${MEASURE})(\\p{Script=Han})`, "gu");
const DOUBLED = /(\p{Script=Han})\1(\p{Script=Han}{1,2})/gu;

export function asWritten(plain: string, isKnown: (word: string) => boolean): string {
  return plain
    .replace(DOUBLED, (spoken, verb: string, object: string) => (isKnown(verb + object) ? verb + object : spoken))
    .replace(SPLIT, (spoken, verb: string, measure: string, object: string) =>
      isKnown(verb + object) ? `${verb}${object}${measure}` : spoken,
    );
}
