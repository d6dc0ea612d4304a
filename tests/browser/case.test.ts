import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChatPageStage, openStage, PHONE, WIDE } from "../support/chat-page.ts";
import { type House, openHouse } from "../support/house.ts";
import { aPhoto } from "../support/reporting.ts";

/** A hazard from the first sentence to the closed case, typed and pressed by its two sides on the chat page. */

const WORK_GROUP = "洛江区商务局安全生产工作群";

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

async function write(page: Page, text: string, photo?: number): Promise<void> {
  if (photo !== undefined) {
    const { name, bytes } = await aPhoto(photo);
    await page.locator('input[accept="image/*"]').setInputFiles([{ name, mimeType: "image/jpeg", buffer: bytes }]);
    await page.getByRole("img", { name }).waitFor();
  }
  await page.getByRole("textbox", { name: /发消息到/ }).fill(text);
  await page.getByRole("button", { name: "发送", exact: true }).click();
}

/** The latest card with this title, once it stands there and tells this: a card that is about to change has the same title. */
async function titled(page: Page, title: string | RegExp, telling = ""): Promise<Locator> {
  const cards = page.getByRole("log", { name: "消息" }).getByRole("region", { name: title });
  const card = cards.filter({ hasText: telling }).last();
  await card.waitFor();
  // A case has several cards, made true one after the other: until all are, what is written may go to one and the press to another.
  await house.settle();
  await expect.poll(() => cards.count(), { timeout: 20_000 }).toBe(standing(page, title));
  return card;
}

/** How many cards with this title stand in the chat that the page shows. */
function standing(page: Page, title: string | RegExp): number {
  const chat = new URL(page.url()).searchParams.get("chat") ?? "";
  const titles = stage.simulator.world.messages(chat).map(({ card }) => card?.header?.title.content ?? "");
  return titles.filter((shown) => (typeof title === "string" ? shown.includes(title) : title.test(shown))).length;
}

async function choose(page: Page, card: Locator, field: string, option: string): Promise<void> {
  await card.getByRole("combobox", { name: field }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(option, { exact: true }).click();
}

async function fill(card: Locator, field: string, text: string): Promise<void> {
  await card.getByRole("textbox", { name: field }).fill(text);
}

test("an owner reports, an officer follows, and the closed case tells all of it on one card", { timeout: 180_000 }, async () => {
  const wang = stage.personNamed("王建福");
  const owner = await stage.visit({ person: wang, chat: stage.simulator.world.privateChat(wang).id, viewport: PHONE });
  const officer = await stage.visit({ person: stage.personNamed("李文清"), chat: stage.chatNamed(WORK_GROUP), viewport: WIDE });

  await write(owner, "我店里灭火器都过期了没人换", 20);
  await owner.getByText("具体在店里哪个位置").first().waitFor();
  await write(owner, "后厨灶台边上");
  const draft = await titled(owner, "隐患上报：请核对");
  await draft.getByText("没有问题就点").waitFor();
  await draft.getByRole("button", { name: "确认上报" }).click();
  const receipt = await titled(owner, /^已登记 YH-/);
  const id = /YH-\d{8}-\d{3}/.exec(String(await receipt.textContent()))?.[0] ?? "";

  const reported = await titled(officer, `${id} 已登记，待受理`);
  await choose(officer, reported, "隐患级别", "一般隐患");
  await fill(reported, "判定依据（定级时必填）", "现场照片");
  await reported.getByRole("button", { name: "受理", exact: true }).click();

  const accepted = await titled(officer, `${id} 已受理`);
  await choose(officer, accepted, "从名单里选责任人", "王建福");
  await fill(accepted, "期限（如 2026-12-01）", "7天");
  await accepted.getByRole("button", { name: "确认指派" }).click();

  await titled(owner, `${id} 整改中`);
  const received = owner
    .getByRole("article", { name: /安讯/ })
    .filter({ has: owner.getByRole("region", { name: `${id} 整改中` }) })
    .last();
  await received.hover();
  await received.getByRole("button", { name: /^回复/ }).click();
  await write(owner, "已经全部换新", 40);
  const offered = owner.getByRole("region", { name: `${id} 整改中` }).filter({ hasText: "将附上您刚才发的 1 张照片" });
  await offered.getByRole("button", { name: "整改完成" }).click();

  const first = await titled(officer, `${id} 待复查`);
  await fill(first, "复查意见", "有一具压力不足");
  await first.getByRole("button", { name: "复查不合格" }).click();
  const again = await titled(owner, `${id} 整改中`, "有一具压力不足");
  await fill(again, "整改说明", "压力不足的已更换");
  await again.getByRole("button", { name: "整改完成" }).click();
  const second = await titled(officer, `${id} 待复查`, "压力不足的已更换");
  await fill(second, "复查意见", "全部合格");
  await second.getByRole("button", { name: "复查合格" }).click();
  await (await titled(officer, `${id} 待复查`)).getByRole("button", { name: "销号" }).click();

  const closed = await titled(officer, `${id} 已销号`);
  const told = String(await closed.textContent()).replace(/\s+/g, "");
  const steps = ["登记上报", "受理", "定级", "指派整改", "整改完成", "复查不合格", "整改完成", "复查合格", "销号"];
  expect(told).toMatch(new RegExp(`办理记录（9条）.*${steps.join(".*")}`));
  for (const step of ["受理", "指派整改", "整改完成", "复查不合格，退回整改", "复查合格", "销号"]) {
    await owner.getByText(`您上报的 ${id}：${step}（`).first().waitFor();
  }
  await titled(owner, `${id} 已销号`);
});
