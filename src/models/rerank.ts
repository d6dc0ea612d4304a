import { z } from "zod";
import { AppError } from "../errors.ts";
import type { RerankConfig } from "../model-settings.ts";
import type { Rerank } from "./model.ts";
import { modelCall } from "./model-call.ts";
import { orUnavailable } from "./model-error.ts";

/**
 * An endpoint that says which texts tell most of a question: `POST {base}/rerank`, as Jina, Cohere, SiliconFlow, vLLM and Xinference
 * have it. No prompt goes along, and nothing is understood of what comes but an order.
 */
export function openRerank(config: RerankConfig): Rerank {
  const { model, baseUrl, apiKey, timeoutMs, prices } = config;
  return {
    model,
    places: (question, texts, signal) =>
      orUnavailable("reranking", async () => {
        const startedMs = performance.now();
        const late = AbortSignal.timeout(timeoutMs);
        const response = await fetch(`${baseUrl}/rerank`, {
          method: "POST",
          headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
          body: JSON.stringify({ model, query: question, documents: texts, top_n: texts.length }),
          signal: signal ? AbortSignal.any([signal, late]) : late,
          // The key is for this address alone.
          redirect: "error",
        });
        if (!response.ok) throw new AppError("model_unavailable", `the endpoint answered with ${response.status}`);
        const reply = readReply(await textOf(response));
        const reported = tokensOf(reply);
        const asked = question.repeat(texts.length) + texts.join("");
        const call = modelCall({ use: "rerank", model, promptHash: "", startedMs, asked, said: "", reported, prices });
        return { places: placesOf(reply.results, texts.length), call };
      }),
  };
}

/** Several times what a score for each of some dozen texts takes, also where the texts are sent back. */
const REPLY_BYTES_MAX = 256 * 1024;

const Tokens = z.number().int().min(0).optional().catch(undefined);
const Reply = z.object({
  results: z.array(z.object({ index: z.number().int(), relevance_score: z.number() })),
  /** Jina, vLLM */
  usage: z.object({ total_tokens: Tokens }).optional().catch(undefined),
  /** SiliconFlow, Cohere */
  meta: z
    .object({ tokens: z.object({ input_tokens: Tokens }) })
    .optional()
    .catch(undefined),
});
type Reply = z.infer<typeof Reply>;

/** What came is not quoted in an error: it may hold the question. */
function readReply(text: string): Reply {
  try {
    return Reply.parse(JSON.parse(text));
  } catch {
    throw new AppError("model_unavailable", "the endpoint did not answer with results");
  }
}

function tokensOf({ usage, meta }: Reply): { input_tokens: number; output_tokens: number } | undefined {
  const tokens = usage?.total_tokens ?? meta?.tokens.input_tokens;
  return tokens === undefined ? undefined : { input_tokens: tokens, output_tokens: 0 };
}

/**
 * How many others are scored higher, of each text. Scores of one model are probabilities, of another any numbers: only which is
 * greater counts, and equal ones are equal.
 */
function placesOf(results: Reply["results"], count: number): number[] {
  const scores = new Map(results.map(({ index, relevance_score }) => [index, relevance_score]));
  const isWhole = results.length === count && scores.size === count && results.every(({ index }) => index >= 0 && index < count);
  if (!isWhole) throw new AppError("model_unavailable", "the endpoint did not score each text once");
  return Array.from({ length: count }, (_, index) => results.filter((one) => one.relevance_score > (scores.get(index) ?? 0)).length);
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > REPLY_BYTES_MAX) throw new AppError("model_unavailable", "the endpoint answered without an end");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
