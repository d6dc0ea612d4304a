import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordHazard } from "../../src/hazards/report.ts";
import { verifyAudit } from "../../src/registry/audit.ts";
import { texts as enterprise } from "../../src/texts/enterprise.ts";
import { texts as granting } from "../../src/texts/granting.ts";
import { texts as joining } from "../../src/texts/joining.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Offices, officesOf } from "../support/offices.ts";

/** Groups and people come in, through real cards and messages. */

let house: House;
let offices: Offices;
let [lin, li, chen, zhuang, wang, wu] = ["", "", "", "", "", ""];
let duty: string;

beforeAll(async () => {
  house = await openHouse();
  offices = officesOf(house);
  [lin, li, chen] = [offices.person("林国栋"), offices.person("李文清"), offices.person("陈美珊")];
  [zhuang, wang, wu] = [offices.person("庄志强"), offices.person("王建福"), offices.person("吴秀兰")];
  duty = offices.chat("洛江区商务局安全生产工作群");
});
afterAll(() => house.close());

const world = () => house.simulator.world;

const SETUP = {
  kind: "enterprise",
  district: "洛江区",
  tags: "行业:餐饮 河市",
  mentioned: "mentioned",
  asking: "everyone",
  duty: "no",
  reports: "no",
};

describe("a group that takes the bot in", () => {
  test("is asked what it is; only an administrator's word counts, and what was saved is shown", async () => {
    const chat = world().openGroup({ name: "河市镇餐饮安全群", members: [li, lin, wang], withBot: true }).id;
    const [greeting, asked] = await offices.heard(chat);
    expect(greeting).toContain("大家好，我是安讯");
    expect(asked).toContain(joining.setup.title);

    const { id, printed } = offices.cardWith(chat, "保存");
    const refused = await offices.press(wang, id, "保存", SETUP);
    expect(refused.toast).toEqual({ type: "warning", content: "这项操作由管理员办理。" });
    expect((await offices.press(li, id, "保存", SETUP)).toast?.type).toBe("warning");
    expect(offices.printed(id)).toBe(printed);
    expect((await house.db.query("select kind, tags from chats where chat_id = $1", [chat])).rows).toEqual([{ kind: null, tags: [] }]);

    const saved = await offices.press(lin, id, "保存", { ...SETUP, quiet: "22点到次日7点" });
    expect(saved.toast).toEqual({ type: "success", content: joining.setup.saved });
    for (const line of ["企业群", "洛江区", "行业:餐饮 乡镇:河市", "22:00-07:00", "林国栋"]) expect(offices.printed(id)).toContain(line);
    const { rows } = await house.db.query("select kind, district, tags from chats where chat_id = $1", [chat]);
    expect(rows).toEqual([{ kind: "enterprise", district: "洛江区", tags: ["行业:餐饮", "乡镇:河市"] }]);

    // The form again, by button and by word; whoever is no administrator is told so and sees none.
    expect((await offices.press(wang, id, "修改设置")).card).toBeUndefined();
    expect(JSON.stringify((await offices.press(lin, id, "修改设置")).card)).toContain("行业:餐饮 乡镇:河市");
    expect(await offices.say(wang, chat, "群设置")).toEqual(["这项操作由管理员办理。"]);
    expect((await offices.say(lin, chat, "群设置"))[0]).toContain(joining.setup.title);
    expect((await offices.audited()).filter((action) => action.startsWith("chat_"))).toEqual(["chat_joined", "chat_set_up"]);
  });

  test("is not put into a district by another's administrator, and what is unclear is asked back", async () => {
    const chat = world().openGroup({ name: "联合群", members: [lin, zhuang], withBot: true }).id;
    await offices.heard(chat);
    const { id } = offices.cardWith(chat, "保存");
    const save = async (person: string, change: object) =>
      (await offices.press(person, id, "保存", { ...SETUP, ...change })).toast?.content;
    expect(await save(zhuang, {})).toBe("这件事不属于您所在的区。");
    expect(await save(lin, { quiet: "晚上" })).toBe(joining.setup.problems.quiet);
    expect(await save(lin, { tags: "行业:卖鱼" })).toBe(joining.setup.problems.industry({ word: "卖鱼" }));
    expect(await save(lin, { tags: "乡镇:山腰" })).toBe(joining.setup.problems.town({ word: "山腰" }));
    expect(await save(lin, { duty: "yes" })).toBe(joining.setup.problems.duty);
    expect(await save(lin, { enterprise: "没有这家店" })).toBe(joining.setup.problems.enterprise);
    expect(await save(lin, { enterprise: "老福记酒楼" })).toBe(joining.setup.saved);
  });

  test("with strangers in it can be nothing but external", async () => {
    const chat = world().openGroup({ name: "洛江区供应商群", members: [lin, wang], withBot: true, external: true }).id;
    await offices.heard(chat);
    const { id } = offices.cardWith(chat, "保存");
    const saved = await offices.press(lin, id, "保存", { ...SETUP, kind: "inner" });
    expect(saved.toast?.content).toBe(joining.setup.problems.externalKind);
    expect((await offices.press(lin, id, "保存", { ...SETUP, kind: "external" })).toast?.content).toBe(joining.setup.saved);
  });

  test("keeps its settings when it is renamed, and is left when the bot is removed or the group dissolved", async () => {
    const chat = world().openGroup({ name: "洛江区加油站群", members: [lin], withBot: true }).id;
    await offices.heard(chat);
    await offices.press(lin, offices.cardWith(chat, "保存").id, "保存", { ...SETUP, tags: "成品油" });
    world().rename(chat, "泉港区加油站群");
    await house.settle();
    const known = async () => (await house.db.query("select name, district, present from chats where chat_id = $1", [chat])).rows;
    expect(await known()).toEqual([{ name: "泉港区加油站群", district: "洛江区", present: true }]);
    world().removeBot(chat);
    await house.settle();
    expect(await known()).toMatchObject([{ present: false }]);
    world().addBot(chat);
    const [, again] = await offices.heard(chat);
    expect(again).toContain("行业:成品油");
    world().dissolve(chat);
    await house.settle();
    expect(await known()).toMatchObject([{ present: false }]);
    expect((await offices.audited()).slice(-3)).toEqual(["chat_left", "chat_joined", "chat_dissolved"]);
  });
});

