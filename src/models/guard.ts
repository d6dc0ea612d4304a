import type { ChatConfig, RerankConfig } from "../model-settings.ts";
import { type GuardNeeds, guardEndpoint, visited } from "./endpoint-guard.ts";
import type { Chat, ChatPiece, Describe, Extract, Rerank } from "./model.ts";

type Guarded = { chat: Chat; extract: Extract };
type Limits = Pick<ChatConfig, "concurrency" | "tokensPerDay" | "timeoutMs">;

const EVENTS = {
  failed: "language model did not answer, answers are composed",
  rests: "language model rests",
  answersAgain: "language model answers again",
};

const EVENTS_OF_SEEING = {
  failed: "vision model did not answer, what photos show is asked for",
  rests: "vision model rests",
  answersAgain: "vision model answers again",
};

const EVENTS_OF_RERANKING = {
  failed: "reranking endpoint did not answer, sentences stay in the order of their words",
  rests: "reranking endpoint rests",
  answersAgain: "reranking endpoint answers again",
};

/** A language model behind its limits. What is refused is model_unavailable, like any other failure. */
export function guardModels({ chat, extract }: Guarded, { limits, ...needs }: GuardNeeds & { limits: Limits }): Guarded {
  const open = guardEndpoint({ kind: "language", model: chat.model, events: EVENTS, ...limits }, needs);
  return {
    chat: {
      model: chat.model,
      patienceMs: chat.patienceMs,
      complete: (request, signal) => visited(open(request.use, signal), (within) => chat.complete(request, within)),
      async *stream(request, signal): AsyncGenerator<ChatPiece> {
        const visit = await open(request.use, signal);
        try {
          for await (const piece of chat.stream(request, visit.within)) {
            if (piece.kind === "end") await visit.succeeded(piece.call);
            yield piece;
          }
        } catch (error) {
          visit.failed(error);
          throw error;
        } finally {
          visit.leave();
        }
      },
    },
    extract: {
      model: extract.model,
      read: (task, signal) => visited(open(task.use, signal), (within) => extract.read(task, within)),
    },
  };
}

/** A model that sees, behind limits of its own: whether it answers says nothing of the one that speaks. */
export function guardDescribe({ model, describe }: Describe, { limits, ...needs }: GuardNeeds & { limits: Limits }): Describe {
  const open = guardEndpoint({ kind: "vision", model, events: EVENTS_OF_SEEING, ...limits }, needs);
  return { model, describe: (pictures, signal) => visited(open("photo", signal), (within) => describe(pictures, within)) };
}

/** An endpoint that reranks, with a rest of its own. The budget of the day is for models that speak. */
export function guardRerank({ model, places }: Rerank, { limits, ...needs }: GuardNeeds & { limits: RerankConfig }): Rerank {
  const open = guardEndpoint({ ...limits, kind: "rerank", events: EVENTS_OF_RERANKING, tokensPerDay: undefined }, needs);
  return { model, places: (question, texts, signal) => visited(open("rerank", signal), (within) => places(question, texts, within)) };
}
