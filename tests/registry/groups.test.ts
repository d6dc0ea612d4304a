import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR_MS } from "../../src/clock.ts";
import { type Messenger, MessengerError } from "../../src/messenger.ts";
import { districtInName, districtOfChat, leaveChat, refreshChat } from "../../src/registry/groups.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const DISTRICTS = ["洛江区", "泉港区"];

let db: Database;
let clock: TestClock;
let platform: { name: string; asked: number; reachable: boolean };
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query("delete from chats");
  clock = testClock();
  platform = { name: "洛江区商务安全工作群", asked: 0, reachable: true };
});

/** Knows one group, and nothing else of the platform. */
const messenger: Pick<Messenger, "chat"> = {
  async chat(chatId) {
    platform.asked += 1;
    if (!platform.reachable) throw new MessengerError("unreachable", "no network");
    return { chatId, name: platform.name, external: false, isPrivate: false };
  },
};
const district = () => districtOfChat({ db, messenger: messenger as Messenger, now: clock.now }, "oc_1", DISTRICTS);

test("the name of a group tells its district", () => {
  expect(districtInName("泉港商贸企业联络群", DISTRICTS)).toBe("泉港区");
  expect(districtInName("安全生产交流", DISTRICTS)).toBeUndefined();
  expect(districtInName("洛江泉港联席会", DISTRICTS)).toBeUndefined();
  expect(districtInName("城镇燃气安全群", ["城区", "安县"])).toBeUndefined();
  expect(districtInName("城区商务局工作群", ["城区", "安县"])).toBe("城区");
});

test("the platform is asked once a day", async () => {
  expect(await district()).toBe("洛江区");
  clock.advance(23 * HOUR_MS);
  expect(await district()).toBe("洛江区");
  expect(platform.asked).toBe(1);
  clock.advance(2 * HOUR_MS);
  platform.name = "泉港区商务安全工作群";
  expect(await district()).toBe("泉港区");
  expect(platform.asked).toBe(2);
});

test("what was known holds while the platform cannot be reached", async () => {
  await district();
  clock.advance(25 * HOUR_MS);
  platform.reachable = false;
  expect(await district()).toBe("洛江区");
});

test("an unknown group on an unreachable platform has no district", async () => {
  platform.reachable = false;
  expect(await district()).toBeUndefined();
});

test("a group that changed is asked for anew, and one that we left is marked so", async () => {
  await district();
  platform.name = "泉港区商务安全工作群";
  await refreshChat(db, "oc_1");
  expect(await district()).toBe("泉港区");
  await leaveChat(db, "oc_1");
  const { rows } = await db.query<{ present: boolean }>("select present from chats");
  expect(rows).toEqual([{ present: false }]);
});
