export type Sentence = { text: string; start: number; end: number };

const PAIRS: Readonly<Record<string, string>> = {
  "《": "》",
  "〈": "〉",
  "“": "”",
  "‘": "’",
  "（": "）",
  "(": ")",
  "「": "」",
  "『": "』",
};
const CLOSING = /[”’"'』」）)]/u;

/**
 * The sentences of a passage's body, verbatim, with offsets into it. Ends are 。！？； with the closing quotes after them,
 * and the ends of paragraphs and cells; never inside 《》 “” （）. A bracket without its partner protects nothing.
 */
export function sentencesOf(body: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const close = (end: number) => {
    const piece = body.slice(start, end);
    const text = piece.trim();
    const lead = piece.length - piece.trimStart().length;
    if (text) sentences.push({ text, start: start + lead, end: start + lead + text.length });
    start = end;
  };
  const shields = shieldsOf(body);
  let index = 0;
  while (index < body.length) {
    const shield = shields.get(index);
    if (shield !== undefined) {
      index = shield;
      continue;
    }
    const character = body.charAt(index);
    index += 1;
    if (/[\n\t]/.test(character)) close(index);
    if (/[。！？；!?;]/u.test(character)) {
      while (index < body.length && CLOSING.test(body.charAt(index))) index += 1;
      close(index);
    }
  }
  close(body.length);
  return sentences;
}

/** For each outermost bracket that is closed in its own line: where it opens → the index after it. */
function shieldsOf(body: string): Map<number, number> {
  const shields = new Map<number, number>();
  let open: { index: number; close: string }[] = [];
  for (let index = 0; index < body.length; index += 1) {
    const character = body.charAt(index);
    if (/[\n\t]/.test(character)) open = [];
    const partner = PAIRS[character];
    if (partner) open.push({ index, close: partner });
    const at = open.findLastIndex((bracket) => bracket.close === character);
    const opened = open[at];
    if (!opened) continue;
    shields.set(opened.index, index + 1);
    open = open.slice(0, at);
  }
  return shields;
}
