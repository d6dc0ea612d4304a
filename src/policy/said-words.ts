import { paraphrase, writtenAs } from "./paraphrase.ts";
import { saidFigures } from "./said-figures.ts";
import { withoutTitles } from "./said-names.ts";
import { cutWords } from "./words.ts";

/** Every word of a sentence must stand in the clause, or be another way of saying one that does. */

/** Single characters that hold a sentence together. */
const PARTICLES = new Set(
  "的了和与及或并且而也都就又还再则既归将把被由在于对向为以从到至给让使是有无不未没非得要须应可会能需等其此该这那之所各每个项次中上下内外前后里时起止按照据如若即便只仅更最很均已曾正所谓者们年月日第共约多余来去做作当用含及至吗呢吧,.。;:、!?()（）\"'“”‘’「」『』·—-~%".split(
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
  const length = (some: readonly string[]) => some.join("").length;
  return length(words.filter((word) => stands(word, text))) >= length(words) * OWN_SHARE;
}

/** What a sentence says besides figures, names of documents, and the words that assert nothing. */
export function contentWords(said: string): string[] {
  const { rest } = saidFigures(withoutTitles(said));
  return [...new Set(rest.split(MARKS).flatMap(cutWords))].filter((word) => !assertsNothing(word));
}

/** Whether `text` holds `word`, another way of saying it, or all its parts. */
export function stands(word: string, text: string): boolean {
  if (writtenAs(word).some((form) => text.includes(form))) return true;
  const core = word.replace(MODAL_BEFORE, "");
  if (core !== word && core !== "" && text.includes(core)) return true;
  const parts = partsOf(word);
  return parts.length > 1 && parts.every((part) => stands(part, text) || assertsNothing(part));
}

/** The dictionary makes words of its own: 「要全」 of 「要全覆盖」. */
const MODAL_BEFORE = /^[要须会将都应也需先后]/u;

function assertsNothing(part: string): boolean {
  return paraphrase().neutral.has(part) || [...part].every((character) => PARTICLES.has(character));
}

/** 「检查计划」 → 「检查」「计划」; 「任组长」 → 「任」「组长」 */
function partsOf(word: string): string[] {
  for (let at = word.length - 1; at > 0; at -= 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (isPart(head) && isPart(tail)) return [head, tail];
  }
  return [];
}

/** A single character is a word only where it holds a sentence together, or where it is known to say something else. */
function isPart(part: string): boolean {
  if (part.length === 1) return PARTICLES.has(part) || writtenAs(part).length > 1;
  const [first, ...rest] = cutWords(part);
  return rest.length === 0 && first === part;
}
