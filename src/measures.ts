/**
 * What is counted while it happens, by this process since it began: how long things took, what failed, what left. What stands in a
 * table for good is read from there instead, so that it outlives a restart and is the same in every process.
 */
export type Measures = {
  /** An answer is about to be said. `seconds`: for making it. `withoutMeaning`: an endpoint for embeddings is set and did not help. */
  answered(answer: { status: string; way: string; seconds: number; withoutMeaning: boolean }): void;
  modelAnswered(call: { use: string; model: string; seconds: number }): void;
  /** `seconds` undefined: it was not even asked. */
  modelFailed(call: { use: string; model: string; reason: ModelFailure; seconds: number | undefined }): void;
  /** A model that failed too often rests, or is asked again. One model may speak and see: each way to it rests by itself. */
  modelRests(endpoint: { kind: ModelKind; model: string }, isResting: boolean): void;
  /** What became of a message. */
  delivered(state: "sent" | "failed" | "uncertain"): void;
};

export type ModelKind = "language" | "vision" | "rerank";

/** `resting`, `budget`, `crowded`: refused by us. */
export type ModelFailure = "resting" | "budget" | "crowded" | "timed_out" | "failed";
