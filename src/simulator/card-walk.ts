/** A component, where it stands, and in what. */
export type Placed = { element: Readonly<Record<string, unknown>>; path: string; depth: number; parents: readonly string[] };

/** Every component below `elements`, outer ones first. */
export function elementsOf(elements: readonly unknown[]): Placed[] {
  return walk(elements, "ROOT -> body -> elements", []);
}

/** The forms of a card, each with the components inside it. */
export function formsOf(elements: readonly unknown[]): { path: string; element: Placed["element"]; inside: Placed[] }[] {
  return elementsOf(elements)
    .filter(({ element }) => element.tag === "form")
    .map(({ element, path }) => ({ path, element, inside: walk(childrenOf(element), `${path} -> elements`, ["form"]) }));
}

/** How many components and texts a card holds: each object with a tag counts, as the platform counts. */
export function countTags(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + countTags(item), 0);
  if (!isObject(value)) return 0;
  // What a chart or a button carries is not the card's own.
  const own = Object.entries(value).filter(([key]) => key !== "chart_spec" && key !== "behaviors");
  return own.reduce((sum, [, item]) => sum + countTags(item), typeof value.tag === "string" ? 1 : 0);
}

/** The body's elements of any card JSON; none when it has no body. */
export function bodyElements(card: unknown): readonly unknown[] {
  const body = isObject(card) && isObject(card.body) ? card.body : {};
  return Array.isArray(body.elements) ? body.elements : [];
}

function walk(elements: readonly unknown[], path: string, parents: readonly string[]): Placed[] {
  return elements.flatMap((item, at) => {
    const element = isObject(item) ? item : {};
    const here = `${path} -> [${at}](tag: ${String(element.tag)})`;
    // A column belongs to its set: the two are one level.
    const depth = parents.filter((tag) => tag !== "column").length + 1;
    return [
      { element, path: here, depth, parents },
      ...walk(childrenOf(element), `${here} -> elements`, [...parents, String(element.tag)]),
    ];
  });
}

function childrenOf(element: Placed["element"]): readonly unknown[] {
  const children = element.tag === "column_set" ? element.columns : element.elements;
  return Array.isArray(children) ? children : [];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
