import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { acknowledge } from "../../src/notices/acknowledge.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { NOBODY, type Notice } from "../../src/notices/notice.ts";
import { findNotice } from "../../src/notices/notices.ts";
import { receiptFigures } from "../../src/notices/receipt-figures.ts";
import { freshReceipts } from "../../src/notices/receipts.ts";
import { receiptsSheets } from "../../src/notices/receipts-sheets.ts";
import { defaultSettings } from "../../src/registry/chat.ts";
import { rememberChat, setUpChat } from "../../src/registry/groups.ts";
import { insertPerson, setPersonStatus } from "../../src/registry/people.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const clock = testClock("2026-11-23 09:05");
const CATERING = "oc_catering";
const MARKETS = "oc_markets";
/** 甲 sits in both groups; 丁 has left the service. */
const SEATS: Readonly<Record<string, readonly string[]>> = { [CATERING]: ["甲", "乙", "丙", "丁"], [MARKETS]: ["甲", "戊"] };

let db: Database;
let notice: Notice;

const messenger = {
  members: async (chatId: string) => (SEATS[chatId] ?? []).map((name) => ({ openId: `ou_${name}`, name })),
};

beforeAll(async () => {
  db = await openTestDatabase();
  await describeGroup(CATERING, "餐饮群", ["行业:餐饮", "乡镇:河市"]);
  await describeGroup(MARKETS, "商超群", ["行业:商超"]);
  const left = await insertPerson(db, { openId: "ou_丁", name: "丁", title: undefined, unitId: undefined, phone: undefined }, clock.now());
  await setPersonStatus(db, left.id, "resigned", clock.now());
  notice = await send();
});
afterAll(() => db.close());

async function describeGroup(chatId: string, name: string, tags: readonly string[]): Promise<void> {
  await rememberChat(db, { chatId, name, external: false, isPrivate: false }, undefined, clock.now());
  const setup = { kind: "enterprise", district: "洛江区", enterpriseId: undefined, tags, settings: defaultSettings() } as const;
  await setUpChat(db, chatId, setup, { openId: "ou_admin", at: clock.now() });
}

async function send(): Promise<Notice> {
  const draft = {
    ...({
      kind: "risk",
      district: "洛江区",
      innerOnly: false,
      title: "用气安全",
      paragraphs: ["请检查。"],
      sources: [],
      attachments: [],
    } as const),
    audience: { ...NOBODY, chatIds: [CATERING, MARKETS] },
    acknowledgement: { wanted: true, dueAt: "2026-11-23T10:00:00+08:00", urge: false },
    urgent: true,
    sendAt: undefined,
  };
  const issue = { origin: { kind: "duty", ref: "once" }, confirmedBy: "ou_writer", dutyChatIds: [] } as const;
  const issued = await issueNotice(db, draft, issue, clock.now());
  if (issued === "issued already") throw new Error("it was sent before");
  await db.query("update notice_targets set state = 'sent', settled_at = $2 where notice_id = $1", [issued.id, clock.now()]);
  await db.query("update outbox set state = 'sent', message_id = key, finished_at = $1", [clock.now()]);
  const found = await findNotice(db, issued.id);
  if (!found) throw new Error("the notice is not there");
  return found;
}

const say = (name: string, chatId: string) =>
  acknowledge({ db, now: clock.now }, { noticeId: notice.id, openId: `ou_${name}`, name, chatId, way: "button", answer: undefined });
const look = () => freshReceipts({ db, messenger, now: clock.now }, notice);

describe("receipts", () => {
  test("leave out whoever left the service, and count somebody in two groups once in all and once in each", async () => {
    expect(receiptFigures((await look()).places)).toMatchObject({ people: 4, acknowledged: 0 });
    await say("甲", MARKETS);
    const figures = receiptFigures((await look()).places);
    expect(figures).toMatchObject({ people: 4, acknowledged: 1, late: 0, undelivered: 0, unknown: 0 });
    expect(figures.missing.map(({ name }) => name).sort()).toEqual(["丙", "乙", "戊"].sort());
    expect(figures.byGroup).toEqual([
      { of: "商超群", acknowledged: 1, missing: 1 },
      { of: "餐饮群", acknowledged: 1, missing: 2 },
    ]);
    expect(figures.byIndustry.map(({ of }) => of)).toEqual(["餐饮", "商超"]);
    expect(figures.byTown).toEqual([
      { of: "河市", acknowledged: 1, missing: 2 },
      { of: "", acknowledged: 1, missing: 1 },
    ]);
  });

  test("show every one of many who press at once", async () => {
    clock.set("2026-11-23 10:30");
    const outcomes = await Promise.all([say("乙", CATERING), say("丙", CATERING), say("乙", CATERING), say("戊", MARKETS)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["acknowledged", "acknowledged", "acknowledged", "before"]);
    const { rows } = await db.query<{ key: string; card: string }>(
      "select key, delivery->>'card' as card from outbox where key like '%/count/%' order by position",
    );
    const last = (chatId: string) => rows.findLast(({ key }) => key.includes(chatId))?.card ?? "";
    expect(last(CATERING)).toContain("已确认 **3/3** 人");
    expect(last(MARKETS)).toContain("已确认 **2/2** 人");
  });

  test("are proven person by person, those who came late as late", async () => {
    const nags = [{ noticeId: notice.id, step: "sent+4h/mention", by: "system", people: ["ou_乙"], at: clock.now() }];
    const [people, groups] = receiptsSheets(await look(), nags);
    expect(people?.rows.map(([group, , , name, state, , , , reminded]) => [group, name, state, reminded])).toEqual([
      ["商超群", "甲", "已确认", "0"],
      ["商超群", "戊", "逾期确认", "0"],
      ["餐饮群", "甲", "已确认", "0"],
      ["餐饮群", "乙", "逾期确认", "1"],
      ["餐饮群", "丙", "逾期确认", "0"],
    ]);
    expect(groups?.rows.map((row) => row.slice(-3))).toEqual([
      ["2", "2", "0"],
      ["3", "3", "0"],
    ]);
  });
});
