import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MINUTE_MS } from "../../src/clock.ts";
import { type ChatPageStage, openStage } from "../support/chat-page.ts";
import { type House, openHouse } from "../support/house.ts";

/** A notice from the form to the report of who has acknowledged it, typed and pressed by its people on the chat page. */

const WORK_GROUP = "洛江区商务局安全生产工作群";
const SHOPS = "洛江区餐饮企业";
const BAKERY = "河市镇烘焙企业群";
const TITLE = "液化气使用安全";

let stage: ChatPageStage;
let house: House;

beforeAll(async () => {
  stage = await openStage();
  house = await openHouse({ stage });
});
afterAll(async () => {
  await house.close();
  await stage.close();
});

/** The third group of the district, as its administrator describes it. */
async function openBakery(): Promise<void> {
  const { world } = stage.simulator;
  const lin = stage.personNamed("林国栋");
  const { id } = world.openGroup({ name: BAKERY, members: [lin, stage.personNamed("王建福")], withBot: true });
  const setUpCard = () => world.messages(id).find(({ card }) => JSON.stringify(card ?? "").includes('"content":"保存"'));
  await expect.poll(setUpCard, { timeout: 20_000 }).toBeDefined();
  const settings = { kind: "enterprise", district: "洛江区", mentioned: "mentioned", asking: "everyone", duty: "no", reports: "no" };
  await world.pressButton(lin, setUpCard()?.id ?? "", "保存", settings);
}

async function visit(person: string, chat: string): Promise<Page> {
  return stage.visit({ person: stage.personNamed(person), chat: stage.chatNamed(chat) });
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /发消息到/ }).fill(text);
  await page.getByRole("button", { name: "发送", exact: true }).click();
}

/** The latest card with this title that tells this. */
async function titled(page: Page, title: string | RegExp, telling: string | RegExp = ""): Promise<Locator> {
  const card = page.getByRole("log", { name: "消息" }).getByRole("region", { name: title }).filter({ hasText: telling }).last();
  await card.waitFor();
  return card;
}

async function choose(page: Page, card: Locator, field: string, option: string): Promise<void> {
  await card.getByRole("combobox", { name: field }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(option, { exact: true }).click();
}

async function press(card: Locator, label: string, answer: string | RegExp): Promise<void> {
  await card.getByRole("button", { name: label, exact: true }).click();
  await card.page().getByText(answer).first().waitFor();
}

/** The moment that the notice set is now; its report follows with the next minute. */
async function timeIsUp(): Promise<void> {
  await house.db.query(
    `update notices set acknowledgement = jsonb_set(acknowledgement, '{dueAt}', to_jsonb($1::text)) where title = $2 and state = 'sent'`,
    [house.clock.now().toISOString(), TITLE],
  );
  house.clock.advance(MINUTE_MS);
}

test("an officer writes, another approves, four acknowledge, the one who is missing is reminded, the report tells", {
  timeout: 240_000,
}, async () => {
  await openBakery();
  const officer = await visit("李文清", WORK_GROUP);
  await write(officer, "@安讯 发通知");
  const form = await titled(officer, /^写通知 TZ-/);
  await form.getByRole("textbox", { name: "标题（60 字以内）" }).fill(TITLE);
  await form.getByRole("textbox", { name: "正文（一行一段，3000 字以内）" }).fill("请检查液化气软管，老化的马上更换。");
  await choose(officer, form, "发给谁", "本区全部群");
  await choose(officer, form, "紧急程度", "紧急：免打扰时间也发");
  await form.getByRole("button", { name: "预览", exact: true }).click();
  const preview = await titled(officer, /^通知 TZ-.*草稿/, "请检查液化气软管");
  await press(preview, "提交审批", "已提交，等待审批。");

  const submitted = await titled(officer, /^通知 TZ-.*待审批/);
  await press(submitted, "批准发送", /审批人/);
  expect(stage.simulator.world.messages(stage.chatNamed(SHOPS)).filter(({ card }) => JSON.stringify(card ?? "").includes(TITLE))).toEqual(
    [],
  );
  const leader = await visit("林国栋", WORK_GROUP);
  await press(await titled(leader, /^通知 TZ-.*待审批/), "批准发送", "已批准，发往 3 处。");

  const places = [
    ["李文清", WORK_GROUP, "1/3"],
    ["陈美珊", SHOPS, "2/4"],
    ["王建福", SHOPS, "3/4"],
    ["林国栋", BAKERY, "2/2"],
  ] as const;
  for (const [person, chat, counted] of places) {
    const page = await visit(person, chat);
    await press(await titled(page, new RegExp(TITLE)), "收到", /已确认收到（TZ-/);
    await titled(page, new RegExp(TITLE), `已确认 ${counted} 人`);
  }
  const again = await visit("王建福", BAKERY);
  await press(await titled(again, new RegExp(TITLE)), "收到", /您已确认过（/);

  await write(officer, "@安讯 谁还没收到");
  const missing = await titled(officer, `确认情况｜${TITLE}`, "已确认 4 人");
  await missing.getByText("未确认：吴秀兰（企业负责人）").waitFor();
  await press(missing, "提醒未确认者", "已提醒 1 人（1 处）。");

  const owner = await visit("吴秀兰", SHOPS);
  const reminder = await titled(owner, "请确认收到", "@吴秀兰");
  const called = String(await reminder.textContent());
  for (const name of ["李文清", "陈美珊", "王建福"]) expect(called).not.toContain(name);

  await timeIsUp();
  const own = stage.simulator.world.privateChat(stage.personNamed("李文清"));
  const told = await stage.visit({ person: stage.personNamed("李文清"), chat: own.id });
  const report = told.getByRole("region", { name: `确认结果｜${TITLE}` });
  await report.waitFor({ timeout: 100_000 });
  await report.getByText("应确认 5 人，已确认 4 人，未确认 1 人。").waitFor();
  await report.getByRole("img", { name: "各群" }).waitFor();
});
