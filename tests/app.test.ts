import { afterAll, beforeAll, expect, test } from "vitest";
import { textEvent } from "./lark/payloads.ts";
import { collectedLog } from "./support/collected-log.ts";
import { type House, openHouse } from "./support/house.ts";

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

test("a house that is closed as soon as it stands leaves its database in peace", async () => {
  const hasty = collectedLog();
  const opened = await openHouse({ log: hasty.log });
  await opened.close();
  // What still ran would have failed by now, and said so.
  await new Promise(setImmediate);
  expect(hasty.lines.filter(({ level }) => level === "warn" || level === "error")).toEqual([]);
});
