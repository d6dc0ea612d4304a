import { z } from "zod";
import { openModels } from "../../src/models/open-models.ts";
import { type Answer, answerQuestion } from "../../src/policy/answer.ts";
import type { ChatRequest } from "./chat-replies.ts";
import { testClock } from "./clock.ts";
import { openKnowledge, readGolden, TODAY } from "./knowledge.ts";
import { startOpenAiServer } from "./openai-server.ts";

/** What a scripted model says to a question; # stands for the number of the clause at `path`. */
const Wording = z.object({
  id: z.string(),
  class: z.string().optional(),
  question: z.string(),
  path: z.string(),
  says: z.string(),
  never: z.string().optional(),
});
export type Wording = z.infer<typeof Wording>;

export function readWordings(name: string): Wording[] {
  const lines = readGolden(name).split("\n").filter(Boolean);
  return lines.map((line) => Wording.parse(JSON.parse(line)));
}

/** `drafts`: what people saw while the answer was written. */
export type Worded = { wording: Wording; said: string; answer: Answer; drafts: readonly string[] };

/** Each question answered with a model over HTTP that says just that. */
export async function answersWorded(wordings: readonly Wording[]): Promise<Worded[]> {
  const server = await startOpenAiServer();
  const models = await openModels({ embedding: undefined, chat: chatConfig(server.baseUrl) });
  const knowledge = await openKnowledge({ models });
  try {
    const results: Worded[] = [];
    const needs = { db: knowledge.db, models, now: testClock().now };
    for (const wording of wordings) {
      let said = "";
      server.behaviour.chat = (request) => {
        said = wording.says.replaceAll("#", String(numberOf(wording, request)));
        return { kind: "text", text: said };
      };
      const drafts: string[] = [];
      const question = { text: wording.question, asOf: TODAY, history: [] };
      const answer = await answerQuestion(needs, question, (text) => drafts.push(text));
      results.push({ wording, said, answer, drafts });
    }
    return results;
  } finally {
    await knowledge.close();
    await server.close();
  }
}

export function chatConfig(baseUrl: string) {
  return {
    baseUrl,
    apiKey: "key-for-tests",
    model: "scripted",
    temperature: 0,
    structuredOutput: "function_calling" as const,
    timeoutMs: 5_000,
    retries: 0,
    concurrency: 4,
    tokensPerDay: undefined,
    prices: {},
  };
}

/** The clauses as the model is shown them, in their order. */
export function shownSources(request: ChatRequest): { number: number; path: string; text: string }[] {
  const human = request.messages.at(-1)?.content ?? "";
  const [, clauses = ""] = /<条款>\n([\s\S]*?)\n<\/条款>/.exec(human) ?? [];
  return clauses.split(/\n\n(?=\[\d+\] )/).flatMap((clause) => {
    const [, number, head = "", text = ""] = /^\[(\d+)\] (.*)\n([\s\S]*)$/.exec(clause) ?? [];
    return number === undefined ? [] : [{ number: Number(number), path: head, text }];
  });
}

/** The clause that is meant; where it is not shown, the one that speaks most of it. */
function numberOf({ path, says }: Wording, request: ChatRequest): number {
  const sources = shownSources(request);
  const named = sources.find((source) => source.path.endsWith(path));
  if (named) return named.number;
  const likeness = ({ text }: { text: string }) => [...says].filter((character) => text.includes(character)).length;
  return sources.toSorted((one, other) => likeness(other) - likeness(one))[0]?.number ?? 1;
}
