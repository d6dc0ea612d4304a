import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChatPageStage, openStage, PHONE, WIDE } from "../support/chat-page.ts";
import { type House, openHouse } from "../support/house.ts";

/** Groups and owners come in by hand: typed and pressed on the chat page, with the whole house behind it. */

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

async function enter(person: string, viewport = WIDE, chat?: string): Promise<Page> {
  const page = await stage.visit({ person: stage.personNamed(person), viewport, ...(chat ? { chat } : {}) });
  await page
    .getByRole("button", { name: "新建群聊" })
    .or(page.getByRole("textbox", { name: /发消息到/ }))
    .first()
    .waitFor();
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: /发消息到/ }).fill(text);
  await page.keyboard.press("Enter");
}

/** What the bot said in words, in the conversation. */
async function heard(page: Page, words: string): Promise<void> {
  await page.getByRole("log", { name: "消息" }).getByText(words).first().waitFor();
}

function cardNamed(page: Page, name: string): Locator {
  return page.getByRole("log", { name: "消息" }).getByRole("region", { name }).last();
}

async function choose(page: Page, card: Locator, field: string, option: string): Promise<void> {
  await card.getByRole("combobox", { name: field }).click();
  await page.locator(".ant-select-dropdown:visible").getByTitle(option, { exact: true }).click();
}

async function openGroup(page: Page, name: string, members: readonly string[]): Promise<void> {
  await page.getByRole("button", { name: "新建群聊" }).click();
  const dialog = page.getByRole("dialog", { name: "新建群聊" });
  await dialog.getByRole("textbox", { name: "群名称" }).fill(name);
  await dialog.getByRole("combobox", { name: "群成员" }).click();
  for (const member of members) {
    await page
      .locator(".ant-select-dropdown:visible")
      .getByTitle(new RegExp(`^${member}`))
      .click();
  }
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "创建" }).click();
}

test("the bot is added to a new group, an administrator says what it is, and it is saved", async () => {
  const page = await enter("林国栋");
  await openGroup(page, "河市镇餐饮安全联络群", ["李文清", "王建福"]);
  const asked = cardNamed(page, "请管理员设置本群");
  await asked.waitFor();
  await choose(page, asked, "群类型", "企业群（有企业人员）");
  await choose(page, asked, "所属区", "洛江区");
  await asked.getByRole("textbox", { name: "标签（选填）" }).fill("行业:餐饮 乡镇:河市");
  await asked.getByRole("button", { name: "保存" }).click();
  const saved = cardNamed(page, "本群设置");
  await saved.waitFor();
  const shown = await saved.textContent();
  for (const words of ["企业群", "洛江区", "行业:餐饮 乡镇:河市"]) expect(shown).toContain(words);
  const { rows } = await house.db.query("select kind, district, tags from chats where name = '河市镇餐饮安全联络群'");
  expect(rows).toEqual([{ kind: "enterprise", district: "洛江区", tags: ["行业:餐饮", "乡镇:河市"] }]);
});

test("whoever is no administrator gets a toast, and nothing changes", async () => {
  const page = await enter("王建福");
  await openGroup(page, "王老板的群", ["吴秀兰"]);
  const asked = cardNamed(page, "请管理员设置本群");
  await asked.waitFor();
  await choose(page, asked, "群类型", "内部群（只有工作人员）");
  await asked.getByRole("button", { name: "保存" }).click();
  await page.getByText("这项操作由管理员办理。").waitFor();
  expect(await cardNamed(page, "请管理员设置本群").count()).toBe(1);
  expect((await house.db.query("select kind from chats where name = '王老板的群'")).rows).toEqual([{ kind: null }]);
});

test("an owner is bound by an officer's word, and sees the enterprise", async () => {
  const admin = await enter("林国栋");
  await admin.getByRole("navigation", { name: "会话" }).getByRole("button", { name: /^安讯/ }).click();
  await say(admin, "授权 王建福");
  const granting = cardNamed(admin, "授权：王建福");
  await granting.getByRole("button", { name: "收回企业主要负责人（老福记酒楼）" }).click();
  await granting.getByText("没有授予过角色").waitFor();

  const owner = await enter("王建福");
  await owner.getByRole("navigation", { name: "会话" }).getByRole("button", { name: /^安讯/ }).click();
  await say(owner, "我的企业");
  await heard(owner, "您还没有绑定企业");
  await say(owner, "绑定企业 老福记酒楼");
  await heard(owner, "已把绑定“老福记酒楼”的申请转给工作人员");

  const officer = await enter("陈美珊", WIDE, stage.chatNamed("洛江区商务局安全生产工作群"));
  await cardNamed(officer, "绑定企业：请确认").getByRole("button", { name: "确认" }).click();
  await cardNamed(officer, "绑定企业：已确认").waitFor();

  await heard(owner, "工作人员已确认，您已绑定“老福记酒楼”");
  await say(owner, "我的企业");
  await cardNamed(owner, "老福记酒楼").waitFor();
  expect(await cardNamed(owner, "老福记酒楼").textContent()).toContain("橙（较大）");
  await say(owner, "企业 河市小厨");
  await heard(owner, "只能查看和处理本企业的事项。");
});

test("on a phone a group is opened, renamed and dissolved by keyboard and thumb, and nothing is wider than the screen", async () => {
  const page = await enter("李文清", PHONE);
  await page.getByRole("button", { name: "新建群聊" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "新建群聊" });
  await dialog.getByRole("textbox", { name: "群名称" }).fill("万安群");
  await page.keyboard.press("Enter");
  await cardNamed(page, "请管理员设置本群").waitFor();
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);

  await page.getByRole("button", { name: "查看群成员" }).click();
  const admin = page.getByRole("region", { name: "群管理" });
  await admin.getByRole("textbox", { name: "修改群名称" }).fill("万安街道群");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "万安街道群" }).waitFor();
  expect(await overflow()).toBeLessThanOrEqual(0);
  await admin.getByRole("button", { name: "移出安讯" }).click();
  await page.getByText("机器人不在本群").waitFor();
  await admin.getByRole("button", { name: "添加安讯" }).click();
  await page.getByText("机器人不在本群").waitFor({ state: "hidden" });
  await admin.getByRole("button", { name: "解散群聊" }).click();
  await page.locator(".ant-popconfirm:visible").getByRole("button", { name: "解散群聊" }).click();
  await page.getByText("本群已解散，不能再发消息").waitFor();
});
