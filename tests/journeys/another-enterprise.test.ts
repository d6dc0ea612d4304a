import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Neighbours, OTHER, openNeighbours, SECRETS } from "../support/neighbours.ts";

/** An owner learns nothing of another enterprise: each test is one way in which somebody could try it. */

let { house, offices, lin, chen, wang, own, shops, duty, ownId, otherId, expectNothingLearned }: Neighbours = {} as Neighbours;
beforeAll(async () => {
  ({ house, offices, lin, chen, wang, own, shops, duty, ownId, otherId, expectNothingLearned } = await openNeighbours());
});
afterAll(() => house.close());
beforeEach(() => house.settle(3));

const NOT_YOURS = "只能查看和处理本企业的事项。";

test("an officer sees all of it, so there is something to hide", async () => {
  const [shown = ""] = await offices.say(chen, offices.privateChat(chen), `企业 ${OTHER}`);
  for (const secret of SECRETS) expect(shown).toContain(secret);
  const [mine = ""] = await offices.say(wang, own, "我的企业");
  expect(mine).toContain("老福记酒楼");
  expectNothingLearned(mine);
});

describe("asking in private", () => {
  test.each([
    ["by name", `企业 ${OTHER}`],
    ["by alias", "查企业 小厨"],
    ["by number", "企业 92350504MA0000002"],
    ["by a part of the number", "企业 MA0000002"],
    ["by a part of the name", "企业 河市"],
    ["by a slip of the pen", "企业 河市小橱"],
    ["by another word for it", `查一下企业档案：${OTHER}`],
  ])("%s finds nothing, as if it were not there", async (_how, text) => {
    const said = await offices.say(wang, own, text);
    expect(said).toEqual([NOT_YOURS]);
    expect(await offices.say(wang, own, "企业 无名小铺")).toEqual(said);
    expectNothingLearned(said);
  });

  test("in the words of a question about the plans is answered from the plans alone", async () => {
    for (const text of [`${OTHER}的电话是多少`, `${OTHER}的档案`, `查看企业${OTHER}`, `${OTHER}有哪些隐患？`]) {
      expectNothingLearned(await offices.say(wang, own, text));
    }
  });

  test("who is responsible for it names the office, never the enterprise's people or data", async () => {
    expectNothingLearned(await offices.say(wang, own, `谁负责 ${OTHER}`));
    expectNothingLearned(await offices.say(wang, own, `${OTHER}负责人是谁`));
  });

  test("for help offers nothing that leads there", async () => {
    const said = await offices.say(wang, own, "帮助");
    expectNothingLearned(said);
    expect(said.join()).not.toContain("企业 企业名称");
  });

  test("to be bound to it gives nothing before an officer has confirmed", async () => {
    await offices.say(wang, own, `绑定企业 ${OTHER}`);
    expectNothingLearned(await offices.say(wang, own, "我的企业"));
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from binding_requests where enterprise_id = $1", [
      otherId,
    ]);
    const value = { do: "decide_binding", requestId: rows[0]?.id, verdict: "confirmed" };
    for (const chat of [own, shops, duty]) expectNothingLearned(await offices.forge({ person: wang, chat, messageId: "om_any", value }));
    expect((await house.db.query("select 1 from person_roles where enterprise_id = $1 and granted_by = $2", [otherId, wang])).rows).toEqual(
      [],
    );
    await offices.heard(duty);
    expect((await offices.press(chen, offices.cardWith(duty, "拒绝").id, "拒绝")).toast?.type).toBe("success");
    expectNothingLearned(await offices.say(wang, own, `企业 ${OTHER}`));
  });

  test("with a name typed in part does not tell which enterprises there are", async () => {
    const unknown = await offices.say(wang, own, "绑定企业 无名小铺");
    expect(await offices.say(wang, own, "绑定企业 河市小")).toEqual(unknown);
  });
});

