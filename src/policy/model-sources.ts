import type { PlanDocument } from "../knowledge/document.ts";
import type { ModelSource } from "../models/model.ts";
import { texts } from "../texts/policy.ts";
import type { Citation } from "./answer.ts";
import { cite, type Statement } from "./compose.ts";
import { plainOf } from "./normalise.ts";
import type { RowParts } from "./row.ts";
import { saidFigures } from "./said-figures.ts";
import { contentWords } from "./said-words.ts";
import type { Evidence } from "./stretch.ts";
import type { Unit } from "./units.ts";

/** What a model is shown, what its sentences are held against, and how one that stands is quoted. */
export type Shown = ModelSource & { document: PlanDocument; unit: Unit; evidence: Evidence };

const SHOWN_MAX = 6;
/** Beside what the composed answer rests on: of what else was found, the first few. */
const OTHERS_MAX = 2;

/** The clauses that the composed statements rest on first, then the nearest others of the same documents. */
export function sourcesFor(statements: readonly Statement[], found: readonly Unit[]): Shown[] {
  const rested = statements.flatMap(({ document, wording }) => (wording?.units ?? []).map((unit) => ({ document, unit })));
  const others = found
    .flatMap((unit) => statements.flatMap(({ document }) => (document.id === unit.passage.documentId ? [{ document, unit }] : [])))
    .filter(({ unit }) => unit.kind !== "meta" && rested.every((other) => other.unit.passage.id !== unit.passage.id));
  const apart = (list: readonly { document: PlanDocument; unit: Unit }[]) =>
    [...new Map(list.toReversed().map((shown) => [shown.unit.passage.id, shown])).values()].toReversed();
  return [...apart(rested), ...apart(others).slice(0, OTHERS_MAX)].slice(0, SHOWN_MAX).map(shown);
}

function shown({ document, unit }: { document: PlanDocument; unit: Unit }): Shown {
  const { passage, row, text } = unit;
  const title = texts.source(document);
  const names = [title, document.district, document.issuer, document.number, ...passage.trail, passage.path];
  const heading = names.filter((name) => name !== undefined).join(" ");
  const sentences = row ? rowSentences(row) : [{ text: passage.body }];
  return { title, path: passage.path, text: row ? text : passage.body, document, unit, evidence: { heading, sentences } };
}

/** A row says of its task who sees to it and by when. A day that stands alone in its cell is the task's. */
function rowSentences({ tasks, responsible = "", deadline = "" }: RowParts): Evidence["sentences"] {
  const task = tasks.join("，");
  const isBare = contentWords(plainOf(deadline)).length <= 1;
  const dated = isBare ? [saidFigures(plainOf(task)).rest + deadline] : [];
  const whole = [task, responsible, ...(isBare ? [deadline] : [])].join("，");
  return [
    { text: whole, pieces: [...task.split(/(?<=[，,；;。])/u), ...dated] },
    { text: responsible, around: plainOf(task) },
    { text: deadline, around: plainOf(task + responsible) },
  ];
}

/** The words of the source that a sentence rests on, cut here. */
export function citationsFor({ unit, document }: Shown, quote: string, asOf: string): Citation[] {
  if (unit.row) return unit.sources.map(({ passage, quote: printed }) => cite(passage, printed, document, asOf));
  return [cite(unit.passage, quote, document, asOf)];
}
