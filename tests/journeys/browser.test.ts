import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChatPageStage, openStage } from "../support/chat-page.ts";
import { type House, openHouse } from "../support/house.ts";

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

test("a question typed in the browser gets a card with the verbatim clause", async () => {
  const person = stage.personNamed("李文清");
  const chat = stage.chatNamed("洛江区商务局安全生产工作群");
  const page = await stage.visit({ person, chat });

  await page.getByRole("textbox", { name: /发消息到/ }).fill("@安讯 老板多久得亲自带队查一次？");
  await page.keyboard.press("Enter");

  const card = page.getByRole("log", { name: "消息" }).getByRole("region").last();
  await card.waitFor();
  const shown = String(await card.textContent()).replace(/\s+/g, "");
  expect(shown).toContain("商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查");
  expect(shown).toContain("二、主要任务（五）7");
});
