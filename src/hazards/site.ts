import { type Clause, COMMA } from "./clauses.ts";
import { enterpriseIn, isMall } from "./enterprise-name.ts";
import { industryOf } from "./industry.ts";
import type { HazardLexicon } from "./lexicon.ts";
import { type KnownEnterprise, matchEnterprise } from "./match-enterprise.ts";
import { placeIn, withoutTown } from "./place.ts";
import { orders } from "./tone.ts";

/** Whose and where: what a message tells of the site, joined with what the registry knows of it. */
export type Site = {
  enterprise: string | undefined;
  /** Of the registry. */
  enterpriseId: string | undefined;
  /** An event is named, its organiser is not. */
  isEvent: boolean;
  place: string | null;
  district: string | null;
  industry: string | null;
  /** A map would show it. */
  isFindable: boolean;
  /** Enterprise or place are named, so that somewhere real is meant. */
  isNamed: boolean;
};

export function siteOf(clauses: readonly Clause[], known: readonly KnownEnterprise[], lexicon: HazardLexicon): Site {
  const texts = clauses.map(({ text }) => text);
  const said = texts.join(COMMA);
  const named = enterpriseIn(
    texts.filter((text) => !orders(text, lexicon)),
    lexicon,
    (text) => isQuiet(text, lexicon),
  );
  const registered = matchEnterprise(said, named?.name, known);
  const place = placeIn(texts, lexicon.places, named && isMall(named.name) ? named.name : undefined);
  const enterprise = registered?.name ?? named?.name;
  return {
    enterprise,
    enterpriseId: registered?.id,
    isEvent: registered === undefined && named?.isEvent === true,
    place: place.isFindable ? place.text : (registered?.town ?? place.text),
    district: place.district,
    industry: registered?.industry ?? industryOf({ said, enterprise }, lexicon.industries),
    isFindable: place.isFindable || registered?.town !== undefined,
    isNamed: enterprise !== undefined || place.isFindable,
  };
}

/** Nothing is said but the site and a call: 「三楼」, 「万安街道旺客超市」. */
export function saysOnlyWhere(clauses: readonly Clause[], site: Site, { places }: Pick<HazardLexicon, "places">): boolean {
  if (site.place === null && site.enterprise === undefined) return false;
  return clauses.every(({ text }) => {
    const rest = withoutTown(text.replace(site.enterprise ?? "", ""), places).replace(WHERE, "");
    return rest.length < WORD;
  });
}

const WORD = 2;
const WHERE =
  /[在这那里边的啊呀了]|救命|快来人?|[\p{Script=Han}]{2,5}[路街巷村](?:\d+号)?|门口|后厨|厨房|仓库|菜市场|市场|商场|超市|广场|饭店|酒店|宾馆|加油站|车库|工厂|负?[\d一二三四五六七八九十]+(?:楼|层|号楼|栋)/gu;

/** Tells of no hazard, so that it may be nothing but a name. */
function isQuiet(text: string, { cues, kinds }: HazardLexicon): boolean {
  return !cues.things.test(text) && !cues.alone.test(text) && !kinds.question.test(text);
}
