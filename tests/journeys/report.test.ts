import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { findHazard, listHazards } from "../../src/hazards/ledger.ts";
import { photosOf } from "../../src/hazards/photos.ts";
import { texts as bot } from "../../src/texts/bot.ts";
import { texts } from "../../src/texts/report.ts";
import { type House, openHouse } from "../support/house.ts";
import { aPhoto, peopleOf, saidIn } from "../support/reporting.ts";

const TABLES = ["hazard_alarms", "hazard_drafts", "photo_images", "hazard_photos", "photos", "hazard_events", "hazards", "hazard_numbers"];

let house: House;
/** The owner of 老福记酒楼, an officer on duty, one of the town, and one of another district. */
let wang: string;
let li: string;
let chen: string;
let zheng: string;
/** The owner's private chat, the enterprises' group, and both duty chats. */
let own: string;
let shops: string;
let duty: string;
let otherDuty: string;

beforeAll(async () => {
  house = await openHouse();
  const { person, group, inPrivate } = peopleOf(house);
  [wang, li, chen, zheng] = [person("王建福"), person("李文清"), person("陈美珊"), person("郑晓燕")];
  [own, shops, duty, otherDuty] = [inPrivate("王建福"), group("餐饮企业"), group("洛江区商务局安全"), group("泉港区商务局安全")];
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(5);
  for (const table of [...TABLES, "outbox", "sessions"]) await house.db.query(`truncate ${table} cascade`);
});

const world = () => house.simulator.world;

type Words = Parameters<ReturnType<typeof world>["say"]>[2];

async function say(person: string, chat: string, words: string | Words) {
  house.clock.advance(SECOND_MS);
  const message = world().say(person, chat, typeof words === "string" ? { text: words } : words);
  await house.settle(2);
  return message;
}

async function lastOfBot(chat: string) {
  await house.settle(2);
  const last = saidIn(house, chat).at(-1);
  if (!last) throw new Error("the bot said nothing");
  return last;
}

/** The card of the latest report in a chat, as it stands now. */
function draftIn(chat: string) {
  const card = saidIn(house, chat).findLast(({ printed }) => printed.startsWith("# 隐患上报") || printed.startsWith("# 可能已经"));
  if (!card) throw new Error("no report is begun");
  return card;
}

const cases = () => listHazards(house.db, {});

