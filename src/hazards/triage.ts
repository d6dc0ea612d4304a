import type { EmergencyKind, MissingField } from "../texts/hazards.ts";
import { readMessage } from "./clauses.ts";
import { descriptionsIn, tellsNothing } from "./descriptions.ts";
import { emergencyIn } from "./emergency.ts";
import { framesOf } from "./frame.ts";
import { type Intent, intentOf, isPitch } from "./intent.ts";
import { type HazardLexicon, hazardLexicon } from "./lexicon.ts";
import { suspicionOf } from "./major.ts";
import type { KnownEnterprise } from "./match-enterprise.ts";
import { replyTo } from "./reply.ts";
import { type Site, saysOnlyWhere, siteOf } from "./site.ts";
import { sitesOf } from "./sites.ts";
import { mendSpelling } from "./spelling.ts";
import { asks, isResolved, orders } from "./tone.ts";

/** Decides what a message is and what it tells of hazards, by words and grammar alone: no model, no clock, nothing looked up. */

export type TriagedHazard = {
  industry: string | null;
  /** As registered when it is known there, else as it was said. */
  enterprise: string | null;
  enterpriseId: string | undefined;
  place: string | null;
  district: string | null;
  description: string;
  /** A flag for a person, never a finding. */
  suspectedMajor: boolean;
  /** The cue, and whose list it is from. */
  reason: string | null;
};

export type Triage = {
  intent: Intent;
  /** A hazard is said to exist now. */
  isHazard: boolean;
  emergency: EmergencyKind | undefined;
  hazards: readonly TriagedHazard[];
  missingFields: readonly MissingField[];
  photos: number;
  /** What is said first. */
  reply: string;
};

/** @param known  the enterprises among which a name is looked for, with aliases; none: names stay as said */
export function triage(text: string, known: readonly KnownEnterprise[] = []): Triage {
  const lexicon = hazardLexicon();
  const { photos, plain, clauses: typed, isSigned } = readMessage(text);
  const clauses = typed.map((clause) => ({ ...clause, text: mendSpelling(clause.text, lexicon.spelling) }));
  const frames = framesOf(clauses, lexicon);
  const site = siteOf(clauses, known, lexicon);
  const isSignalled = isSigned && saysOnlyWhere(clauses, site, lexicon);
  const isSold = isPitch(plain, lexicon.kinds);
  const emergency = emergencyIn({ clauses, typed, frames, isSited: site.isNamed, isSignalled, isPitch: isSold }, lexicon);
  const isEmergency = emergency !== undefined;
  const asserted = descriptionsIn({ clauses, frames, isNamed: site.isNamed, hasPhoto: photos > 0, isEmergency }, lexicon);
  const findings = {
    plain,
    photos,
    isEmergency,
    isOrder: orders(plain, lexicon),
    asserted: asserted.length,
    isSited: site.isNamed,
    isResolved: clauses.some((clause) => isResolved(clause, clauses, lexicon) || lexicon.emergencies.retracts.test(clause.text)),
    asks: clauses.some((clause) => asks(clause, lexicon)),
  };
  const intent = intentOf(findings, lexicon);
  const isHazard = HAZARD_INTENTS.includes(intent) || (asserted.length > 0 && MAY_HOLD_HAZARD.includes(intent));
  const descriptions = asserted.filter((description) => isEmergency || !tellsNothing(description, namesIn(site), lexicon));
  const told = descriptions.length > 0 ? descriptions : [""];
  const sites = sitesOf(told, site, (some) => siteOf(some, known, lexicon));
  const read = {
    intent,
    isHazard,
    emergency,
    hazards: isHazard ? hazardsOf(told, { sites, isEmergency }, lexicon) : [],
    missingFields: isHazard ? missingIn(site, descriptions) : [],
    photos,
  };
  return { ...read, reply: replyTo(read) };
}

/** 「河市镇（二楼）」 → 河市镇, 二楼 */
function namesIn({ enterprise, place }: Site): string[] {
  return [enterprise ?? "", ...(place ?? "").split(BRACKETS)].filter((name) => name !== "");
}

const BRACKETS = /[（）]/u;

const HAZARD_INTENTS: readonly Intent[] = ["report_hazard", "emergency"];
const MAY_HOLD_HAZARD: readonly Intent[] = ["injection", "followup"];

type Circumstances = { /** One per description. */ sites: readonly Site[]; isEmergency: boolean };

/** Without a description (a picture alone) there is still one hazard to ask about. */
function hazardsOf(descriptions: readonly string[], { sites, isEmergency }: Circumstances, { major }: HazardLexicon): TriagedHazard[] {
  return sites.map((site, index) => {
    const description = descriptions[index] ?? "";
    const isTold = description !== "";
    const alone = `${description} ${site.enterprise ?? ""}`;
    // 「四楼电焊，下面堆着海绵」: what makes it grave may stand beside it.
    const before = sites[index - 1]?.enterprise === site.enterprise ? (descriptions[index - 1] ?? "") : "";
    const suspicion = isTold ? (suspicionOf(alone, major) ?? suspicionOf(`${before} ${alone}`, major)) : undefined;
    return {
      industry: isTold || site.isNamed ? site.industry : null,
      enterprise: site.enterprise ?? null,
      enterpriseId: site.enterpriseId,
      place: site.place,
      district: site.district,
      description,
      suspectedMajor: isEmergency || suspicion !== undefined,
      reason: suspicion ? `${suspicion.reason}${OPEN}${suspicion.source}${CLOSE}` : null,
    };
  });
}

const OPEN = "（";
const CLOSE = "）";

function missingIn(site: Site, descriptions: readonly string[]): MissingField[] {
  const missing: MissingField[] = [];
  if (descriptions.length === 0) missing.push("description");
  if (site.enterprise === undefined || site.isEvent) missing.push("enterprise");
  if (!site.isFindable) missing.push("place");
  return missing;
}
