import { afterAll, beforeAll, expect, test } from "vitest";
import { bagOfConcepts } from "../support/bag-of-concepts.ts";
import { runCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";
import { type RerankServer, startRerankServer } from "../support/rerank-server.ts";
import { honest } from "../support/rerankers.ts";

type Count = { count: number; of: number };
type Figures = { correct: Count; "hit@1": Count };
type Way = Figures & { kinds: Record<string, Figures> };

const LATE_MS = 600_000;

let server: OpenAiServer;
let reranking: RerankServer;
let home: TestHome;
beforeAll(async () => {
  [server, home] = await Promise.all([startOpenAiServer(), createTestHome()]);
  reranking = await startRerankServer(honest);
  server.behaviour.vectorOf = bagOfConcepts;
});
afterAll(async () => {
  await server.close();
  await reranking.close();
  await home.remove();
});

test(
  "words with meaning, and both reranked, answer no kind of question worse than words alone, in one run",
  async () => {
    const endpoint = { OPENAI_BASE_URL: server.baseUrl, EMBEDDING_MODEL: "concepts", EMBEDDING_DIMENSIONS: "1024" };
    const ranking = { RERANK_MODEL: "concepts", RERANK_BASE_URL: reranking.baseUrl, RERANK_TIMEOUT_MS: "1500" };
    const { code, stdout } = await runCommand(["evaluate", "--json"], { ...variablesOf(home), ...endpoint, ...ranking }).finished;
    expect(code).toBe(0);
    const sets: { file: string; lexical: Way; hybrid: Way; reranked: Way }[] = JSON.parse(stdout);
    expect(sets).toHaveLength(2);
    for (const { file, lexical, hybrid, reranked } of sets) {
      expect(Object.keys(hybrid.kinds)).toEqual(Object.keys(lexical.kinds));
      expect(Object.keys(reranked.kinds)).toEqual(Object.keys(lexical.kinds));
      expect(lexical["hit@1"].of, file).toBeGreaterThan(40);
      for (const [kind, words] of Object.entries(lexical.kinds)) {
        const both = hybrid.kinds[kind];
        expect(both?.["hit@1"].count, `${file} ${kind}`).toBeGreaterThanOrEqual(words["hit@1"].count);
        expect(both?.correct.count, `${file} ${kind}`).toBeGreaterThanOrEqual(words.correct.count);
        expect(reranked.kinds[kind], `${file} ${kind}`).toEqual(both);
      }
    }
    // The questions were embedded, too: a run that never asked would show nothing.
    const questions = server.requests.filter(({ body }) => body.input.length === 1 || typeof body.input === "string");
    expect(questions.length).toBeGreaterThan(400);
    expect(reranking.requests.length).toBeGreaterThan(20);
  },
  LATE_MS,
);
