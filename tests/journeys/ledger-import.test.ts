import { readXlsx, writeXlsx } from "hucre";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { findHazard, listHazards } from "../../src/hazards/ledger.ts";
import { advance, recordHazard } from "../../src/hazards/report.ts";
import { auditEntries } from "../../src/registry/audit.ts";
import { FACTS, OFFICER, OWNER } from "../hazards/cases.ts";
import { type House, openHouse } from "../support/house.ts";
import { peopleOf, saidIn } from "../support/reporting.ts";

let house: House;
let people: ReturnType<typeof peopleOf>;
let recorded = 0;

beforeAll(async () => {
  house = await openHouse();
  people = peopleOf(house);
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(3);
  await house.db.query("truncate hazards, hazard_numbers, hazard_events cascade");
});

const world = () => house.simulator.world;
const needs = () => ({ db: house.db, now: house.clock.now });

async function aCaseIn(district: string, description: string): Promise<string> {
  recorded += 1;
  const facts = { ...FACTS, district, place: undefined, description };
  const { hazard } = await recordHazard(needs(), { origin: `import/${recorded}`, facts, reporter: OWNER }, async () => {});
  return hazard.id;
}

async function list(...rows: Record<string, string>[]): Promise<Buffer> {
  const head = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return Buffer.from(
    await writeXlsx({ sheets: [{ name: "台账", rows: [head, ...rows.map((row) => head.map((name) => row[name] ?? ""))] }] }),
  );
}

async function answers(name: string, act: () => unknown) {
  const before = saidIn(house, people.inPrivate(name)).length;
  await act();
  await house.settle(4);
  return saidIn(house, people.inPrivate(name)).slice(before);
}

const send = (name: string, bytes: Buffer) =>
  answers(name, () => world().say(people.person(name), people.inPrivate(name), { file: { bytes, name: "隐患台账.xlsx" } }));
const press = (name: string, card: { id: string } | undefined, label: string) =>
  answers(name, () => world().pressButton(people.person(name), card?.id ?? "", label));

const ROWS = [
  { 企业名称: "河市小厨", 属地: "洛江区河市镇", 隐患描述: "灭火器过期", 检查时间: "2026-11-18" },
  { 企业名称: "双阳小吃", 属地: "洛江区双阳街道", 隐患描述: "疏散通道堆货", 是否整改: "是", 实际整改完成时间: "2026-11-19" },
];

describe("the ledger's list in a private chat", () => {
  test("is told row by row, and written once by the button", async () => {
    const bytes = await list(...ROWS);
    const [card, report] = await send("李文清", bytes);
    expect(card?.printed).toMatch(/核对：导入隐患台账[\s\S]*将新增 2 行，修改 0 行，不变 0 行，有错 0 行[\s\S]*\[确认导入\]/);
    expect(report?.file?.name).toBe("核对报告-隐患台账.xlsx");
    expect(await listHazards(house.db, {})).toEqual([]);

    const [said] = await press("李文清", card, "确认导入");
    expect(said?.printed).toBe("已写入：新增 2 行，修改 0 行。");
    const hazards = await listHazards(house.db, {});
    expect(hazards.map(({ facts, state, reporter }) => [facts.description, facts.townId, state, reporter.id])).toEqual([
      ["疏散通道堆货", "luojiang-shuangyang", "awaiting_reinspection", people.person("李文清")],
      ["灭火器过期", "luojiang-heshi", "registered", people.person("李文清")],
    ]);
    const entries = await auditEntries(house.db, { after: "0", limit: 1000 });
    expect(entries.filter(({ action }) => action === "ledger_imported")).toMatchObject([
      { actor: people.person("李文清"), chatId: people.inPrivate("李文清"), after: { add: 2 } },
    ]);

    expect(saidIn(house, people.inPrivate("李文清")).find(({ id }) => id === card?.id)?.printed).not.toMatch(/\[确认导入\]/);
    const [again] = await send("李文清", bytes);
    expect(again?.printed).toMatch(/不变 2 行[\s\S]*没有需要写入的内容/);
    expect(await listHazards(house.db, {})).toHaveLength(2);
  });

  test("keeps to the districts of whoever brings it, and tells nothing of the others", async () => {
    const foreign = await aCaseIn("泉港区", "油罐区堆放杂物");
    const [card] = await send(
      "李文清",
      await list({ 编号: foreign, 隐患描述: "改一改" }, { ...ROWS[0], 属地: "泉港区" }, { 隐患描述: "没有写属地" }),
    );
    expect(card?.printed).toContain(`台账里没有 ${foreign}`);
    expect(card?.printed.match(/第 [34] 行[^\n]*所在的区/g)).toHaveLength(2);
    expect(card?.printed).not.toMatch(/油罐区|\[确认导入\]|\[只导入/);
    expect(card?.printed).toContain("请改好有错的行");
  });

  test("takes all rows or none", async () => {
    const [card] = await send("李文清", await list(ROWS[0] ?? {}, { ...ROWS[1], 实际整改完成时间: "" }));
    expect(card?.printed).toMatch(/将新增 1 行[\s\S]*有错 1 行/);
    expect(card?.printed).not.toMatch(/\[[^\]]*导入/);
  });

  test("is refused whole where a case was moved after it was told", async () => {
    const id = await aCaseIn("洛江区", "电线裸露");
    const bytes = await list({ 编号: id, 隐患描述: "电线裸露、插座烧黑" }, ROWS[0] ?? {});
    const [card] = await send("李文清", bytes);
    expect(card?.printed).toMatch(/将新增 1 行，修改 1 行/);
    await advance(
      needs(),
      { hazardId: id, version: 1, step: { do: "amend", changes: { description: "电线裸露两处" } }, actor: OFFICER },
      async () => {},
    );
    const [said] = await press("李文清", card, "确认导入");
    expect(said?.printed).toMatch(new RegExp(`${id} 在核对之后被别人改过，这次一行也没有写`));
    expect((await findHazard(house.db, id))?.facts.description).toBe("电线裸露两处");
    expect(await listHazards(house.db, {})).toHaveLength(1);
  });

  test("of somebody without the right is answered in words", async () => {
    for (const name of ["王建福", "陈美珊"])
      expect((await send(name, await list(...ROWS)))[0]?.printed).toMatch(/由局股室人员、管理员办理/);
    expect(await listHazards(house.db, {})).toEqual([]);
  });

  test("goes out and comes in again unchanged", async () => {
    await aCaseIn("洛江区", "灭火器过期");
    const [, file] = await answers("李文清", () => world().say(people.person("李文清"), people.inPrivate("李文清"), { text: "导出台账" }));
    const response = await fetch(`${house.simulator.url}${file?.file?.url}`);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect((await readXlsx(new Uint8Array(bytes))).sheets[0]?.rows).toHaveLength(2);
    expect((await send("李文清", bytes))[0]?.printed).toMatch(/新增 0 行，修改 0 行，不变 1 行/);
  });
});
