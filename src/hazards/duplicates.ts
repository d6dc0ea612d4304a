import type { Hazard, HazardFacts } from "./hazard.ts";

/**
 * Whether what is about to be recorded may be known already: the same enterprise or place, and a similar text or photo.
 * It proposes; whoever reports decides.
 */

export type Looks = { originalSha256: string; perceptualHash: string };

export type Candidate = {
  hazard: Hazard;
  reasons: readonly ("same_photo" | "similar_photo" | "similar_text")[];
  /** 0 … 1, the strongest of the reasons. */
  score: number;
  /** It was closed: if it is the same, it has come back (屡改屡犯). */
  isRepeat: boolean;
};

type Site = Pick<HazardFacts, "enterpriseId" | "enterpriseName" | "place" | "address">;

/** Of a perceptual hash. */
const BITS = 64;
const TELLING_BITS_MIN = 8;
/** Bits. Squeezed by a chat a photo changes by a few; other pictures differ in some thirty, hardly ever in fewer than fifteen. */
const SIMILAR_PHOTO_MAX = 8;
/** Of bigrams. Within one enterprise two hazards that share words are worth a look; a town has many alike. */
const SIMILAR_TEXT_MIN = { enterprise: 0.3, place: 0.5 };
/** Names that people shorten: 「万安鱼丸店」 for 「洛江区万安鱼丸店」. */
const SIMILAR_NAME_MIN = 0.6;

/** What a text says without saying anything. */
const FILLERS = /[\s\p{P}\p{S}的了着呢吧啊呀嘛在是有被把就都还很]/gu;

/** Distance of two perceptual hashes: in how many of 64 bits they differ. */
export function distanceOf(one: string, other: string): number {
  return [...one].filter((bit, index) => bit !== other[index]).length;
}

/** The likeliest first. @param cases  open, or closed lately */
export function findDuplicates(
  draft: { facts: Site & { description: string }; looks: readonly Looks[] },
  cases: readonly { hazard: Hazard; looks: readonly Looks[] }[],
): Candidate[] {
  return cases
    .flatMap(({ hazard, looks }) => {
      const found = reasonsFor(draft, { facts: hazard.facts, looks });
      const score = Math.max(0, ...found.map(([, strength]) => strength));
      const reasons = found.map(([reason]) => reason);
      return reasons.length === 0 ? [] : [{ hazard, reasons, score, isRepeat: hazard.state === "closed" }];
    })
    .sort((a, b) => b.score - a.score);
}

type Side = { facts: Site & { description: string }; looks: readonly Looks[] };
type Found = readonly [reason: Candidate["reasons"][number], strength: number];

function reasonsFor(draft: Side, known: Side): Found[] {
  const site = siteShared(draft.facts, known.facts);
  const isSamePhoto = draft.looks.some((look) => known.looks.some(({ originalSha256 }) => originalSha256 === look.originalSha256));
  // The very same file, whatever was said about where it is.
  const same: Found[] = isSamePhoto ? [["same_photo", 1]] : [];
  if (!site) return same;
  const distance = Math.min(
    BITS,
    ...draft.looks.filter(isTelling).flatMap((look) => known.looks.map((other) => distanceOf(look.perceptualHash, other.perceptualHash))),
  );
  const likeness = similarity(draft.facts.description, known.facts.description);
  return [
    ...same,
    ...(!isSamePhoto && distance <= SIMILAR_PHOTO_MAX ? [["similar_photo", 1 - distance / BITS] as const] : []),
    ...(likeness >= SIMILAR_TEXT_MIN[site] ? [["similar_text", likeness] as const] : []),
  ];
}

/** Two enterprises that are known not to be the same share no site, wherever they are. */
function siteShared(one: Site, other: Site): "enterprise" | "place" | undefined {
  if (one.enterpriseId && other.enterpriseId) return one.enterpriseId === other.enterpriseId ? "enterprise" : undefined;
  if (one.enterpriseName && other.enterpriseName) return isSameName(one.enterpriseName, other.enterpriseName) ? "enterprise" : undefined;
  const isSame = (field: "place" | "address") => one[field] !== undefined && one[field] === other[field];
  return isSame("address") || isSame("place") ? "place" : undefined;
}

/** A dark or empty picture has next to no structure: all of them look the same. */
function isTelling({ perceptualHash }: Looks): boolean {
  const ones = distanceOf(perceptualHash, "0".repeat(BITS));
  return ones >= TELLING_BITS_MIN && ones <= BITS - TELLING_BITS_MIN;
}

function isSameName(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one) || similarity(one, other) >= SIMILAR_NAME_MIN;
}

/** Sørensen–Dice over pairs of neighbouring characters: 0 (nothing in common) … 1 (the same). */
export function similarity(one: string, other: string): number {
  const [left, right] = [bigrams(one), bigrams(other)];
  const total = left.size + right.size;
  return total === 0 ? 0 : (2 * [...left].filter((pair) => right.has(pair)).length) / total;
}

function bigrams(text: string): Set<string> {
  const characters = [...text.normalize("NFKC").toLowerCase().replace(FILLERS, "")];
  return new Set(characters.length === 1 ? characters : characters.slice(1).map((character, index) => `${characters[index]}${character}`));
}
