import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { texts as caseTexts } from "../../src/texts/case.ts";
import { texts } from "../../src/texts/report.ts";
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

afterEach(async () => {
  // Nothing that was to be said was refused by the platform.
  const { rows } = await house.db.query("select key, failure from outbox where state in ('failed', 'uncertain')");
  expect(rows).toEqual([]);
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

/** Accepted, and put into the owner's hands until 11-28. */
async function assigned(): Promise<string> {
  const id = await stage.reported();
  await stage.press("李文清", stage.cardIn(stage.duty, id).id, "受理");
  const form = { assign__personId: stage.person("王建福"), assign__day: "2026-11-28" };
  await stage.press("李文清", stage.cardIn(stage.duty, id).id, "确认指派", form);
  return id;
}

describe("two officers who press different buttons at the same moment", () => {
  test("move it once: the other one is told who was first, and every card says the same", async () => {
    const { duty, cardIn, hazard, person, world, say } = stage;
    const id = await stage.reported();
    const desk = stage.inPrivate("林国栋");
    await say("林国栋", desk, { text: id });
    await stage.press("林国栋", cardIn(desk, id).id, "退回补充");
    expect(cardIn(desk, id).printed).toContain("form send_back");
    const results = await Promise.all([
      world().pressButton(person("李文清"), cardIn(duty, id).id, "受理"),
      world().pressButton(person("林国栋"), cardIn(desk, id).id, "确认退回", { send_back__note: "缺照片" }),
    ]);
    await house.settle(5);
    const { state, version } = await hazard(id);
    expect(version).toBe(2);
    const [won, lost] = state === "accepted" ? results : [results[1], results[0]];
    const [winner, done] = state === "accepted" ? ["李文清", "受理"] : ["林国栋", "退回补充"];
    expect(won?.toast).toMatchObject({ type: "success" });
    expect(lost?.toast?.type).toBe("warning");
    expect(lost?.toast?.content).toContain(`${winner}已先一步：${done}`);
    const titles = [duty, desk].map((chat) => cardIn(chat, id).printed.split("\n")[0]);
    expect(titles).toEqual([`# ${id} ${texts.states[state]}`, `# ${id} ${texts.states[state]}`]);
  });
});

describe("a case between people", () => {
  test("is sent back, supplemented, asked more time for, and transferred with receipt and result", async () => {
    const { duty, cardIn, press, hazard } = stage;
    const id = await stage.reported();
    await press("李文清", cardIn(duty, id).id, "退回补充");
    expect(await press("李文清", cardIn(duty, id).id, "确认退回", { send_back__note: "" })).toBe("请写明理由或说明");
    await press("李文清", cardIn(duty, id).id, "确认退回", { send_back__note: "请写清楚软管长度" });
    expect(stage.saidIn(own).some(({ printed }) => printed.includes("退回补充（李文清）。请写清楚软管长度"))).toBe(true);
    await press("王建福", cardIn(own, id).id, "提交补充", { supplement__description: "后厨灶台边两米长的煤气软管老化开裂" });
    expect(await hazard(id)).toMatchObject({
      state: "registered",
      facts: { description: "后厨灶台边两米长的煤气软管老化开裂", enterpriseName: "老福记酒楼" },
    });

    await press("李文清", cardIn(duty, id).id, "受理");
    await press("李文清", cardIn(duty, id).id, "确认指派", { assign__personId: stage.person("王建福"), assign__day: "12-05" });
    await press("王建福", cardIn(own, id).id, "申请延期");
    await press("王建福", cardIn(own, id).id, "提交延期申请", { ask_extension__until: "2026-12-20", ask_extension__note: "配件没到" });
    expect(cardIn(duty, id).printed).toContain("延期申请**：申请延至 2026-12-20：配件没到");
    expect(await press("李文清", cardIn(duty, id).id, "同意延期", { decide_extension__until: "2026-12-20" })).toContain("审批");
    await press("林国栋", cardIn(duty, id).id, "同意延期", { decide_extension__until: "2026-12-18" });
    expect(await hazard(id)).toMatchObject({ deadline: { day: "2026-12-18" } });

    await press("李文清", cardIn(duty, id).id, "移交");
    const transfer = {
      transfer__body: "区城管局",
      transfer__note: "燃气管道归城管",
      transfer__documentNumber: "洛商函〔2026〕8号",
      transfer__on: "今天",
    };
    await press("李文清", cardIn(duty, id).id, "确认移交", transfer);
    await press("李文清", cardIn(duty, id).id, "已接收", { confirm_transfer__on: "2026-11-21" });
    await press("李文清", cardIn(duty, id).id, "保存结果", { record_transfer_result__result: "已停气并更换" });
    expect(await hazard(id)).toMatchObject({
      state: "transferred",
      transfer: { body: "区城管局", documentNumber: "洛商函〔2026〕8号", receipt: { on: "2026-11-21" }, result: { text: "已停气并更换" } },
    });
    expect(cardIn(own, id).printed).toContain("移交**：2026-11-21 移交区城管局，洛商函〔2026〕8号，2026-11-21 已接收，已停气并更换");
  });

  test("of a major hazard is listed for supervision by an approver alone, and closed after it is lifted", async () => {
    const { duty, cardIn, press, hazard } = stage;
    const id = await stage.reported();
    await press("李文清", cardIn(duty, id).id, "受理", { accept__level: "major", accept__basis: "判定标准第六条" });
    expect(await press("李文清", cardIn(duty, id).id, "挂牌督办")).toContain("审批");
    await press("林国栋", cardIn(duty, id).id, "挂牌督办");
    const listing = { list_for_supervision__supervisionLevel: "区级", list_for_supervision__noticeNumber: "督〔2026〕1号" };
    await press("林国栋", cardIn(duty, id).id, "确认挂牌", listing);
    expect(cardIn(duty, id).printed).toContain("挂牌督办**：区级，督〔2026〕1号");
    await press("林国栋", cardIn(duty, id).id, "摘牌");
    await press("林国栋", cardIn(duty, id).id, "确认摘牌", { lift_supervision__note: "治理完成" });
    expect(await hazard(id)).toMatchObject({ supervisions: [{ level: "区级", lifted: { why: "治理完成" } }] });
  });

  test("names nobody who reported without a name, and tells them in private", async () => {
    const { duty, cardIn, press, say, saidIn, inPrivate } = stage;
    const secret = inPrivate("吴秀兰");
    await say("吴秀兰", secret, { text: "老福记酒楼后厨的安全出口被货物堵死了", images: [await aPhoto(30)] });
    const draft = saidIn(secret).findLast(({ printed }) => printed.startsWith("# 隐患上报"));
    await press("吴秀兰", draft?.id ?? "", "确认上报", {
      signed: "anonymous",
      enterprise: "老福记酒楼",
      description_0: "后厨的安全出口被货物堵死了",
    });
    const id = /YH-\d{8}-\d{3}/.exec(saidIn(secret).at(-1)?.printed ?? "")?.[0] ?? "";
    await press("李文清", cardIn(duty, id).id, "受理");
    await press("李文清", cardIn(duty, id).id, "确认指派", { assign__personId: stage.person("王建福"), assign__day: "2026-11-28" });
    expect(saidIn(secret).filter(({ printed }) => printed.startsWith(`您上报的 ${id}`))).toHaveLength(2);
    for (const chat of [duty, own, stage.group("餐饮企业")]) {
      expect(saidIn(chat).filter(({ printed }) => printed.includes(id) && printed.includes("吴秀兰"))).toEqual([]);
    }
    expect(cardIn(own, id).printed).toContain("上报人**：匿名");
  });
});

describe("whoever asks for a case", () => {
  test("by its number sees it where they may, and is told why where they may not", async () => {
    const { say, saidIn, inPrivate, cardIn } = stage;
    const id = await assigned();
    const last = (name: string) => saidIn(inPrivate(name)).at(-1)?.printed ?? "";
    await say("陈美珊", inPrivate("陈美珊"), { text: `${id} 到哪一步了？` });
    expect(cardIn(inPrivate("陈美珊"), id).printed).toContain("状态**：整改中");
    for (const name of ["吴秀兰", "郑晓燕"]) {
      await say(name, inPrivate(name), { text: id });
      expect(last(name)).toBe(caseTexts.asked.unknown({ id }));
    }
    // Where others would see it, one is told to ask in private.
    await say("陈美珊", stage.group("餐饮企业"), { text: id, mentionBot: true });
    expect(saidIn(stage.group("餐饮企业")).at(-1)?.printed).toContain("私聊");
    await say("陈美珊", inPrivate("陈美珊"), { text: "YH-20200101-001" });
    expect(last("陈美珊")).toBe(caseTexts.asked.unknown({ id: "YH-20200101-001" }));
  });

  test("lists what they reported, and what waits for them", async () => {
    const { say, saidIn, inPrivate, press } = stage;
    const [first, second] = [await assigned(), await stage.reported("我店仓库里堆满了纸箱", 50)];
    await say("王建福", own, { text: "我的上报" });
    const mine = saidIn(own).at(-1)?.printed ?? "";
    expect(mine).toContain("# 我的上报（2 条）");
    await say("王建福", own, { text: "待办隐患" });
    expect(saidIn(own).at(-1)?.printed).toContain(`# 待办隐患（1 条）`);
    expect(saidIn(own).at(-1)?.printed).toContain(first);
    const officer = inPrivate("李文清");
    await say("李文清", officer, { text: "待办隐患" });
    const list = saidIn(officer).at(-1);
    expect(list?.printed).toContain(second);
    expect(list?.printed).not.toContain(first);
    await press("李文清", list?.id ?? "", "查看办理");
    expect(stage.cardIn(officer, second).printed).toContain("form accept");
  });

  test("is answered from the documents by the button on its card, with the clause", async () => {
    const { duty, cardIn, press, saidIn } = stage;
    const id = await stage.reported();
    await press("李文清", cardIn(duty, id).id, "相关条款");
    const answer = saidIn(duty).at(-1)?.printed ?? "";
    expect(answer).toContain("燃气");
    expect(answer).toMatch(/方案/);
    expect(await press("李文清", cardIn(duty, id).id, "相关条款")).toBe(caseTexts.clausesAskedBefore);
  });
});
