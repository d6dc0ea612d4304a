/** One office, one name: a unit that only the table spells so takes the name that the text of the plan knows. */
import { type Remark, remarked, type TaskDraft } from "./task.ts";
import { isOfficeName, unitNames } from "./task-grammar.ts";

/**
 * @param text   the text of the plan without its tables
 * @param units  names that are known otherwise, from the catalogue
 */
export function withKnownUnits(drafts: readonly TaskDraft[], text: string, units: readonly string[] = []): TaskDraft[] {
  const known = text.normalize("NFKC").replace(/\s/g, "");
  const printed = drafts.flatMap(({ responsible }) => unitNames(responsible));
  const times = (name: string) => printed.filter((other) => other === name).length;
  return drafts.map((draft) => {
    let { responsible } = draft;
    const remarks: Remark[] = [];
    for (const name of new Set(unitNames(responsible).filter(isOfficeName))) {
      if (known.includes(name) || units.includes(name)) continue;
      // What the table itself writes twice as often or more is known as well.
      const usual = [...new Set(printed)].filter((other) => times(other) >= times(name) * 2);
      const right = knownName(name, known, [...units, ...usual]);
      if (!right) {
        // Neither name is better known: then they may be two offices, or one that was misspelt.
        const twin = printed.find((other) => other.length !== name.length && isOneApart(name, other) && times(name) < times(other) * 2);
        if (twin) remarks.push({ kind: "unit_doubtful", printed: name, known: twin, confidence: "medium" });
        continue;
      }
      responsible = responsible.replaceAll(name, right);
      remarks.push({ kind: "unit_spelling", printed: name, known: right, confidence: "high" });
    }
    return remarked({ ...draft, responsible }, ...remarks);
  });
}

/** The one name that differs by one character; undefined when there is none, or a choice. */
function knownName(name: string, text: string, units: readonly string[]): string | undefined {
  const near = new Set([...units.filter((unit) => isOneApart(name, unit)), ...spellingsIn(text, name)]);
  const [only] = near;
  return near.size === 1 ? only : undefined;
}

/** Names in the text that end as `name` does and are one character longer, shorter, or different. */
function spellingsIn(text: string, name: string): string[] {
  const found: string[] = [];
  const [first, last] = [name.charAt(0), name.slice(-1)];
  for (let end = text.indexOf(last); end >= 0; end = text.indexOf(last, end + 1)) {
    for (const length of [name.length - 1, name.length, name.length + 1]) {
      const candidate = text.slice(Math.max(0, end + 1 - length), end + 1);
      // A different first character may be the end of the word before.
      if (candidate.startsWith(first) && isOneApart(name, candidate)) found.push(candidate);
    }
  }
  return found;
}

/** Whether one character was added, lost or changed; short names must not lose what makes them different. */
function isOneApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 4) return false;
  let [front, back] = [0, 0];
  const shorter = Math.min(a.length, b.length);
  while (front < shorter && a[front] === b[front]) front += 1;
  while (back < shorter - front && a.at(-1 - back) === b.at(-1 - back)) back += 1;
  // Of names with the same length, only long ones may differ: 甲一股 and 甲二股 are two offices.
  return Math.max(a.length, b.length) - front - back === 1 && (a.length !== b.length || a.length >= 7);
}
