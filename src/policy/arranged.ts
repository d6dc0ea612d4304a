import { isSameParty, partiesIn } from "./actors.ts";
import { appoints } from "./appointments.ts";
import { type Block, blocksOf } from "./blocks.ts";
import { piecesOf, withoutEnd } from "./pieces.ts";
import { actorOf } from "./stretch.ts";

/**
 * A sentence made of a clause's own words can still say what the clause does not: 「把隐患控制在风险形成之前」. So the words stand in the
 * clause's order, but for one thing that good sentences do: they say the object first (「应急演练要定期开展」), or last.
 */
export function arrangedAlike(said: string, { pieces, before }: { pieces: readonly string[]; before: string }): boolean {
  const source = [...piecesOf(before), ...pieces];
  const starts = source.map((_, index) => source.slice(0, index).join("").length);
  return piecesOf(said).every((piece) => starts.some((start) => isArranged(piece, blocksOf(piece, source, start), source)));
}

function isArranged(said: string, blocks: readonly Block[], pieces: readonly string[]): boolean {
  const source = pieces.join("");
  const isBreak = (block: Block, index: number) =>
    index > 0 && block.at < (blocks[index - 1]?.at ?? 0) && !isRecipient(block, { said, source });
  const breaks = blocks.flatMap((block, index) => (isBreak(block, index) ? [index] : []));
  const [only] = breaks;
  if (only === undefined) return !isPatched(blocks, pieces);
  const [first, rest] = [blocks.slice(0, only), blocks.slice(only)];
  return breaks.length === 1 && (isObjectSaidFirst(first, rest, { said, source }) || isObjectSaidLast(first, rest, source));
}

/** Two pieces are put together where the first is left in its middle: whoever is named there does not do what the second tells. */
function isPatched(blocks: readonly Block[], pieces: readonly string[]): boolean {
  return blocks.some((block, index) => {
    const before = blocks[index - 1];
    if (!before || before.piece === block.piece) return false;
    const piece = pieces[before.piece] ?? "";
    const end = before.at + before.text.length - pieces.slice(0, before.piece).join("").length;
    return withoutEnd(piece.slice(end)) !== "" && end > actorOf(piece).length;
  });
}

/** What is said first stands right behind what is said of it, and is nobody: 「主办单位进行查验」 is not 「查验主办单位」. */
function isObjectSaidFirst(fronted: readonly Block[], rest: readonly Block[], { said, source }: { said: string; source: string }): boolean {
  const [last, predicate] = [fronted.at(-1), rest[0]];
  if (!last || !predicate) return false;
  // Who is what in a group is looked at by itself.
  if (GROUP.test(said) && appoints(said)) return true;
  const isByOthers = BY.test(said.slice(last.from + last.text.length));
  if (predicate.piece !== last.piece || JOINING_END.test(last.text)) return false;
  const start = Math.min(...fronted.filter(({ piece }) => piece === last.piece).map(({ at }) => at));
  const end = Math.max(0, ...rest.filter(({ at }) => at < start).map(({ at, text }) => at + text.length));
  return BETWEEN.test(source.slice(end, start)) && (isByOthers || !isSomebody(last.text));
}

/** 「向某局递交报告」 is 「递交报告给某局」; to whom it goes is looked at by itself. */
function isRecipient({ at, from }: Block, { said, source }: { said: string; source: string }): boolean {
  return GIVEN_TO.test(said.slice(0, from)) && TO_WHOM.test(source.slice(0, at));
}

/** 「对企业开展检查」 is 「检查企业」. */
function isObjectSaidLast(first: readonly Block[], rest: readonly Block[], source: string): boolean {
  const [verb, object] = [first.at(-1), rest[0]];
  if (!verb || !object || verb.piece !== object.piece || !TOWARDS.test(source.slice(0, object.at))) return false;
  return !EQUATING.test(source.slice(object.at + object.text.length, verb.at));
}

function isSomebody(text: string): boolean {
  return partiesIn(text).some(({ name, end }) => end === text.length && isSameParty(name, text));
}

const BY = /^[要应须]?[由被受]/u;
const GROUP = /小组|专班|委员会|指挥部/u;
const GIVEN_TO = /[给至到向]$/u;
const TO_WHOM = /[向给对至]$/u;
const TOWARDS = /[对把将]$/u;
const JOINING_END = /[和与及或、]$/u;
/** Words that hold a noun to its verb, and no other verb. */
const BETWEEN = /^[的地得对等各其该一将把“”"《》]{0,5}$/u;
/** Between an object and its verb nothing makes the one out to be the other. */
const EQUATING = /作为|成为|视为|[为是]/u;
