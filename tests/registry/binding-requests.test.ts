import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { decideBinding, findBindingRequest, openBindingRequest } from "../../src/registry/binding-requests.ts";
import { insertEnterprises } from "../../src/registry/enterprises.ts";
import type { Database } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { anEnterprise } from "./fixtures.ts";

const NOON = at("2026-11-21 12:00");
const LATER = at("2026-11-21 15:00");

let db: Database;
let enterpriseId: string;
beforeAll(async () => {
  db = await openTestDatabase();
  const [enterprise] = await insertEnterprises(db, [anEnterprise()], NOON);
  enterpriseId = enterprise?.id ?? "";
});
afterAll(() => db.close());
beforeEach(() => db.query("delete from binding_requests"));

const ask = (parts: { dutyChatId?: string; name?: string | undefined } = {}, now = NOON) =>
  openBindingRequest(
    db,
    { openId: "ou_wang", name: "王建福", enterpriseId, role: "enterprise_principal", chatId: "oc_wang", dutyChatId: "oc_duty", ...parts },
    now,
  );

test("waits once in one duty chat", async () => {
  expect(await ask()).toMatchObject({ dutyChatId: "oc_duty" });
  expect(await ask()).toBeUndefined();
});

test("goes on to the new duty chat when the old one is none any more", async () => {
  const first = await ask();
  const moved = await ask({ dutyChatId: "oc_new", name: undefined }, LATER);
  expect(moved).toMatchObject({ id: first?.id, dutyChatId: "oc_new", name: "王建福", requestedAt: LATER });
  await decideBinding(db, moved?.id ?? "", { verdict: "rejected", by: "ou_li", name: undefined }, LATER);
  expect(await ask({ dutyChatId: "oc_newest" })).not.toMatchObject({ id: first?.id });
});

test("bears no name where the platform tells none", async () => {
  const request = await ask({ name: undefined });
  expect(await findBindingRequest(db, request?.id ?? "")).toMatchObject({ name: undefined });
});
