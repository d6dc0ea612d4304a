/**
 * Below which part and point of the plan each task stands. A merged cell prints its heading in any of its rows, so the clause
 * that a task retells decides; where the plan does not tell, a heading holds from its row on.
 */
import { type Remark, remarked, type TaskDraft } from "./task.ts";
import { type Body, type BodyHeading, clauseOf, plain, sameHeading } from "./task-body.ts";
import type { TableHeading } from "./task-labels.ts";

export type PlacedDraft = TaskDraft & { section: string | undefined; item: string | undefined };

type Walk = { section: string | undefined; item: string | undefined; chapter: string | undefined };

export function withSections(drafts: readonly TaskDraft[], headings: readonly TableHeading[], body: Body): PlacedDraft[] {
  const main = firstChapter(headings, body);
  const walk: Walk = { section: undefined, item: undefined, chapter: undefined };
  return drafts.map((draft, index) => {
    const own = headings.filter((heading) => heading.index === index);
    for (const { level, own: printed, known } of own) enter(walk, level, known ?? printed);
    walk.section = draft.named.section ?? walk.section;
    walk.item = draft.named.item ?? walk.item;
    if (!draft.task) return { ...draft, section: undefined, item: undefined };
    const way = clauseOf(body, draft.task)?.way ?? [];
    const told = toldBy(way, headings);
    const remarks = told ? [...spelling(own), ...misplaced(told, index, headings, drafts), ...foreign(own, way)] : spelling(own);
    if (told) remarks.push(...follow(walk, { way, told, main, own }));
    return { ...remarked(draft, ...remarks), section: walk.section, item: walk.item };
  });
}

/** Goes where the clause of the plan stands, unless the row prints a part that the plan does not have. */
function follow(
  walk: Walk,
  place: { way: readonly BodyHeading[]; told: Told; main: BodyHeading | undefined; own: readonly TableHeading[] },
): Remark[] {
  const { way, told, main, own } = place;
  const isOwnPart = own.some(({ level, known }) => level === "section" && known === undefined);
  const chapter = isOwnPart ? undefined : chapterOf(way, told.section, main);
  const isNew = chapter !== undefined && chapter !== walk.chapter;
  walk.chapter = chapter;
  if (!isOwnPart) walk.section = told.section && (chapter ?? "") + render(told.section);
  walk.item = told.item && render(told.item);
  return isNew ? [{ kind: "chapter_by_body", text: chapter, confidence: "high" }] : [];
}

function enter(walk: Walk, level: TableHeading["level"], heading: BodyHeading): void {
  if (level === "item") {
    walk.item = render(heading);
    return;
  }
  walk.section = render(heading);
  walk.item = undefined;
}

function render({ kind, label, title }: BodyHeading): string {
  switch (kind) {
    case "arabic":
      return `${label}. ${title}`;
    case "decimal":
      return `${label} ${title}`;
    default:
      return label + title;
  }
}

type Told = { section: BodyHeading | undefined; item: BodyHeading | undefined };

/** The headings of a clause that the table prints as its parts and points; undefined when it prints none of them. */
function toldBy(way: readonly BodyHeading[], headings: readonly TableHeading[]): Told | undefined {
  const kindsOf = (level: TableHeading["level"]) =>
    new Set(headings.filter((heading) => heading.known && heading.level === level).map(({ own }) => own.kind));
  const [parts, points] = [kindsOf("section"), kindsOf("item")];
  const section = way.findLast(({ kind }) => parts.has(kind));
  const item = way.findLast(({ kind }) => points.has(kind));
  return section || item ? { section, item } : undefined;
}

/** The chapter of the plan that the first part of the table belongs to. */
function firstChapter(headings: readonly TableHeading[], body: Body): BodyHeading | undefined {
  const known = headings.find((heading) => heading.level === "section" && heading.known)?.known;
  const way = body.headings.find((candidate) => known && candidate.some((heading) => sameHeading(heading, known)));
  return known && way?.[way.findIndex((heading) => sameHeading(heading, known)) - 1];
}

/** A table that goes on with another chapter counts its parts from （一） again, so they are named with their chapter. */
function chapterOf(way: readonly BodyHeading[], section: BodyHeading | undefined, main: BodyHeading | undefined): string | undefined {
  const parent = section && way[way.indexOf(section) - 1];
  return parent && main && !sameHeading(parent, main) ? parent.title : undefined;
}

/** The heading is printed beside another row: below, or in a row that has no task of its own. */
function misplaced({ section, item }: Told, index: number, headings: readonly TableHeading[], drafts: readonly TaskDraft[]): Remark[] {
  return [section, item].flatMap((heading): Remark[] => {
    const printed = heading && headings.find(({ known }) => known && sameHeading(known, heading));
    const row = printed && drafts[printed.index];
    if (!heading || !printed || !row || printed.index === index) return [];
    if (printed.index < index && (row.task || !row.isRow)) return [];
    return [{ kind: "label_elsewhere", text: render(heading), row: row.row, confidence: "high" }];
  });
}

/** A heading that is printed here and belongs to the rows below. */
function foreign(own: readonly TableHeading[], way: readonly BodyHeading[]): Remark[] {
  return own.flatMap(({ own: printed, known }): Remark[] =>
    known && !way.some((heading) => sameHeading(heading, known))
      ? [{ kind: "foreign_label", text: render(printed), confidence: "high" }]
      : [],
  );
}

function spelling(own: readonly TableHeading[]): Remark[] {
  return own.flatMap(({ own: printed, known }): Remark[] =>
    known && plain(known.title) !== plain(printed.title)
      ? [{ kind: "heading_by_body", printed: render(printed), known: render(known), confidence: "high" }]
      : [],
  );
}
