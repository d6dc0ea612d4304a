import { afterAll, beforeAll, expect, test } from "vitest";
import { textEvent } from "./lark/payloads.ts";
import { collectedLog } from "./support/collected-log.ts";
import { type House, openHouse } from "./support/house.ts";
import { startOpenAiServer } from "./support/openai-server.ts";

const { log, lines } = collectedLog();
let house: House;
beforeAll(async () => {
  house = await openHouse({ log });
});
afterAll(() => house.close());

test("an event that is not as documented is acknowledged and leaves a line in the log, without what it says", async () => {
  expect(await house.app.onEvent(textEvent("逾期不改罚多少钱", { chat_id: "chat" }))).toEqual({});
  const told = lines.filter(({ event }) => event === "event malformed");
  expect(told).toEqual([{ level: "warn", event: "event malformed", facts: { reason: "message.chat_id" } }]);
  expect(JSON.stringify(lines)).not.toContain("逾期");
});

test("the house is healthy while it is connected and its database answers", async () => {
  expect(await house.app.health()).toEqual({ healthy: true, facts: { feishu: true, database: true } });
});

test("with an embedding endpoint the house opens at once, and tells how many passages it has still to embed", async () => {
  const server = await startOpenAiServer();
  server.behaviour.failures = ["hang up"];
  const variables = {
    OPENAI_BASE_URL: server.baseUrl,
    OPENAI_API_KEY: "key-for-tests",
    EMBEDDING_MODEL: "bigrams",
    EMBEDDING_DIMENSIONS: "64",
  };
  const opened = await openHouse({ variables });
  expect(opened.app.knowledge.warnings).toEqual([]);
  await opened.settle();
  const lacking = (await opened.app.health()).facts.passagesWithoutVector;
  expect(lacking).toBeGreaterThan(0);
  await opened.settle(6);
  expect(await opened.app.health()).toEqual({ healthy: true, facts: { feishu: true, database: true, passagesWithoutVector: 0 } });
  await opened.close();
  await server.close();
});

test("a house that is closed as soon as it stands leaves its database in peace", async () => {
  const hasty = collectedLog();
  const opened = await openHouse({ log: hasty.log });
  await opened.close();
  // What still ran would have failed by now, and said so.
  await new Promise(setImmediate);
  expect(hasty.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
});
