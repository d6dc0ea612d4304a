import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/clock.ts";
import { texts as caseTexts } from "../../src/texts/case.ts";
import { texts } from "../../src/texts/duty-chats.ts";
import { texts as handOverTexts } from "../../src/texts/hand-over.ts";
import { texts as joining } from "../../src/texts/joining.ts";
import { texts as reportTexts } from "../../src/texts/report.ts";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";

/** Somebody of an enterprise has been let into a duty chat: nobody's name goes there any more, and an emergency rings all the same. */

const PHONE = "13805951234";
const LEAK = `快来人啊老福记酒楼后厨煤气漏了好大的味道，我电话${PHONE}`;
const REPORTER = "王建福";

let house: House;
let stage: ReturnType<typeof caseStage>;
let [own, officer, leader] = ["", "", ""];
let earlier: string;

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  [own, officer, leader] = [stage.inPrivate(REPORTER), stage.inPrivate("李文清"), stage.inPrivate("林国栋")];
  earlier = await stage.reported();
});
afterAll(() => house.close());

const printedIn = (chat: string) => stage.saidIn(chat).map(({ printed }) => printed);
const alarmIn = (chat: string) => stage.saidIn(chat).findLast(({ printed }) => printed.startsWith("# 【紧急】"));
const lines = (chat: string) => printedIn(chat).filter((printed) => printed === texts.toldHere);

/** What is said in the duty chat while `happen` happens, but for the line of the day. */
async function saidMeanwhile(happen: () => Promise<unknown>): Promise<string[]> {
  const before = stage.saidIn(stage.duty).length;
  await happen();
  return printedIn(stage.duty)
    .slice(before)
    .filter((printed) => printed !== texts.toldHere);
}

/** The clock's next day, at the same time. */
async function nextDay(): Promise<void> {
  house.clock.advance(DAY_MS - 61_000);
  await house.settle(61);
}

describe("while the office is by itself", () => {
  test("its duty chat has the card of a case, with who reported it, and nobody is told of anybody", () => {
    expect(stage.cardIn(stage.duty, earlier).printed).toContain(REPORTER);
    expect(lines(stage.duty)).toEqual([]);
  });
});

