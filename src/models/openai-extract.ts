import type { ChatOpenAI } from "@langchain/openai";
import { AIMessage, createAgent, HumanMessage, providerStrategy, SystemMessage, toolStrategy } from "langchain";
import type { z } from "zod";
import { AppError } from "../errors.ts";
import type { ChatConfig } from "../model-settings.ts";
import { loadChatPrompts } from "./chat-prompts.ts";
import type { Extract, ExtractTask } from "./model.ts";
import { modelCall, type Reported } from "./model-call.ts";
import { orUnavailable } from "./model-error.ts";
import { chatModel, within } from "./openai-chat-model.ts";
import { asData } from "./prompts.ts";

/** Values of a given shape. A model that misses the shape may put it right once. */
export function openExtract(config: ChatConfig): Extract {
  const prompts = loadChatPrompts();
  const model = chatModel(config);
  return {
    model: config.model,
    async read(task, signal) {
      const startedMs = performance.now();
      const prompt = prompts[task.use];
      const asked = prompt.human.replace(TEXT_GAP, () => asData(task.text));
      const { value, messages } = await orUnavailable("extraction", () =>
        readShape({ model, config, task, system: prompt.system, asked }, within(config, signal)),
      );
      const parsed = task.schema.safeParse(value);
      if (!parsed.success) throw new AppError("model_unavailable", "what the model said does not have the shape that was asked for");
      const reported = messages
        .map((message) => (AIMessage.isInstance(message) ? message.usage_metadata : undefined))
        .reduce(sumOf, undefined);
      const facts = { use: task.use, model: config.model, promptHash: prompt.hash, startedMs, asked, reported, prices: config.prices };
      return { value: parsed.data, call: modelCall({ ...facts, said: JSON.stringify(value) }) };
    },
  };
}

const TEXT_GAP = "{{text}}";
/** Of the agent's graph: a call, and another one after a shape that was missed. */
const STEPS_MAX = 5;

type Reading<Value> = { model: ChatOpenAI; config: ChatConfig; task: ExtractTask<Value>; system: string; asked: string };

async function readShape<Value>({ model, config, task, system, asked }: Reading<Value>, signal: AbortSignal) {
  if (config.structuredOutput === "json_mode") {
    const runnable = model.withStructuredOutput(task.schema as z.ZodType<Record<string, unknown>>, {
      method: "jsonMode",
      includeRaw: true,
    });
    const { raw, parsed } = await runnable.invoke([new SystemMessage(system), new HumanMessage(asked)], { signal });
    return { value: parsed as unknown, messages: [raw] };
  }
  const shape = task.schema as unknown as z.ZodObject;
  const common = { model, tools: [], systemPrompt: system };
  const limits = { signal, recursionLimit: STEPS_MAX };
  const input = { messages: [new HumanMessage(asked)] };
  const { structuredResponse, messages } =
    config.structuredOutput === "json_schema"
      ? await createAgent({ ...common, responseFormat: providerStrategy(shape) }).invoke(input, limits)
      : await createAgent({ ...common, responseFormat: toolStrategy(shape) }).invoke(input, limits);
  return { value: structuredResponse as unknown, messages };
}

function sumOf(sum: Reported, one: Reported): Reported {
  if (!sum || !one) return sum ?? one;
  return { input_tokens: sum.input_tokens + one.input_tokens, output_tokens: sum.output_tokens + one.output_tokens };
}
