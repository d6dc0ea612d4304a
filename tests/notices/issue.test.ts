import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { fatesOf } from "../../src/mailroom/outbox.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { listNotices } from "../../src/notices/notices.ts";
import { listTargets } from "../../src/notices/targets.ts";
import { leaveChat, rememberChat, setUpChat } from "../../src/registry/groups.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aDraft, aSetup } from "./notices.ts";

let database: Database;
const clock = testClock();

beforeAll(async () => {
  database = await openTestDatabase();
  await group("oc_inner", "洛江商务工作群", "inner");
  await group("oc_shops", "洛江餐饮企业群", "enterprise", ["行业:餐饮"]);
  await group("oc_left", "旧的群", "enterprise");
  await leaveChat(database, "oc_left");
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.query("delete from outbox");
});

async function group(chatId: string, name: string, kind: "inner" | "enterprise", tags: readonly string[] = []) {
  await rememberChat(database, { chatId, name, external: false, isPrivate: false }, "洛江区", clock.now());
  await setUpChat(database, chatId, aSetup({ kind, tags }), { openId: "ou_admin", at: clock.now() });
}

const CONFIRMED = { confirmedBy: "ou_officer", dutyChatIds: [] };

test("what a confirmed duty says goes out once, with a row of the log for each group", async () => {
  const draft = aDraft({ audience: { chatIds: ["oc_inner", "oc_left"], tags: [], districts: [], industries: ["catering"], people: [] } });
  const origin = { kind: "duty", ref: "duty-7/2026-11-30/15" } as const;

  const issued = await issueNotice(database, draft, { origin, ...CONFIRMED }, clock.now());
  expect(issued).toMatchObject({ number: expect.stringMatching(/^TZ-\d{8}-001$/), targets: 2 });
  expect(await issueNotice(database, draft, { origin, ...CONFIRMED }, clock.now())).toBe("issued already");

  const [notice, ...others] = await listNotices(database, { limit: 10 });
  expect(others).toEqual([]);
  expect(notice).toMatchObject({ state: "approved", approvedBy: undefined, composedBy: "ou_officer", origin });
  const targets = await listTargets(database, notice?.id ?? "");
  expect(targets.map(({ name, state, reason }) => [name, state, reason])).toEqual([
    ["旧的群", "skipped", "left"],
    ["洛江商务工作群", "queued", undefined],
    ["洛江餐饮企业群", "queued", undefined],
  ]);
  const keys = targets.filter(({ state }) => state === "queued").map(({ key }) => key);
  expect(keys).toEqual([`notice/${notice?.id}/oc_inner`, `notice/${notice?.id}/oc_shops`]);
  expect((await fatesOf(database, keys)).map(({ state }) => state)).toEqual(["queued", "queued"]);
});
