import type { BaseMessage } from "@langchain/core/messages";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { BaseRetriever } from "@langchain/core/retrievers";
import { type Runnable, RunnableLambda, RunnableSequence } from "@langchain/core/runnables";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import {
  AIMessage,
  type AIMessageChunk,
  createAgent,
  Document,
  HumanMessage,
  providerStrategy,
  SystemMessage,
  toolStrategy,
  trimMessages,
} from "langchain";
import type { z } from "zod";
import { AppError } from "../errors.ts";
import type { ChatConfig, EmbeddingConfig } from "../model-settings.ts";
import { type ChatPrompts, conversation, loadChatPrompts, numbered } from "./chat-prompts.ts";
import type { Chat, ChatPiece, ChatRequest, Embed, Extract, ExtractTask, FindSources } from "./model.ts";
import { modelCall, type Reported } from "./model-call.ts";
import { giveUpUnlessBusy, orUnavailable, unavailable } from "./model-error.ts";
import { asData, loadPrompt, type Prompt } from "./prompts.ts";

/** THE door to LangChain: any endpoint that speaks the OpenAI protocol. Loaded only when one is configured. */

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

/** Three sentences were asked for. Whoever says more than this has lost the thread. */
const SAID_MAX = 4_000;
/** Of what was said before: more does not make a question clearer. */
const HISTORY_TOKENS_MAX = 1_200;

/** The time-out holds for the whole call, tries again included: the client's own counts each try. */
function within({ timeoutMs }: ChatConfig, signal: AbortSignal | undefined): AbortSignal {
  const late = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, late]) : late;
}

function chatModel({ model, apiKey, temperature, timeoutMs, retries, baseUrl }: ChatConfig): ChatOpenAI {
  return new ChatOpenAI({
    model,
    apiKey,
    temperature,
    timeout: timeoutMs,
    maxRetries: retries,
    onFailedAttempt: giveUpUnlessBusy,
    streamUsage: true,
    // Of other makers only the older route is known everywhere.
    useResponsesApi: false,
    configuration: { baseURL: baseUrl },
  });
}

type Task = {
  chain: Runnable<Record<string, unknown>, AIMessageChunk>;
  input: Record<string, unknown>;
  prompt: Prompt<string>;
  asked: string;
};

/** One chain for each use. */
function chainOf(request: ChatRequest, { prompts, model }: { prompts: ChatPrompts; model: ChatOpenAI }): Task {
  const prompt = prompts[request.use];
  const template = templateOf(prompt);
  const plain = { prompt, chain: RunnableSequence.from<Record<string, unknown>, AIMessageChunk>([template, model]) };
  switch (request.use) {
    case "answer": {
      const chain = RunnableSequence.from<Record<string, unknown>, AIMessageChunk>([sourcesFound(request.find), template, model]);
      return { prompt, chain, input: { question: request.question }, asked: prompt.system + request.question };
    }
    case "rewrite": {
      const chain = RunnableSequence.from<Record<string, unknown>, AIMessageChunk>([RunnableLambda.from(historyTrimmed), template, model]);
      const history = request.history.map(({ role, text }) => (role === "user" ? new HumanMessage(text) : new AIMessage(text)));
      return { prompt, chain, input: { history, question: asData(request.question) }, asked: conversation(request.history) };
    }
    case "notice":
      return { ...plain, input: { facts: asData(request.facts) }, asked: prompt.system + request.facts };
    case "probe":
      return { ...plain, input: { question: prompt.name }, asked: prompt.system };
  }
}

/** LangChain's own template over our file: what fills a gap is not read again. */
function templateOf({ system, human }: Prompt<string>): ChatPromptTemplate {
  return ChatPromptTemplate.fromMessages(
    [
      ["system", system],
      ["human", human],
    ],
    { templateFormat: "mustache" },
  );
}

/** Our retrieval, as LangChain knows one. */
class ClauseRetriever extends BaseRetriever {
  override lc_namespace = ["anxun", "retrievers"];
  readonly #find: FindSources;

  constructor(find: FindSources) {
    super();
    this.#find = find;
  }

  override async _getRelevantDocuments(question: string): Promise<Document[]> {
    const sources = await this.#find(question);
    return sources.map(({ text, ...metadata }) => new Document({ pageContent: text, metadata }));
  }
}

function sourcesFound(find: FindSources) {
  const retriever = new ClauseRetriever(find);
  return RunnableLambda.from(async ({ question }: { question: string }) => {
    const documents = await retriever.invoke(question);
    const sources = documents.map(({ pageContent, metadata }) => ({
      title: `${metadata.title}`,
      path: `${metadata.path}`,
      text: pageContent,
    }));
    return { question: asData(question), sources: numbered(sources) };
  });
}

/** The latest turns, as many as fit; at least the last. */
async function historyTrimmed({ history, question }: { history: BaseMessage[]; question: string }) {
  const tokenCounter = (messages: BaseMessage[]) => messages.reduce((sum, { text }) => sum + text.length, 0);
  const kept = await trimMessages(history, { maxTokens: HISTORY_TOKENS_MAX, strategy: "last", tokenCounter });
  return { question, history: conversation(kept.map(({ type, text }) => ({ role: type === "human" ? "user" : "bot", text }))) };
}

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
