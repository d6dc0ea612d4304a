import { texts } from "../texts/policy.ts";
import { cadencesIn, pointOf } from "./evidence.ts";
import type { Ranked } from "./find.ts";
import { lexicon } from "./lexicon.ts";
import { enumerationIn } from "./list.ts";
import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";
import { inSentence, isIn } from "./weigh.ts";

/** The first sentence of an answer: what was asked, in words of the document, and a false premise put right. */
export function leadOf(unit: Unit, understood: Understood, ranked: readonly Ranked[]): string {
  const lead = plainLead(unit, understood, ranked);
  const word = softWordIn(unit, understood);
  if (word) return texts.notBinding({ word, lead });
  return presumesOther(unit, understood) ? texts.notSo({ lead }) : lead;
}

function plainLead(unit: Unit, understood: Understood, ranked: readonly Ranked[]): string {
  if (understood.ask === "who" && unit.row?.responsible) return texts.responsible({ responsible: unit.row.responsible });
  if ((understood.ask === "when" || understood.ask === "which_day") && unit.row?.deadline)
    return texts.deadline({ deadline: unit.row.deadline });
  if (understood.ask === "list" || understood.ask === "how_many") {
    const found = enumerationIn(unit);
    if (found) return texts.enumeration(found);
  }
  if (unit.row) return texts.sentence(longest(unit.row.tasks));
  const points = ranked.filter(({ unit: { passage } }) => passage.id === unit.passage.id).map((one) => pointOf(understood.ask, one.unit));
  const [first = unit.text] = points;
  return texts.sentence(tooShort(first) || isContent(understood) ? shortened(unit, understood) : first);
}

function longest(cells: readonly string[]): string {
  return cells.reduce((long, cell) => (cell.length > long.length ? cell : long), "");
}

const POINT_MIN = 6;
const SENTENCE_MAX = 90;

function tooShort(point: string): boolean {
  return point.length < POINT_MIN;
}

function isContent({ ask }: Understood): boolean {
  return ask === "content" || ask === "who" || ask === "list" || ask === "how_many" || ask === "basis";
}

/** A long sentence is cut to its pieces from the first to the last that speak of what was asked. */
function shortened(unit: Unit, { terms }: Understood): string {
  if (unit.text.length <= SENTENCE_MAX) return unit.text.replace(/[；;]$/u, "");
  const pieces = unit.text.split(/(?<=[，,；;])/u);
  const speaking = pieces.map((piece) =>
    terms.reduce((sum, term) => sum + inSentence(term, piece.normalize("NFKC").replace(/[\s"“”]+/gu, "")), 0),
  );
  const most = Math.max(...speaking);
  const at = speaking.indexOf(most);
  return pieces
    .slice(at, at + 2)
    .join("")
    .replace(/[，,；;]+$/u, "");
}

/** 「每三年一次，对吗」: the question presumes a cadence that the sentence does not state. */
function presumesOther(unit: Unit, { plain, whether, ask }: Understood): boolean {
  const presumed = cadencesIn(plain);
  const stated = cadencesIn(unit.plain);
  return (
    (whether || ask === "content") && presumed.length > 0 && stated.length > 0 && !presumed.some((cadence) => stated.includes(cadence))
  );
}

/** 「是硬性要求吗」 about a sentence that says 鼓励: the document's own word answers. */
function softWordIn(unit: Unit, { plain, terms }: Understood): string | undefined {
  const { asksDuty, soft } = lexicon().strength;
  if (!asksDuty.test(plain)) return undefined;
  const piece = unit.bare.split(/[,;]/u).find((part) => terms.some((term) => isIn(term, part))) ?? unit.bare;
  return soft.find((word) => piece.includes(word));
}
