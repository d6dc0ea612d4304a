import { readXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { recordHazard } from "../../src/hazards/report.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { FACTS, OWNER } from "../hazards/cases.ts";
import { type House, openHouse } from "../support/house.ts";
import { printCard } from "../support/print-card.ts";

let house: House;
const world = () => house.simulator.world;
const chatWith = (person: string) => world().privateChat(person).id;

function named(name: string): string {
  const found = world()
    .people()
    .find((person) => person.name === name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found.id;
}

beforeAll(async () => {
  house = await openHouse();
  for (const [index, district] of ["洛江区", "洛江区", "泉港区", undefined].entries()) {
    const facts = { ...FACTS, district, description: `隐患${index}${district ?? ""}` };
    await recordHazard({ db: house.db, now: house.clock.now }, { origin: `test/${index}`, facts, reporter: OWNER }, async () => {});
  }
});
afterAll(() => house.close());

async function answers(person: string, text: string) {
  const chatId = chatWith(person);
  const before = world().messages(chatId).length;
  world().say(person, chatId, { text });
  await house.settle(4);
  return world()
    .messages(chatId)
    .slice(before)
    .filter(({ sender }) => sender === "bot");
}

describe("the ledger in a chat", () => {
  test("shows an officer the month of their own district, with charts", async () => {
    const [reply] = await answers(named("李文清"), "本月隐患");
    expect(JSON.stringify(reply)).toContain('"tag":"chart"');
    expect(reply?.card && printCard(reply.card)).toMatch(/共 \*\*2\*\* 条[\s\S]*范围：洛江区/);
  });

  test("tells an owner nothing of it", async () => {
    for (const said of ["本月隐患", "零上报企业", "导出台账", "导出四个清单"]) {
      const replies = await answers(named("王建福"), said);
      expect(replies.map(({ file }) => file)).toEqual([undefined]);
      expect(JSON.stringify(replies)).not.toMatch(/隐患\d|chart|零上报：/);
    }
  });

  test("goes out as a file of the asker's own district to whoever may, and the audit knows", async () => {
    const replies = await answers(named("庄志强"), "导出台账");
    const file = replies.find((reply) => reply.file)?.file;
    const response = await fetch(`${house.simulator.url}${file?.url}`);
    const { sheets } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    expect(sheets[0]?.rows.slice(1).map((row) => row[9])).toEqual(["隐患2泉港区"]);
    const entries = await auditEntries(house.db, { after: "0", limit: 1000 });
    expect(entries.filter(({ action }) => action === "ledger_exported")).toMatchObject([
      { subject: { id: "泉港区" }, after: { count: 1 } },
    ]);
  });

  test("goes out in the columns of another platform, or it is said which there are", async () => {
    const replies = await answers(named("庄志强"), "按智慧安监导出台账");
    const file = replies.find((reply) => reply.file)?.file;
    expect(file?.name).toBe("智慧安监示例-2026-11-21.xlsx");
    const { sheets } = await readXlsx(new Uint8Array(await (await fetch(`${house.simulator.url}${file?.url}`)).arrayBuffer()));
    expect(sheets[0]?.rows.map((row) => row.slice(0, 8))).toEqual([
      ["数据来源", "隐患编号", "企业名称", "统一社会信用代码", "所属行业", "所属区县", "属地", "隐患描述"],
      ["商务系统", "YH-20261121-003", "万安鱼丸店", null, "餐饮燃气", "泉港区", "万安街道", "隐患2泉港区"],
    ]);
    const [said] = await answers(named("庄志强"), "按应急平台导出台账");
    expect(said?.text).toBe("没有“应急平台”这份导出映射，可用：智慧安监示例。");
    expect((await answers(named("王建福"), "按智慧安监导出台账")).map(({ file: none }) => none)).toEqual([undefined]);
  });

  test("names where it is worth looking", async () => {
    const [reply] = await answers(named("陈美珊"), "零上报/逾期企业");
    expect(reply?.card && printCard(reply.card)).toMatch(/零上报：\d+ 家|都自报过隐患/);
  });
});