describe("in a group", () => {
  test("of many enterprises nothing is shown, to him or to an officer who asks there", async () => {
    expectNothingLearned(await offices.say(wang, shops, `企业 ${OTHER}`));
    expect(await offices.say(chen, shops, `企业 ${OTHER}`)).toEqual(["群里其他人不宜看到这些内容，请私聊我。"]);
    expectNothingLearned("asked");
  });

  test("with strangers nothing is shown to anybody", async () => {
    const chat = house.simulator.world.openGroup({ name: "外部联络群", members: [wang, chen], withBot: true, external: true }).id;
    for (const person of [wang, chen]) {
      expectNothingLearned(await offices.say(person, chat, `企业 ${OTHER}`));
      expectNothingLearned(await offices.say(person, chat, `谁负责 ${OTHER}`));
      expectNothingLearned(await offices.say(person, chat, "我的企业"));
    }
  });

  test("of his own enterprise nothing of the neighbour is shown, though an officer asks", async () => {
    const chat = house.simulator.world.openGroup({ name: "老福记安全群", members: [wang, chen, lin], withBot: true }).id;
    await offices.heard(chat);
    const setup = {
      kind: "enterprise",
      district: "洛江区",
      enterprise: "老福记酒楼",
      mentioned: "mentioned",
      asking: "everyone",
      duty: "no",
      reports: "no",
    };
    expect((await offices.press(lin, offices.cardWith(chat, "保存").id, "保存", setup)).toast?.type).toBe("success");
    expect((await offices.say(wang, chat, "我的企业"))[0]).toContain("# 老福记酒楼");
    for (const person of [wang, chen]) expectNothingLearned(await offices.say(person, chat, `企业 ${OTHER}`));
  });

  test("that he calls an inner one himself stays what it was", async () => {
    const form = { kind: "inner", district: "洛江区", mentioned: "mentioned", asking: "everyone", duty: "yes", reports: "no" };
    expectNothingLearned(await offices.forge({ person: wang, chat: shops, messageId: "om_any", value: { do: "save_chat_setup" }, form }));
    expect((await house.db.query("select kind from chats where chat_id = $1", [shops])).rows).toEqual([{ kind: "enterprise" }]);
    expectNothingLearned(await offices.say(wang, shops, `企业 ${OTHER}`));
  });
});

test("a group in which he sits is not made an inner one, not even by its administrator", async () => {
  const chat = house.simulator.world.openGroup({ name: "洛江区工作群（新）", members: [lin, chen, wang], withBot: true }).id;
  await offices.heard(chat);
  const form = { kind: "inner", district: "洛江区", mentioned: "mentioned", asking: "everyone", duty: "no", reports: "no" };
  const refused = await offices.press(lin, offices.cardWith(chat, "保存").id, "保存", form);
  expect(refused.toast?.content).toBe("群里有企业人员（王建福），不能设为内部群。");
  expectNothingLearned(await offices.say(chen, chat, `企业 ${OTHER}`));
});

describe("around it", () => {
  test("what officers asked about it is not shown among what the documents lack", async () => {
    await offices.say(chen, duty, `${SECRETS[0]}的${OTHER}要交多少保证金`);
    expectNothingLearned(await offices.say(wang, own, "待补知识"));
    expectNothingLearned(await offices.say(wang, shops, "待补知识"));
  });

  test("an invitation to it, used by its owner, opens nothing to him", async () => {
    const [invited = ""] = await offices.say(chen, offices.privateChat(chen), `邀请 ${OTHER}`);
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(invited)?.[0] ?? "";
    const wu = offices.person("吴秀兰");
    await offices.say(wu, offices.privateChat(wu), `绑定企业 ${code}`);
    expectNothingLearned(await offices.say(wang, own, `绑定企业 ${code}`));
    expectNothingLearned(await offices.say(wang, own, "我的企业"));
  });

  test("once he stands for his own no more, that is closed to him as well", async () => {
    const admin = offices.privateChat(lin);
    await offices.say(lin, admin, "收回角色 王建福");
    const label = "收回企业主要负责人（老福记酒楼）";
    const drawn = house.simulator.world.messages(own).findLast(({ card }) => JSON.stringify(card ?? {}).includes("老福记酒楼"));
    expect((await offices.press(lin, offices.cardWith(admin, label).id, label)).toast?.type).toBe("success");
    expect((await offices.say(wang, own, "我的企业"))[0]).toContain("还没有绑定企业");
    const value = { do: "show_enterprise", enterpriseId: ownId };
    expect(await offices.forge({ person: wang, chat: own, messageId: String(drawn?.id), value })).not.toContain('"card"');
    expect((await offices.say(wang, own, "企业 老福记酒楼"))[0]).not.toContain("# 老福记酒楼");
    expectNothingLearned(await offices.say(wang, own, `企业 ${OTHER}`));
  });
});
