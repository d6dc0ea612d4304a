import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { type Embedding, startEmbedding } from "../../src/jobs/embedding.ts";
import { ingest } from "../../src/knowledge/ingest.ts";
import { countToEmbed } from "../../src/knowledge/passages.ts";
import { searchPassages } from "../../src/knowledge/search.ts";
import type { Embed } from "../../src/models/model.ts";
import { openModels } from "../../src/models/open-models.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { openTestDatabase } from "../support/database.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";

let db: Database;
let server: OpenAiServer;
let clock: ReturnType<typeof testClock>;
let log: ReturnType<typeof collectedLog>;
const started: Embedding[] = [];
beforeEach(async () => {
  clock = testClock();
  log = collectedLog();
  [db, server] = await Promise.all([openTestDatabase(), startOpenAiServer()]);
  await read("knowledge");
});
afterEach(async () => {
  for (const embedding of started.splice(0)) await embedding.close();
  await server.close();
  await db.close();
});

async function read(directory: string): Promise<void> {
  await ingest({ db, models: {}, now: clock.now, log: log.log }, { directory });
}

async function model(): Promise<Embed> {
  const endpoint = { baseUrl: server.baseUrl, apiKey: "key-for-tests", model: "bigrams", dimensions: 64, timeoutMs: 60_000 };
  const { embed } = await openModels({ embedding: endpoint });
  if (!embed) throw new Error("an endpoint is configured, so there must be a model");
  return embed;
}

async function start(): Promise<Embedding> {
  const embedding = startEmbedding({ db, embed: await model(), now: clock.now, log: log.log });
  started.push(embedding);
  return embedding;
}

describe("behind the open door", () => {
  test("every passage gets its vector, and what is read later gets one too", async () => {
    const embedding = await start();
    await embedding.idle();
    expect(await embedding.lacking()).toBe(0);
    const embed = await model();
    const vector = { model: embed.model, values: await embed.question("企业主要负责人每季度带队检查") };
    expect(await searchPassages(db, { text: "?!", vector, limit: 1 })).toHaveLength(1);

    const asked = server.requests.length;
    await embedding.idle();
    expect(server.requests).toHaveLength(asked);
    await read("tests/knowledge/fixtures");
    expect(await embedding.lacking()).toBeGreaterThan(0);
    await embedding.idle();
    expect(await embedding.lacking()).toBe(0);
  });

  test("an endpoint that does not answer is asked again after growing rests, and words do meanwhile", async () => {
    server.behaviour.failures = ["hang up", "hang up"];
    const embedding = await start();
    await embedding.idle();
    const all = await embedding.lacking();
    expect(all).toBeGreaterThan(32);
    expect((await searchPassages(db, { text: "企业负责人多久带队检查一次", limit: 1 }))[0]?.body).toContain("带队");

    clock.advance(4 * SECOND_MS);
    await embedding.idle();
    expect(server.requests).toHaveLength(1);
    clock.advance(2 * SECOND_MS);
    await embedding.idle();
    expect(server.requests).toHaveLength(2);
    clock.advance(6 * SECOND_MS);
    await embedding.idle();
    expect(server.requests).toHaveLength(2);
    clock.advance(5 * SECOND_MS);
    await embedding.idle();
    expect(await embedding.lacking()).toBe(0);
    expect(log.lines.filter(({ event }) => event === "passages not embedded")).toHaveLength(2);
  });

  test("what was stored stays stored: the next process goes on where this one ended", async () => {
    const embed = await model();
    const all = await countToEmbed(db, embed);
    const once: Embed = {
      ...embed,
      documents: async (texts) => {
        const vectors = await embed.documents(texts);
        server.behaviour.failures = ["hang up"];
        return vectors;
      },
    };
    const first = startEmbedding({ db, embed: once, now: clock.now, log: log.log });
    await first.idle();
    await first.close();
    expect(await countToEmbed(db, embed)).toBe(all - 32);
    await (await start()).idle();
    expect(await countToEmbed(db, embed)).toBe(0);
    const [stored, refused, ...others] = server.requests.map(({ body }) => body.input);
    expect(refused).toEqual(others[0]);
    expect(new Set([stored, ...others].flat()).size).toBe(new Set(server.requests.flatMap(({ body }) => body.input)).size);
    expect([stored, ...others].flat()).toHaveLength(all);
  });

  test("closing waits for no endpoint, and nothing is stored or said after it", async () => {
    const arrived = Promise.withResolvers<void>();
    const embed = await model();
    const all = await countToEmbed(db, embed);
    const answer = Promise.withResolvers<number[][]>();
    const silent: Embed = {
      ...embed,
      documents: () => {
        arrived.resolve();
        return answer.promise;
      },
    };
    const embedding = startEmbedding({ db, embed: silent, now: clock.now, log: log.log });
    await arrived.promise;
    await embedding.close();
    answer.resolve(Array.from({ length: 32 }, () => new Array<number>(64).fill(1)));
    await new Promise(setImmediate);
    expect(await countToEmbed(db, embed)).toBe(all);
    expect(log.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
  });
});
