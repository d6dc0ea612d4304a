import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { listNotices } from "../../src/notices/notices.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Offices, officesOf } from "../support/offices.ts";
import { type OpenAiServer, startOpenAiServer } from "../support/openai-server.ts";

/** A model drafts the text of a notice; nothing that the sources do not hold stays, and nothing goes out by it. */

const TRUE = "请让全体从业人员熟知逃生通道、安全出口及应急处置要求。";
const FALSE = ["重点商贸企业每月组织开展1次疏散逃生应急演练。", "12月31日前完成演练，逾期罚款五万元。", "演练情况报送泉港区商务局。"];
const CHECK = "【请填写：模型起草，请核对后删去这一行】";

let server: OpenAiServer;
let house: House;
let offices: Offices;
let [li, mine] = ["", ""];
beforeAll(async () => {
  server = await startOpenAiServer();
  const variables = { OPENAI_BASE_URL: server.baseUrl, CHAT_MODEL: "scripted", CHAT_TIMEOUT_MS: "1000", CHAT_RETRIES: "0" };
  house = await openHouse({ variables });
  offices = officesOf(house);
  li = offices.person("李文清");
  mine = offices.privateChat(li);
});
afterAll(async () => {
  await house.close();
  await server.close();
});
beforeEach(async () => {
  server.chats.length = 0;
  const text = [`一、${TRUE}`, ...FALSE.map((line, index) => `${index + 2}. ${line}`)].join("\n");
  server.behaviour.chat = () => ({ kind: "text", text });
  await offices.say(li, mine, "发疏散演练通知");
});

async function draft(): Promise<void> {
  const pressed = await offices.press(li, offices.cardWith(mine, "让模型起草").id, "让模型起草");
  expect(pressed.toast?.content).toContain("正在起草");
  await house.settle(5);
}

/** As it would be sent: what stands in a field is not printed with the card. */
const formText = () => JSON.stringify(house.simulator.world.message(offices.cardWith(mine, "让模型起草").id).card);

async function lastNotice() {
  const [notice] = await listNotices(house.db, { limit: 1 });
  if (!notice) throw new Error("there is no notice");
  return notice;
}

test("what the sources hold stands in the form, marked, and nothing is stored or sent by it", async () => {
  const before = await lastNotice();
  await draft();
  expect(JSON.stringify(server.chats[0])).toContain("推动重点商贸企业每年组织开展1次疏散逃生应急演练");
  const form = formText();
  expect(form).toContain(TRUE);
  for (const line of FALSE) expect(form).not.toContain(line);
  expect(form).toContain(CHECK);
  // What only a person knows stays open.
  expect(form).toContain("【请填写：演练的时间安排】");
  expect(await lastNotice()).toEqual(before);
});

test("it cannot be submitted before a person has looked at it, nor sent without a second one", async () => {
  await draft();
  const { id } = offices.cardWith(mine, "让模型起草");
  const chosen = { scope: "all", inner: "all", acknowledgement: "none", urgent: "no" };
  const form = { title: "疏散演练", kind: "information", district: "洛江区", ...chosen };
  await offices.press(li, id, "预览", { ...form, text: `${TRUE}\n${CHECK}` });
  expect((await offices.press(li, id, "提交审批")).toast).toMatchObject({ type: "warning" });
  expect((await lastNotice()).state).toBe("draft");
  await offices.press(li, id, "修改");
  await offices.press(li, id, "预览", { ...form, text: TRUE });
  await offices.press(li, id, "提交审批");
  expect(await lastNotice()).toMatchObject({ state: "submitted", paragraphs: [TRUE], approvedBy: undefined });
});

test.each([
  ["does not answer", { kind: "status", status: 500 }, "模型没有回答"],
  ["says nothing that can be found", { kind: "text", text: FALSE.join("\n") }, "都在材料里核对不到"],
] as const)("a model that %s leaves the form as it is", async (_, reply, sentence) => {
  server.behaviour.chat = () => reply;
  const before = formText();
  await draft();
  expect(JSON.stringify(house.simulator.world.messages(mine).at(-1))).toContain(sentence);
  expect(formText()).toBe(before);
});

test("nobody else has a notice drafted that is not theirs", async () => {
  const { number } = await lastNotice();
  const lin = offices.person("林国栋");
  const said = await offices.say(lin, offices.privateChat(lin), `让模型起草通知 ${number}`);
  expect(said.join()).not.toContain("写通知");
  expect(server.chats).toEqual([]);
});
