import type { z } from "zod";

/** The ports through which a model is reached. All are optional: without them the house works on its own. */
export type Models = { embed?: Embed; chat?: Chat; extract?: Extract; describe?: Describe; rerank?: Rerank };

/** One vector for each text, in order. */
export type Embed = {
  /** Name of the model: vectors of different models are never compared. */
  model: string;
  dimensions: number;
  /** For passages. @throws AppError model_unavailable */
  documents(texts: readonly string[]): Promise<number[][]>;
  /** For a question: some models want another instruction than for passages. @throws AppError model_unavailable */
  question(text: string): Promise<number[]>;
  /** The same endpoint, asked for another model; undefined: there is none beside this one. */
  another?(model: string, dimensions: number): Embed;
};

/** Text of a model. Whatever it says is a proposal: who asks decides what of it is said. */
export type Chat = {
  model: string;
  /** How long one who waits for an answer may wait for the model in all, in milliseconds. */
  patienceMs: number;
  /** The whole text at once. @throws AppError model_unavailable: no answer in time, an empty one, or none that can be read */
  complete(request: ChatRequest, signal?: AbortSignal): Promise<ChatReply>;
  /** As it comes: pieces of text, and at the end, once, what the call used. @throws AppError model_unavailable, at any piece */
  stream(request: ChatRequest, signal?: AbortSignal): AsyncIterable<ChatPiece>;
};

/** One kind for each prompt in prompts/. What is handed in is data, set apart from the instruction. */
export type ChatRequest =
  | { use: "rewrite"; question: string; history: readonly Turn[] }
  /** `find` is our own retrieval: the chain asks it and numbers what it gives from 1. */
  | { use: "answer"; question: string; find: FindSources }
  | { use: "notice"; facts: string }
  | { use: "probe" };

export type Turn = { role: "user" | "bot"; text: string };

/** A clause as the model is shown it. */
export type ModelSource = { title: string; path: string; text: string };
export type FindSources = (question: string) => Promise<readonly ModelSource[]>;

type ChatReply = { text: string; call: ModelCall };
export type ChatPiece = { kind: "text"; text: string } | { kind: "end"; call: ModelCall };

/** What one call used. */
export type ModelCall = {
  use: string;
  model: string;
  /** Begin of the SHA-256 of the prompt's text. */
  promptHash: string;
  inputTokens: number;
  outputTokens: number;
  /** By the configured prices; 0 without one. */
  costYuan: number;
  ms: number;
};

/** A value of a given shape, read out of a text. */
export type Extract = {
  model: string;
  /** @throws AppError model_unavailable, also when what came does not have the shape */
  read<Value>(task: ExtractTask<Value>, signal?: AbortSignal): Promise<{ value: Value; call: ModelCall }>;
};

export type ExtractTask<Value> = {
  /** Which prompt: what a message reports, or what a sentence says of days. */
  use: "triage" | "schedule";
  /** What people wrote: data. */
  text: string;
  schema: z.ZodType<Value>;
};

/** What pictures show, in a model's words. */
export type Describe = {
  model: string;
  /** @param pictures  JPEG or PNG, of one thing, small enough to be sent. @throws AppError model_unavailable */
  describe(pictures: readonly Uint8Array[], signal?: AbortSignal): Promise<{ text: string; call: ModelCall }>;
};

/** Which of some texts tell most of a question. */
export type Rerank = {
  model: string;
  /**
   * @returns the place of each text, in their order: how many others tell more
   * @throws AppError model_unavailable, also when what came is no place for each
   */
  places(question: string, texts: readonly string[], signal?: AbortSignal): Promise<{ places: readonly number[]; call: ModelCall }>;
};

/** Keeps account of what is used; a store of the house. */
export type Meter = {
  /** Tokens, in and out, since the Shanghai day of `at` began. */
  tokensOn(at: Date): Promise<number>;
  record(call: ModelCall, at: Date): Promise<void>;
};
