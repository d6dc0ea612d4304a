import { afterAll, beforeAll, expect, test } from "vitest";
import { createBot } from "../../src/bot/bot.ts";
import type { Inbound, InboundPress } from "../../src/messenger.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { insertEnterprises } from "../../src/registry/enterprises.ts";
import { notePerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import type { Database } from "../../src/storage/db.ts";
import { anEnterprise } from "../registry/fixtures.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage } from "../support/inbound.ts";
import { botNeeds, unreachableMessenger } from "./bench.ts";

/** An event that is handled once more, after a crash between what it did and the note that it is done. */

const EVERYWHERE = { district: undefined, unitId: undefined, enterpriseId: undefined };

let db: Database;
const clock = testClock();
beforeAll(async () => {
  db = await openTestDatabase();
  await insertEnterprises(db, [anEnterprise()], clock.now());
  const { id: personId } = await notePerson(db, { openId: "ou_li", name: "李文清" }, clock.now());
  for (const role of ["administrator", "auditor"] as const) {
    await grantRole(db, { ...EVERYWHERE, role, personId, grantedBy: "system" }, clock.now());
  }
});
afterAll(() => db.close());

const membership = (change: "bot_added" | "bot_removed") =>
  ({ kind: "membership", eventId: `ev_${change}`, chatId: "oc_1", change }) satisfies Inbound;
const said = (eventId: string, text: string) => aMessage({ eventId, text, chatId: "oc_private", chatKind: "private" });

test.each<[string, Exclude<Inbound, InboundPress>]>([
  ["chat_joined", membership("bot_added")],
  ["chat_left", membership("bot_removed")],
  ["registry_exported", said("om_registry", "导出企业")],
  ["audit_exported", said("om_audit", "导出审计记录")],
])("%s stands in the audit once", async (action, inbound) => {
  const chat = async () => ({ chatId: "oc_1", name: "洛江区商务安全工作群", external: false, isPrivate: false });
  const bot = createBot(botNeeds(db, clock, { messenger: { ...unreachableMessenger(), chat } }));
  await bot.handleInbound(inbound);
  await bot.handleInbound(inbound);
  const entries = await auditEntries(db, { after: "0", limit: 1000 });
  expect(entries.filter((entry) => entry.action === action)).toHaveLength(1);
});
