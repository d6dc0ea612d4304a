import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { takeCaseStep } from "../../src/bot/take-case-step.ts";
import { standingOf } from "../../src/bot/who.ts";
import { listHazards } from "../../src/hazards/ledger.ts";
import { texts } from "../../src/texts/report.ts";
import { botNeeds } from "../bot/bench.ts";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";
import { aPress } from "../support/inbound.ts";
import { aPhoto } from "../support/reporting.ts";

/** Who told of a hazard is for the office; whoever asks for it is named to nobody. Each test is a way in which a name came out. */

const BLOCKED = "老福记酒楼后厨的安全出口被货物堵死了";

let house: House;
let stage: ReturnType<typeof caseStage>;
let own: string;
let people = 0;

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  own = stage.inPrivate("王建福");
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(5);
  for (const table of ["hazard_alarms", "hazard_drafts", "hazards", "photos", "outbox", "sessions"]) {
    await house.db.query(`truncate ${table} cascade`);
  }
});

/** Somebody with a name that stands nowhere else, and their private chat. */
function somebody() {
  people += 1;
  const name = `邻居${"甲乙丙丁戊己庚辛壬癸子丑"[people]}阿姨`;
  const { id } = stage.world().addPerson(name, stage.person("吴秀兰"));
  return { name, id, chat: stage.world().privateChat(id).id };
}
type Somebody = ReturnType<typeof somebody>;

async function reports({ name, chat }: Somebody, signed: "named" | "anonymous"): Promise<void> {
  await stage.say(name, chat, { text: BLOCKED, images: [await aPhoto(30 + people)] });
  const draft = stage.saidIn(chat).findLast(({ printed }) => printed.startsWith("# 隐患上报"));
  await stage.press(name, draft?.id ?? "", "确认上报", { signed, enterprise: "老福记酒楼", description_0: "后厨的安全出口被货物堵死了" });
}

/** Reported by the first, and by the second, who joins. */
async function joined(signed: "named" | "anonymous") {
  const [first, second] = [somebody(), somebody()];
  await reports(first, "named");
  const [hazard] = await listHazards(house.db, {});
  const id = hazard?.id ?? "";
  await reports(second, signed);
  const similar = stage.saidIn(second.chat).findLast(({ printed }) => printed.startsWith("# 可能已经"));
  await stage.press(second.name, similar?.id ?? "", `并入 ${id}`);
  expect((await stage.hazard(id)).followers).toEqual([second.id]);
  return { first, second, id };
}

async function assign(id: string): Promise<void> {
  const { press, cardIn, duty, person } = stage;
  await press("李文清", cardIn(duty, id).id, "受理");
  await press("李文清", cardIn(duty, id).id, "确认指派", { assign__personId: person("王建福"), assign__day: "2026-11-28" });
}

const heardBy = (chat: string, { name }: Somebody) => stage.saidIn(chat).filter(({ printed }) => printed.includes(name));

describe("whoever is reported on", () => {
  test("reads no name of those who joined or added something, and the office reads them", async () => {
    const { first, second, id } = await joined("named");
    await stage.say(second.name, second.chat, { text: `${id} 现在还是堵着，没有整改` });
    await assign(id);
    expect(stage.cardIn(own, id).printed).toContain("另有人反映");
    for (const reporter of [first, second]) {
      expect(heardBy(own, reporter)).toEqual([]);
      expect(stage.cardIn(stage.duty, id).printed).toContain(reporter.name);
    }
    // Nor do those who reported the same hear of each other.
    expect(heardBy(first.chat, second)).toEqual([]);
    expect(heardBy(second.chat, first)).toEqual([]);
  });

  test("is not told by a stale press who was first, if that was one of them", async () => {
    const { second, id } = await joined("named");
    await assign(id);
    await stage.say("王建福", own, { text: "帮助" });
    const { version } = await stage.hazard(id);
    await stage.say(second.name, second.chat, { text: `${id} 现在还是堵着，没有整改` });
    // As the owner's card was drawn before the word came in.
    const value = { do: "take_case_step", step: "ask_extension", hazardId: id, version } as const;
    const press = aPress({ chatId: own, presser: stage.person("王建福"), value, form: { ask_extension__note: "要换门" } });
    const needs = botNeeds(house.db, house.clock);
    const reply = await takeCaseStep(press, value, needs, () => standingOf(needs, press));
    expect(reply?.toast?.content).toContain("已先一步：补充材料");
    expect(JSON.stringify(reply)).not.toContain(second.name);
  });
});

describe("whoever wants to be kept out of it", () => {
  test("is so when they say it after an emergency was recorded: in the case, on its cards and on the alarm's", async () => {
    const crier = somebody();
    await stage.say(crier.name, crier.chat, { text: "快来人啊老福记酒楼后厨煤气漏了好大的味道" });
    const [hazard] = await listHazards(house.db, {});
    expect(hazard?.anonymous).toBe(false);
    await stage.say(crier.name, crier.chat, { text: "匿名，不要说是我报的" });
    expect(stage.saidIn(crier.chat).at(-1)?.printed).toBe(texts.said.nameWithheld({ ids: [hazard?.id ?? ""] }));
    await house.settle(5);
    expect((await stage.hazard(hazard?.id ?? "")).anonymous).toBe(true);
    expect(heardBy(stage.duty, crier)).toEqual([]);
  });

  test("is so of a report that was recorded before, too", async () => {
    const reporter = somebody();
    await reports(reporter, "named");
    expect(heardBy(stage.duty, reporter)).not.toEqual([]);
    await stage.say(reporter.name, reporter.chat, { text: "这条改成匿名吧" });
    await house.settle(5);
    expect(heardBy(stage.duty, reporter)).toEqual([]);
  });

  test("stays so when they joined without a name and say more later", async () => {
    const { second, id } = await joined("anonymous");
    await stage.say(second.name, second.chat, { text: `${id} 现在还是堵着，没有整改` });
    await house.settle(5);
    expect(stage.cardIn(stage.duty, id).printed).toContain("现在还是堵着");
    expect(heardBy(stage.duty, second)).toEqual([]);
  });

  test("having joined by name, may still withhold it", async () => {
    const { second, id } = await joined("named");
    expect(stage.cardIn(stage.duty, id).printed).toContain(second.name);
    await stage.say(second.name, second.chat, { text: "别写我的名字" });
    await house.settle(5);
    expect(heardBy(stage.duty, second)).toEqual([]);
    expect((await stage.hazard(id)).anonymous).toBe(false);
  });
});
