import type { PlanDocument } from "../knowledge/document.ts";
import type { Lexicon } from "./lexicon.ts";

/** Which district a question speaks of: one of those whose documents are catalogued, or one for which we have none. */

const SUFFIX = /(?:区|县|市)$/u;
const SUFFIX_OR_NONE = "[区县市]?";
/** A name has none of the words that stand before a name. */
const PLACE_NAME = /^[^的了是在各每我你这那有和与及对没不给到向由被把从往抄报送交找叫让查去来问归]{2,3}[区县]$/u;
const NAMED_PLACE = /[\p{Script=Han}]{2,3}(?:区|县)/gu;

/** 「洛江」 of 「洛江区」. */
export function shortName(district: string): string {
  return district.replace(SUFFIX, "");
}

export function withoutDistricts(plain: string, districts: readonly string[]): string {
  return districts.map(shortName).reduce((rest, name) => rest.replaceAll(new RegExp(`${name}${SUFFIX_OR_NONE}`, "gu"), " "), plain);
}

export function districtsOf(documents: readonly PlanDocument[]): string[] {
  return [...new Set(documents.flatMap(({ district }) => district ?? []))];
}

/** 「泉港区商务局的方案」 says which document is meant, and nothing in it. */
export function withoutIssuers(plain: string, documents: readonly PlanDocument[]): string {
  const offices = [...new Set(documents.flatMap(({ issuer }) => issuer?.replace(OF_PLACES, "") || []))];
  return offices.reduce((rest, office) => rest.replaceAll(new RegExp(`${OF_PLACE}${office}${THEIR_PAPER}`, "gu"), " "), plain);
}

const OF_PLACES = /^.*[省市区县]/u;
const OF_PLACE = "[区县市]?";
const THEIR_PAPER = "(?:的|那份|这份|那个|这个|印发的?|发的|出的|搞的)(?=\\p{Script=Han}{0,6}?(?:方案|文件|通知))";

type Cutting = { cut(text: string): readonly string[] };
type Reading = { lexicon: Pick<Lexicon, "places">; dictionary: Cutting };

/** The catalogued districts named in `plain`, in the order of the catalogue. */
export function districtsIn(plain: string, districts: readonly string[]): string[] {
  return districts.filter((district) => plain.includes(shortName(district)));
}

/** A place that is named and that no document covers: 「丰泽区」. */
export function elsewhereIn(plain: string, districts: readonly string[], { lexicon: { places }, dictionary }: Reading): string | undefined {
  const own = districts.map(shortName);
  const known = places.known.find((place) => plain.includes(place) && !own.includes(place));
  if (known) return known;
  const named = [...plain.matchAll(NAMED_PLACE)].filter(({ index, 0: name }) => !endsInside(plain, index + name.length, dictionary));
  return named.map(([name]) => name).find((name) => isForeign(name, own, places));
}

/** 「区」 of 「区安办」 ends no name. */
function endsInside(plain: string, end: number, dictionary: Cutting): boolean {
  let at = 0;
  return dictionary.cut(plain).some((word) => {
    const start = at;
    at += word.length;
    return start < end && end < at && start === end - 1;
  });
}

function isForeign(name: string, own: readonly string[], places: Lexicon["places"]): boolean {
  if (
    own.some((district) => name.includes(district)) ||
    places.wider.some((place) => name.startsWith(place) && name.length <= place.length + 1)
  ) {
    return false;
  }
  // 「咱们辖区」 and 「商业街区」 end like a place and are none; 「在丰泽区」 is one, whatever stands before it.
  return ![...places.notPlaces].some((word) => name.endsWith(word) && word.length > 1) && PLACE_NAME.test(name);
}
