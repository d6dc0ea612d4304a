/** The automatic numbers of a Word document. They stand nowhere in its text: Word counts them when it shows the page. */
import { elementAt, elementsOf, isOn, type Markup, valueAt } from "./markup.ts";
import { formatNumeral } from "./word-numerals.ts";

type Level = { start: number; format: string; pattern: string; suffix: string; restart: number | undefined; isLegal: boolean };
type List = { abstractId: string; levels: ReadonlyMap<number, Level>; restarts: ReadonlyMap<number, number> };
/** What stands before a numbered paragraph. */
type ListLabel = { text: string; isKnown: boolean; isBullet: boolean };

export type Numbering = {
  /** Counts on and writes the number of the next paragraph of a list; undefined where there is no such list. */
  next(listId: string, level: number): ListLabel | undefined;
  levelOfStyle(styleId: string): { listId: string; level: number } | undefined;
};

const BULLET = "•";
const LEVELS = 9;
const DIVISION_END = /[章节条编]$/u;

export function readNumbering(root: Markup | undefined): Numbering {
  const abstracts = new Map(elementsOf(root, "w:abstractNum").map((element) => [element.attributes["w:abstractNumId"] ?? "", element]));
  const lists = new Map(
    elementsOf(root, "w:num").map((element) => [element.attributes["w:numId"] ?? "", listOf(element, abstracts)] as const),
  );
  /** Lists that share an abstract list go on counting where the other stopped. */
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  return {
    next(listId, level) {
      const list = lists.get(listId);
      const own = list?.levels.get(level);
      if (!list || !own || level >= LEVELS) return undefined;
      const counts = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counts);
      for (const [overridden, start] of begun.has(listId) ? [] : list.restarts) counts[overridden] = start - 1;
      begun.add(listId);
      counts[level] = (counts[level] ?? own.start - 1) + 1;
      restartBelow(list, level, counts);
      return labelOf(list, level, counts);
    },
    levelOfStyle(styleId) {
      for (const [listId, list] of lists) {
        const abstract = abstracts.get(list.abstractId);
        const level = elementsOf(abstract, "w:lvl").find((element) => valueAt(element, "w:pStyle") === styleId);
        if (level) return { listId, level: Number(level.attributes["w:ilvl"] ?? 0) };
      }
      return undefined;
    },
  };
}

/** Lower levels begin again, unless a level says that it goes on, or from which level on it does. */
function restartBelow(list: List, level: number, counts: number[]): void {
  for (let below = level + 1; below < LEVELS; below += 1) {
    const restart = list.levels.get(below)?.restart;
    if (restart === undefined || (restart !== 0 && restart > level)) delete counts[below];
  }
}

function listOf(element: Markup, abstracts: ReadonlyMap<string, Markup>): List {
  const abstractId = resolved(valueAt(element, "w:abstractNumId") ?? "", abstracts);
  const levels = new Map<number, Level>();
  const restarts = new Map<number, number>();
  for (const level of elementsOf(abstracts.get(abstractId), "w:lvl")) levels.set(Number(level.attributes["w:ilvl"] ?? 0), levelOf(level));
  for (const override of elementsOf(element, "w:lvlOverride")) {
    const index = Number(override.attributes["w:ilvl"] ?? 0);
    const own = elementAt(override, "w:lvl");
    if (own) levels.set(index, levelOf(own));
    const start = valueAt(override, "w:startOverride");
    if (start !== undefined) restarts.set(index, Number(start));
  }
  return { abstractId, levels, restarts };
}

/** An abstract list may only name a list style; another abstract list then says what it looks like. */
function resolved(abstractId: string, abstracts: ReadonlyMap<string, Markup>): string {
  const style = valueAt(abstracts.get(abstractId), "w:numStyleLink");
  if (style === undefined) return abstractId;
  return [...abstracts].find(([, element]) => valueAt(element, "w:styleLink") === style)?.[0] ?? abstractId;
}

function levelOf(level: Markup): Level {
  const restart = valueAt(level, "w:lvlRestart");
  // Word 2010 hides newer formats in an alternative, with decimal as what older programs show.
  const format = valueAt(level, "w:numFmt") ?? valueAt(level, "mc:AlternateContent", "mc:Choice", "w:numFmt") ?? "decimal";
  return {
    start: Number(valueAt(level, "w:start") ?? 1),
    format,
    pattern: valueAt(level, "w:lvlText") ?? "",
    suffix: valueAt(level, "w:suff") ?? "tab",
    restart: restart === undefined ? undefined : Number(restart),
    isLegal: isOn(level, "w:isLgl"),
  };
}

function labelOf(list: List, level: number, counts: readonly number[]): ListLabel | undefined {
  const own = list.levels.get(level);
  if (!own || own.format === "none") return undefined;
  if (own.format === "bullet") return { text: `${BULLET} `, isKnown: true, isBullet: true };
  let isKnown = true;
  const text = own.pattern.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1;
    const other = list.levels.get(index);
    const value = counts[index] ?? other?.start ?? 1;
    const numeral = formatNumeral(own.isLegal ? "decimal" : (other?.format ?? "decimal"), value);
    isKnown &&= numeral !== undefined;
    return numeral ?? String(value);
  });
  // 「1」 and the word behind it would run into each other; 「一、」 and 「（一）」 stand for themselves.
  const needsSpace = /[A-Za-z0-9]$/.test(text) || (own.suffix !== "nothing" && DIVISION_END.test(text));
  return { text: needsSpace ? `${text} ` : text, isKnown, isBullet: false };
}
