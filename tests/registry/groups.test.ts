import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { HOUR_MS } from "../../src/clock.ts";
import { type Messenger, MessengerError } from "../../src/messenger.ts";
import { ChatSettings, type ChatSetup, defaultSettings, kindOf } from "../../src/registry/chat.ts";
import {
  chatOf,
  districtInName,
  districtOfChat,
  enterChat,
  findChat,
  leaveChat,
  listChats,
  listDutyChats,
  notePrivateChat,
  refreshChat,
  setUpChat,
} from "../../src/registry/groups.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const DISTRICTS = ["洛江区", "泉港区"];

let db: Database;
let clock: TestClock;
let platform: { name: string; asked: number; reachable: boolean; external: boolean; isPrivate: boolean };
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query("delete from chats");
  clock = testClock();
  platform = { name: "洛江区商务安全工作群", asked: 0, reachable: true, external: false, isPrivate: false };
});

/** Knows one group, and nothing else of the platform. */
const messenger: Pick<Messenger, "chat"> = {
  async chat(chatId) {
    platform.asked += 1;
    if (!platform.reachable) throw new MessengerError("unreachable", "no network");
    return { chatId, name: platform.name, external: platform.external, isPrivate: platform.isPrivate };
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

const SETUP: ChatSetup = { kind: "inner", district: "泉港区", enterpriseId: undefined, tags: ["行业:餐饮"], settings: defaultSettings() };
const chat = (chatId = "oc_1") => chatOf({ db, messenger, now: clock.now }, chatId, DISTRICTS);
const setUp = (setup: Partial<ChatSetup> = {}) =>
  setUpChat(db, "oc_1", { ...SETUP, ...setup }, { openId: "ou_admin", at: clock.now(), named: districtInName(platform.name, DISTRICTS) });

test("what an administrator said of a group stays, whatever it is called later", async () => {
  expect(await setUp()).toBeUndefined();
  await chat();
  const settings = { ...defaultSettings(), quietHours: { from: "22:00", to: "07:30" }, asking: "staff" as const };
  expect(await setUp({ settings })).toMatchObject({
    kind: "inner",
    district: "泉港区",
    tags: ["行业:餐饮"],
    settings,
    setUpBy: "ou_admin",
  });
  platform.name = "洛江区商务局值班群";
  await refreshChat(db, "oc_1");
  expect(await chat()).toMatchObject({ name: "洛江区商务局值班群", kind: "inner", district: "泉港区", districtSet: true, settings });
  expect(await findChat(db, "oc_1")).toEqual(await chat());
  expect(await listChats(db, { district: "洛江区" })).toEqual([]);
  expect((await listChats(db)).map(({ chatId }) => chatId)).toEqual(["oc_1"]);
});

test("a district that an administrator left open is read from the name", async () => {
  await chat();
  await setUp({ district: "泉港区" });
  expect(await setUp({ district: undefined })).toMatchObject({ district: "洛江区", districtSet: false });
  platform.name = "泉港区工作群";
  await refreshChat(db, "oc_1");
  expect((await chat())?.district).toBe("泉港区");
});

test("a district that an administrator took back is gone where the name tells none", async () => {
  platform.name = "安全生产交流群";
  await chat();
  await setUp({ district: "泉港区" });
  expect(await setUp({ district: undefined })).toMatchObject({ district: undefined, districtSet: false });
  expect(await listChats(db, { district: "泉港区" })).toEqual([]);
});

test("word of a change does not bring back a group that we left; coming into it does, and leaving it happens once", async () => {
  await chat();
  expect(await leaveChat(db, "oc_1")).toBe(true);
  expect(await leaveChat(db, "oc_1")).toBe(false);
  platform.name = "泉港区商务安全工作群";
  await refreshChat(db, "oc_1");
  expect(await chat()).toMatchObject({ name: "泉港区商务安全工作群", present: false });
  await enterChat(db, "oc_1");
  expect(await chat()).toMatchObject({ present: true });
});

test("a private chat is known as one, by what was said in it or by what the platform says", async () => {
  await notePrivateChat(db, "oc_li", clock.now());
  expect(await findChat(db, "oc_li")).toMatchObject({ kind: "private", district: undefined });
  Object.assign(platform, { name: "", isPrivate: true });
  expect(await chat("oc_wang")).toMatchObject({ kind: "private" });
  expect(await listChats(db)).toEqual([]);
  await notePrivateChat(db, "oc_wang", clock.now());
  expect(await chat("oc_li")).toMatchObject({ kind: "private" });
});

test("a group that was taken for nothing is not made private by a repeat", async () => {
  await chat();
  await notePrivateChat(db, "oc_1", clock.now());
  expect((await chat())?.kind).toBeUndefined();
});

test("of two duty chats of a district the one that was set up last counts", async () => {
  const settings = { ...defaultSettings(), isDutyChat: true };
  await chat();
  await setUp({ settings });
  clock.advance(HOUR_MS);
  await chat("oc_0");
  await setUpChat(db, "oc_0", { ...SETUP, settings }, { openId: "ou_admin", at: clock.now() });
  expect(await listDutyChats(db)).toEqual({ 泉港区: "oc_0" });
  await leaveChat(db, "oc_0");
  expect(await listDutyChats(db)).toEqual({ 泉港区: "oc_1" });
});

test("settings that are not as we wrote them hold as if they had never been set", () => {
  const broken = { onlyWhenMentioned: "yes", quietHours: { from: "25:00", to: "7" }, asking: "nobody", isDutyChat: 1, more: true };
  expect(ChatSettings.parse(broken)).toEqual(defaultSettings());
  expect(ChatSettings.parse({ asking: "staff", quietHours: null })).toEqual({ ...defaultSettings(), asking: "staff" });
});

test.each([
  [{ kind: undefined, external: false }, false, "enterprise"],
  [{ kind: undefined, external: false }, true, "inner"],
  [{ kind: "enterprise", external: false }, true, "enterprise"],
  [{ kind: "inner", external: false }, false, "inner"],
  [{ kind: "inner", external: true }, true, "external"],
  [{ kind: undefined, external: true }, false, "external"],
  [{ kind: "private", external: true }, false, "private"],
] as const)("a chat %j, on duty %s, counts as %s", (facts, isDuty, kind) => {
  expect(kindOf(facts, isDuty)).toBe(kind);
});
