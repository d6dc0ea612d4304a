import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createBot } from "../../src/bot/bot.ts";
import { MINUTE_MS } from "../../src/clock.ts";
import { historyOf } from "../../src/hazards/history.ts";
import { listHazards } from "../../src/hazards/ledger.ts";
import { photosOf } from "../../src/hazards/photos.ts";
import { tendDrafts } from "../../src/hazards/tend-drafts.ts";
import { texts } from "../../src/texts/report.ts";
import { botNeeds } from "../bot/bench.ts";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";
import { aMessage } from "../support/inbound.ts";
import { aPhoto } from "../support/reporting.ts";

/** What is said belongs to the one thing that it was said of, once, and is answered with what came of it. */

let house: House;
let stage: ReturnType<typeof caseStage>;
let own: string;

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  own = stage.inPrivate("王建福");
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(5);
  for (const table of ["hazard_alarms", "hazard_drafts", "hazards", "photos", "outbox", "sessions"]) {
    await house.db.query(`truncate ${table} cascade`);
  }
});

const say = (text: string) => stage.say("王建福", own, { text });
const last = () => stage.saidIn(own).at(-1)?.printed ?? "";
const drafts = () => stage.saidIn(own).filter(({ printed }) => printed.startsWith("# 隐患上报"));

test("a card that never arrived is sent anew with the next step", async () => {
  const id = await stage.reported();
  await house.db.query("update outbox set state = 'failed', message_id = null, failure_code = 'gone' where key = $1", [
    `hazard/${id}/duty/${stage.duty}`,
  ]);
  const before = stage.saidIn(stage.duty).filter(({ printed }) => printed.startsWith(`# ${id} `)).length;
  await stage.press("李文清", stage.cardIn(stage.duty, id).id, "受理");
  expect(stage.saidIn(stage.duty).filter(({ printed }) => printed.startsWith(`# ${id} `))).toHaveLength(before + 1);
  expect(stage.cardIn(stage.duty, id).printed).toContain("已受理");
});

test("what follows up a case goes into its history once, though its process died before it could say so", async () => {
  const id = await stage.reported();
  const bot = createBot(botNeeds(house.db, house.clock));
  const word = aMessage({
    ...{ eventId: "om_again", chatId: own, chatKind: "private", speaker: stage.person("王建福") },
    text: `${id} 现在还是老样子，没有整改`,
  });
  await bot.handleInbound(word);
  await bot.handleInbound(word);
  expect((await historyOf(house.db, id)).filter(({ step }) => step.do === "add_evidence")).toHaveLength(1);
});

test("a photo for a case that is closed is not said to be added", async () => {
  const id = await stage.reported();
  await stage.press("李文清", stage.cardIn(stage.duty, id).id, "作废");
  await stage.press("李文清", stage.cardIn(stage.duty, id).id, "确认作废", { void__reason: "false_alarm", void__note: "误报" });
  expect((await stage.hazard(id)).state).toBe("void");
  await stage.say("王建福", own, { images: [await aPhoto(77)] });
  expect(last()).toBe(texts.said.notTaken({ ids: [id], count: 1 }));
});

test("two places told one after the other are two reports", async () => {
  await say("万安街道塘西路消防通道被杂物堵死了");
  await say("河市街农贸市场那边电线也裸露在外面");
  const places = drafts().map(({ printed }) => /\*\*地点\*\*：(.*)/.exec(printed)?.[1]);
  expect(new Set(places.slice(-2)).size).toBe(2);
  const { rows } = await house.db.query("select 1 from hazard_drafts where state = 'open'");
  expect(rows).toHaveLength(2);
});

test("a photo belongs to what was spoken of last, not to an older report that waits", async () => {
  await say("万安街道塘西路消防通道被杂物堵死了");
  house.clock.advance(MINUTE_MS);
  await stage.reported("河市街农贸市场那边电线也裸露在外面", 81);
  const [hazard] = await listHazards(house.db, {});
  await stage.say("王建福", own, { images: [await aPhoto(82)] });
  expect(last()).toBe(texts.said.photosToCase({ count: 1, id: hazard?.id ?? "" }));
  expect(await photosOf(house.db, hazard?.id ?? "")).toHaveLength(2);
});

test("a report that cannot be given up keeps no other from being reminded of", async () => {
  await say("我店里灭火器都过期了没人换");
  await house.db.query(
    `insert into hazard_drafts (state, event_id, message_id, chat_id, is_private, speaker, content, events, began_at, changed_at)
     values ('open', 'om_broken', 'om_broken', 'oc_x', true, 'ou_x', '{"items": null}', array['om_broken'], $1, $1)`,
    [new Date(house.clock.now().getTime() - 48 * 60 * MINUTE_MS)],
  );
  const tending = { remindAfterMs: 0, keptMs: 24 * 60 * MINUTE_MS };
  await expect(tendDrafts({ db: house.db, now: house.clock.now }, tending)).rejects.toThrow(AggregateError);
  const { rows } = await house.db.query("select 1 from outbox where key like 'draft/%/reminder'");
  expect(rows).toHaveLength(1);
  await house.db.query("delete from hazard_drafts where event_id = 'om_broken'");
});
