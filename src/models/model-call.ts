import type { Price } from "../model-settings.ts";
import type { ModelCall } from "./model.ts";

/** What the endpoint said it used; undefined where it does not tell. */
export type Reported = { input_tokens: number; output_tokens: number } | undefined;

const MILLION = 1_000_000;
/** Of a picture of a megapixel: the dearest of the usual ways to count. */
const PICTURE_TOKENS = 1_500;

/** What one call used. Where the endpoint does not tell, a character counts as a token: rather too much than unnoticed. */
export function modelCall(facts: {
  use: string;
  model: string;
  promptHash: string;
  startedMs: number;
  asked: string;
  /** How many were shown. */
  pictures?: number;
  said: string;
  reported: Reported;
  prices: Readonly<Record<string, Price>>;
}): ModelCall {
  const { use, model, promptHash, reported, asked, said, prices, pictures = 0 } = facts;
  const inputTokens = reported?.input_tokens ?? asked.length + pictures * PICTURE_TOKENS;
  const outputTokens = reported?.output_tokens ?? said.length;
  const price = prices[model] ?? { input: 0, output: 0 };
  const costYuan = (inputTokens * price.input + outputTokens * price.output) / MILLION;
  return { use, model, promptHash, inputTokens, outputTokens, costYuan, ms: Math.round(performance.now() - facts.startedMs) };
}