describe("an owner who reports in private", () => {
  test("is asked for the one thing that is missing, and gets a receipt with the number", async () => {
    await say(wang, own, { text: "我店里灭火器都过期了没人换", images: [await aPhoto()] });
    const draft = draftIn(own);
    expect(draft.printed).toContain("单位**：老福记酒楼");
    expect(draft.printed).toContain("灭火器都过期");
    expect(draft.printed).toContain("照片**：1 张");
    expect(draft.printed).toContain("[image 现场照片 1]");
    expect(draft.printed).toContain("还差一点：**具体在店里哪个位置");

    await say(wang, own, "后厨灶台边上");
    expect((await lastOfBot(own)).printed).toBe(texts.said.ready);
    expect(draftIn(own).printed).toContain("具体位置**：后厨");

    await world().pressButton(wang, draftIn(own).id, "确认上报");
    const receipt = await lastOfBot(own);
    expect(receipt.printed).toContain("# 已登记 YH-20261121-");
    const [hazard, ...others] = await cases();
    expect(others).toEqual([]);
    expect(hazard).toMatchObject({
      state: "registered",
      reporter: { id: wang, role: "enterprise_principal", name: "王建福" },
      facts: { source: "enterprise", enterpriseName: "老福记酒楼", district: "洛江区", industry: "catering" },
    });
    expect(await photosOf(house.db, hazard?.id ?? "")).toHaveLength(1);
    const onDuty = saidIn(house, duty).findLast(({ printed }) => printed.includes(String(hazard?.id)));
    expect(onDuty?.printed).toContain("灭火器都过期");
    expect(onDuty?.printed).toContain("[image 现场照片 1]");
    expect(saidIn(house, otherDuty).some(({ printed }) => printed.includes(String(hazard?.id)))).toBe(false);
    expect(draftIn(own).printed).toContain("# 隐患上报：已登记");
  });

  test("may put right in the form what was understood, and say yes in words", async () => {
    await say(wang, own, "后厨的灭火器过期了");
    const form = { enterprise: "河市小厨", place: "河市街", description_0: "后厨两具灭火器过期", signed: "named" };
    await world().pressButton(wang, draftIn(own).id, "确认上报", form);
    const [hazard] = await cases();
    expect(hazard?.facts).toMatchObject({ enterpriseName: "河市小厨", place: "河市街", description: "后厨两具灭火器过期", source: "tip" });

    await say(wang, own, "楼梯口堆满了纸箱");
    await say(wang, own, "没问题");
    expect(await cases()).toHaveLength(2);
  });

  test("drops it in one word, and nothing is recorded", async () => {
    await say(wang, own, "后厨的灭火器过期了");
    await say(wang, own, "算了");
    expect((await lastOfBot(own)).printed).toBe(texts.said.dropped);
    expect(draftIn(own).printed).toContain("# 隐患上报：已取消");
    expect(await cases()).toEqual([]);
  });

  test("adds photos afterwards: to the draft, to the case; after ten minutes they begin something new", async () => {
    await say(wang, own, "后厨的灭火器过期了");
    await say(wang, own, { images: [await aPhoto(1)] });
    expect((await lastOfBot(own)).printed).toContain(texts.said.photosAdded({ count: 1, total: 1 }));
    await say(wang, own, "确认");
    const [{ id } = { id: "" }] = await cases();
    await say(wang, own, { images: [await aPhoto(2)] });
    expect((await lastOfBot(own)).printed).toBe(texts.said.photosToCase({ count: 1, id }));
    expect(await photosOf(house.db, id)).toHaveLength(2);

    house.clock.advance(11 * MINUTE_MS);
    await say(wang, own, { images: [await aPhoto(3)] });
    expect(draftIn(own).printed).toContain(texts.draft.ask({ field: "description" }));
    expect(await photosOf(house.db, id)).toHaveLength(2);
  });

  test("is asked and answered about the plans in between", async () => {
    await say(wang, own, "我店里灭火器都过期了没人换");
    await say(wang, own, "洛江的老板多久得亲自带队查一次？");
    expect((await lastOfBot(own)).printed).toContain("每季度");
    await say(wang, own, "后厨");
    expect((await lastOfBot(own)).printed).toBe(texts.said.ready);
  });

  test("tells of two enterprises in one breath, and confirms each by itself", async () => {
    await say(wang, own, "老福记酒楼后厨的灭火器过期了，河市小厨的消防通道也堵死了");
    const drafts = saidIn(house, own)
      .slice(-2)
      .map(({ printed }) => /\*\*单位\*\*：(.*)/.exec(printed)?.[1]);
    expect(drafts).toEqual(["老福记酒楼", "河市小厨"]);
    await world().pressButton(wang, draftIn(own).id, "确认上报");
    expect((await cases()).map(({ facts }) => facts.enterpriseName)).toEqual(["河市小厨"]);
  });

  test("stays unnamed on every card when they ask for it", async () => {
    await say(wang, own, "后厨的灭火器过期了");
    await world().pressButton(wang, draftIn(own).id, "确认上报", {
      description_0: "后厨的灭火器过期了",
      enterprise: "河市小厨",
      signed: "anonymous",
    });
    await house.settle(2);
    const [hazard] = await cases();
    expect(hazard).toMatchObject({ anonymous: true, reporter: { id: wang } });
    const onDuty = saidIn(house, duty).findLast(({ printed }) => printed.includes(String(hazard?.id)));
    expect(onDuty?.printed).toContain("上报人**：匿名");
    expect(onDuty?.printed).not.toContain("王建福");
  });

  test("is reminded once of what they left unfinished; after a day it is given up", async () => {
    await say(wang, own, "我店里灭火器都过期了没人换");
    const reminders = () => saidIn(house, own).filter(({ printed }) => printed === texts.said.reminder).length;
    const before = reminders();
    house.clock.advance(31 * MINUTE_MS);
    await house.settle(3);
    expect(reminders()).toBe(before + 1);
    house.clock.advance(2 * HOUR_MS);
    await house.settle(3);
    expect(reminders()).toBe(before + 1);
    house.clock.advance(22 * HOUR_MS);
    await house.settle(3);
    expect(draftIn(own).printed).toContain("# 隐患上报：已过期");
    expect(await cases()).toEqual([]);
  });
});

