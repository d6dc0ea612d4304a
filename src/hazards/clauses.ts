/** A message cut where a speaker pauses. Marks, mentions and pictures are gone; what the marks told is kept. */
export type Clause = {
  text: string;
  /** Ends in a question mark. */
  asked: boolean;
  /** Counts up at each full stop, question or exclamation mark. */
  sentence: number;
};

export type Message = {
  clauses: readonly Clause[];
  /** Pictures named by their marker. */
  photos: number;
  /** All of it without white space, in one width. */
  plain: string;
  /** A picture sign of fire, smoke or need stands in it. */
  isSigned: boolean;
};

/** A report is shorter; what goes on is not read. */
const CHARACTERS_MAX = 1000;
const PICTURE = /\[(?:图片|照片|相片|image|photo|img)\]|【(?:图片|照片)】|（图片?）|\(图片?\)/giu;
const MENTION = /@\S{1,20}(?=\s|$)/gu;
const INVISIBLE = /[\u200b-\u200f\ufeff\p{Emoji_Presentation}\p{Extended_Pictographic}]|\ufe0f/gu;
/** Joins clauses again where they are read or shown as one. */
export const COMMA = "，";
const PAUSE = /([,，;；:：~…\s"'“”‘’「」『』()（）【】[\]<>《》]+)|([。!！?？\n]+)/u;
const DECIMAL_POINT = /(?<=\d)[.．](?=\d)/gu;
const LATIN_STOP = /(?<!\d)[.．](?!\d)/gu;
/** A thumb alone is said like a word. */
const THUMB = /[👍👌🙏🌹💐👏🤝❤]/u;
const PRAISE = "赞";
/** Says of itself that something burns, or that somebody needs help. */
const DISTRESS = /[🔥🆘🚒🚑💥🚨]/u;
const STOP = "。";
const POINT = "点";

export function readMessage(raw: string): Message {
  const text = raw.slice(0, CHARACTERS_MAX);
  const photos = text.match(PICTURE)?.length ?? 0;
  const bare = text.replace(PICTURE, " ").replace(MENTION, " ").normalize("NFKC").replace(INVISIBLE, " ");
  const plain = bare.replace(/\s+/gu, "");
  return { clauses: clausesIn(bare), photos, plain: plain === "" && THUMB.test(text) ? PRAISE : plain, isSigned: DISTRESS.test(text) };
}

function clausesIn(text: string): Clause[] {
  const pieces = text.replace(DECIMAL_POINT, POINT).replace(LATIN_STOP, STOP).split(PAUSE);
  const clauses: Clause[] = [];
  let sentence = 0;
  // `split` with two groups gives text, pause, stop, text, pause, stop, …
  for (let at = 0; at < pieces.length; at += 3) {
    const said = (pieces[at] ?? "").trim();
    const stop = pieces[at + 2] ?? "";
    if (said !== "") clauses.push({ text: said, asked: /[?？]/u.test(stop), sentence });
    else if (/[?？]/u.test(stop)) markAsked(clauses);
    if (stop !== "") sentence += 1;
  }
  return clauses;
}

function markAsked(clauses: Clause[]): void {
  const last = clauses.pop();
  if (last) clauses.push({ ...last, asked: true });
}
