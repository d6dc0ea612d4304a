import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChatPageStage, openStage, PHONE, WIDE } from "../support/chat-page.ts";
import { type House, openHouse } from "../support/house.ts";

/** What people do with an answer, typed and pressed on the chat page, with the whole house behind it. */

const WORK_GROUP = "洛江区商务局安全生产工作群";
const SHOPS = "餐饮企业";

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

async function enter(person: string, chat: string, viewport = WIDE): Promise<Page> {
  return stage.visit({ person: stage.personNamed(person), chat: stage.chatNamed(chat), viewport });
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /发消息到/ }).fill(text);
  await page.keyboard.press("Enter");
}

/** The card of the chat that is the `count`th, once it is there. */
async function card(page: Page, count: number): Promise<Locator> {
  const cards = page.getByRole("log", { name: "消息" }).getByRole("region");
  await cards.nth(count - 1).waitFor();
  return cards.nth(count - 1);
}

/** How many cards stand in the chat, once all of them are shown. */
async function cardsIn(page: Page, chat: string): Promise<number> {
  const cards = stage.simulator.world.messages(stage.chatNamed(chat)).filter((message) => message.type === "card").length;
  if (cards > 0) await card(page, cards);
  return cards;
}

async function textOf(locator: Locator): Promise<string> {
  return String(await locator.textContent()).replace(/\s+/g, "");
}

/** Opens what a link or button opens, and looks at the quote there. */
async function followed(page: Page, link: Locator): Promise<{ page: Page; lit: Locator }> {
  const [opened] = await Promise.all([page.waitForEvent("popup"), link.click()]);
  await opened.waitForLoadState();
  return { page: opened, lit: opened.locator("#lit") };
}

test("a follow-up after an answer is understood in its light", async () => {
  const page = await enter("李文清", WORK_GROUP);
  const before = await cardsIn(page, WORK_GROUP);
  await say(page, "@安讯 各企业办多久开展一次督导？");
  await card(page, before + 1);
  await say(page, "@安讯 那泉港区呢");
  const followUp = await card(page, before + 2);
  expect(await textOf(followUp)).toContain("泉港区");
});

test("an ambiguous question is answered for the district whose button is pressed", async () => {
  const page = await stage.visit({ person: stage.personNamed("王建福"), viewport: WIDE });
  await page.getByRole("navigation", { name: "会话" }).getByRole("button", { name: /^安讯/ }).click();
  await say(page, "这份方案的文号是多少");
  const question = await card(page, 1);
  expect(await question.getByRole("button").allTextContents()).toEqual(["洛江区", "泉港区"]);
  await question.getByRole("button", { name: "洛江区" }).click();
  const answer = await card(page, 2);
  expect(await textOf(answer)).toContain("泉洛商务〔2024〕19号");
});

test("a vote is counted, changed, and explained", async () => {
  const page = await enter("李文清", WORK_GROUP);
  const before = await cardsIn(page, WORK_GROUP);
  await say(page, "@安讯 检查计划多久列一次？");
  const answer = await card(page, before + 1);
  await answer.getByRole("button", { name: "👍 有用" }).click();
  await page.getByText("谢谢，已记为“有用”").waitFor();
  await answer.getByRole("button", { name: "👍 有用 1" }).waitFor();

  await answer.getByRole("button", { name: "👎 没用" }).click();
  await answer.getByRole("button", { name: "👎 没用 1" }).waitFor();
  expect(await answer.getByRole("button", { name: "👍 有用" }).textContent()).toBe("👍 有用");
  await answer.getByRole("button", { name: "提交原因" }).click();
  await answer.getByText("此项必填").waitFor();
  await answer.getByRole("combobox", { name: "请选择原因" }).click();
  await page.getByTitle("答得不完整").click();
  await answer.getByRole("textbox", { name: "补充说明（选填）" }).fill("没说谁来列");
  await answer.getByRole("button", { name: "提交原因" }).click();
  await page.getByText("谢谢，原因已记下").waitFor();
  await answer.getByRole("button", { name: "提交原因" }).waitFor({ state: "detached" });
});

test.each([
  ["a wide screen", WIDE],
  ["a phone", PHONE],
])("查看原文 on %s opens the document at the lit-up sentence", async (_what, viewport) => {
  const page = await enter("陈美珊", WORK_GROUP, viewport);
  const before = await cardsIn(page, WORK_GROUP);
  await say(page, "@安讯 老板多久得亲自带队查一次？");
  const answer = await card(page, before + 1);
  const { page: opened, lit } = await followed(page, answer.getByRole("link", { name: "查看原文" }));

  await lit.waitFor();
  expect(await textOf(lit)).toContain("商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查");
  const box = await lit.boundingBox();
  expect(box?.y).toBeGreaterThan(viewport.height * 0.1);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(viewport.height);
  expect(await opened.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  // The neighbours can be read too.
  expect(await opened.getByText("8. 加强部门协同联动健全排查整治工作机制").isVisible()).toBe(true);
  await opened.close();
});

test("a question is handed over, answered by the officer, and the answer read by the asker", async () => {
  const asker = await enter("王建福", SHOPS, PHONE);
  const officer = await enter("林国栋", WORK_GROUP);
  const late = await enter("陈美珊", WORK_GROUP);
  const [asked, onDuty] = [await cardsIn(asker, SHOPS), await cardsIn(officer, WORK_GROUP)];
  await say(asker, "@安讯 逾期不改罚多少钱");
  const answer = await card(asker, asked + 1);
  await answer.getByRole("button", { name: "转人工" }).click();
  await answer.getByText("已转洛江区值班同志").waitFor();
  expect(await answer.getByRole("button", { name: "转人工" }).count()).toBe(0);

  const duty = await card(officer, onDuty + 1);
  expect(await textOf(duty)).toContain("王建福·洛江区");
  expect(await textOf(duty)).toContain("逾期不改罚多少钱");
  const sameForOther = await card(late, onDuty + 1);
  await sameForOther.getByRole("textbox", { name: "您的答复" }).fill("我来答。");
  await duty.getByRole("textbox", { name: "您的答复" }).fill("由执法部门依法决定，请联系区应急局。");
  await duty.getByRole("button", { name: "发送答复" }).click();
  await officer.getByText("已发给提问人").waitFor();

  const reply = await card(asker, asked + 2);
  expect(await textOf(reply)).toMatch(/人工答复.*由执法部门依法决定，请联系区应急局。.*林国栋/);
  await answer.getByText("林国栋已作人工答复").waitFor();
  await officer.getByRole("region", { name: "转人工：已答复" }).last().waitFor();
  await late.getByRole("region", { name: "转人工：已答复" }).last().waitFor();
  expect(await late.getByRole("textbox", { name: "您的答复" }).count()).toBe(0);
});
