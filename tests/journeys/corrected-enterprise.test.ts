import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listHazards } from "../../src/hazards/ledger.ts";
import { texts } from "../../src/texts/case.ts";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";

/** A case that was written down under the wrong enterprise: once it is put right, nothing of the wrong one stays, and its owner hears no more. */

const OTHER = "河市小厨";

let house: House;
let stage: ReturnType<typeof caseStage>;
let [own, other]: string[] = [];

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  [own, other] = [stage.inPrivate("王建福"), stage.inPrivate("吴")];
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(5);
  for (const table of ["hazard_alarms", "hazard_drafts", "hazards", "photos", "outbox", "sessions"]) {
    await house.db.query(`truncate ${table} cascade`);
  }
});

const registered = async (name: string) => {
  const { rows } = await house.db.query<{ id: string; code: string; principal: string }>(
    "select id::text as id, credit_code as code, principal from enterprises where name = $1",
    [name],
  );
  return rows[0];
};

async function assigned(): Promise<string> {
  const { press, cardIn, duty, person, reported } = stage;
  const id = await reported();
  await press("李文清", cardIn(duty, id).id, "受理");
  await press("李文清", cardIn(duty, id).id, "确认指派", { assign__personId: person("王建福"), assign__day: "2026-11-28" });
  return id;
}

async function corrected(id: string, name: string) {
  const { press, cardIn, duty } = stage;
  await press("李文清", cardIn(duty, id).id, "更正内容");
  await press("李文清", cardIn(duty, id).id, "保存更正", { amend__enterpriseName: name });
}

describe("a case that is another enterprise's", () => {
  test("takes over number, people and town of the right one, whose owner is reminded instead of the first", async () => {
    const { hazard, saidIn } = stage;
    const id = await assigned();
    const right = await registered(OTHER);
    await corrected(id, OTHER);
    const { facts, assignment, deadline } = await hazard(id);
    expect(facts).toMatchObject({ enterpriseName: OTHER, enterpriseId: right?.id, creditCode: right?.code, principal: right?.principal });
    expect(assignment).toBeUndefined();
    expect(deadline?.day).toBe("2026-11-28");
    expect(stage.cardIn(other ?? "", id).printed).toContain(OTHER);

    const reminders = (chat = "") => saidIn(chat).filter(({ printed }) => /^# 整改(?:提醒|逾期)/.test(printed)).length;
    const before = [reminders(own), reminders(other)];
    house.clock.set("2026-11-25 09:01");
    await house.settle(5);
    expect([reminders(own), reminders(other)]).toEqual([before[0], (before[1] ?? 0) + 1]);
  });

  test("leaves its first owner one line, and nothing of what happens then", async () => {
    const { press, cardIn, duty, person, saidIn, inPrivate, say } = stage;
    const officer = inPrivate("李文清");
    await say("李文清", officer, { text: "老福记酒楼后厨灶台边的煤气软管老化开裂了" });
    await press("李文清", saidIn(officer).findLast(({ printed }) => printed.startsWith("# 隐患上报"))?.id ?? "", "确认上报");
    const [{ id = "" } = {}] = await listHazards(house.db, {});
    await press("李文清", cardIn(duty, id).id, "受理");
    await press("李文清", cardIn(duty, id).id, "确认指派", { assign__personId: person("王建福"), assign__day: "2026-12-28" });
    expect(cardIn(own ?? "", id).printed).toContain("煤气软管");
    await corrected(id, OTHER);
    const left = `# ${id} 已更正\n${texts.corrected.said}`;
    expect(cardIn(own ?? "", id).printed).toBe(left);
    expect(cardIn(other ?? "", id).printed).toContain("煤气软管");
    const edits = async () => {
      const { rows } = await house.db.query<{ edits: number }>(
        "select count(*)::int as edits from outbox where delivery->>'kind' = 'amend' and delivery->'to'->>'openId' = $1",
        [person("王建福")],
      );
      return rows[0]?.edits;
    };
    const [before, { version }] = [await edits(), await stage.hazard(id)];
    await press("李文清", cardIn(duty, id).id, "更正内容");
    await press("李文清", cardIn(duty, id).id, "保存更正", { amend__location: "二楼" });
    expect((await stage.hazard(id)).version).toBeGreaterThan(version);
    expect(cardIn(own ?? "", id).printed).toBe(left);
    expect([before, await edits()]).toEqual([expect.any(Number), before]);
  });

  test("keeps nothing of the first when the right one is not registered", async () => {
    const id = await assigned();
    // A name that only begins like the first is another one.
    await corrected(id, "老福记酒楼二分店");
    const { facts } = await stage.hazard(id);
    expect(facts.enterpriseName).toBe("老福记酒楼二分店");
    for (const field of ["enterpriseId", "creditCode", "principal", "phone", "address", "townId"] as const) {
      expect([field, facts[field]]).toEqual([field, undefined]);
    }
    expect(facts.district).toBe("洛江区");
  });

  test("an alias of the same one changes nothing else", async () => {
    const id = await assigned();
    const { facts: before } = await stage.hazard(id);
    await corrected(id, "老福记");
    expect((await stage.hazard(id)).facts).toEqual(before);
  });

  test("told after the cry loses what was taken for granted", async () => {
    await stage.say("王建福", own ?? "", { text: "快来人啊煤气漏了好大的味道" });
    const [first] = await listHazards(house.db, {});
    expect(first?.facts.enterpriseName).toBe("老福记酒楼");
    await stage.say("王建福", own ?? "", { text: "是阿明烧烤店" });
    const { facts } = await stage.hazard(first?.id ?? "");
    expect(facts.enterpriseName).toBe("阿明烧烤店");
    for (const field of ["enterpriseId", "creditCode", "principal", "address"] as const)
      expect([field, facts[field]]).toEqual([field, undefined]);
  });
});