describe("an emergency", () => {
  const LEAK = "快来人啊老福记酒楼后厨煤气漏了好大的味道";

  test("is met with the first words as the first reply, those on duty are alarmed until one of them has taken it", async () => {
    const rung: string[] = [];
    const stop = world().on((signal) => void (signal.kind === "toast" && rung.push(...signal.people)));
    house.clock.advance(SECOND_MS);
    const before = saidIn(house, own).length;
    world().say(wang, own, { text: LEAK });
    await house.settle(3);
    const said = saidIn(house, own).slice(before);
    expect(said[0]?.printed).toMatch(/^【紧急】请马上关闭阀门.*119/);
    expect(said.some(({ printed }) => printed.includes("# 已登记 YH-"))).toBe(true);

    const alarms = () => saidIn(house, duty).filter(({ printed }) => printed.startsWith("# 【") && printed.includes(LEAK));
    const first = alarms().at(-1);
    expect(first?.printed).toContain("# 【紧急】燃气泄漏");
    expect(first?.printed).toContain("[已接警]");
    expect(rung).toEqual([li]);

    house.clock.advance(4 * MINUTE_MS);
    await house.settle(3);
    expect(alarms().at(-1)?.printed).toContain("# 【紧急】燃气泄漏（第 2 次提醒）");
    expect(rung).toEqual([li, li]);

    const { toast } = await world().pressButton(li, String(first?.id), "已接警");
    expect(toast?.content).toBe(texts.alarm.taken);
    await house.settle(3);
    const taken = alarms().filter(({ printed }) => printed.includes("# 【已接警】"));
    expect(taken).toHaveLength(2);
    expect(taken.every(({ printed }) => printed.includes("李文清 已于 2026-11-2"))).toBe(true);
    house.clock.advance(10 * MINUTE_MS);
    await house.settle(3);
    expect(alarms()).toHaveLength(2);
    expect(rung).toEqual([li, li]);
    stop();
    const [hazard] = await cases();
    expect(hazard?.facts.suspectedMajor).toBeDefined();
  });

  test("is taken by nobody without the right, nor twice", async () => {
    await say(wang, shops, { text: LEAK, mentionBot: true });
    await house.settle(2);
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from hazard_alarms");
    const value = { do: "take_alarm", alarmId: rows[0]?.id };
    expect(await house.app.onEvent(rawPress({ presser: wang, chatId: shops, value }))).toEqual({
      toast: { type: "warning", content: expect.stringMatching(/。$/) },
    });
    expect(await house.app.onEvent(rawPress({ presser: zheng, chatId: otherDuty, value }))).toMatchObject({ toast: { type: "warning" } });
    expect((await house.db.query("select taken_by from hazard_alarms")).rows).toEqual([{ taken_by: null }]);
    const card = saidIn(house, duty).findLast(({ printed }) => printed.includes("[已接警]"));
    const press = (person: string) => world().pressButton(person, String(card?.id), "已接警");
    const [one, other] = await Promise.all([press(li), press(li)]);
    expect([one.toast?.content, other.toast?.content].filter((words) => words === texts.alarm.taken)).toHaveLength(1);
  });

  test("cried out again by the same person is one case, and rings by itself", async () => {
    const alarms = () => house.db.query("select id from hazard_alarms");
    await say(wang, own, LEAK);
    await say(wang, own, { text: "快点啊煤气味越来越大了", images: [await aPhoto(5)] });
    expect(saidIn(house, own).filter(({ printed }) => printed.startsWith("【紧急】")).length).toBeGreaterThan(1);
    expect((await alarms()).rows).toHaveLength(1);
    const [hazard, ...others] = await cases();
    expect(others).toEqual([]);
    expect(hazard?.photoIds).toHaveLength(1);
    await say(wang, own, "河市小厨着火了");
    expect((await alarms()).rows).toHaveLength(2);
  });

  test("another danger, another place, or one whose alarm was taken, is another alarm", async () => {
    const alarms = async () =>
      (await house.db.query<{ id: string }>("select id::text as id from hazard_alarms order by hazard_alarms.id")).rows;
    await say(wang, own, LEAK);
    await say(wang, own, "着火了，火很大");
    expect(await alarms()).toHaveLength(2);
    await say(wang, own, "万安街道那边也着火了");
    expect(await alarms()).toHaveLength(3);
    for (const { id } of await alarms()) {
      const value = { do: "take_alarm", alarmId: id };
      await house.app.onEvent(rawPress({ presser: li, chatId: duty, value }));
    }
    await say(wang, own, LEAK);
    expect(await alarms()).toHaveLength(4);
  });

  test("whoever wants no name is named nowhere, also in an alarm", async () => {
    const before = saidIn(house, duty).length;
    await say(wang, own, `我要匿名举报，${LEAK}`);
    const [hazard] = await cases();
    expect(hazard).toMatchObject({ anonymous: true });
    expect(JSON.stringify(saidIn(house, duty).slice(before))).not.toContain("王建福");
  });

  test("where no ringing is allowed, officers are written to in private", async () => {
    const urgent = "PATCH /open-apis/im/v1/messages/:message_id/urgent_app";
    void house.simulator.faults.next(urgent, { kind: "refuse", code: 230027 });
    await say(wang, own, LEAK);
    await house.settle(5);
    const written = saidIn(house, world().privateChat(li).id).at(-1);
    expect(written?.printed).toMatch(/^【紧急】燃气泄漏/);
  });

  test("of which nobody knows where it is asks for it afterwards, and the answer goes into the case", async () => {
    await say(chen, world().privateChat(chen).id, "着火了着火了快来");
    const chat = world().privateChat(chen).id;
    const said = saidIn(house, chat).map(({ printed }) => printed);
    expect(said.some((words) => words.startsWith("人到了安全的地方后再回我一句"))).toBe(true);
    await say(chen, chat, "老福记酒楼");
    const [hazard] = await cases();
    expect(hazard?.facts).toMatchObject({ enterpriseName: "老福记酒楼" });
  });
});

