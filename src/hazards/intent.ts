import type { HazardLexicon } from "./lexicon.ts";

export const INTENTS = [
  "report_hazard",
  "emergency",
  "followup",
  "question",
  "thanks",
  "complaint",
  "ad",
  "chitchat",
  "injection",
] as const;
export type Intent = (typeof INTENTS)[number];

/** What was found out about a message before it is called something. */
export type Findings = {
  plain: string;
  photos: number;
  isEmergency: boolean;
  isOrder: boolean;
  /** Hazards that are said to exist now. */
  asserted: number;
  /** An enterprise or a place is named. */
  isSited: boolean;
  isResolved: boolean;
  asks: boolean;
};

/** From the gravest to the lightest: an order in the text is never a mere report, and an emergency is never anything less. */
export function intentOf(findings: Findings, lexicon: Pick<HazardLexicon, "kinds" | "thanks">): Intent {
  const { plain, photos, asserted } = findings;
  const { kinds } = lexicon;
  if (findings.isOrder) return "injection";
  if (findings.isEmergency) return "emergency";
  if (isThanks(plain, lexicon.thanks)) return "thanks";
  if (isAd(findings, kinds)) return "ad";
  if (isFollowup(findings, kinds)) return "followup";
  if (asserted > 0) return "report_hazard";
  if (kinds.complaint.test(plain)) return "complaint";
  if (photos > 0 && (plain === "" || kinds.deictic.test(plain))) return "report_hazard";
  if (findings.asks && isOurs(plain, kinds)) return "question";
  if (kinds.grievance.test(plain)) return "complaint";
  return photos > 0 || announcesReport(plain, kinds) ? "report_hazard" : "chitchat";
}

/** 「中午吃啥」 asks, and asks nothing of us. */
function isOurs(plain: string, kinds: HazardLexicon["kinds"]): boolean {
  if (kinds.asks_rule.test(plain) && !kinds.chitchat.test(plain)) return true;
  return (kinds.topics.test(plain) && !kinds.elsewhere.test(plain)) || COURTEOUS.test(plain);
}

const COURTEOUS = /请问|请教|咨询|想问|想了解/u;
const MARKS = /[\p{P}\p{S}\s]/gu;

const THANKS_MAX = 40;

/** Nothing but courtesies, side by side. */
function isThanks(plain: string, { whole, particles }: HazardLexicon["thanks"]): boolean {
  const said = plain.replace(MARKS, "").toLowerCase();
  if (said === "" || said.length > THANKS_MAX) return false;
  const words = [...whole, ...particles];
  const reached = new Set([0]);
  for (let at = 0; at < said.length; at++) {
    if (!reached.has(at)) continue;
    for (const word of words) if (said.startsWith(word, at)) reached.add(at + word.length);
  }
  return reached.has(said.length) && whole.some((word) => said.includes(word));
}

const AD_STRONG_WEIGHT = 2;
const AD_DESPITE_HAZARD = 3;

function isAd({ plain, asserted, isSited, asks }: Findings, kinds: HazardLexicon["kinds"]): boolean {
  return isPitch(plain, kinds) || (plain.match(kinds.ad_strong) !== null && !asks && (asserted === 0 || !isSited));
}

/** Sells something, whatever hazards it tells of. */
export function isPitch(plain: string, kinds: HazardLexicon["kinds"]): boolean {
  const strong = plain.match(kinds.ad_strong)?.length ?? 0;
  return strong * AD_STRONG_WEIGHT + (plain.match(kinds.ad_weak)?.length ?? 0) >= AD_DESPITE_HAZARD;
}

function isFollowup({ plain, asserted, isResolved, asks }: Findings, kinds: HazardLexicon["kinds"]): boolean {
  if (isResolved && asserted === 0) return true;
  if (asks && kinds.asks_plan.test(plain) && !OWN_REPORT.test(plain)) return false;
  const refers = kinds.refers.test(plain);
  if (refers && (asserted === 0 || kinds.unresolved.test(plain) || isResolved)) return !asks || refers;
  return asserted === 0 && kinds.adds.test(plain);
}

/** Of something that was reported, not of reports in general. */
const OWN_REPORT = /[昨前]天|上[次回周]|之前|刚才|我们?[报提说]|\d号/u;
const REPORTING = /(?:我要|我想|想|要|来)(?:举报|上报|反映|报告?)(?!警)|报(?:个|一个)?隐患|上报隐患/u;

/** 「我要上报一个隐患」: what it is comes next. */
function announcesReport(plain: string, kinds: HazardLexicon["kinds"]): boolean {
  return REPORTING.test(plain) && !kinds.asks_rule.test(plain);
}
