import { createHash } from "node:crypto";
import { writeXlsx } from "hucre";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { listEnterprises } from "../../src/registry/enterprises.ts";
import { notePerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import { seedUnits } from "../../src/registry/seed-units.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage } from "../support/inbound.ts";
import { botNeeds, outgoing, unreachableMessenger } from "./bench.ts";

const clock = testClock();
const LIN = "ou_lin";
const CHAT = { chatId: "oc_private", chatKind: "private" as const, speaker: LIN };

let db: Database;
let bot: Bot;
let hash: string;

beforeEach(async () => {
  db = await openTestDatabase();
  await seedUnits(db, "knowledge");
  const person = await notePerson(db, { openId: LIN, name: "林国栋" }, clock.now());
  const scope = { district: "洛江区", unitId: undefined, enterpriseId: undefined };
  await grantRole(db, { ...scope, role: "bureau_staff", personId: person.id, grantedBy: "system" }, clock.now());
  const rows = [
    ["企业名称", "区", "行业"],
    ["万安超市", "洛江区", "超市"],
  ];
  const bytes = await writeXlsx({ sheets: [{ name: "企业", rows }] });
  hash = createHash("sha256").update(bytes).digest("hex");
  const messenger = { ...unreachableMessenger(), resource: async () => bytes };
  bot = createBot(botNeeds(db, clock, { messenger }));
  const attachments = [{ kind: "file" as const, key: "file_1", name: "企业.xlsx" }];
  await bot.handleInbound(aMessage({ ...CHAT, eventId: "om_file", text: "", attachments }));
});
afterEach(() => db.close());

const confirm = (eventId: string, parts: object = {}) =>
  bot.handleInbound(aMessage({ ...CHAT, eventId, text: `确认导入 ${hash}`, ...parts }));
const answersTo = async (eventId: string) =>
  (await outgoing(db)).filter(({ key }) => key.startsWith(`${eventId}:`)).map(({ delivery }) => delivery.content);

test("an import that is handled twice is written once and told once", async () => {
  await confirm("om_press:import");
  await confirm("om_press:import");
  expect(await listEnterprises(db)).toHaveLength(1);
  expect(await answersTo("om_press:import")).toEqual([{ kind: "text", text: "已写入：新增 1 行，修改 0 行。" }]);
  await confirm("om_later");
  expect(await answersTo("om_later")).toEqual([{ kind: "text", text: expect.stringMatching(/已经过期或已经用过/) }]);
});

test("a file is confirmed in the chat in which it was told about, by whoever may import", async () => {
  await confirm("om_elsewhere", { chatId: "oc_other" });
  expect(await answersTo("om_elsewhere")).toEqual([{ kind: "text", text: expect.stringMatching(/请重新发文件/) }]);
  await confirm("om_stranger", { speaker: "ou_stranger" });
  expect(await answersTo("om_stranger")).toEqual([{ kind: "text", text: expect.stringMatching(/由局股室人员、管理员办理/) }]);
  expect(await listEnterprises(db)).toEqual([]);
});