describe("several people in one group", () => {
  test("twenty with photos at the same time make twenty cases, each with its own photos", async () => {
    house.simulator.faults.liftLimits();
    const people = Array.from({ length: 20 }, (_, index) => world().addPerson(`群众${index + 1}`, wang).id);
    const chat = world().openGroup({ name: "洛江区河市镇商户群", members: [...people, li], withBot: true }).id;
    await house.settle(3);
    const photos = await Promise.all(people.map((_, index) => aPhoto(index * 6)));
    for (const [index, person] of people.entries()) {
      const shop = `阿${"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"[index]}面馆`;
      const photo = photos[index];
      world().say(person, chat, { text: `河市镇${shop}后厨灭火器过期了`, mentionBot: true, images: photo ? [photo] : [] });
    }
    await house.settle(30);
    const cards = people.map((person) => {
      const message = world()
        .messages(chat)
        .find(({ sender }) => sender === person);
      return saidIn(house, chat).find(({ quote, printed }) => quote === message?.id && printed.startsWith("# 隐患上报"));
    });
    await Promise.all(people.map((person, index) => world().pressButton(person, String(cards[index]?.id), "确认上报")));
    await house.settle(30);
    const recorded = await cases();
    expect(recorded).toHaveLength(20);
    const shas = new Set<string>();
    for (const hazard of recorded) {
      const kept = await photosOf(house.db, hazard.id);
      expect(kept.map(({ uploadedBy }) => uploadedBy)).toEqual([hazard.reporter.id]);
      for (const { originalSha256 } of kept) shas.add(originalSha256);
    }
    expect(shas.size).toBe(20);
    expect(new Set(recorded.map(({ facts }) => facts.enterpriseName)).size).toBe(20);
  });

  test("a photo that another person sends is not added to somebody's report", async () => {
    await say(wang, shops, { text: "老福记酒楼后厨的灭火器过期了", mentionBot: true });
    const card = draftIn(shops);
    await say(chen, shops, { text: "", mentionBot: true, images: [await aPhoto()], quote: card.id });
    const { rows } = await house.db.query<{ speaker: string; photos: number }>(
      "select speaker, jsonb_array_length(content->'photoIds') as photos from hazard_drafts order by id",
    );
    expect(rows).toEqual([
      { speaker: wang, photos: 0 },
      { speaker: chen, photos: 1 },
    ]);
    await say(wang, shops, { text: "", mentionBot: true, images: [await aPhoto(3)], quote: card.id });
    expect(draftIn(shops)).toBeDefined();
    const { rows: after } = await house.db.query(
      "select speaker, jsonb_array_length(content->'photoIds') as photos from hazard_drafts order by id",
    );
    expect(after).toEqual([
      { speaker: wang, photos: 1 },
      { speaker: chen, photos: 1 },
    ]);
  });

  test("a group where every message is looked at has its hazards reported without a mention, and its chatter left in peace", async () => {
    await house.db.query("update chats set settings = settings || '{\"reportsEveryMessage\": true}' where chat_id = $1", [shops]);
    const said = () => saidIn(house, shops).length;
    const before = said();
    // The platform hands on what is not addressed to a bot with the right to read it: here as an announcement to all.
    for (const text of ["今晚去哪吃饭", "老板多久得亲自带队查一次？"])
      await say(wang, shops, { text, mentions: ["all"], announcement: "text" });
    expect(said()).toBe(before);
    await say(wang, shops, { text: "老福记酒楼后厨的灭火器过期了", mentions: ["all"], announcement: "text" });
    expect(said()).toBe(before + 1);
    expect(draftIn(shops).printed).toContain("老福记酒楼");
    await house.db.query("update chats set settings = settings || '{\"reportsEveryMessage\": false}' where chat_id = $1", [shops]);
  });
});

