import type { Understood } from "./understand.ts";
import type { Unit } from "./units.ts";
import { isIn } from "./weigh.ts";

/**
 * The documents that a plan rests on, with the numbers that it gives them: 「……办公室《关于……的意见》（中办发〔2018〕1号）」.
 * Which of them is meant is told by the level (中央, 省, 市, 区) and by other words of their names.
 */
export type CitedDocument = { name: string; number: string; unit: Unit };

const CITED =
  /([^，。；、《》]*(?:、[^，。；、《》]*)?)(《[^》]+》(?:的通知|的意见|的函)?)\s*[（(]([^（）()]{0,16}[〔[［（(]\d{4}[〕\]］）)]\s*\d+\s*号)[）)]/gu;
const LEVELS = [
  { asked: /中央|国家|国务院|中办|部委|全国/u, issuer: /中共中央|国务院|国家/u },
  { asked: /省/u, issuer: /省/u },
  { asked: /市(?!场)/u, issuer: /^(?!.*[区县]).*市/u },
  { asked: /区|县/u, issuer: /[区县]/u },
] as const;

/** 「市里」, 「省厅」 beside an issuer of that level; 「区安委会」 only beside itself, since a district has many offices. */
export function isOfLevel(body: string, issuer: string): boolean {
  return issuer.includes(body) || LEVELS.slice(0, -1).some((level) => level.asked.test(body) && level.issuer.test(issuer));
}

export function citedDocuments(units: readonly Unit[]): CitedDocument[] {
  return units.flatMap((unit) =>
    [...unit.text.matchAll(CITED)].map(([, issuer = "", title = "", number = ""]) => ({
      name: `${issuer.replace(LEAD_IN, "")}${title}`,
      number,
      unit,
    })),
  );
}

const LEAD_IN = /^(?:为|根据|依据|按照|遵照|深入|认真|全面|贯彻|落实|和|、|及|以及)+/u;

/**
 * Of the documents cited, those that the question means; all when it names none in particular.
 * @param plain  of the question, without the names of districts
 */
export function citedAsked(cited: readonly CitedDocument[], plain: string, { terms }: Understood): readonly CitedDocument[] {
  const levels = LEVELS.filter(({ asked }) => asked.test(plain));
  const rated = cited.map((document) => ({ document, score: likeness(document, levels, terms) }));
  const most = Math.max(0, ...rated.map(({ score }) => score));
  return rated.filter(({ score }) => score === most).map(({ document }) => document);
}

const LEVEL_WEIGHT = 3;
/** Behind the issuer in a title: 「某某局关于…」. */
const ABOUT = "关于";

function likeness({ name }: CitedDocument, levels: readonly (typeof LEVELS)[number][], terms: Understood["terms"]): number {
  const issuer = name.slice(0, name.includes("《") && name.indexOf("《") > 0 ? name.indexOf("《") : name.indexOf(ABOUT));
  const level = levels.some(({ issuer: pattern }) => pattern.test(issuer)) ? LEVEL_WEIGHT : 0;
  return level + terms.filter((term) => isIn(term, name)).length / 10;
}
