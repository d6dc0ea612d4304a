import { readXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { notePerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import { texts as audit } from "../../src/texts/audit.ts";
import { texts as joining } from "../../src/texts/joining.ts";
import { texts as registry } from "../../src/texts/registry.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Offices, officesOf } from "../support/offices.ts";

/** What officers see of each other, and an inner group in which not only they sit. */

let house: House;
let offices: Offices;
let [lin, li, chen, wang, wu] = ["", "", "", "", ""];
beforeAll(async () => {
  house = await openHouse();
  offices = officesOf(house);
  [lin, li, chen] = [offices.person("林国栋"), offices.person("李文清"), offices.person("陈美珊")];
  [wang, wu] = [offices.person("王建福"), offices.person("吴秀兰")];
});
afterAll(() => house.close());

const INNER = { kind: "inner", district: "洛江区", tags: "", mentioned: "mentioned", asking: "everyone", duty: "no", reports: "no" };

describe("an inner group", () => {
  test("shows inner matters to colleagues for whom the administrator vouched, until one of them stands for an enterprise", async () => {
    await house.db.query("delete from people where open_id = $1", [wu]);
    const group = house.simulator.world.openGroup({ name: "洛江区商贸内部群", members: [lin, li, wu], withBot: true }).id;
    await offices.heard(group);
    const { id } = offices.cardWith(group, "保存");
    expect((await offices.press(lin, id, "保存", INNER)).toast?.content).toBe(joining.setup.saved);
    expect(offices.printed(id)).toContain(joining.setup.vouched({ count: 1 }));
    expect((await offices.say(li, group, "企业 老福记酒楼"))[0]).toContain("# 老福记酒楼");

    const [invited = ""] = await offices.say(chen, offices.privateChat(chen), "邀请 河市小厨");
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(invited)?.[0] ?? "";
    await offices.say(wu, offices.privateChat(wu), `绑定企业 ${code}`);
    expect(await offices.say(li, group, "企业 老福记酒楼")).toEqual([registry.refusals.outsiders]);
    expect(await offices.say(li, group, "待补知识")).toEqual([registry.refusals.outsiders]);
    // Nor does the administrator's word open it again.
    await offices.say(lin, group, "群设置");
    const again = await offices.press(lin, offices.cardWith(group, "保存").id, "保存", INNER);
    expect(again.toast?.content).toBe(joining.setup.problems.owners({ names: ["吴秀兰"] }));
  });
});

describe("people", () => {
  test("are listed by unit for officers, and for nobody else", async () => {
    const [all = ""] = await offices.say(li, offices.privateChat(li), "人员名单");
    for (const name of ["林国栋", "李文清", "陈美珊", "河市镇企业办"]) expect(all).toContain(name);
    expect(all).not.toContain("庄志强");
    const [one = ""] = await offices.say(li, offices.privateChat(li), "河市镇企业办有哪些人");
    expect(one).toContain("陈美珊");
    expect(one).not.toContain("李文清");
    expect((await offices.say(li, offices.privateChat(li), "陈美珊是谁"))[0]).toContain("企业办人员 洛江区 河市镇企业办");
    const [refused = ""] = await offices.say(wang, offices.privateChat(wang), "人员名单");
    expect(refused).toContain("办理");
    expect((await offices.say(wang, offices.privateChat(wang), "陈美珊是谁")).join()).not.toContain("企业办人员");
  });
});

describe("the audit", () => {
  test("is told in words and given as a file to the auditor of everything, which is audited", async () => {
    const own = offices.privateChat(chen);
    const { id: personId } = await notePerson(house.db, { openId: chen, name: "陈美珊" }, house.clock.now());
    const auditor = { role: "auditor", district: undefined, unitId: undefined, enterpriseId: undefined } as const;
    await grantRole(house.db, { ...auditor, personId, grantedBy: "system" }, house.clock.now());
    const [told = ""] = await offices.say(chen, own, "审计记录");
    expect(told).toContain(audit.action({ action: "chat_set_up" }));
    expect(told).toContain("林国栋");
    const before = await offices.audited();
    await offices.say(chen, own, "导出审计记录");
    const file = house.simulator.world.messages(own).findLast((message) => message.file)?.file;
    const response = await fetch(`${house.simulator.url}${file?.url}`);
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    expect(sheets[0]?.rows).toHaveLength(before.length + 1);
    expect(await offices.audited()).toEqual([...before, "audit_exported"]);
    expect((await offices.say(lin, offices.privateChat(lin), "导出审计记录"))[0]).toContain("审计员");
  });
});
