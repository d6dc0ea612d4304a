import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { enterListing } from "../../src/registry/enterprise-lists.ts";
import { putExpiringItem } from "../../src/registry/expiring-items.ts";
import { putRiskPoint } from "../../src/registry/risk-points.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Offices, officesOf } from "../support/offices.ts";

/**
 * 王建福 owns 老福记酒楼. Whatever he tries, he learns nothing of 河市小厨, its neighbour: each test is one way in which
 * somebody could try it. What an officer sees of it is the measure of what he must not see.
 */

const OTHER = "河市小厨";
/** What the registry knows of it, and he does not. */
const SECRETS = ["密林路八十八号", "0595-88886666", "92350504MA0000002", "后厨暗间油罐", "灶台特种作业证", "区消防大队二零二六七号函"];

let house: House;
let offices: Offices;
let [lin, li, chen, wang] = ["", "", "", ""];
let [own, shops, duty] = ["", "", ""];
let [otherId, ownId] = ["", ""];

beforeAll(async () => {
  house = await openHouse();
  offices = officesOf(house);
  [lin, li, chen, wang] = ["林国栋", "李文清", "陈美珊", "王建福"].map(offices.person) as [string, string, string, string];
  own = offices.privateChat(wang);
  shops = offices.chat("餐饮企业");
  duty = offices.chat("洛江区商务局安全生产工作群");
  [otherId, ownId] = await Promise.all([enterpriseId(OTHER), enterpriseId("老福记酒楼")]);
  await confide();
  // Everybody has spoken with the bot once, so that it knows which chats are private.
  for (const person of [wang, chen, lin]) await offices.say(person, offices.privateChat(person), "帮助");
});
afterAll(() => house.close());
beforeEach(() => house.settle(3));

async function enterpriseId(name: string): Promise<string> {
  const { rows } = await house.db.query<{ id: string }>("select id::text as id from enterprises where name = $1", [name]);
  return String(rows[0]?.id);
}

async function confide(): Promise<void> {
  const { db, clock } = house;
  const [address, phone, , risk, certificate, source] = SECRETS.map(String);
  await db.query("update enterprises set address = $2, phone = $3, aliases = '{小厨}' where id = $1", [otherId, address, phone]);
  const point = {
    enterpriseId: otherId,
    name: String(risk),
    place: undefined,
    colour: "red",
    measures: undefined,
    responsible: undefined,
  } as const;
  await putRiskPoint(db, point, clock.now());
  const item = { enterpriseId: otherId, category: "certificate", name: String(certificate), number: undefined, holder: undefined } as const;
  await putExpiringItem(db, { ...item, expiresOn: "2026-11-30" }, clock.now());
  const listing = {
    enterpriseId: otherId,
    list: "fire_blacklist",
    source: String(source),
    reason: undefined,
    listedOn: "2026-11-01",
  } as const;
  await enterListing(db, { ...listing, enteredBy: lin }, clock.now());
}

/** Whatever the bot has said in any chat that he is in. */
function saidBefore(person: string): string {
  const { world } = house.simulator;
  const messages = world.chats(person).flatMap(({ id }) => world.messages(id));
  return JSON.stringify(messages.filter(({ sender }) => sender === "bot"));
}

function expectNothingLearned(said: unknown): void {
  const words = typeof said === "string" ? said : JSON.stringify(said);
  expect(words).not.toBe("[]");
  for (const secret of SECRETS) {
    expect(words).not.toContain(secret);
    expect(saidBefore(wang)).not.toContain(secret);
  }
}

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

describe("by a card", () => {
  test("that an officer was shown, quoted from another chat, reads as nothing", async () => {
    const officers = offices.privateChat(chen);
    await offices.say(chen, officers, `企业 ${OTHER}`);
    const card = house.simulator.world.messages(officers).findLast(({ sender }) => sender === "bot");
    await house.app.onEvent({
      schema: "2.0",
      event_type: "im.message.receive_v1",
      event_id: "quoting",
      sender: { sender_id: { open_id: wang }, sender_type: "user" },
      message: {
        message_id: "om_quoting",
        parent_id: card?.id,
        create_time: String(house.clock.now().getTime()),
        chat_id: own,
        chat_type: "p2p",
        message_type: "text",
        content: JSON.stringify({ text: "这家企业的地址和电话是什么？" }),
      },
    });
    await house.settle(3);
    const { rows } = await house.db.query<{ said: string }>("select delivery::text as said from outbox where key like 'om_quoting%'");
    expectNothingLearned(rows);
  });

  test.each(["his own chat", "the group", "the officers' group"])(
    "forwarded to %s answers his press with a refusal alone",
    async (where) => {
      const chat = { "his own chat": own, "the group": shops, "the officers' group": duty }[where] ?? "";
      const value = { do: "show_enterprise", enterpriseId: otherId };
      const reply = await offices.forge({ person: wang, chat, messageId: "om_forwarded", value });
      expect(reply).not.toContain('"card"');
      expectNothingLearned(reply);
    },
  );

  test("whose button he edited on the way shows no more than the one that was drawn", async () => {
    for (const id of [otherId, "999999", `${otherId} or 1=1`, { $ne: ownId }, [otherId], Number(otherId)]) {
      const reply = await offices.forge({
        person: wang,
        chat: own,
        messageId: "om_card",
        value: { do: "show_enterprise", enterpriseId: id },
      });
      expect(reply).not.toContain('"card"');
      expectNothingLearned(reply);
    }
    const mine = await offices.forge({
      person: wang,
      chat: own,
      messageId: "om_card",
      value: { do: "show_enterprise", enterpriseId: ownId },
    });
    expect(mine).toContain("老福记酒楼");
  });

  test("edited so that he gives himself an invitation, a role or a group, gives him none", async () => {
    const before = await house.db.query("select count(*)::int as count from person_roles where revoked_at is null");
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from people where open_id = $1", [wang]);
    const grant = { person: `person:${rows[0]?.id}`, role: "bureau_staff", district: "洛江区", unit: "-" };
    for (const chat of [own, shops, duty]) {
      const forge = (value: object, form?: object) =>
        offices.forge({ person: wang, chat, messageId: "om_card", value, ...(form && { form }) });
      expectNothingLearned(await forge({ do: "invite", enterpriseId: otherId, role: "enterprise_principal" }));
      expectNothingLearned(await forge({ do: "grant_role" }, grant));
      expectNothingLearned(await forge({ do: "revoke_role", grantId: "1" }));
    }
    expect((await house.db.query("select count(*)::int as count from person_roles where revoked_at is null")).rows).toEqual(before.rows);
    expect((await house.db.query("select 1 from invitations")).rows).toEqual([]);
  });

  test("in the group that another presses shows it to nobody there", async () => {
    for (const person of [chen, li, lin]) {
      const reply = await offices.forge({
        person,
        chat: shops,
        messageId: "om_card",
        value: { do: "show_enterprise", enterpriseId: otherId },
      });
      expect(reply).toContain("群里其他人不宜看到这些内容");
      expectNothingLearned(reply);
    }
  });
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
