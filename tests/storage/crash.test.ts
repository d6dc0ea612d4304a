import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { startChild } from "../support/child-process.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

const CHILD = fileURLToPath(new URL("./child.ts", import.meta.url));
const log = createLog("silent");

let home: TestHome;
beforeEach(async () => {
  home = await createTestHome();
});
afterEach(() => home.remove());

test("a process that is killed loses none of the events it had acknowledged", async () => {
  for (let kill = 1; kill <= 2; kill += 1) {
    const child = startChild(CHILD, [home.dataDir, home.databaseUrl ?? "", "receive"]);
    const enough = `om_${kill * 150}`;
    await child.printed((line) => line === enough);
    await child.kill();
    const acknowledged = child.lines.filter((line) => line.startsWith("om_"));

    const database = await openDatabase({ ...home, now: systemClock, log });
    const { rows } = await database.query<{ eventId: string }>(`select event_id as "eventId" from inbox`);
    await database.close();
    const kept = new Set(rows.map(({ eventId }) => eventId));
    expect(acknowledged.length).toBeGreaterThanOrEqual(kill * 150);
    expect(acknowledged.filter((eventId) => !kept.has(eventId))).toEqual([]);
  }
});

test("a second process may not open the same embedded database, but may share a server's", async () => {
  const child = startChild(CHILD, [home.dataDir, home.databaseUrl ?? ""]);
  await child.printed((line) => line === "open");
  const open = () =>
    openDatabase({ ...home, now: systemClock, log }).then(
      async (database) => {
        await database.close();
        return "opened";
      },
      (error: Error) => error.message,
    );
  expect(await open()).toBe(home.databaseUrl ? "opened" : `${home.dataDir} is in use by process ${child.pid}`);
  await child.kill();
  expect(await open()).toBe("opened");
});
