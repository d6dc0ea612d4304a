import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/clock.ts";
import { recordHazard } from "../../src/hazards/report.ts";
import { FACTS, OWNER } from "../hazards/cases.ts";
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

async function record(count: number, district = "洛江区"): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    recorded += 1;
    const facts = { ...FACTS, district, description: "煤气软管老化", enterpriseName: `第${recorded}家鱼丸店` };
    const needs = { db: house.db, now: house.clock.now };
    await recordHazard(needs, { origin: `cluster/${recorded}`, facts, reporter: OWNER }, async () => {});
  }
}

const proposals = (chat: string) => saidIn(house, people.group(chat)).filter(({ printed }) => printed.includes("同类隐患增多"));

async function later(ms: number) {
  house.clock.advance(ms);
  await house.settle(5);
}

describe("many similar hazards", () => {
  test("are told once to those on duty in their district, in figures", async () => {
    await record(2);
    await record(3, "泉港区");
    await later(DAY_MS);
    expect(proposals("洛江区商务局")).toEqual([]);
    await record(1);
    await later(DAY_MS);
    const [told] = proposals("洛江区商务局");
    expect(told?.printed).toMatch(/洛江区餐饮燃气登记“燃气软管和用气”类隐患 \*\*3 起，涉及 3 家单位\*\*[\s\S]*\[起草风险提示\]/);
    expect(told?.printed).not.toContain("鱼丸");
    await record(2);
    await later(3 * DAY_MS);
    expect(proposals("洛江区商务局")).toHaveLength(1);
    expect(proposals("泉港区商务局")).toHaveLength(1);
  });

  test("give a notice to begin with to whoever may write one", async () => {
    const chat = people.group("洛江区商务局");
    const card = proposals("洛江区商务局")[0]?.id ?? "";
    const press = async (name: string) =>
      (await house.simulator.world.pressButton(people.person(name), card, "起草风险提示")).toast?.content;
    expect(await press("李文清")).toMatch(/已填好草稿/);
    expect(await press("李文清")).toMatch(/已经有人起草/);
    await house.settle(3);
    const title = "关于餐饮燃气“燃气软管和用气”类隐患的风险提示";
    const forms = saidIn(house, chat).filter(({ printed }) => printed.includes(title));
    expect(forms).toHaveLength(1);
    expect(JSON.stringify(forms)).toContain("3 起，涉及 3 家单位");
    expect(JSON.stringify(forms)).not.toContain("鱼丸");
    const { rows } = await house.db.query("select kind, district, title, state, origin_kind as origin from notices");
    expect(rows).toEqual([{ kind: "risk", district: "洛江区", title, state: "draft", origin: "hazard_cluster" }]);
  });

  test("are told anew after the period, when there are new ones", async () => {
    await later(35 * DAY_MS + HOUR_MS);
    expect(proposals("洛江区商务局")).toHaveLength(1);
    await record(3);
    await later(DAY_MS);
    expect(proposals("洛江区商务局")).toHaveLength(2);
  });
});
