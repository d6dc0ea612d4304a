import { afterEach, beforeEach, expect, test } from "vitest";
import type { DraftPassage } from "../../src/knowledge/clauses.ts";
import { embedBatch, embedPassages } from "../../src/knowledge/embed-passages.ts";
import { countToEmbed, refreshStatistics, replaceDocument } from "../../src/knowledge/passages.ts";
import { questionVector } from "../../src/knowledge/question-vector.ts";
import { searchPassages } from "../../src/knowledge/search.ts";
import type { Embed } from "../../src/models/model.ts";
import { openModels } from "../../src/models/open-models.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { openTestDatabase } from "../support/database.ts";
import { bagOfBigrams, type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";

const MANY = 1_000;
const CLAUSES = 200;
const BATCHES = Math.ceil(CLAUSES / 32);
const { log } = collectedLog();
const { now } = testClock();

let db: Database;
let server: OpenAiServer;
beforeEach(async () => {
  [db, server] = await Promise.all([openTestDatabase(), startOpenAiServer()]);
  // Two models with nothing in common: the second turns every vector round.
  server.behaviour.vectorOf = (text, dimensions, model) => {
    const vector = bagOfBigrams(plain(text), dimensions);
    return model === "second" ? vector.toReversed() : vector;
  };
  await put(CLAUSES);
});
afterEach(async () => {
  await server.close();
  await db.close();
});

const WORDS = ["冷库氨制冷设备定期检验", "商场消防通道保持畅通", "加油站员工岗前培训", "液化气瓶换成管道"];

/** What is looked for, among others of which each is unlike the next. */
async function put(count: number): Promise<void> {
  const clauses = Array.from({ length: count }, (_, number) => aClause(WORDS[number] ?? gibberish(number), number));
  await db.inTransaction((tx) => replaceDocument(tx, aDocument, clauses, now()));
  await db.inTransaction(refreshStatistics);
}

function gibberish(number: number): string {
  return Array.from({ length: 12 }, (_, at) => String.fromCodePoint(0x4e00 + ((number * 7919 + at * at * 104729) % 20_000))).join("");
}

/** A model that was taught with the instruction looks through it at the question. */
function plain(text: string): string {
  return (
    text
      .split("\n")
      .at(-1)
      ?.replace(/^.*[:：]/u, "") ?? text
  );
}

async function model(name: string, dimensions = 512): Promise<Embed> {
  const endpoint = { baseUrl: server.baseUrl, apiKey: "key-for-tests", model: name, dimensions, timeoutMs: 60_000 };
  const { embed } = await openModels({ embedding: endpoint });
  if (!embed) throw new Error("an endpoint is configured, so there must be a model");
  return embed;
}

/** By meaning alone: no word of the question is looked for. */
async function nearest(embed: Embed, text: string): Promise<string | undefined> {
  const vector = await questionVector(db, embed, text);
  if (!vector) return undefined;
  const [first] = await searchPassages(db, { text: "?!", vector, limit: 1 });
  return first?.body;
}

async function served(): Promise<Record<string, number>> {
  const { rows } = await db.query<{ model: string; count: number }>(
    "select embedding_model as model, count(*)::int as count from passages group by 1",
  );
  return Object.fromEntries(rows.map(({ model: name, count }) => [name, count]));
}

async function someBatches(embed: Embed, count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await embedBatch({ db, embed, log });
}

test("a thousand clauses are embedded in batches, with progress, and what was stored is not asked for again", async () => {
  await put(MANY);
  const embed = await model("first");
  await someBatches(embed, 5);
  const heard: [number, number][] = [];
  expect(await embedPassages({ db, embed, log }, (done, total) => heard.push([done, total]))).toBeUndefined();
  expect(server.requests.map(({ body }) => body.input.length)).toEqual([...new Array(31).fill(32), 8]);
  expect(heard.at(-1)).toEqual([MANY - 160, MANY - 160]);
  expect(heard).toHaveLength(32 - 5);
});

test.each([
  ["another model", "second", 512],
  ["another number of dimensions", "first", 768],
])("after a change to %s the old vectors serve until the new ones are complete", async (_, name, dimensions) => {
  const first = await model("first");
  await embedPassages({ db, embed: first, log });
  const next = await model(name, dimensions);
  for (const batches of [0, 1, BATCHES - 2]) {
    await someBatches(next, batches);
    expect(await served()).toEqual({ "first#512": CLAUSES });
    for (const words of WORDS) expect(await nearest(next, words)).toBe(words);
  }
  expect(await countToEmbed(db, next)).toBeGreaterThan(0);
  const before = server.requests.length;
  await embedPassages({ db, embed: next, log });
  expect(server.requests.length - before).toBe(1);
  expect(await served()).toEqual({ [`${name}#${dimensions}`]: CLAUSES });
  server.requests.length = 0;
  for (const words of WORDS) expect(await nearest(next, words)).toBe(words);
  expect(new Set(server.requests.map(({ body }) => body.model))).toEqual(new Set([name]));
  const { rows } = await db.query<{ count: number }>("select count(coming_embedding)::int as count from passages");
  expect(rows[0]?.count).toBe(0);
  expect(await indexes()).toEqual([expect.stringContaining(`${name}#${dimensions}`)]);
});

test("an endpoint that has the former model no longer leaves words alone to find passages", async () => {
  await embedPassages({ db, embed: await model("first"), log });
  server.behaviour.models = ["second"];
  const second = await model("second");
  await someBatches(second, 3);
  expect(await questionVector(db, second, "消防通道")).toBeUndefined();
  expect(await served()).toEqual({ "first#512": CLAUSES });
  await embedPassages({ db, embed: second, log });
  expect(await nearest(second, WORDS[1] ?? "")).toBe(WORDS[1]);
});

test("an endpoint that answers to any name with the one model it has is not believed", async () => {
  await embedPassages({ db, embed: await model("first"), log });
  server.behaviour.vectorOf = (text, dimensions) => bagOfBigrams(plain(text), dimensions).toReversed();
  const second = await model("second");
  await someBatches(second, 3);
  expect(await questionVector(db, second, "消防通道")).toBeUndefined();
  const asked = server.requests.length;
  expect(await questionVector(db, second, "消防通道")).toBeUndefined();
  expect(server.requests).toHaveLength(asked);
});

test("whoever goes back to the former model in the middle of it loses nothing", async () => {
  const first = await model("first");
  await embedPassages({ db, embed: first, log });
  await someBatches(await model("second"), 3);
  server.requests.length = 0;
  await embedPassages({ db, embed: first, log });
  expect(server.requests).toEqual([]);
  expect(await served()).toEqual({ "first#512": CLAUSES });
  expect(await nearest(first, WORDS[2] ?? "")).toBe(WORDS[2]);
});

async function indexes(): Promise<string[]> {
  const { rows } = await db.query<{ definition: string }>(
    "select indexdef as definition from pg_indexes where tablename = 'passages' and indexdef like '%hnsw%'",
  );
  return rows.map(({ definition }) => definition);
}

function aClause(body: string, number: number): DraftPassage {
  return { kind: "clause", path: `${number}`, trail: [], body, start: 0, end: body.length, cells: undefined };
}

const aDocument = {
  ...{ id: "plan", title: "plan", file: "plan.txt", contentHash: "plan", source: "", warnings: [] },
  ...{ issuer: undefined, district: undefined, number: undefined, issuedOn: undefined },
  ...{ inForceFrom: undefined, inForceTo: undefined, supersededBy: undefined },
};
