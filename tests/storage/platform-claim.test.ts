import { afterEach, beforeEach, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { Database } from "../../src/storage/db.ts";
import { claimForPlatform } from "../../src/storage/platform-claim.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

const log = createLog("silent");
let home: TestHome;
let first: Database;
/** Another process's pool; the embedded database has none but ours. */
let second: Database;

beforeEach(async () => {
  home = await createTestHome();
  first = await openDatabase({ ...home, now: systemClock, log });
  second = home.databaseUrl ? await openDatabase({ ...home, now: systemClock, log }) : first;
});
afterEach(async () => {
  await Promise.all([first.close(), second.close()]);
  await home.remove();
});

function outcomeOf(claim: ReturnType<typeof claimForPlatform>): Promise<string> {
  return claim.then(
    async ({ release }) => {
      await release();
      return "claimed";
    },
    (error: { code?: string }) => String(error.code),
  );
}

test("a simulated Feishu shares its database with nobody, a real one with its own kind", async () => {
  const other = home.databaseUrl ? "database_unavailable" : "claimed";
  const simulated = await claimForPlatform(first, "simulated");
  expect(await outcomeOf(claimForPlatform(second, "simulated"))).toBe(other);
  expect(await outcomeOf(claimForPlatform(second, "real"))).toBe(other);
  await simulated.release();

  const real = await claimForPlatform(first, "real");
  expect(await outcomeOf(claimForPlatform(second, "real"))).toBe("claimed");
  expect(await outcomeOf(claimForPlatform(second, "simulated"))).toBe(other);
  await real.release();
  expect(await outcomeOf(claimForPlatform(second, "simulated"))).toBe("claimed");
});

test("a claim leaves the database to its work", async () => {
  const claim = await claimForPlatform(first, "simulated");
  expect((await first.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  await claim.release();
});
