import { z } from "zod";
import { texts } from "./texts/config.ts";
import { wrongSettings } from "./wrong-settings.ts";

/** The models that we may ask. Every one is optional, and whose server reads the documents is said aloud, never a default. */

export type EmbeddingConfig = {
  baseUrl: string;
  apiKey: string;
  model: string;
  dimensions: number;
  timeoutMs: number;
};

/** The language model. Without it everything is composed from the documents. */
export type ChatConfig = {
  baseUrl: string;
  apiKey: string;
  model: string;
  temperature: number;
  /** How the endpoint is asked for a value of a given shape: not every one knows every way. */
  structuredOutput: "json_schema" | "function_calling" | "json_mode";
  /** Of one question in all, rewriting included: whoever asked has an answer within 8 s, with the model or without. */
  timeoutMs: number;
  /** After a 429 or 5xx, within the time-out. */
  retries: number;
  concurrency: number;
  /** In and out, of one Shanghai day; after it answers are composed. Undefined: no limit. */
  tokensPerDay: number | undefined;
  /** Yuan per million tokens. A model that is not listed costs nothing. */
  prices: Readonly<Record<string, Price>>;
};

/** Says which of the sentences that answer tells most of the question. */
export type RerankConfig = {
  /** Without a slash at its end. */
  baseUrl: string;
  apiKey: string;
  model: string;
  timeoutMs: number;
  concurrency: number;
  prices: Readonly<Record<string, Price>>;
};

export type Price = { input: number; output: number };

const text = z.string().trim().min(1).optional();

/** `model=in/out;model=in/out`, yuan per million tokens */
const prices = z.string().transform((list, context): Readonly<Record<string, Price>> => {
  const entries = list.split(/[;；]/).filter((entry) => entry.trim() !== "");
  const read = entries.map((entry) => /^\s*(\S+?)\s*=\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(entry));
  if (read.every((match) => match !== null)) {
    return Object.fromEntries(read.map(([, model, input, output]) => [model, { input: Number(input), output: Number(output) }]));
  }
  context.addIssue({ code: "custom", message: "expected model=in/out pairs, separated by semicolons" });
  return z.NEVER;
});

export const MODEL_VARIABLES = {
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_API_KEY: text,
  EMBEDDING_MODEL: text,
  EMBEDDING_DIMENSIONS: z.coerce.number().int().min(1).max(16_000).default(1024),
  EMBEDDING_TIMEOUT_MS: z.coerce.number().int().min(100).default(10_000),
  CHAT_MODEL: text,
  CHAT_TEMPERATURE: z.coerce.number().min(0).max(2).default(0),
  CHAT_STRUCTURED_OUTPUT: z.enum(["json_schema", "function_calling", "json_mode"]).default("function_calling"),
  CHAT_TIMEOUT_MS: z.coerce.number().int().min(500).max(7_500).default(6_500),
  CHAT_RETRIES: z.coerce.number().int().min(0).max(5).default(1),
  CHAT_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  CHAT_TOKENS_PER_DAY: z.coerce.number().int().min(1).optional(),
  MODEL_PRICES: prices.default({}),
  RERANK_MODEL: text,
  RERANK_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  RERANK_API_KEY: text,
  RERANK_TIMEOUT_MS: z.coerce.number().int().min(100).max(1_500).default(800),
  VISION_MODEL: text,
  VISION_TIMEOUT_MS: z.coerce.number().int().min(500).max(60_000).default(20_000),
};

const Variables = z.object(MODEL_VARIABLES);
type Variables = z.infer<typeof Variables>;

/** @throws AppError bad_configuration */
export function embeddingOf(variables: Variables): EmbeddingConfig | undefined {
  const { OPENAI_BASE_URL: baseUrl, EMBEDDING_MODEL: model } = variables;
  if (!model) return undefined;
  if (!baseUrl) throw wrongSettings([texts.serverMissing]);
  return {
    baseUrl,
    model,
    apiKey: variables.OPENAI_API_KEY ?? "none",
    dimensions: variables.EMBEDDING_DIMENSIONS,
    timeoutMs: variables.EMBEDDING_TIMEOUT_MS,
  };
}

/** @throws AppError bad_configuration */
export function chatOf(variables: Variables): ChatConfig | undefined {
  const { OPENAI_BASE_URL: baseUrl, CHAT_MODEL: model } = variables;
  if (!model) return undefined;
  if (!baseUrl) throw wrongSettings([texts.chatServerMissing]);
  return { ...askedAs(variables), baseUrl, model, timeoutMs: variables.CHAT_TIMEOUT_MS };
}

/** The model that is shown photos. @throws AppError bad_configuration */
export function visionOf(variables: Variables): ChatConfig | undefined {
  const { OPENAI_BASE_URL: baseUrl, VISION_MODEL: model } = variables;
  if (!model) return undefined;
  if (!baseUrl) throw wrongSettings([texts.visionServerMissing]);
  return { ...askedAs(variables), baseUrl, model, timeoutMs: variables.VISION_TIMEOUT_MS };
}

/** @throws AppError bad_configuration */
export function rerankOf(variables: Variables): RerankConfig | undefined {
  const { RERANK_MODEL: model, RERANK_BASE_URL: own, OPENAI_BASE_URL: shared } = variables;
  if (!model) return undefined;
  const baseUrl = own ?? shared;
  if (!baseUrl) throw wrongSettings([texts.rerankServerMissing]);
  // A key is shown to the server that it is for, and to no other.
  const sharedKey = own === undefined || own === shared ? variables.OPENAI_API_KEY : undefined;
  return {
    baseUrl: baseUrl.replace(/\/+$/, ""),
    model,
    apiKey: variables.RERANK_API_KEY ?? sharedKey ?? "none",
    timeoutMs: variables.RERANK_TIMEOUT_MS,
    concurrency: variables.CHAT_CONCURRENCY,
    prices: variables.MODEL_PRICES,
  };
}

function askedAs(variables: Variables): Omit<ChatConfig, "baseUrl" | "model" | "timeoutMs"> {
  return {
    apiKey: variables.OPENAI_API_KEY ?? "none",
    temperature: variables.CHAT_TEMPERATURE,
    structuredOutput: variables.CHAT_STRUCTURED_OUTPUT,
    retries: variables.CHAT_RETRIES,
    concurrency: variables.CHAT_CONCURRENCY,
    tokensPerDay: variables.CHAT_TOKENS_PER_DAY,
    prices: variables.MODEL_PRICES,
  };
}
