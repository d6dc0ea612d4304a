import type { MajorRule } from "./lexicon.ts";

/** Only ever a flag for a person: 「疑似重大，请人工判定」. `reason` names the cue and whose it is. */
export type Suspicion = { rule: string; reason: string; source: string };

export function suspicionOf(description: string, rules: readonly MajorRule[]): Suspicion | undefined {
  const rule = rules.find(({ all, unless }) => !unless.test(description) && all.every((cue) => cue.test(description)));
  return rule && { rule: rule.id, reason: rule.reason, source: rule.source };
}
