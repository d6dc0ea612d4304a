import { readXlsx } from "hucre";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listDuties, updateDuty } from "../../src/duties/duties.ts";
import { verifyAudit } from "../../src/registry/audit.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Offices, officesOf } from "../support/offices.ts";
import { aPhoto } from "../support/reporting.ts";

/** What is asked of those who owe a duty, from the reminder to the list of those who are missing. */

let house: House;
let offices: Offices;
let [wang, wu, li, lin]: string[] = [];
let [own, neighbour, office, group]: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  offices = officesOf(house);
  [wang, wu, li, lin] = ["王建福", "吴", "李文清", "林国栋"].map(offices.person);
  [own, neighbour, office] = [wang, wu, li].map((person) => offices.privateChat(person ?? ""));
  group = offices.chat("洛江区商务局安全");
  await collect("带队");
  await collect("检查计划");
});
afterAll(() => house.close());
beforeEach(() => house.settle(3));

/** As if somebody had confirmed it, with evidence wanted. */
async function collect(words: string): Promise<void> {
  const drafts = await listDuties(house.db, { states: ["draft"], from: "plan" });
  const draft = drafts.find(({ content, proposal }) => content.duty.includes(words) && proposal?.schedule);
  if (!draft?.proposal?.schedule) throw new Error(`no draft of a duty tells ${words}`);
  const now = house.clock.now();
  const settings = { ...draft.proposal, schedule: draft.proposal.schedule, wantsEvidence: true };
  const confirmed = { state: "active", settings, proposal: undefined, remindedUntil: now, confirmed: { by: lin ?? "", at: now } } as const;
  await updateDuty(house.db, { ...draft, ...confirmed, version: draft.version + 1, changedAt: now });
}

const QUARTERLY = "季度带队检查";
const say = (person: string | undefined, chat: string | undefined, text: string) => offices.say(person ?? "", chat ?? "", text);
const cardWith = (chat: string | undefined, label: string) => offices.cardWith(chat ?? "", label);

async function press(person: string | undefined, chat: string | undefined, label: string, form?: Record<string, unknown>) {
  const { toast } = await offices.press(person ?? "", cardWith(chat, label).id, label, form);
  return toast?.content;
}

async function send(person: string | undefined, chat: string | undefined, words: Parameters<House["simulator"]["world"]["say"]>[2]) {
  await offices.heard(chat ?? "");
  house.clock.advance(1000);
  house.simulator.world.say(person ?? "", chat ?? "", words);
  return (await offices.heard(chat ?? "")).join("\n");
}

