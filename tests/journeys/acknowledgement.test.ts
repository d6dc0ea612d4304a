import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { NOBODY, type NoticeDraft } from "../../src/notices/notice.ts";
import { texts } from "../../src/texts/acknowledgement.ts";
import { type House, openHouse } from "../support/house.ts";
import { peopleOf, saidIn } from "../support/reporting.ts";

let house: House;
let people: ReturnType<typeof peopleOf>;
let groups: { office: string; away: string; shops: string };

beforeAll(async () => {
  house = await openHouse();
  people = peopleOf(house);
  groups = { office: people.group("洛江区商务局安全"), away: people.group("泉港"), shops: people.group("餐饮") };
  await on("2026-11-23 09:05");
});
afterAll(() => house.close());

async function on(minute: string): Promise<void> {
  house.clock.set(minute);
  await house.settle(10);
}

/** A notice that wants 「收到」, in all three groups, on its way. */
async function send(ref: string, more: Partial<NoticeDraft> = {}): Promise<string> {
  const draft: NoticeDraft = {
    kind: "risk",
    district: undefined,
    innerOnly: false,
    title: `用气安全${ref}`,
    paragraphs: ["请检查后厨燃气软管。"],
    sources: [],
    attachments: [],
    audience: { ...NOBODY, chatIds: Object.values(groups) },
    acknowledgement: { wanted: true, dueAt: "2026-11-25T17:00:00+08:00", urge: true },
    urgent: false,
    sendAt: undefined,
    ...more,
  };
  const issue = { origin: { kind: "duty", ref }, confirmedBy: people.person("李文清"), dutyChatIds: [] } as const;
  const issued = await issueNotice(house.db, draft, issue, house.clock.now());
  if (issued === "issued already") throw new Error("it was sent before");
  await house.settle(75);
  return issued.id;
}

function cardIn(chat: string, title: string) {
  const card = saidIn(house, chat).findLast(({ printed }) => printed.split("\n")[0]?.includes(title));
  if (!card) throw new Error(`no card ${title} in ${chat}`);
  return card;
}

async function press(name: string, messageId: string, label: string, form?: Record<string, unknown>) {
  const { toast } = await house.simulator.world.pressButton(people.person(name), messageId, label, form);
  await house.settle(6);
  return toast?.content ?? "";
}

async function say(name: string, chat: string, text: string, more: { quote?: string; mentionBot?: boolean } = {}) {
  house.clock.advance(SECOND_MS);
  house.simulator.world.say(people.person(name), chat, { text, ...more });
  await house.settle(8);
}

const lastIn = (chat: string) => saidIn(house, chat).at(-1)?.printed ?? "";

describe("收到", () => {
  test("counts a person once, in each of their groups, and tells when they had before", async () => {
    await send("甲");
    expect(cardIn(groups.shops, "用气安全甲").printed).toContain("已确认 **0/4** 人");
    expect(await press("李文清", cardIn(groups.office, "用气安全甲").id, "收到")).toContain("已确认收到");
    expect(cardIn(groups.office, "用气安全甲").printed).toContain("已确认 **1/3** 人");
    expect(cardIn(groups.shops, "用气安全甲").printed).toContain("已确认 **1/4** 人");
    expect(cardIn(groups.away, "用气安全甲").printed).toContain("已确认 **0/2** 人");
    expect(await press("李文清", cardIn(groups.shops, "用气安全甲").id, "收到")).toContain("您已确认过（2026-11-23");
    expect(cardIn(groups.shops, "用气安全甲").printed).toContain("已确认 **1/4** 人");
  });

  test("changes a card once for many who press quickly, and shows the last count", async () => {
    await send("乙");
    const { id } = cardIn(groups.shops, "用气安全乙");
    const changes = async () => (await house.db.query("select 1 from outbox where key like $1", [`%/${groups.shops}/count/%`])).rowCount;
    const before = await changes();
    await Promise.all(
      ["李文清", "陈美珊", "王建福", "吴秀兰"].map((name) => house.simulator.world.pressButton(people.person(name), id, "收到")),
    );
    await house.settle(8);
    expect((await changes()) - before).toBe(1);
    expect(cardIn(groups.shops, "用气安全乙").printed).toContain("已确认 **4/4** 人");
  });

  test("is heard as words that quote the notice, and asked about where it could be one of two", async () => {
    await send("丙");
    await say("王建福", groups.shops, "@安讯 收到，马上落实", { mentionBot: true, quote: cardIn(groups.shops, "用气安全丙").id });
    expect(cardIn(groups.shops, "用气安全丙").printed).toContain("已确认 **1/4** 人");
    await send("丁");
    await say("吴秀兰", groups.shops, "@安讯 收到", { mentionBot: true });
    expect(lastIn(groups.shops)).toBe(texts.press.which({ count: 3 }));
    expect(cardIn(groups.shops, "用气安全丁").printed).toContain("已确认 **0/4** 人");
  });

  test("takes the answer that a notice wants, and does without nothing", async () => {
    const acknowledgement = { wanted: true, question: "自查发现几处隐患？", urge: false };
    await send("戊", { acknowledgement });
    const { id } = cardIn(groups.shops, "用气安全戊");
    await say("王建福", groups.shops, "@安讯 收到", { mentionBot: true, quote: id });
    expect(lastIn(groups.shops)).toBe(texts.press.refused.answer_wanted);
    expect(await press("王建福", id, "收到，提交", { answer: "两处，已改" })).toContain("已确认收到");
  });

  test("is late after the time, and refused once the notice is taken back", async () => {
    const late = await send("己", { acknowledgement: { wanted: true, dueAt: "2026-11-23T09:06:00+08:00", urge: false } });
    expect(await press("王建福", cardIn(groups.shops, "用气安全己").id, "收到")).toContain("记为逾期确认");
    await house.db.query("update notices set state = 'recalled' where id = $1", [late]);
    expect(await press("吴秀兰", cardIn(groups.shops, "用气安全己").id, "收到")).toBe(texts.press.refused.recalled);
  });
});

describe("谁还没收到", () => {
  test("names the missing to the office, those who answer for others first, and nobody to enterprises", async () => {
    await send("庚");
    await press("陈美珊", cardIn(groups.shops, "用气安全庚").id, "收到");
    await say("李文清", groups.office, "@安讯 谁还没收到", { mentionBot: true });
    const told = lastIn(groups.office);
    expect(told).toContain("确认情况｜用气安全庚");
    expect(told).toMatch(/餐饮.*1\/4，未确认：(?:王建福|吴秀兰)（企业负责人）/);
    expect(told).toContain("(chart)");
    // 泉港's receipts are not theirs to see.
    expect(told).not.toContain("庄");
    await say("王建福", groups.shops, "@安讯 谁还没收到", { mentionBot: true });
    expect(lastIn(groups.shops)).not.toContain("未确认");
    await press("李文清", cardIn(groups.office, "确认情况｜用气安全庚").id, "导出名单");
    const file = saidIn(house, groups.office).findLast(({ file: sent }) => sent !== undefined);
    expect(file?.file?.name).toMatch(/^确认名单-TZ-20261123-\d{3}-2026-11-23\.xlsx$/);
  });
});
