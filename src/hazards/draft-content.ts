import { industryCalled } from "../registry/industries.ts";
import { texts } from "../texts/hazards.ts";
import { type DraftContent, type DraftItem, ITEMS_MAX } from "./draft.ts";
import { similarity } from "./duplicates.ts";
import type { Heard } from "./hear.ts";
import type { TriagedHazard } from "./triage.ts";

/** What a message makes of a report: a new one, or more of one that is there. Pure. */

/** An enterprise of the registry, as far as a report takes it over. */
export type OwnEnterprise = { id: string; name: string; district: string; townId: string | undefined; industry: string };

/** As much of a message as triage reads. */
const WORDS_MAX = 2000;
/** Two descriptions that share so much tell the same hazard. */
const SAME_HAZARD_MIN = 0.6;

const MARKS = /[\s\p{P}\p{S}]+/gu;
const ANONYMOUS = /匿名|(?:不要|别|不)(?:写|留|显示|说|透露|公开|登记)?(?:出|是)?我的?(?:名字|姓名|名|报的)/u;

/** Whether the speaker wants to be kept out of it; who asks whether that can be done does not say so yet. */
export function wantsNoName({ words, asks }: Heard): boolean {
  return !asks && ANONYMOUS.test(words.normalize("NFKC").replace(MARKS, ""));
}

/** @param own  the speaker's, to be taken for granted where none is named; undefined: they have none, or it is not to be */
export function contentOf(heard: Heard, own: OwnEnterprise | undefined): DraftContent {
  const { triage, site } = heard;
  // Somewhere else is meant when another place is named.
  const granted = site.enterprise === undefined && site.place === undefined ? own : undefined;
  const [first] = triage.hazards;
  return {
    words: heard.words.slice(0, WORDS_MAX).toWellFormed(),
    items: itemsOf(triage.hazards),
    enterprise: granted?.name ?? site.enterprise,
    enterpriseId: granted?.id ?? site.enterpriseId,
    isOwn: granted ? true : undefined,
    industry: granted?.industry ?? industryIdOf(first?.industry),
    district: granted?.district ?? site.district,
    townId: granted?.townId,
    place: site.place,
    location: site.location,
    photoIds: [],
    anonymous: wantsNoName(heard),
    skipped: [],
  };
}

/** One report for each enterprise that a message tells of. */
export function contentsOf(heard: Heard, own: OwnEnterprise | undefined): DraftContent[] {
  const groups = Map.groupBy(heard.triage.hazards, ({ enterprise }) => enterprise);
  if (groups.size < 2) return [contentOf(heard, own)];
  return [...groups.values()].map((hazards) => contentOf({ ...heard, ...partOf(heard, hazards) }, own));
}

/** What a message tells of one of its enterprises: a spot within belongs to the one that it was said with. */
function partOf({ triage, site }: Heard, hazards: readonly TriagedHazard[]): Pick<Heard, "triage" | "site"> {
  const [first] = hazards;
  const isSaidHere = hazards.some(({ description }) => site.location !== undefined && description.includes(site.location));
  return {
    triage: { ...triage, hazards },
    site: {
      ...site,
      enterprise: first?.enterprise ?? undefined,
      enterpriseId: first?.enterpriseId,
      location: isSaidHere ? site.location : undefined,
    },
  };
}

/** What a later message of the speaker adds; what was known and is said anew is replaced. */
export function addTo(content: DraftContent, { site, triage }: Heard): DraftContent {
  const told = itemsOf(triage.hazards).filter(({ description }) => description !== "");
  const isSame = (one: DraftItem, other: DraftItem) => similarity(one.description, other.description) >= SAME_HAZARD_MIN;
  // People's own words take the place of a model's for the same.
  const known = content.items.filter((item) => item.description !== "" && !(item.isSeen && told.some((own) => isSame(own, item))));
  const fresh = told.filter((item) => !known.some((before) => isSame(before, item)));
  const [first] = triage.hazards;
  return {
    ...withSite(content, site),
    items: known.length + fresh.length === 0 ? content.items : [...known, ...fresh].slice(0, ITEMS_MAX),
    industry: content.industry ?? industryIdOf(first?.industry),
  };
}

export function withSite(content: DraftContent, site: Heard["site"]): DraftContent {
  const isNamed = site.enterprise !== undefined;
  return {
    ...content,
    enterprise: site.enterprise ?? content.enterprise,
    enterpriseId: isNamed ? site.enterpriseId : content.enterpriseId,
    isOwn: isNamed ? undefined : content.isOwn,
    townId: isNamed ? undefined : content.townId,
    district: site.district ?? content.district,
    place: site.place ?? content.place,
    location: site.location ?? content.location,
  };
}

export function industryIdOf(name: string | null | undefined): string | undefined {
  return name ? industryCalled(name)?.id : undefined;
}

function itemsOf(hazards: readonly TriagedHazard[]): DraftItem[] {
  return hazards.slice(0, ITEMS_MAX).map(({ description, suspectedMajor, reason }) => ({
    description,
    ...(suspectedMajor && { suspectedMajor: reason ?? texts.suspectedMajor }),
  }));
}