describe("as soon as an outsider sits in the duty chat", () => {
  beforeAll(async () => {
    stage.world().enterGroup(stage.duty, stage.person("吴秀兰"));
    await house.settle(2);
  });

  test("a new case goes to those on duty alone, with who reported it", async () => {
    let id = "";
    const said = await saidMeanwhile(async () => {
      id = await stage.reported("我店仓库的消防通道被纸箱堵住了", 31);
    });
    expect(said).toEqual([]);
    expect(stage.cardIn(officer, id).printed).toContain(REPORTER);
    expect(await stage.press("李文清", stage.cardIn(officer, id).id, "受理")).toContain(id);
    expect((await stage.hazard(id)).state).toBe("accepted");
  });

  test("the card of an earlier case tells nothing there any more once the case moves, and goes on alone", async () => {
    await stage.say("李文清", officer, { text: earlier });
    await stage.press("李文清", stage.cardIn(officer, earlier).id, "受理");
    expect(printedIn(stage.duty).join("\n")).toContain(caseTexts.apart.title({ id: earlier }));
    expect(printedIn(stage.duty).join("\n")).not.toContain(REPORTER);
    expect(stage.cardIn(officer, earlier).printed).toContain(REPORTER);
  });

  test("an emergency rings there with its place, without the reporter and their words; those on duty have all of it alone", async () => {
    const rung = house.clock.now();
    await stage.say(REPORTER, own, { text: LEAK });
    const open = alarmIn(stage.duty);
    expect(new Date(open?.at ?? 0).getTime() - rung.getTime()).toBeLessThanOrEqual(3000);
    for (const told of ["老福记酒楼", reportTexts.alarm.told, reportTexts.alarm.wordsApart]) expect(open?.printed).toContain(told);
    for (const kept of [REPORTER, PHONE, "好大的味道"]) expect(JSON.stringify(open)).not.toContain(kept);
    for (const told of [REPORTER, PHONE]) expect(alarmIn(officer)?.printed).toContain(told);
    // Whoever is on duty takes it there as ever.
    expect(await stage.press("李文清", open?.id ?? "", reportTexts.alarm.take)).toBe(reportTexts.alarm.taken);
    const taken = stage.saidIn(stage.duty).find(({ id }) => id === open?.id);
    expect(taken?.printed).toContain("已接警");
    expect(JSON.stringify(taken)).not.toContain(REPORTER);
    expect(stage.saidIn(officer).some(({ printed }) => printed.startsWith("# 【已接警】") && printed.includes(REPORTER))).toBe(true);
  });

  test("a question that is handed over goes to each officer alone, is answered there, and is not told to the group", async () => {
    const said = await saidMeanwhile(async () => {
      await stage.say(REPORTER, own, { text: "洛江逾期不改罚多少钱" });
      const asked = stage.saidIn(own).findLast(({ printed }) => printed.includes("转人工"));
      expect(await stage.press(REPORTER, asked?.id ?? "", "转人工")).toBe(handOverTexts.requested({ district: "洛江区" }));
      const card = stage.saidIn(officer).findLast(({ printed }) => printed.startsWith(`# ${handOverTexts.duty}`));
      expect(card?.printed).toContain(REPORTER);
      expect(await stage.press("李文清", card?.id ?? "", handOverTexts.send, { reply: "请问应急管理局。" })).toBe(handOverTexts.replied);
      expect(printedIn(own).join("\n")).toContain("请问应急管理局。");
    });
    expect(said).toEqual([]);
  });

  test("an officer answers by quoting the card that they have alone", async () => {
    await stage.say(REPORTER, own, { text: "洛江特种设备坏了罚多少钱" });
    const asked = stage.saidIn(own).findLast(({ printed }) => printed.includes("转人工"));
    expect(await stage.press(REPORTER, asked?.id ?? "", "转人工")).toBe(handOverTexts.requested({ district: "洛江区" }));
    const card = stage.saidIn(officer).findLast(({ printed }) => printed.startsWith(`# ${handOverTexts.duty}`));
    await stage.say("李文清", officer, { text: "请看市场监管局的公告。", quote: card?.id ?? "" });
    expect(printedIn(own).join("\n")).toContain("请看市场监管局的公告。");
    expect(stage.saidIn(officer).find(({ id }) => id === card?.id)?.printed).toContain(handOverTexts.dutyDone);
  });

  test("whoever asks to stand for an enterprise is shown to the officers alone, who confirm it there", async () => {
    expect(await saidMeanwhile(() => stage.say(REPORTER, own, { text: "绑定企业 河市小厨" }))).toEqual([]);
    const card = stage.saidIn(officer).at(-1);
    expect(card?.printed).toContain(REPORTER);
    expect(await stage.press("李文清", card?.id ?? "", joining.request.reject)).toBe(joining.request.doneToast.rejected);
    expect(printedIn(own).at(-1)).toBe(joining.bind.rejected({ enterprise: "河市小厨" }));
  });

  test("the group is told once a day in words that name nobody, and whoever administers by name", async () => {
    await house.settle(61);
    expect(lines(stage.duty)).toHaveLength(1);
    expect(texts.toldHere).not.toContain("吴秀兰");
    const named = () => printedIn(leader).filter((printed) => printed.includes("非本单位人员") && printed.includes("吴秀兰"));
    expect(named()).toHaveLength(1);
    await nextDay();
    expect(lines(stage.duty)).toHaveLength(2);
    expect(named()).toHaveLength(2);
    // Not at night.
    house.clock.set("2026-11-23 00:01");
    await house.settle(61);
    expect(lines(stage.duty)).toHaveLength(2);
    house.clock.advance(9 * HOUR_MS);
    await house.settle(61);
    expect(lines(stage.duty)).toHaveLength(3);
  });

  test("once they have left, cases go to the group again", async () => {
    stage.world().leaveGroup(stage.duty, stage.person("吴秀兰"));
    await house.settle(2);
    const id = await stage.reported("我店二楼疏散指示灯不亮了", 52);
    expect(stage.cardIn(stage.duty, id).printed).toContain(REPORTER);
    await nextDay();
    expect(lines(stage.duty)).toHaveLength(3);
  });
});

describe("while the platform does not tell who sits there", () => {
  test("an alarm rings without names, after an hour cases go to those on duty alone, and whoever administers hears why", async () => {
    // Nobody is asked while it is known for certain.
    house.clock.advance(2 * HOUR_MS);
    house.simulator.faults.next("GET /open-apis/im/v1/chats/:chat_id/members", { kind: "refuse", code: 230027 }, 200);
    await house.settle(121);
    const id = await stage.reported("我店厨房的灭火器过期了", 44);
    expect(printedIn(stage.duty).some((printed) => printed.startsWith(`# ${id} `))).toBe(false);
    expect(stage.cardIn(officer, id).printed).toContain(REPORTER);
    expect(printedIn(leader).some((printed) => printed.includes("暂时读不到值班群"))).toBe(true);
    await stage.say(REPORTER, own, { text: "老福记酒楼着火了快来人" });
    expect(alarmIn(stage.duty)?.printed).toContain("老福记酒楼");
    expect(alarmIn(stage.duty)?.printed).not.toContain(REPORTER);
  });
});
