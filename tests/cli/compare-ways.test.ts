import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bagOfConcepts } from "../support/bag-of-concepts.ts";
import { runCommand } from "../support/command.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";

type Count = { count: number; of: number };
type Figures = { correct: Count; "hit@1": Count };
type Way = Figures & { kinds: Record<string, Figures> };

const LATE_MS = 300_000;

let server: OpenAiServer;
let dataDir: string;
beforeAll(async () => {
  [server, dataDir] = await Promise.all([startOpenAiServer(), mkdtemp(join(tmpdir(), "anxun-ways-"))]);
  server.behaviour.vectorOf = bagOfConcepts;
});
afterAll(async () => {
  await server.close();
  await rm(dataDir, { recursive: true, force: true });
});

test(
  "words and meaning together find no kind of question worse than words alone, in one run",
  async () => {
    const endpoint = { OPENAI_BASE_URL: server.baseUrl, EMBEDDING_MODEL: "concepts", EMBEDDING_DIMENSIONS: "1024" };
    const { code, stdout } = await runCommand(["evaluate", "--json"], { DATA_DIR: dataDir, ...endpoint }).finished;
    expect(code).toBe(0);
    const sets: { file: string; lexical: Way; hybrid: Way }[] = JSON.parse(stdout);
    expect(sets).toHaveLength(2);
    for (const { file, lexical, hybrid } of sets) {
      expect(Object.keys(hybrid.kinds)).toEqual(Object.keys(lexical.kinds));
      expect(lexical["hit@1"].of, file).toBeGreaterThan(40);
      for (const [kind, words] of Object.entries(lexical.kinds)) {
        const both = hybrid.kinds[kind];
        expect(both?.["hit@1"].count, `${file} ${kind}`).toBeGreaterThanOrEqual(words["hit@1"].count);
        expect(both?.correct.count, `${file} ${kind}`).toBeGreaterThanOrEqual(words.correct.count);
      }
    }
    // The questions were embedded, too: a run that never asked would show nothing.
    const questions = server.requests.filter(({ body }) => body.input.length === 1 || typeof body.input === "string");
    expect(questions.length).toBeGreaterThan(400);
  },
  LATE_MS,
);