describe("roles", () => {
  test("are granted and taken back by an administrator of that district alone, on one card", async () => {
    const own = offices.privateChat(lin);
    expect(await offices.say(wang, offices.privateChat(wang), "授权 陈美珊 值班员")).toEqual(["这项操作由管理员办理。"]);
    const [shown] = await offices.say(lin, own, "授权 陈美珊 值班员");
    expect(shown).toContain("企业办人员 · 洛江区 河市镇企业办");
    const { id } = offices.cardWith(own, "收回企业办人员（洛江区 河市镇企业办）");
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from people where name = '陈美珊'");
    const form = { person: `person:${rows[0]?.id}`, role: "duty_officer", district: "洛江区", unit: "-" };

    const forged = await offices.forge({
      person: wang,
      chat: own,
      messageId: id,
      value: { do: "grant_role" },
      form: { ...form, role: "administrator" },
    });
    expect(forged).toContain("这项操作由管理员办理");
    const elsewhere = await offices.forge({
      person: lin,
      chat: own,
      messageId: id,
      value: { do: "grant_role" },
      form: { ...form, district: "泉港区" },
    });
    expect(elsewhere).toContain("不属于您所在的区");
    const everywhere = { ...form, role: "administrator", district: "-" };
    expect(await offices.forge({ person: lin, chat: own, messageId: id, value: { do: "grant_role" }, form: everywhere })).toContain(
      "全部区的权限",
    );

    expect((await offices.press(lin, id, "授予", form)).toast?.content).toBe(granting.granted({ name: "陈美珊", role: "值班人员" }));
    expect((await offices.press(lin, id, "授予", form)).toast?.content).toBe(granting.grantedBefore({ name: "陈美珊", role: "值班人员" }));
    expect((await offices.press(lin, id, "收回值班人员（洛江区）")).toast?.content).toBe(
      granting.revoked({ name: "陈美珊", role: "值班人员" }),
    );
    expect((await offices.audited()).slice(-2)).toEqual(["role_granted", "role_revoked"]);
  });

  test("go to somebody who is mentioned and was never entered", async () => {
    const group = world().openGroup({ name: "新人群", members: [lin, li], withBot: true }).id;
    await house.db.query("delete from people where open_id = $1", [li]);
    await offices.heard(group);
    await offices.press(lin, offices.cardWith(group, "保存").id, "保存", { ...SETUP, kind: "inner", tags: "" });
    await offices.say(lin, group, "授权 @李文清 局股室人员", { mentions: [li] });
    const { id } = offices.cardWith(group, "授予");
    const form = { person: `account:${li}`, role: "bureau_staff", district: "洛江区", unit: "luojiang-trade" };
    expect((await offices.press(lin, id, "授予", form)).toast?.content).toBe(granting.granted({ name: "李文清", role: "局股室人员" }));
  });
});

