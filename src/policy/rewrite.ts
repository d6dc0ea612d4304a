import { isAppError } from "../errors.ts";
import type { Chat, ModelCall } from "../models/model.ts";
import type { Question } from "./answer.ts";
import { normaliseQuestion } from "./normalise.ts";
import type { Understood } from "./understand.ts";

/** A follow-up put so that it can be searched for by itself. It feeds retrieval alone: what is asked of which district, we understand. */
export type Rewritten = { text: string; call: ModelCall };

/** Nobody waits longer for a better search. */
const REWRITE_MS = 2_000;
const REWRITTEN_MAX = 80;

/** Undefined: not a follow-up, or the model did not help. */
export async function rewritten(
  chat: Chat | undefined,
  { question, understood }: { question: Question; understood: Understood },
  signal: AbortSignal,
): Promise<Rewritten | undefined> {
  if (!chat || !understood.followsUp || understood.manner.kind !== "question") return undefined;
  try {
    const request = { use: "rewrite", question: question.text, history: question.history } as const;
    const { text, call } = await chat.complete(request, AbortSignal.any([signal, AbortSignal.timeout(REWRITE_MS)]));
    return { text: normaliseQuestion(text).slice(0, REWRITTEN_MAX), call };
  } catch (error) {
    if (isAppError(error) && error.code === "model_unavailable") return undefined;
    throw error;
  }
}
