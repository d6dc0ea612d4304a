import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { historyOf } from "../../src/hazards/history.ts";
import { listHazards } from "../../src/hazards/ledger.ts";
import { ledgerSheet } from "../../src/hazards/ledger-export.ts";
import { triage } from "../../src/hazards/triage.ts";
import { EMERGENCY_KINDS } from "../../src/texts/hazards.ts";
import { texts as report } from "../../src/texts/report.ts";
import { texts } from "../../src/texts/vision.ts";
import { collectedLog } from "../support/collected-log.ts";
import { type House, openHouse } from "../support/house.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";
import { aPhoto, peopleOf, saidIn } from "../support/reporting.ts";

const TABLES = ["hazard_alarms", "hazard_drafts", "photo_images", "hazard_photos", "photos", "hazard_events", "hazards", "hazard_numbers"];
const SEEN = "后门通道堆着纸箱，只剩一半宽";
const MARKED = `${SEEN}（${texts.proposed}）`;
const CONFIRMED = `${SEEN}（${texts.confirmed}）`;

let server: OpenAiServer;
let house: House;
let wang: string;
let own: string;
let duty: string;

beforeAll(async () => {
  server = await startOpenAiServer();
  const vision = { OPENAI_BASE_URL: server.baseUrl, VISION_MODEL: "seeing", VISION_TIMEOUT_MS: "60000", CHAT_RETRIES: "0" };
  house = await openHouse({ variables: vision });
  const { person, group, inPrivate } = peopleOf(house);
  [wang, own, duty] = [person("王建福"), inPrivate("王建福"), group("洛江区商务局安全")];
});
afterAll(async () => {
  await house.close();
  await server.close();
});
beforeEach(async () => {
  await house.settle(5);
  for (const table of [...TABLES, "outbox", "sessions"]) await house.db.query(`truncate ${table} cascade`);
  server.chats.length = 0;
  server.behaviour.chat = () => ({ kind: "text", text: SEEN });
});
afterEach(() => house.clock.advance(60 * SECOND_MS));

const world = () => house.simulator.world;

async function say(words: Parameters<ReturnType<typeof world>["say"]>[2], seconds = 3) {
  house.clock.advance(3 * SECOND_MS);
  world().say(wang, own, words);
  await house.settle(seconds);
}

/** The card of the latest report, as it stands now. */
function draft() {
  const card = saidIn(house, own).findLast(({ printed }) => printed.startsWith("# 隐患上报"));
  if (!card) throw new Error("no report is begun");
  return card;
}

const cases = () => listHazards(house.db, {});
const lastWords = () => saidIn(house, own).findLast(({ card }) => !card)?.printed;

describe("a photo with no word of what is wrong", () => {
  test("is described on the draft, marked; confirmed with it there, card, receipt, history and ledger tell whose words they are", async () => {
    await say({ text: "我们店后门这里", images: [await aPhoto(1)] });
    expect(draft().printed).toContain(MARKED);
    expect(draft().printed).toContain(texts.ask);
    expect(server.chats[0]?.messages[1]?.images?.[0]).toMatch(/^data:image\/jpeg;base64,/);

    await world().pressButton(wang, draft().id, "确认上报");
    await house.settle(3);
    const [hazard, ...others] = await cases();
    expect(others).toEqual([]);
    expect(hazard?.facts).toMatchObject({ description: SEEN, describedBy: "model", enterpriseName: "老福记酒楼" });
    expect(saidIn(house, own).findLast(({ printed }) => printed.startsWith("# 已登记"))?.printed).toContain(CONFIRMED);
    const onDuty = saidIn(house, duty).findLast(({ printed }) => printed.includes(String(hazard?.id)))?.printed;
    expect(onDuty).toContain(CONFIRMED);
    expect(onDuty).toContain(texts.history);
    const [first] = await historyOf(house.db, String(hazard?.id));
    expect(first?.step).toMatchObject({ do: "record", facts: { describedBy: "model" } });
    const sheet = await ledgerSheet(house.db, await cases(), house.clock.now());
    expect(sheet.rows[0]).toContain(CONFIRMED);
    expect(server.chats).toHaveLength(1);
    const { rows } = await house.db.query("select use, model from model_calls");
    expect(rows).toContainEqual({ use: "photo", model: "seeing" });
  });

  test("alone in a private chat is described as well, and said yes to in words", async () => {
    await say({ images: [await aPhoto(2)] });
    expect(draft().printed).toContain(MARKED);
    await say({ text: "对" });
    expect(lastWords()).toContain(texts.accepted);
    expect(draft().printed).toContain(CONFIRMED);
    await say({ text: "后门" });
    await say({ text: "确认" });
    expect((await cases()).map(({ facts }) => [facts.description, facts.describedBy])).toEqual([[SEEN, "model"]]);
  });

  test("that the reporter describes in the form is theirs alone", async () => {
    await say({ text: "我们店后门这里", images: [await aPhoto(3)] });
    const form = { description_0: "后门通道被两箱饮料挡住", enterprise: "老福记酒楼", location: "后门", signed: "named" };
    await world().pressButton(wang, draft().id, "确认上报", form);
    const [hazard] = await cases();
    expect(hazard?.facts).toMatchObject({ description: "后门通道被两箱饮料挡住" });
    expect(hazard?.facts.describedBy).toBeUndefined();
    await house.settle(3);
    const onDuty = saidIn(house, duty).at(-1)?.printed;
    expect(onDuty).toContain("后门通道被两箱饮料挡住");
    expect(onDuty).not.toContain("模型");
  });

  test("that the reporter describes in words is theirs alone; what they call wrong is taken off", async () => {
    await say({ images: [await aPhoto(4)] });
    await say({ text: "不对" });
    expect(draft().printed).not.toContain(SEEN);
    expect(lastWords()).toContain(report.said.ask({ field: "description" }));
    await say({ text: "灭火器过期了" });
    expect(draft().printed).toContain("灭火器过期了");
    expect(draft().printed).not.toContain("模型");
  });
});