describe("an owner", () => {
  test("loses the role, asks to be bound again, and an officer of the town confirms in the duty chat", async () => {
    const admin = offices.privateChat(lin);
    await offices.say(lin, admin, "收回权限 王建福");
    await offices.press(lin, offices.cardWith(admin, "收回企业主要负责人（老福记酒楼）").id, "收回企业主要负责人（老福记酒楼）");
    const own = offices.privateChat(wang);
    expect(await offices.say(wang, own, "我的企业")).toEqual([enterprise.notBound]);
    expect(await offices.say(wang, own, "绑定企业 老福记")).toEqual([joining.bind.requested({ enterprise: "老福记酒楼" })]);
    expect(await offices.say(wang, own, "绑定企业 老福记酒楼")).toEqual([joining.bind.requestedBefore({ enterprise: "老福记酒楼" })]);

    await offices.heard(duty);
    const { id, printed } = offices.cardWith(duty, "确认");
    expect(printed).toContain("王建福");
    expect(printed).toContain("老福记酒楼");
    // The same press from another chat, as a forwarded card would make it.
    const value = { do: "decide_binding", requestId: "1", verdict: "confirmed" };
    expect(await offices.forge({ person: wang, chat: own, messageId: id, value })).toContain("失效");
    expect(await offices.forge({ person: wang, chat: duty, messageId: id, value })).toContain("办理");

    expect((await offices.press(chen, id, "确认")).toast?.content).toBe(joining.request.doneToast.confirmed);
    expect(offices.printed(id)).toContain("陈美珊");
    expect(await offices.heard(own)).toEqual([joining.bind.confirmed({ enterprise: "老福记酒楼" })]);
    const [mine] = await offices.say(wang, own, "我的企业");
    for (const line of ["老福记酒楼", "橙（较大）", "还有 20 天", "陈美珊"]) expect(mine).toContain(line);
    expect((await offices.audited()).filter((action) => action.includes("b") && action.includes("bound"))).toEqual(["enterprise_bound"]);
  });

  test("is bound by a code that works once, for whoever comes first", async () => {
    const officer = offices.privateChat(chen);
    const [invited = ""] = await offices.say(chen, officer, "邀请 河市小厨 安全员");
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(invited)?.[0] ?? "";
    expect(invited).toContain("安全管理员");
    const own = offices.privateChat(wang);
    expect(await offices.say(wang, own, "绑定企业 ABCD-EFGH-JKMN")).toEqual([joining.bind.badCode]);
    expect(await offices.say(wang, own, `绑定企业 ${code.toLowerCase()}`)).toEqual([
      joining.bind.bound({ enterprise: "河市小厨", role: "enterprise_safety_officer" }),
    ]);
    expect(await offices.say(wu, offices.privateChat(wu), `绑定企业 ${code}`)).toEqual([joining.bind.badCode]);
    expect(await offices.say(wang, offices.chat("餐饮企业"), `绑定企业 ${code}`)).toEqual(["请私聊我办理，群里不方便显示。"]);
    // No code stands in the audit.
    expect(JSON.stringify((await house.db.query("select * from audit_entries")).rows)).not.toContain(code);
  });

  test("binds by the form as well", async () => {
    const own = offices.privateChat(wu);
    await offices.say(wu, own, "怎么绑定企业");
    await offices.say(wu, own, "绑定企业");
    const { id } = offices.cardWith(own, "绑定");
    const result = await offices.press(wu, id, "绑定", { said: "没有这家店", role: "enterprise_principal" });
    expect(result.toast?.content).toBe(joining.bind.notFound);
  });
});