describe("what may have been reported before", () => {
  async function reported(person: string, chat: string, text: string, photo?: { bytes: Buffer; name: string }) {
    await say(person, chat, { text, ...(photo && { images: [photo] }) });
    await world().pressButton(person, draftIn(chat).id, "确认上报");
    await house.settle(2);
  }

  test("is shown with photo and state, and joined", async () => {
    const [photo, chat] = [await aPhoto(), world().privateChat(chen).id];
    await reported(wang, own, "后厨的灭火器过期了没人管", photo);
    await reported(chen, chat, "老福记酒楼后厨的灭火器过期了", photo);
    const [{ id } = { id: "" }, ...others] = await cases();
    expect(others).toEqual([]);
    const asked = draftIn(chat);
    expect(asked.printed).toContain("# 可能已经有人报过");
    expect(asked.printed).toContain(id);
    expect(asked.printed).toContain("同一张照片");
    expect(asked.printed).toContain("[image 现场照片 1]");
    const { toast } = await world().pressButton(chen, asked.id, texts.duplicates.join({ id }));
    expect(toast?.content).toBe(texts.press.joined({ id }));
    expect(await findHazard(house.db, id)).toMatchObject({ followers: [chen], version: 2 });
    expect(draftIn(chat).printed).toContain("# 隐患上报：已并入");
  });

  test("is recorded all the same by whoever says that it is another one", async () => {
    await reported(wang, own, "后厨的灭火器过期了没人管");
    const chat = world().privateChat(chen).id;
    await reported(chen, chat, "老福记酒楼后厨的灭火器过期了没人管");
    await world().pressButton(chen, draftIn(chat).id, texts.duplicates.anyway);
    await house.settle(2);
    expect((await cases()).map(({ repeatOf }) => repeatOf)).toEqual([undefined, undefined]);
  });

  test("and was closed, has come back: 屡改屡犯", async () => {
    await reported(wang, own, "后厨的灭火器过期了没人管");
    const [{ id } = { id: "" }] = await cases();
    await house.db.query("update hazards set state = 'closed', closed_at = changed_at where id = $1", [id]);
    const chat = world().privateChat(chen).id;
    await reported(chen, chat, "老福记酒楼后厨的灭火器过期了没人管");
    expect(draftIn(chat).printed).toContain(texts.duplicates.repeated);
    await world().pressButton(chen, draftIn(chat).id, texts.duplicates.again({ id }));
    await house.settle(2);
    const [latest] = await cases();
    expect(latest?.repeatOf).toBe(id);
    expect(saidIn(house, duty).at(-1)?.printed).toContain(texts.duty.repeated({ id }));
  });
});