describe("the card as it was before", () => {
  test("takes the words that were just written on it", async () => {
    await say({ images: [await aPhoto(5)] });
    const { rows } = await house.db.query<{ id: string; version: number }>("select id::text as id, version from hazard_drafts");
    expect(rows[0]?.version).toBe(1);
    expect(draft().printed).toContain(MARKED);
    const value = { do: "confirm_hazard_draft", draftId: rows[0]?.id, version: 1 };
    const form = { description_0: "货梯门打不开", enterprise: "老福记酒楼", location: "后门", signed: "named" };
    const reply = await house.app.onEvent(rawPress(value, form));
    expect(reply).toMatchObject({ toast: { type: "success" } });
    expect((await cases()).map(({ facts }) => [facts.description, facts.describedBy])).toEqual([["货梯门打不开", undefined]]);
  });

  test("confirms nothing that was not on it", async () => {
    await say({ images: [await aPhoto(51)] });
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from hazard_drafts");
    const value = { do: "confirm_hazard_draft", draftId: rows[0]?.id, version: 1 };
    const reply = await house.app.onEvent(rawPress(value, { description_0: "", enterprise: "老福记酒楼", signed: "named" }));
    expect(reply).toMatchObject({ toast: { content: report.press.incomplete } });
    expect(await cases()).toEqual([]);
  });

  function rawPress(value: object, form: object) {
    return {
      schema: "2.0",
      header: { event_type: "card.action.trigger", event_id: `press_${house.clock.now().getTime()}` },
      event: {
        operator: { open_id: wang },
        action: { value, form_value: form },
        context: { open_message_id: draft().id, open_chat_id: own },
      },
    };
  }
});

describe("whoever sends a photo", () => {
  test("has the card at once; what they say meanwhile stands, and what comes later is not shown", async () => {
    const { asked, gate } = lateModel();
    house.clock.advance(3 * SECOND_MS);
    world().say(wang, own, { images: [await aPhoto(6)] });
    await asked.promise;
    await until(() => saidIn(house, own).some(({ printed }) => printed.startsWith("# 隐患上报")));
    world().say(wang, own, { text: "灭火器压力不够" });
    await until(() => draft().printed.includes("灭火器压力不够"));
    gate.resolve();
    await house.settle(3);
    expect(draft().printed).toContain("灭火器压力不够");
    expect(draft().printed).not.toContain("模型");
    expect((await house.db.query("select seen from hazard_drafts")).rows).toEqual([{ seen: null }]);
  });

  test("may send another meanwhile: both stay, and what was seen is shown beside them", async () => {
    const { asked, gate } = lateModel();
    house.clock.advance(3 * SECOND_MS);
    world().say(wang, own, { images: [await aPhoto(7)] });
    await asked.promise;
    world().say(wang, own, { images: [await aPhoto(8)] });
    await until(() => draft().printed.includes("照片**：2 张"));
    gate.resolve();
    await house.settle(3);
    expect(draft().printed).toContain("照片**：2 张");
    expect(draft().printed).toContain(MARKED);
  });

  test.each([
    ["dead", { kind: "status", status: 500 }],
    ["insolent", { kind: "text", text: "存在重大隐患，请立即整改并罚款" }],
  ] as const)("is asked as ever when the model is %s", async (_, reply) => {
    server.behaviour.chat = () => reply;
    await say({ images: [await aPhoto(9)] });
    expect(draft().printed).toContain(report.draft.ask({ field: "description" }));
    expect(draft().printed).not.toContain("模型");
  });

  test("and says what is wrong has it shown to nobody", async () => {
    await say({ text: "后厨的灭火器过期了", images: [await aPhoto(10)] });
    await say({ text: "着火了快来人", images: [await aPhoto(11)] });
    expect(server.chats).toEqual([]);
  });
});

