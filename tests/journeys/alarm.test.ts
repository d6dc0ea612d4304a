import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createBot } from "../../src/bot/bot.ts";
import { SECOND_MS } from "../../src/clock.ts";
import { alarmRaisedBy } from "../../src/hazards/alarms.ts";
import { listHazards } from "../../src/hazards/ledger.ts";
import { tendAlarms } from "../../src/hazards/tend-alarms.ts";
import { texts as hazardTexts } from "../../src/texts/hazards.ts";
import { texts } from "../../src/texts/report.ts";
import { botNeeds } from "../bot/bench.ts";
import { caseStage } from "../support/case-stage.ts";
import { collectedLog } from "../support/collected-log.ts";
import { type House, openHouse } from "../support/house.ts";
import { aMessage } from "../support/inbound.ts";

/** Whatever breaks, an emergency ends with somebody alarmed, or with whoever cried being told plainly to phone. */

const LEAK = "快来人啊老福记酒楼后厨煤气漏了好大的味道";

let house: House;
let stage: ReturnType<typeof caseStage>;
let own: string;
let officer: string;
let leader: string;

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  [own, officer, leader] = [stage.inPrivate("王建福"), stage.inPrivate("李文清"), stage.inPrivate("林国栋")];
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(5);
  for (const table of ["hazard_alarms", "hazard_drafts", "hazards", "photos", "outbox", "sessions"]) {
    await house.db.query(`truncate ${table} cascade`);
  }
});

const saidTo = (chat: string) => stage.saidIn(chat).map(({ printed }) => printed);
const alarmsIn = (chat: string) => stage.saidIn(chat).filter(({ printed }) => printed.startsWith("# 【紧急】"));

describe("a duty chat that put us out", () => {
  test("and we know: those on duty are alarmed in private", async () => {
    stage.world().removeBot(stage.duty);
    await house.settle(2);
    await stage.say("王建福", own, { text: LEAK });
    expect(alarmsIn(officer)).toHaveLength(1);
    stage.world().addBot(stage.duty);
    await house.settle(2);
  });

  test("and we do not know: those on duty have it in private within seconds, and whoever administers hears why", async () => {
    stage.world().removeBot(stage.duty);
    await house.settle(2);
    await house.db.query("update chats set present = true where chat_id = $1", [stage.duty]);
    const before = alarmsIn(officer).length;
    await stage.say("王建福", own, { text: LEAK });
    await house.settle(12);
    expect(alarmsIn(officer)).toHaveLength(before + 1);
    expect(saidTo(leader)).toContain(texts.alarm.chatLost({ district: "洛江区" }));
    await stage.say("李文清", officer, { text: "帮助" });
    expect(await stage.press("李文清", alarmsIn(officer).at(-1)?.id ?? "", "已接警")).toBe(texts.alarm.taken);
    stage.world().addBot(stage.duty);
    await house.settle(2);
  });
});

describe("where nobody is on duty", () => {
  test("whoever administers anywhere is alarmed; where there is nobody at all, the reporter is told to phone", async () => {
    const needs = botNeeds(house.db, house.clock);
    const bot = createBot(needs);
    await house.db.query("update chats set settings = jsonb_set(settings, '{isDutyChat}', 'false')");
    const { rows: revoked } = await house.db.query<{ id: string }>(
      "update person_roles set revoked_at = now(), revoked_by = 'test' where revoked_at is null and role <> 'administrator' or district = '洛江区' returning id",
    );
    await bot.handleInbound(aMessage({ eventId: "om_far", chatId: own, chatKind: "private", speaker: stage.person("王建福"), text: LEAK }));
    const far = await alarmRaisedBy(house.db, "om_far");
    expect(far?.told.map(({ to }) => to)).toEqual([{ kind: "person", openId: stage.person("庄") }]);

    const { rows: more } = await house.db.query<{ id: string }>(
      "update person_roles set revoked_at = now(), revoked_by = 'test' where revoked_at is null returning id",
    );
    await bot.handleInbound(
      aMessage({ eventId: "om_none", chatId: own, chatKind: "private", speaker: stage.person("王建福"), text: "河市小厨着火了快来人" }),
    );
    const { rows } = await house.db.query<{ text: string }>(
      "select delivery->'content'->>'text' as text from outbox where delivery->>'messageId' = 'om_none'",
    );
    expect(rows.map(({ text }) => text)).toContain(texts.alarm.unattended);
    await house.db.query("update person_roles set revoked_at = null, revoked_by = null where id = any($1)", [
      [...revoked, ...more].map(({ id }) => id),
    ]);
    await house.db.query("update chats set settings = jsonb_set(settings, '{isDutyChat}', 'true') where chat_id = $1", [stage.duty]);
  });
});

