import { HumanMessage, SystemMessage } from "langchain";
import { AppError } from "../errors.ts";
import type { ChatConfig } from "../model-settings.ts";
import { loadChatPrompts } from "./chat-prompts.ts";
import type { Describe } from "./model.ts";
import { modelCall } from "./model-call.ts";
import { orUnavailable } from "./model-error.ts";
import { chatModel, within } from "./openai-chat-model.ts";

/** What a chat model that can see says of pictures. They go to the endpoint within the request: it needs to reach no address of ours. */
export function openDescribe(config: ChatConfig): Describe {
  const { photo: prompt } = loadChatPrompts();
  const model = chatModel(config);
  return {
    model: config.model,
    async describe(pictures, signal) {
      const startedMs = performance.now();
      const shown = pictures.map((picture) => ({ type: "image_url" as const, image_url: { url: dataUrl(picture) } }));
      const messages = [new SystemMessage(prompt.system), new HumanMessage({ content: [...shown, { type: "text", text: prompt.human }] })];
      const message = await orUnavailable("seeing", () => model.invoke(messages, { signal: within(config, signal) }));
      const { text } = message;
      if (text.trim() === "") throw new AppError("model_unavailable", "the model said nothing");
      const facts = { use: "photo", model: config.model, promptHash: prompt.hash, startedMs, asked: prompt.system, said: text };
      const call = modelCall({ ...facts, pictures: pictures.length, reported: message.usage_metadata, prices: config.prices });
      return { text, call };
    },
  };
}

const PNG_BEGINS = 0x89;

function dataUrl(picture: Uint8Array): string {
  const mediaType = picture[0] === PNG_BEGINS ? "image/png" : "image/jpeg";
  return `data:${mediaType};base64,${Buffer.from(picture).toString("base64")}`;
}