describe("what is asked of enterprises every quarter", () => {
  test("an officer sees that nobody has delivered, and an owner sees nothing of others", async () => {
    const [card] = await say(li, office, `${QUARTERLY}完成情况`);
    expect(card).toContain("应交 **2**，已交 **0**，未交 **2**");
    expect(card).toContain("老福记酒楼");
    expect(await say(wang, own, `${QUARTERLY}完成情况`)).not.toContain("老福记酒楼");
    expect((await say(wang, own, "任务完成情况")).join()).not.toMatch(/应交|0\/2/);
  });

  test("an owner delivers by the form: not without a word, not of tomorrow, and then once", async () => {
    await say(wang, own, "我的任务");
    await press(wang, own, "提交完成情况");
    await offices.heard(own ?? "");
    const fill = (form: object) => press(wang, own, "提交", { bearer: bearerIn(own), done_on: "2026-11-20", ...form });
    expect(await fill({})).toContain("情况说明");
    expect(await fill({ done_on: "2026-11-30", note: "已查" })).toContain("还没有到");
    expect(await fill({ note: "后厨和仓库都查了", participants: "王总带队" })).toBe("已提交");
    const [receipt] = await offices.heard(own ?? "");
    expect(receipt).toContain("老福记酒楼：已提交");
    expect(receipt).toContain("2026-11-20");
  });

  test("photos that quote the receipt are added to it", async () => {
    const receipt = cardOf(own, "老福记酒楼：已提交");
    expect(await send(wang, own, { text: "现场照片", images: [await aPhoto(20)], quote: receipt })).toContain("已加上照片 1 张");
  });

  test("somebody who owes nothing delivers nothing, whatever a button carries", async () => {
    const { id } = cardWith(own, "提交");
    const value = { do: "submit_delivery", dutyId: await dutyId("带队"), due: "2026-12-31", photoIds: [], fileIds: [] };
    const form = { bearer: bearerIn(own), done_on: "今天", note: "冒名" };
    const forged = { person: wu ?? "", chat: neighbour ?? "", messageId: id, form };
    expect(await offices.forge({ ...forged, value })).toContain("不需要您提交");
    // Their own enterprise, with the neighbour's photo.
    const [ownBearer] = (await house.db.query<{ id: string }>("select id::text as id from enterprises where name like '%小厨%'")).rows;
    const stolen = { ...forged, form: { ...form, bearer: `enterprise:${ownBearer?.id}` }, value: { ...value, photoIds: ["1"] } };
    expect(await offices.forge(stolen)).toContain("不是您发的");
  });

  test("only who is missing is reminded, at most once a day", async () => {
    await say(lin, group, `谁还没交${QUARTERLY}`);
    await offices.heard(neighbour ?? "");
    await offices.heard(own ?? "");
    expect(await press(lin, group, "催交")).toContain("已催 1 人");
    expect((await offices.heard(neighbour ?? "")).join()).toContain("还没有收到完成情况");
    expect(await offices.heard(own ?? "")).toEqual([]);
    await press(lin, group, "催交");
    expect(await offices.heard(neighbour ?? "")).toEqual([]);
  });

  test("an officer looks at it, gives it back with a reason, and accepts what is delivered again", async () => {
    await press(lin, group, "查看", { delivery: await deliveryId() });
    await offices.heard(group ?? "");
    expect(await press(lin, group, "退回补充", { reason: "" })).toContain("请写退回的原因");
    await press(lin, group, "退回补充", { reason: "没有写整改情况" });
    expect((await offices.heard(own ?? "")).join()).toContain("没有写整改情况");
    const [missing] = await say(lin, group, `${QUARTERLY}完成情况`);
    expect(missing).toContain("退回 1");
    const again = await send(wang, own, { text: `${QUARTERLY}已完成：昨天又查了一遍，发现的两处问题当场改了` });
    expect(again).toContain("老福记酒楼：已提交");
    expect(again).toContain("照片**：1 张");
    await press(lin, group, "查看", { delivery: await deliveryId() });
    await offices.heard(group ?? "");
    expect(await press(lin, group, "认可")).toBe("已处理。");
    expect((await offices.heard(own ?? "")).join()).toContain("已被认可");
    expect(await send(wang, own, { text: `${QUARTERLY}已完成：再改一下` })).toContain("已经被认可");
    // Accepted by mistake: it can be given back still.
    await press(lin, group, "退回补充", { reason: "看错了，请补签字页" });
    expect((await offices.heard(own ?? "")).join()).toContain("看错了");
    await send(wang, own, { text: `${QUARTERLY}已完成：签字页补好了` });
    await press(lin, group, "查看", { delivery: await deliveryId() });
    await offices.heard(group ?? "");
    await press(lin, group, "认可");
  });

  test("goes out as a workbook with everybody who owes it", async () => {
    await offices.heard(office ?? "");
    house.simulator.world.say(li ?? "", office ?? "", { text: `导出${QUARTERLY}完成情况` });
    await house.settle(4);
    const file = house.simulator.world.messages(office ?? "").findLast((message) => message.file)?.file;
    const response = await fetch(`${house.simulator.url}${file?.url}`);
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    const rows = sheets[0]?.rows.map((row) => [row[0], row[3]]);
    expect(rows).toEqual(
      expect.arrayContaining([
        ["老福记酒楼", "已认可"],
        [expect.stringContaining("小厨"), "未交"],
      ]),
    );
  });
});

test("some days after the day those who are missing are reminded by the clock", async () => {
  const chat = offices.privateChat(offices.person("陈"));
  await offices.heard(chat);
  await offices.heard(own ?? "");
  house.clock.set("2026-12-02 09:31");
  await house.settle(5);
  expect((await offices.heard(chat)).join()).toContain("已经逾期");
  expect((await offices.heard(own ?? "")).join()).not.toContain("已经逾期");
  await house.settle(5);
  expect(await offices.heard(chat)).toEqual([]);
});

