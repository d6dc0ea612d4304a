import { paraphrase, writtenAs } from "./paraphrase.ts";
import { saidFigures } from "./said-figures.ts";
import { withoutTitles } from "./said-names.ts";
import { cutWords } from "./words.ts";

/** Every word of a sentence must stand in the clause, or be another way of saying one that does. */

/** Single characters that hold a sentence together. */
const PARTICLES = new Set(
  "的了和与及或并且而也都就又还再则将把被由在于对向为以从到至给让使是有无不未没非得要须应可会能需等其此该这那之所各每个项次中上下内外前后里时起止按照据如若即便只仅更最很均已曾正所谓者们年月日第共约多余来去做作当用含及至吗呢吧,.。;:、!?()（）\"'“”‘’「」『』·—-~%".split(
    "",
  ),
);
const MARKS = /[\s,，、;；:：.。()（）"“”'‘’!！?？]+/u;
/** So much of what a stretch says must stand in the one stretch; the rest may have been said before it. */
const OWN_SHARE = 0.5;

/** @returns whether `said` speaks in words of `text`, with its subject maybe in `before` or `heading` */
export function speaksInItsWords(said: string, { text, before, heading }: { text: string; before: string; heading: string }): boolean {
  const words = contentWords(said);
  const rest = words.filter((word) => !stands(word, text));
  return rest.every((word) => stands(word, before) || stands(word, heading)) && isMostlyIn(said, text);
}

/** Whether half of what `said` says stands in `text`. */
export function isMostlyIn(said: string, text: string): boolean {
  const words = contentWords(said);
  return words.filter((word) => stands(word, text)).length >= words.length * OWN_SHARE;
}

/** What a sentence says besides figures, names of documents, and the words that assert nothing. */
export function contentWords(said: string): string[] {
  const { neutral } = paraphrase();
  const { rest } = saidFigures(withoutTitles(said));
  return [...new Set(rest.split(MARKS).flatMap(cutWords))].filter(
    (word) => !(neutral.has(word) || [...word].every((character) => PARTICLES.has(character))),
  );
}

/** Whether `text` holds `word`, another way of saying it, or all its parts. */
export function stands(word: string, text: string): boolean {
  if (writtenAs(word).some((form) => text.includes(form))) return true;
  const parts = partsOf(word);
  return parts.length > 1 && parts.every((part) => stands(part, text) || paraphrase().neutral.has(part) || PARTICLES.has(part));
}

/** 「检查计划」 → 「检查」「计划」; 「各乡镇」 → 「各」「乡镇」 */
function partsOf(word: string): string[] {
  for (let at = word.length - 1; at > 0; at -= 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (isPart(head) && isPart(tail)) return [head, tail];
  }
  return [];
}

function isPart(part: string): boolean {
  if (part.length === 1) return PARTICLES.has(part);
  const [first, ...rest] = cutWords(part);
  return rest.length === 0 && first === part;
}
