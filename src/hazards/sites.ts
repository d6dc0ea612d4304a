import { type Clause, COMMA } from "./clauses.ts";
import { isMall } from "./enterprise-name.ts";
import type { Site } from "./site.ts";

/**
 * Each description with the site that it is of: 「阿明五金店通道堆货，隔壁小红奶茶店灭火器过期」 tells of two. Whoever is named with a
 * hazard is its enterprise, else who was named before it; a name that only shows the way (「旺客超市旁边」) is nobody's.
 * @param whole  the site as the whole message tells it
 * @param read   what a few clauses tell of a site
 */
export function sitesOf(descriptions: readonly string[], whole: Site, read: (clauses: readonly Clause[]) => Site): Site[] {
  const named = descriptions.map((description) =>
    description
      .split(COMMA)
      .map((text) => read([{ text, asked: false, sentence: 0 }]))
      .filter((site, index) => isOwn(site, whole, description.split(COMMA)[index] ?? "")),
  );
  const names = new Set([whole, ...named.flat()].map(({ enterprise }) => enterprise));
  if (names.size < 2) return descriptions.map(() => whole);
  const isNameLast = named[0]?.length === 0 && (named.at(-1)?.length ?? 0) > 1;
  let before = whole;
  return descriptions.map((_, index) => {
    const own = isNameLast ? (named[index + 1]?.[0] ?? named[index]?.at(-1)) : named[index]?.[0];
    before = own ? located(own, whole) : before;
    return before;
  });
}

const SHOWS_THE_WAY = /^(?:的)?(?:隔壁|旁边|边上|对面|斜对面|附近|后面|楼上|楼下)/u;

function isOwn({ enterprise, isEvent }: Site, whole: Site, text: string): boolean {
  if (enterprise === undefined || isEvent) return false;
  if (isMall(enterprise) && whole.enterprise !== undefined && !isMall(whole.enterprise)) return false;
  const end = text.indexOf(enterprise) + enterprise.length;
  return !(text.includes(enterprise) && SHOWS_THE_WAY.test(text.slice(end)));
}

/** Where, if that was said once for all. */
function located(own: Site, { place, district, isFindable }: Site): Site {
  return own.isFindable ? own : { ...own, place, district, isFindable };
}
