import { districtsOf } from "./district.ts";
import type { Finding } from "./find.ts";
import type { Understood } from "./understand.ts";

/** Whose answer it is: one document's, several side by side, nobody's, or to be asked back. */
export type Decision =
  | { kind: "answer"; documents: readonly string[] /** each district under its name */; apart: boolean }
  | { kind: "clarify"; districts: readonly string[] }
  | { kind: "none" };

/** When another district's answer fits nearly as well, either may be meant. */
const RIVAL_SHARE = 0.85;
/** What is asked in a general way, 「……有什么要求」, is answered by whatever says something on the subject. */
const BROAD_RIVAL_SHARE = 0.5;
const BROAD_TERMS_MAX = 3;
/** 「我们局」 may be any bureau that has something on the subject. */
const OWN_RIVAL_MIN = 0.35;
/** 「我们也要过问吗」 turns on one thing, which a bureau has or has not. */
const OWN_RIVAL_SHARE = 0.7;

export function decide(understood: Understood, findings: readonly Finding[]): Decision {
  const answering = findings.filter(({ answers }) => answers).sort((one, other) => other.coverage - one.coverage);
  const [best] = answering;
  if (!best) return { kind: "none" };
  const districts = districtsOf(findings.map(({ document }) => document));
  if (understood.compares && districts.length > 1) return { kind: "answer", documents: bestOfEach(findings), apart: true };
  if (WHICH_DOCUMENT.test(understood.plain)) {
    const equals = answering.filter(({ coverage }) => coverage === best.coverage);
    return { kind: "answer", documents: equals.map(({ document }) => document.id), apart: equals.length > 1 };
  }
  const rivals = findings.filter((finding) => finding.document.district !== best.document.district && isRival(understood, finding, best));
  if (rivals.length > 0) return { kind: "clarify", districts: districtsOf([best, ...rivals].map(({ document }) => document)) };
  return { kind: "answer", documents: [best.document.id], apart: false };
}

/** 「哪个方案提到……」: whose it is, is what is asked. */
const WHICH_DOCUMENT =
  /哪(?:个|一个|份|一份|边)(?:区|方案|文件|计划|地方|局)?(?:的|里)?(?:方案|文件)?(?:里|中)?(?:有|提|写|讲|说|规定|要求|明确)/u;

function isRival(understood: Understood, finding: Finding, best: Finding): boolean {
  // Who is responsible stands in a table; a sentence elsewhere that speaks of the same is no rival to it.
  if (understood.ask === "responsible" && !understood.speaksOfOwn && namesUnit(best) && !namesUnit(finding)) return false;
  if (understood.speaksOfOwn && finding.coverage >= (understood.whether ? best.coverage * OWN_RIVAL_SHARE : OWN_RIVAL_MIN)) return true;
  const share = understood.isBroad && understood.terms.length <= BROAD_TERMS_MAX ? BROAD_RIVAL_SHARE : RIVAL_SHARE;
  return finding.answers && finding.coverage >= best.coverage * share;
}

function namesUnit({ ranked: [first] }: Finding): boolean {
  return first?.unit.row?.responsible !== undefined;
}

/** Of each district the document that says most, also when it says nothing: that is part of a comparison. */
function bestOfEach(findings: readonly Finding[]): string[] {
  const best = new Map<string | undefined, Finding>();
  for (const finding of findings) {
    const known = best.get(finding.document.district);
    if (!known || finding.coverage > known.coverage) best.set(finding.document.district, finding);
  }
  return [...best.values()].map(({ document }) => document.id);
}
