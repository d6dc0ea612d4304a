import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { texts } from "../../src/texts/case-reminders.ts";
import { caseStage } from "../support/case-stage.ts";
import { type House, openHouse } from "../support/house.ts";

let house: House;
let stage: ReturnType<typeof caseStage>;
/** The owner, the office, and its leader. */
let own: string;
let leader: string;
let id: string;

beforeAll(async () => {
  house = await openHouse();
  stage = caseStage(house);
  [own, leader] = [stage.inPrivate("王建福"), stage.inPrivate("林国栋")];
  id = await stage.reported();
  const { press, cardIn, duty } = stage;
  await press("李文清", cardIn(duty, id).id, "受理");
  await press("李文清", cardIn(duty, id).id, "确认指派", { assign__personId: stage.person("王建福"), assign__day: "2026-11-28" });
});
afterAll(() => house.close());

/** The reminders that came into a chat since the last look. */
const seen = new Map<string, number>();
function newReminders(chat: string): string[] {
  const titles = stage
    .saidIn(chat)
    .map(({ printed }) => printed)
    .filter((printed) => /^# 整改(?:提醒|逾期)/.test(printed));
  const before = seen.get(chat) ?? 0;
  seen.set(chat, titles.length);
  return titles.slice(before).map((printed) => printed.split("\n")[1]?.replaceAll("*", "") ?? "");
}

async function on(minute: string) {
  house.clock.set(minute);
  await house.settle(5);
  return { owner: newReminders(own), office: newReminders(stage.duty), leader: newReminders(leader) };
}

const { reminder } = texts;

describe("a deadline", () => {
  test("is reminded of before, on and after its day, up the ladder, each once", async () => {
    expect(await on("2026-11-24 09:01")).toEqual({ owner: [], office: [], leader: [] });
    const before = reminder.before({ days: 3 }) + reminder.toResponsible;
    expect(await on("2026-11-25 09:01")).toEqual({ owner: [before], office: [], leader: [] });
    expect(await on("2026-11-25 23:30")).toEqual({ owner: [], office: [], leader: [] });
    await on("2026-11-27 09:01");
    expect((await on("2026-11-28 09:01")).owner).toEqual([reminder.today + reminder.toResponsible]);
    const late = (days: number, to: string) => [reminder.after({ days }) + to];
    const first = await on("2026-11-29 09:01");
    expect(first).toEqual({ owner: late(1, reminder.toResponsible), office: late(1, reminder.toOffice), leader: [] });
    expect((await on("2026-12-01 09:01")).office).toEqual(late(3, reminder.toOffice));
    const last = await on("2026-12-05 09:01");
    expect(last).toEqual({ owner: [], office: [], leader: late(7, reminder.toLeader) });
    expect(await on("2026-12-06 09:01")).toEqual({ owner: [], office: [], leader: [] });
  });

  test("opens the card from its reminder, and ends with the rectification", async () => {
    const shown = stage.saidIn(own).findLast(({ printed }) => printed.startsWith("# 整改逾期"));
    await stage.press("王建福", shown?.id ?? "", "查看办理");
    expect(stage.cardIn(own, id).printed).toContain("已逾期");
    await stage.press("王建福", stage.cardIn(own, id).id, "整改完成", { finish_rectification__note: "已更换" });
    await stage.press("李文清", stage.cardIn(stage.duty, id).id, "复查合格", { reinspect__note: "合格" });
    await stage.press("李文清", stage.cardIn(stage.duty, id).id, "销号");
    expect(await stage.hazard(id)).toMatchObject({ state: "closed" });
    expect(await on("2026-12-07 09:01")).toEqual({ owner: [], office: [], leader: [] });
  });
});

test("fourteen days after the end the reporter is asked once, and can have it taken up again", async () => {
  const asked = () => stage.saidIn(own).filter(({ printed }) => printed.startsWith("# 真的改好了吗"));
  await on("2026-12-19 09:01");
  expect(asked()).toHaveLength(0);
  await on("2026-12-20 09:01");
  await on("2026-12-21 09:01");
  expect(asked()).toHaveLength(1);
  const card = asked()[0];
  expect(await stage.press("王建福", card?.id ?? "", "还没有")).toBe(texts.fixed.reopened({ id }));
  expect(await stage.hazard(id)).toMatchObject({ state: "accepted", reopened: 1 });
  expect(stage.cardIn(stage.duty, id).printed).toContain("屡改屡犯**：重新打开 1 次");
});
