import { countsIn } from "./amounts.ts";
import { cadenceSpans } from "./cadence.ts";

/** Of several counts of one unit each keeps its own: 「省3项、市5项」 is not 「省5项、市3项」. */

type Labelled = { figure: string; label: string; unit: string };

/** @param pieces  of the clause, as its commas part it */
export function labelsAlike(said: string, pieces: readonly string[]): boolean {
  const ours = labelledIn(said);
  const theirs = pieces.flatMap(labelledIn);
  return ours.every(({ figure, label, unit }) => {
    if (ours.filter((other) => other.unit === unit).length < 2) return true;
    const same = theirs.filter((other) => other.figure === figure);
    return same.length === 0 || same.some((other) => other.label === label);
  });
}

/** Its label: the last character before the figure, or, where none is, the first one behind it. */
function labelledIn(text: string): Labelled[] {
  const plain = cadenceSpans(text).reduce((left, cadence) => left.replace(cadence.text, ","), text);
  return countsIn(plain).flatMap(({ figure, at, text: count }) => {
    const [before] = BEFORE.exec(plain.slice(0, at)) ?? [];
    const [after] = AFTER.exec(plain.slice(at + count.length)) ?? [];
    const label = before?.charAt(0) ?? after?.at(-1);
    return label === undefined ? [] : [{ figure, label, unit: figure.replace(AMOUNT, "") }];
  });
}

const BEFORE = /(?![为是有共约达的级各和与])\p{Script=Han}[为是有共约达的级]{0,2}$/u;
const AFTER = /^的?\p{Script=Han}/u;
const AMOUNT = /^count [\d.]+/u;
