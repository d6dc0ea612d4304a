import type { HazardLexicon } from "./lexicon.ts";

type Asked = { /** The whole message. */ said: string; enterprise: string | undefined };

/**
 * The industry among those of the plans: the enterprise's name tells before other words, and those before what the hazard
 * implies. The last one of the list is what remains.
 */
export function industryOf({ said, enterprise }: Asked, industries: HazardLexicon["industries"]): string | null {
  const overriding = industries.find(({ trade, words }) => isEmpty(trade) && words.test(said));
  const remaining = industries.at(-1);
  if (enterprise !== undefined && !overriding && remaining?.trade.test(enterprise)) return remaining.name;
  const byName = enterprise === undefined ? undefined : industries.find(({ trade }) => trade.test(enterprise));
  const found =
    overriding ?? byName ?? industries.find(({ words }) => words.test(said)) ?? industries.find(({ implied }) => implied.test(said));
  return (found ?? remaining)?.name ?? null;
}

/** Houses that people built for themselves have no trade of their own: whatever is sold in them, the house is the matter. */
function isEmpty(cues: RegExp): boolean {
  return cues.source === NOTHING.source;
}

const NOTHING = /(?!)/u;