test("a town's plan of inspections must name industries that we know, and what it leaves out is told", async () => {
  const chen = offices.person("陈");
  const chat = offices.privateChat(chen);
  await send(chen, chat, { text: "提交月度检查计划" });
  const fill = (industries: string) => press(chen, chat, "提交", { bearer: bearerIn(chat), done_on: "今天", note: "见附件", industries });
  expect(await fill("餐饮、造船")).toContain("造船");
  expect(await fill("商场超市")).toBe("已提交");
  const [card] = await say(li, office, "月度检查计划完成情况");
  expect(card).toMatch(/河市镇企业办的计划没有覆盖：餐饮燃气/);
  expect(await verifyAudit(house.db)).toMatchObject({ kind: "whole" });
});

test("a reminder in the enterprises' group carries the button, and words below it deliver", async () => {
  const chat = offices.chat("企业");
  const duty = (await listDuties(house.db, { states: ["active"] })).find(({ content }) => content.duty.includes("带队"));
  if (!duty?.settings) throw new Error("the duty is not active");
  const settings = { ...duty.settings, audience: { chatIds: [chat], people: [] } };
  await updateDuty(house.db, { ...duty, settings, version: duty.version + 1, changedAt: house.clock.now() });
  await offices.heard(chat);
  house.clock.set("2026-12-16 09:10");
  await house.settle(300);
  const reminder = cardOf(chat, "[提交完成情况]");
  expect(offices.printed(reminder)).toContain("[收到]");
  await offices.heard(neighbour ?? "");
  // What is asked, or not done yet, below a reminder is no delivery.
  for (const words of ["还没完成，只做了一半", "我的任务"]) await offices.say(wu ?? "", chat, words, { quote: reminder });
  expect(await missing()).toContain("小厨");
  await offices.heard(neighbour ?? "");
  // Others sit in the group: the receipt is theirs alone.
  expect(await offices.say(wu ?? "", chat, "已完成，昨天我带队查的", { quote: reminder })).toEqual(["已收到，回执私聊发给您。"]);
  expect((await offices.heard(neighbour ?? "")).join()).toMatch(/：已提交[\s\S]*2026-12-15/);
  const [card] = await say(li, office, `${QUARTERLY}完成情况`);
  expect(card).toContain("全部已交");
});

test("the same event again changes nothing, and a day that was moved keeps what was delivered for it", async () => {
  const duty = (await listDuties(house.db, { states: ["active"] })).find(({ content }) => content.duty.includes("带队"));
  if (!duty?.settings) throw new Error("the duty is not active");
  const before = await rowsOf(duty.id);
  await house.db.query("update inbox set state = 'waiting', finished_at = null where kind = 'message' and state = 'done'");
  await house.settle(30);
  expect(await rowsOf(duty.id)).toEqual(before);
  const settings = { ...duty.settings, schedule: { kind: "dated", days: ["2026-12-28"] } } as const;
  await updateDuty(house.db, { ...duty, settings, version: duty.version + 1, changedAt: house.clock.now() });
  await say(li, office, `${QUARTERLY}完成情况`);
  await press(li, office, "下一期");
  expect((await offices.heard(office ?? "")).join()).toMatch(/2026-12-31 到期[\s\S]*全部已交/);
});

async function rowsOf(id: string): Promise<unknown[]> {
  const { rows } = await house.db.query("select id, version, photo_ids, note from duty_deliveries where duty_id = $1 order by id", [id]);
  return rows;
}

async function missing(): Promise<string> {
  return (await say(li, office, `${QUARTERLY}完成情况`)).join();
}

async function dutyId(words: string): Promise<string> {
  const duties = await listDuties(house.db, { states: ["active"] });
  return duties.find(({ content }) => content.duty.includes(words))?.id ?? "";
}

async function deliveryId(): Promise<string> {
  const { rows } = await house.db.query<{ id: string }>("select max(id)::text as id from duty_deliveries where bearer_kind = 'enterprise'");
  return rows[0]?.id ?? "";
}

/** What the form's select begins with. */
function bearerIn(chat: string | undefined): string {
  const { card } = house.simulator.world.message(cardWith(chat, "提交").id);
  return /"initial_option":"([^"]+)"/.exec(JSON.stringify(card))?.[1] ?? "";
}

function cardOf(chat: string | undefined, words: string): string {
  const found = house.simulator.world.messages(chat ?? "").findLast(({ id }) => offices.printed(id).includes(words));
  return found?.id ?? "";
}
