import { OpenAIEmbeddings } from "@langchain/openai";
import { AppError } from "../errors.ts";
import type { EmbeddingConfig } from "../model-settings.ts";
import type { Embed } from "./model.ts";
import { giveUpUnlessBusy, orUnavailable } from "./model-error.ts";
import { loadPrompt } from "./prompts.ts";

/** Nobody waits longer for a better ranking: the lexical path answers without it. */
const QUESTION_TIMEOUT_MS = 2_000;
/** Small enough for servers that run on the office's own machine. */
const BATCH_SIZE = 32;
const DOCUMENT_RETRIES = 3;

/** Embeddings of any endpoint that speaks the OpenAI protocol. */
export function openEmbeddings(config: EmbeddingConfig): Embed {
  const prompt = loadPrompt("embed-question", ["question"]);
  const documents = embedder(config, { timeoutMs: config.timeoutMs, retries: DOCUMENT_RETRIES });
  const questions = embedder(config, { timeoutMs: Math.min(config.timeoutMs, QUESTION_TIMEOUT_MS), retries: 0 });
  return {
    model: config.model,
    dimensions: config.dimensions,
    documents: (texts) =>
      orUnavailable("embedding", async () => measured(await documents.embedDocuments([...texts]), texts.length, config)),
    question: (text) =>
      orUnavailable("embedding", async () => {
        const [vector] = measured([await questions.embedQuery(prompt.fill({ question: text }))], 1, config);
        return vector ?? [];
      }),
    another: (model, dimensions) => openEmbeddings({ ...config, model, dimensions }),
  };
}

function embedder(config: EmbeddingConfig, limits: { timeoutMs: number; retries: number }): OpenAIEmbeddings {
  return new OpenAIEmbeddings({
    model: config.model,
    apiKey: config.apiKey,
    dimensions: config.dimensions,
    // Servers that know no base64 ignore the wish and send floats, which the SDK would then take for base64.
    encodingFormat: "float",
    timeout: limits.timeoutMs,
    maxRetries: limits.retries,
    batchSize: BATCH_SIZE,
    stripNewLines: false,
    onFailedAttempt: giveUpUnlessBusy,
    configuration: { baseURL: config.baseUrl },
  });
}

/** @throws AppError model_unavailable when the endpoint answered with something that cannot be stored or compared */
function measured(vectors: readonly unknown[], count: number, config: EmbeddingConfig): number[][] {
  if (vectors.length !== count) throw new AppError("model_unavailable", `${vectors.length} vectors for ${count} texts`);
  return vectors.map((vector) => {
    if (isVector(vector, config.dimensions)) return vector;
    throw new AppError("model_unavailable", `${config.model} did not answer with vectors of ${config.dimensions} dimensions`);
  });
}

function isVector(value: unknown, dimensions: number): value is number[] {
  return Array.isArray(value) && value.length === dimensions && value.every(Number.isFinite);
}
