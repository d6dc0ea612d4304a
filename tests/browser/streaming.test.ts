import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChatPageStage, openStage } from "../support/chat-page.ts";
import { type House, openHouse } from "../support/house.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";
import { type SteppedText, steppedText } from "../support/stepped-text.ts";

const FIRST = "商贸企业主要负责人每季度要带队检查至少1次";
const SECOND = "检查的是本单位重大事故隐患排查整治情况";
const CLAUSE = "商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查";

let stage: ChatPageStage;
let house: House;
let model: OpenAiServer;

beforeAll(async () => {
  [stage, model] = await Promise.all([openStage(), startOpenAiServer()]);
  const variables = { OPENAI_BASE_URL: model.baseUrl, CHAT_MODEL: "scripted" };
  house = await openHouse({ stage, variables });
});
afterAll(async () => {
  await house.close();
  await model.close();
  await stage.close();
});

/** Asks in a page of its own, as a person; the model then says what `saying` is told to. */
async function asked(name: string): Promise<{ saying: SteppedText; cards: ReturnType<Page["locator"]>; page: Page }> {
  const saying = steppedText();
  model.behaviour.chat = () => ({ kind: "stepped", pieces: saying.pieces });
  const person = stage.personNamed(name);
  const page = await stage.visit({ person, chat: stage.simulator.world.privateChat(person).id });
  await page.getByRole("textbox", { name: /发消息到/ }).fill("老板多久得亲自带队查一次？");
  await page.keyboard.press("Enter");
  return { saying, page, cards: page.getByRole("log", { name: "消息" }).getByRole("region") };
}

/** The plans print blanks around figures here and there. */
async function textOf(region: ReturnType<Page["locator"]>): Promise<string> {
  return String(await region.textContent()).replace(/\s+/g, "");
}

test("the answer grows before one's eyes, then the checked card takes its place", async () => {
  const { saying, cards, page } = await asked("李文清");

  saying.say(`${FIRST}[1]。`);
  const draft = page.getByRole("region", { name: "生成中，尚未核对" });
  await draft.getByText(FIRST).waitFor();
  expect(await draft.getAttribute("aria-busy")).toBe("true");
  await draft.getByText("生成中", { exact: true }).waitFor();
  expect(await draft.textContent()).not.toContain(SECOND);

  saying.say(`${SECOND}[1]。`);
  await draft.getByText(SECOND).waitFor();
  expect(await draft.textContent()).toContain(FIRST);

  saying.end();
  const answer = page.getByRole("region", { name: "方案里这样写" });
  await answer.waitFor();
  expect(await textOf(answer)).toContain(CLAUSE);
  expect(await answer.getAttribute("aria-busy")).toBe("false");
  expect(await answer.getByText("生成中").count()).toBe(0);
  await answer.getByRole("button", { name: /有用/ }).first().waitFor();
  expect(await cards.count()).toBe(1);
});

test("a model that is killed in mid-stream leaves the composed answer in the same card", async () => {
  const { saying, cards, page } = await asked("林国栋");

  saying.say(`${FIRST}[1]。`);
  await page.getByRole("region", { name: "生成中，尚未核对" }).getByText(FIRST).waitFor();
  saying.say("此外还应当");
  saying.cut();

  const answer = page.getByRole("region", { name: "方案里这样写" });
  await answer.waitFor();
  expect(await textOf(answer)).toContain(CLAUSE);
  expect(await textOf(answer)).not.toContain("此外还应当");
  expect(await cards.count()).toBe(1);
});