describe("what breaks on the way", () => {
  test("a photo that cannot be kept keeps no emergency from being recorded", async () => {
    const { log, lines } = collectedLog();
    const messenger = {
      ...botNeeds(house.db, house.clock).messenger,
      resource: () => Promise.reject(new Error("no space left on device")),
    };
    const bot = createBot(botNeeds(house.db, house.clock, { messenger, log }));
    const picture = { kind: "image", key: "img_1" } as const;
    await bot.handleInbound(
      aMessage({
        eventId: "om_photo",
        chatId: own,
        chatKind: "private",
        speaker: stage.person("王建福"),
        text: LEAK,
        attachments: [picture],
      }),
    );
    expect(await listHazards(house.db, {})).toHaveLength(1);
    expect(JSON.stringify(lines)).toContain("a picture could not be kept");
    const { rows } = await house.db.query("select 1 from outbox where delivery::text like $1", [
      `%${texts.said.photosLost({ count: 1 })}%`,
    ]);
    expect(rows).toHaveLength(1);
  });

  test("an emergency that could not be recorded is admitted: to whoever cried, to those on duty, to whoever administers, and in the log", async () => {
    const { log, lines } = collectedLog();
    const needs = botNeeds(house.db, house.clock, { log, dutyChats: { 洛江区: stage.duty } });
    const cry = aMessage({ eventId: "om_lost", chatId: stage.group("餐饮企业"), speaker: stage.person("王建福"), text: LEAK });
    await createBot(needs).apologise(cry);
    await createBot(needs).apologise(cry);
    expect((await alarmRaisedBy(house.db, "om_lost"))?.told).toEqual([
      expect.objectContaining({ to: { kind: "chat", chatId: stage.duty } }),
    ]);
    const { rows } = await house.db.query<{ key: string; text: string }>(
      "select key, delivery->'content'->>'text' as text from outbox where key like 'om_lost%'",
    );
    const said = new Map(rows.map(({ key, text }) => [key, text]));
    expect(said.get("om_lost:failed")).toContain(texts.alarm.notRecorded({ isAlarmed: true }));
    expect(said.get("om_lost:failed")).toContain(hazardTexts.emergency({ kind: "gas", missing: undefined }));
    expect(said.get(`om_lost/failed/${stage.person("林国栋")}`)).toContain(LEAK);
    expect(said.size).toBe(2);
    expect(lines.some((line) => JSON.stringify(line).includes("an emergency could not be recorded"))).toBe(true);
  });

  test("an alarm that cannot be raised keeps no other from being raised again", async () => {
    const { log, lines } = collectedLog();
    await house.db.query(
      "insert into hazard_alarms (event_id, kind, said, rounds, told, raised_at, next_at) values ('om_broken', 'gas', 'null', 1, '[]', $1, $1)",
      [house.clock.now()],
    );
    await stage.say("王建福", own, { text: LEAK });
    const before = alarmsIn(stage.duty).length;
    house.clock.advance(10 * 60 * SECOND_MS);
    await tendAlarms({ db: house.db, now: house.clock.now, log, everyMs: 60 * SECOND_MS, dutyChats: { 洛江区: stage.duty } });
    await house.settle(2);
    expect(alarmsIn(stage.duty)).toHaveLength(before + 1);
    expect(lines.some((line) => JSON.stringify(line).includes("an alarm could not be tended"))).toBe(true);
  });
});
