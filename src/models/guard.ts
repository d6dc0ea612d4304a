import type { ChatConfig } from "../model-settings.ts";
import { type GuardNeeds, guardEndpoint, visited } from "./endpoint-guard.ts";
import type { Chat, ChatPiece, Extract } from "./model.ts";

type Guarded = { chat: Chat; extract: Extract };

const EVENTS = {
  failed: "language model did not answer, answers are composed",
  rests: "language model rests",
  answersAgain: "language model answers again",
};

/** A language model behind its limits. What is refused is model_unavailable, like any other failure. */
export function guardModels(
  { chat, extract }: Guarded,
  { limits, ...needs }: GuardNeeds & { limits: Pick<ChatConfig, "concurrency" | "tokensPerDay" | "timeoutMs"> },
): Guarded {
  const open = guardEndpoint({ model: chat.model, events: EVENTS, ...limits }, needs);
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