async function recordCases(): Promise<void> {
  const { rows } = await house.db.query<{ id: string; name: string }>("select id::text as id, name from enterprises");
  const idOf = (name: string) => rows.find((row) => row.name === name)?.id;
  const record = (origin: string, enterpriseId: string | undefined, description: string) => {
    const facts = { source: "inspection" as const, description, district: "洛江区", enterpriseId };
    const draft = { origin, facts, reporter: { id: li, role: "bureau_staff" } };
    return recordHazard({ db: house.db, now: house.clock.now }, draft, async () => {});
  };
  await record("one", idOf("老福记酒楼"), "后厨燃气软管老化");
  await record("other", idOf("河市小厨"), "别家的事");
}

describe("an officer", () => {
  test("finds an enterprise by name, alias, number, a part and a slip, and chooses among several", async () => {
    const own = offices.privateChat(chen);
    for (const said of ["企业 老福记酒楼", "查企业老福记", "查一下企业 老富记酒楼", "企业：92350504ma0000001", "老福记酒楼的档案"]) {
      expect((await offices.say(chen, own, said))[0], said).toContain("# 老福记酒楼");
    }
    await recordCases();
    const [withCases = ""] = await offices.say(chen, own, "企业 老福记酒楼");
    expect(withCases).toContain("YH-20261121-001 后厨燃气软管老化（已登记，待受理）");
    expect(withCases).not.toContain("别家的事");
    // Its group may see its cases, a group of many enterprises may not.
    expect((await offices.say(wang, offices.chat("餐饮企业"), "我的企业"))[0]).toBe("群里其他人不宜看到这些内容，请私聊我。");
    await house.db.query("update enterprises set name = '老福记酒楼二店' where name = '河市小厨'");
    const [several] = await offices.say(chen, own, "企业 福记");
    expect(several).toContain(enterprise.candidatesTitle);
    const shown = await offices.press(chen, offices.cardWith(own, "老福记酒楼二店 · 河市镇企业办").id, "老福记酒楼二店 · 河市镇企业办");
    expect(JSON.stringify(shown.card)).toContain("老福记酒楼二店");
    await house.db.query("update enterprises set name = '河市小厨' where name = '老福记酒楼二店'");
    expect(await offices.say(chen, own, "企业 没有这家")).toEqual([enterprise.notFound({ said: "没有这家" })]);
    // Another district's officer is told the same as of one that is not there.
    expect(await offices.say(zhuang, offices.privateChat(zhuang), "企业 老福记酒楼")).toEqual([
      enterprise.notFound({ said: "老福记酒楼" }),
    ]);
  });

  test("is named to whoever asks who is responsible, by unit and by task", async () => {
    expect((await offices.say(wang, offices.privateChat(wang), "河市镇企业办谁负责"))[0]).toContain("陈美珊");
    const said = await offices.say(lin, duty, "谁负责餐饮场所燃气安全");
    expect(said.join("\n")).toMatch(/负责/);
  });
});

describe("help", () => {
  test("shows what this person can do here", async () => {
    const [owners = ""] = await offices.say(wang, offices.privateChat(wang), "帮助");
    expect(owners).toContain("我的企业");
    expect(owners).not.toContain("授权");
    const [administrators = ""] = await offices.say(lin, offices.privateChat(lin), "你能做什么？");
    expect(administrators).toContain("授权");
    expect(administrators).toContain("邀请 企业名称");
    const [inGroup = ""] = await offices.say(wang, offices.chat("餐饮企业"), "帮助");
    expect(inGroup).not.toContain("我的企业");
    expect(inGroup).toContain("私聊");
  });
});

describe("somebody who left", () => {
  test("has no role any more, and the chain of the audit holds", async () => {
    world().setStanding(chen, "resigned");
    await house.settle();
    const { rows } = await house.db.query(
      "select p.status, count(r.id) filter (where r.revoked_at is null)::int as roles from people p left join person_roles r on r.person_id = p.id where p.open_id = $1 group by p.status",
      [chen],
    );
    expect(rows).toEqual([{ status: "resigned", roles: 0 }]);
    expect((await offices.audited()).at(-1)).toBe("person_resigned");
    expect(await verifyAudit(house.db)).toMatchObject({ kind: "whole" });
  });
});