test("a model that does not answer in time changes nothing, and is told of once", async () => {
  server.behaviour.chat = () => ({ kind: "silence" });
  const { log, lines } = collectedLog();
  const variables = { OPENAI_BASE_URL: server.baseUrl, VISION_MODEL: "seeing", VISION_TIMEOUT_MS: "500", CHAT_RETRIES: "0" };
  const slow = await openHouse({ variables, log });
  const { person, inPrivate } = peopleOf(slow);
  for (const left of [30, 40]) {
    slow.simulator.world.say(person("王建福"), inPrivate("王建福"), { images: [await aPhoto(left)] });
    await slow.settle(3);
    slow.clock.advance(60 * 60 * SECOND_MS);
  }
  const drafts = saidIn(slow, inPrivate("王建福")).filter(({ printed }) => printed.startsWith("# 隐患上报：请核对"));
  await slow.close();
  expect(drafts).toHaveLength(2);
  expect(drafts.every(({ printed }) => printed.includes("请说一下看到了什么问题"))).toBe(true);
  expect(lines.filter(({ level, event }) => level === "warn" && event.startsWith("vision model"))).toHaveLength(1);
});

describe("a photo that looks like an emergency", () => {
  const FIRE = "油锅起火，火苗蹿起很高";
  const alarms = async () => (await house.db.query<{ kind: string }>("select kind from hazard_alarms")).rows;
  beforeEach(() => {
    server.behaviour.chat = () => ({ kind: "text", text: FIRE });
  });

  test("has people asked whether anybody is in danger, with what to do, and alarms nobody", async () => {
    await say({ images: [await aPhoto(12)] });
    expect(draft().printed).toContain("照片里像是着火，现场有人有危险吗？");
    expect(draft().printed).toMatch(/有危险：请马上大声呼喊.*119/);
    await say({ text: "没有危险" });
    expect(await alarms()).toEqual([]);
    await say({ text: "对" });
    expect(lastWords()).toContain(texts.danger.again);
    await world().pressButton(wang, draft().id, "确认上报");
    await house.settle(3);
    expect(await alarms()).toEqual([]);
    const [hazard] = await cases();
    expect(hazard?.facts).toMatchObject({ description: FIRE, describedBy: "model" });
    expect(hazard?.facts.emergency).toBeUndefined();
    expect(hazard?.facts.suspectedMajor).toBeDefined();
  });

  test("is an emergency once the reporter says so, by the button or in words, and rings once", async () => {
    await say({ images: [await aPhoto(13)] });
    const { toast } = await world().pressButton(wang, draft().id, texts.danger.button);
    expect(toast?.content).toBe(texts.danger.told);
    await house.settle(3);
    expect(saidIn(house, own).some(({ printed }) => printed.startsWith("【紧急】请马上大声呼喊"))).toBe(true);
    expect(await alarms()).toEqual([{ kind: "fire" }]);
    const [hazard, ...others] = await cases();
    expect(others).toEqual([]);
    expect(hazard?.facts).toMatchObject({ enterpriseName: "老福记酒楼", emergency: "fire", describedBy: undefined });
    expect(hazard?.photoIds).toHaveLength(1);
    expect(draft().printed).toContain(`# ${report.draft.joined}`);
    expect(saidIn(house, duty).some(({ printed }) => printed.includes(String(hazard?.id)) && printed.includes("[image 现场照片 1]"))).toBe(
      true,
    );
    await say({ text: "有危险！" });
    expect(await alarms()).toEqual([{ kind: "fire" }]);
  });

  test("is cried of without a name where the report was to bear none", async () => {
    await say({ images: [await aPhoto(15)] });
    await say({ text: "匿名" });
    await say({ text: "有危险" });
    await house.settle(3);
    expect((await cases()).map(({ anonymous, facts }) => [anonymous, facts.emergency])).toEqual([[true, "fire"]]);
    const onDuty = saidIn(house, duty).slice(-2);
    expect(JSON.stringify(onDuty)).not.toContain("王建福");
  });

  test("is an emergency when anybody who stands there says so in the group", async () => {
    const { person, group } = peopleOf(house);
    const shops = group("餐饮企业");
    house.clock.advance(3 * SECOND_MS);
    world().say(wang, shops, { text: "", mentionBot: true, images: [await aPhoto(14)] });
    await house.settle(3);
    const card = saidIn(house, shops).findLast(({ printed }) => printed.startsWith("# 隐患上报"));
    await world().pressButton(person("陈美珊"), String(card?.id), texts.danger.button);
    await house.settle(3);
    expect(await alarms()).toEqual([{ kind: "fire" }]);
    expect((await cases()).map(({ photoIds }) => photoIds.length)).toEqual([1]);
    const { toast } = await world().pressButton(wang, String(card?.id), texts.danger.button);
    expect(toast?.content).toBe(texts.danger.toldBefore);
  });

  test.each(EMERGENCY_KINDS)("is cried of in words that ring as %s", (kind) => {
    expect(triage(texts.danger.cry({ kind, where: "老福记酒楼后厨" })).emergency).toBe(kind);
    expect(triage(texts.danger.cry({ kind, where: "" })).emergency).toBe(kind);
  });
});

/** A model that takes its time. */
function lateModel() {
  const asked = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  server.behaviour.chat = () => {
    asked.resolve();
    return { kind: "late", until: gate.promise, text: SEEN };
  };
  return { asked, gate };
}

/** The house goes on while a model is asked: nothing here may wait for it. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) {
    house.clock.advance(20);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
