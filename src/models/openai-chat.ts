import { AppError } from "../errors.ts";
import type { ChatConfig } from "../model-settings.ts";
import { loadChatPrompts } from "./chat-prompts.ts";
import type { Chat, ChatPiece, ChatRequest } from "./model.ts";
import { modelCall, type Reported } from "./model-call.ts";
import { orUnavailable, unavailable } from "./model-error.ts";
import { chainOf } from "./openai-chains.ts";
import { chatModel, within } from "./openai-chat-model.ts";

/** Three sentences were asked for. Whoever says more than this has lost the thread. */
const SAID_MAX = 4_000;

/** Text of a chat model: a chain for each use. */
export function openChat(config: ChatConfig): Chat {
  const prompts = loadChatPrompts();
  const model = chatModel(config);
  const begun = (request: ChatRequest) => ({ ...chainOf(request, { prompts, model }), startedMs: performance.now() });
  const called = ({ prompt, asked, startedMs }: ReturnType<typeof begun>, use: string, said: string, reported: Reported) =>
    modelCall({ use, model: config.model, promptHash: prompt.hash, startedMs, asked, said, reported, prices: config.prices });

  return {
    model: config.model,
    patienceMs: config.timeoutMs,
    async complete(request, signal) {
      const task = begun(request);
      const message = await orUnavailable("chat", () => task.chain.invoke(task.input, { signal: within(config, signal) }));
      const { text } = message;
      if (text.trim() === "") throw new AppError("model_unavailable", "the model said nothing");
      return { text, call: called(task, request.use, text, message.usage_metadata) };
    },
    async *stream(request, signal): AsyncGenerator<ChatPiece> {
      const task = begun(request);
      let said = "";
      let reported: Reported;
      try {
        for await (const chunk of await task.chain.stream(task.input, { signal: within(config, signal) })) {
          reported = chunk.usage_metadata ?? reported;
          if (chunk.text === "") continue;
          said += chunk.text;
          if (said.length > SAID_MAX) throw new AppError("model_unavailable", "the model does not come to an end");
          yield { kind: "text", text: chunk.text };
        }
      } catch (cause) {
        throw unavailable("chat", cause);
      }
      if (said.trim() === "") throw new AppError("model_unavailable", "the model said nothing");
      yield { kind: "end", call: called(task, request.use, said, reported) };
    },
  };
}
