import type { BaseMessage } from "@langchain/core/messages";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { BaseRetriever } from "@langchain/core/retrievers";
import { type Runnable, RunnableLambda, RunnableSequence } from "@langchain/core/runnables";
import type { ChatOpenAI } from "@langchain/openai";
import { AIMessage, type AIMessageChunk, Document, HumanMessage, trimMessages } from "langchain";
import { type ChatPrompts, conversation, numbered } from "./chat-prompts.ts";
import type { ChatRequest, FindSources } from "./model.ts";
import { asData, type Prompt } from "./prompts.ts";

type Task = {
  chain: Runnable<Record<string, unknown>, AIMessageChunk>;
  input: Record<string, unknown>;
  prompt: Prompt<string>;
  asked: string;
};

/** Of what was said before: more does not make a question clearer. */
const HISTORY_TOKENS_MAX = 1_200;

/** One chain for each use. */
export function chainOf(request: ChatRequest, { prompts, model }: { prompts: ChatPrompts; model: ChatOpenAI }): Task {
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
