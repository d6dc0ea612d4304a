/** What a sentence of an answer never holds: links, pictures, mark-up, mentions, code, and other languages. */

const MARKUP =
  /!?\[[^\]]*\]\(|<[^>]{0,200}>|&[a-z#\d]+;|```|`|https?:|www\.|:\/\/|@|\{\{|\$\{|^\s*[#|>]|\|.*\||!\[|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/iu;
const HAN = /\p{Script=Han}/gu;
const LETTER = /\p{L}/gu;
const HAN_SHARE_MIN = 0.8;
/** A sentence of an answer, not a page. */
const SENTENCE_MAX = 300;

export function isPlainChinese(text: string): boolean {
  if (MARKUP.test(text) || text.length > SENTENCE_MAX) return false;
  const letters = text.match(LETTER)?.length ?? 0;
  return letters > 0 && (text.match(HAN)?.length ?? 0) >= letters * HAN_SHARE_MIN && !OTHER_SCRIPT.test(text);
}

/** Kana tells Japanese, whatever else it is written with. */
const OTHER_SCRIPT = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Arabic}]/u;