describe("a button that was forged", () => {
  test("of another's draft, of another chat, of an older version or an unknown case changes nothing", async () => {
    await say(wang, own, "后厨的灭火器过期了");
    const { rows } = await house.db.query<{ id: string; version: number }>("select id::text as id, version from hazard_drafts");
    const [{ id: draftId, version } = { id: "", version: 0 }] = rows;
    const press = (presser: string, chatId: string, value: object) => house.app.onEvent(rawPress({ presser, chatId, value }));
    const unknown = { toast: { type: "warning", content: bot.press.unknown } };
    expect(await press(chen, own, { do: "confirm_hazard_draft", draftId, version })).toEqual({
      toast: { type: "warning", content: texts.press.notYours },
    });
    expect(await press(wang, shops, { do: "confirm_hazard_draft", draftId, version })).toEqual(unknown);
    expect(await press(wang, own, { do: "confirm_hazard_draft", draftId, version: version + 1 })).toMatchObject({
      toast: { content: texts.press.changed },
    });
    expect(await press(wang, own, { do: "join_hazard", draftId, version, hazardId: "YH-20200101-001" })).toEqual(unknown);
    expect(await press(wang, own, { do: "record_hazard_anyway", draftId, version, repeatOf: "YH-20200101-001" })).toEqual(unknown);
    expect(await press(wang, own, { do: "confirm_hazard_draft", draftId: "1 or 1=1", version })).toEqual(unknown);
    expect(await cases()).toEqual([]);
  });
});

describe("what is no report", () => {
  test("is left in peace, refused or answered", async () => {
    const before = saidIn(house, shops).length;
    await say(wang, shops, { text: "谢谢大家", mentionBot: true });
    expect(saidIn(house, shops)).toHaveLength(before);
    await say(wang, shops, { text: "老板多久得亲自带队查一次？", mentionBot: true });
    expect((await lastOfBot(shops)).printed).toContain("每季度");
    expect((await house.db.query("select id from hazard_drafts")).rows).toEqual([]);
  });

  test("below an answer one may begin a report", async () => {
    await say(wang, own, "洛江的老板多久得亲自带队查一次？");
    const { toast } = await world().pressButton(wang, (await lastOfBot(own)).id, "我要上报");
    expect(toast?.content).toBe(texts.said.begin);
    await house.settle(2);
    await say(wang, own, "后厨的灭火器过期了");
    expect((await lastOfBot(own)).printed).toBe(texts.said.ready);
  });
});

function rawPress({ presser, chatId, value }: { presser: string; chatId: string; value: object }) {
  const eventId = `forged_${Math.random().toString(36).slice(2)}`;
  return {
    schema: "2.0",
    header: { event_type: "card.action.trigger", event_id: eventId },
    event: {
      operator: { open_id: presser },
      action: { value, form_value: {} },
      context: { open_message_id: "om_x", open_chat_id: chatId },
    },
  };
}
