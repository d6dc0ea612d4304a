import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";
import { aPhoto } from "../support/reporting.ts";

let house: House;
let stage: ReturnType<typeof caseStage>;
let own: string;

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  own = stage.inPrivate("王建福");
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(5);
  for (const table of ["hazard_drafts", "hazards", "photos", "outbox", "sessions"]) await house.db.query(`truncate ${table} cascade`);
});

describe("a case", () => {
  test("goes from the report to its end on one card, and whoever reported hears of each step", async () => {
    const { duty, press, cardIn, hazard, say, saidIn } = stage;
    const id = await stage.reported();
    expect(cardIn(duty, id).printed).toContain("form accept");

    const basis = { accept__level: "general", accept__basis: "现场照片" };
    expect(await press("李文清", cardIn(duty, id).id, "受理", basis)).toBe(`${id} 受理，已记录`);
    expect(await hazard(id)).toMatchObject({ state: "accepted", judgement: { level: "general" } });
    expect(cardIn(duty, id).printed).toContain("没有适用的期限规则");

    const wang = stage.person("王建福");
    const assigned = { assign__personId: wang, assign__department: "老福记酒楼", assign__day: "11月28日", assign__measures: "更换软管" };
    await press("李文清", cardIn(duty, id).id, "确认指派", assigned);
    expect(await hazard(id)).toMatchObject({
      state: "rectifying",
      deadline: { day: "2026-11-28" },
      assignment: { personId: wang, person: "王建福", measures: "更换软管" },
    });

    // The owner has the card in private, with what an owner may do, and answers it with a photo.
    const received = cardIn(own, id);
    expect(received.printed).toContain("[整改完成] (submit)");
    expect(received.printed).not.toContain("[作废]");
    await say("王建福", own, { text: "软管已经换成金属波纹管", images: [await aPhoto(40)], quote: received.id });
    const offered = cardIn(own, id);
    expect(offered.printed).toContain("将附上您刚才发的 1 张照片");
    expect(offered.printed).toContain("<整改说明> 软管已经换成金属波纹管");
    await press("王建福", offered.id, "整改完成", { finish_rectification__note: "软管已经换成金属波纹管" });
    expect(await hazard(id)).toMatchObject({ state: "awaiting_reinspection", rectification: { photoIds: [expect.any(String)] } });

    await press("李文清", cardIn(duty, id).id, "复查不合格", { reinspect__note: "接头没有卡箍" });
    expect(await hazard(id)).toMatchObject({ state: "rectifying", deadline: { day: "2026-11-28" } });
    await press("王建福", cardIn(own, id).id, "整改完成", { finish_rectification__note: "已加装卡箍" });
    await press("李文清", cardIn(duty, id).id, "复查合格", { reinspect__note: "合格" });
    await press("李文清", cardIn(duty, id).id, "销号");
    expect(await hazard(id)).toMatchObject({ state: "closed" });

    const closed = cardIn(duty, id).printed;
    expect(closed.split("\n")[0]).toBe(`# ${id} 已销号`);
    const steps = ["登记上报", "受理", "定级", "指派整改", "整改完成", "复查不合格", "整改完成", "复查合格", "销号"];
    const history = closed.split("\n").filter((line) => line.startsWith("  - "));
    expect(history.map((line) => steps.find((step) => line.includes(` ${step}`)))).toEqual([
      ...["登记上报", "受理", "定级", "指派整改", "整改完成", "复查不合格", "整改完成", "复查合格", "销号"],
    ]);
    const told = saidIn(own).filter(({ printed }) => printed.startsWith(`您上报的 ${id}：`));
    expect(told.map(({ printed }) => /：([^（。，]+)/.exec(printed)?.[1])).toEqual(
      steps.filter((step) => !["登记上报", "定级"].includes(step)),
    );
    // Every card says the same.
    for (const chat of [duty, own]) expect(cardIn(chat, id).printed).toContain("已销号");
  });
});
