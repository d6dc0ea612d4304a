import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { QuizQuestion } from "../../src/notices/quiz-question.ts";
import { findQuizByNumber, recentQuizzes } from "../../src/notices/quizzes.ts";
import { texts } from "../../src/texts/quiz.ts";
import { type House, openHouse } from "../support/house.ts";
import { noticeStage } from "../support/notice-stage.ts";

let house: House;
let stage: ReturnType<typeof noticeStage>;
let office: string;
let shops: string;
let questions: readonly QuizQuestion[];

beforeAll(async () => {
  house = await openHouse();
  stage = noticeStage(house);
  ({ office, shops } = stage.groups);
  await stage.on("2026-11-21 09:05");
});
afterAll(() => house.close());

/** What somebody chooses: right but for the first `wrong` questions. */
const choice = (wrong: number) =>
  Object.fromEntries(
    questions.map(({ right, options }, index) => [`q${index}`, String(index < wrong ? (right + 1) % options.length : right)]),
  );

describe("a quiz", () => {
  test("is not offered to enterprises", async () => {
    expect(await stage.say("王建福", shops, "发小测")).not.toContain(texts.form.title);
  });

  test("is chosen on a form, looked at with answers and sources, and sent to the groups of enterprises", async () => {
    expect(await stage.say("李文清", office, "发一次岗位安全小测")).toContain(texts.form.title);
    const form = { topic: "-", count: "5", audience: "district/洛江区", days: "3" };
    await stage.press("李文清", stage.cardIn(office, texts.form.title).id, texts.form.submit, form);
    const preview = stage.cardIn(office, "小测预览");
    expect(preview.printed).toContain("共 **5** 题");
    expect(preview.printed.match(/✓/g)).toHaveLength(5);
    expect(await stage.press("李文清", preview.id, texts.preview.send)).toContain("共 1 处");
    await house.settle(70);
    const [sent] = await recentQuizzes(house.db, 1);
    questions = sent?.questions ?? [];
    expect(questions).toHaveLength(5);
    const card = stage.cardIn(shops, "岗位安全小测");
    expect(card.printed).not.toContain("✓");
    for (const { stem, source } of questions) {
      expect(card.printed).toContain(stem.slice(0, 10));
      expect(card.printed).not.toContain(source.quote);
    }
    expect(await stage.press("李文清", preview.id, texts.preview.send)).toBe(texts.preview.before);
  });

  test("tells each their own score, with sources, and lets nobody try twice", async () => {
    const { id } = stage.cardIn(shops, "岗位安全小测");
    const before = stage.saidIn(shops).length;
    expect(await stage.press("王建福", id, texts.card.submit, choice(2))).toBe(texts.answer.done({ score: 3, of: 5 }));
    const told = stage.saidIn(stage.inPrivate("王建福")).at(-1)?.printed ?? "";
    expect(told).toContain(texts.answer.title({ score: 3, of: 5 }));
    expect(told.match(/✗/g)).toHaveLength(2);
    expect(told).toContain("——《");
    expect(stage.saidIn(shops)).toHaveLength(before);
    expect(await stage.press("王建福", id, texts.card.submit, choice(0))).toContain("您已交过卷");
    expect(await stage.press("吴秀兰", id, texts.card.submit, choice(0))).toBe(texts.answer.done({ score: 5, of: 5 }));
  });

  test("is told to the office, and to nobody else", async () => {
    const results = await stage.say("李文清", office, "小测成绩");
    expect(results).toContain("已交卷 **2** 人，平均答对 **4.0/5** 题，全对 **1** 人");
    expect(results).toContain("吴秀兰 5/5，王建福 3/5");
    expect(results).toContain("**未交卷**：陈美珊");
    expect(await stage.say("王建福", shops, "小测成绩")).not.toContain("吴秀兰");
    await stage.press("李文清", stage.cardIn(office, "小测成绩").id, texts.result.file);
    expect(stage.saidIn(office).at(-1)?.file?.name).toMatch(/^小测成绩-XC-20261121-001-/);
  });

  test("closes when its time is up: its composer hears how it went, its cards are shut", async () => {
    house.clock.set("2026-11-24 10:00");
    await house.settle(10);
    expect(stage.saidIn(stage.inPrivate("李文清")).at(-1)?.printed).toContain("已交卷 **2** 人");
    const card = stage.cardIn(shops, "岗位安全小测");
    expect(card.printed).toContain(texts.card.closed({ answered: 2 }));
    expect((await findQuizByNumber(house.db, "XC-20261121-001"))?.state).toBe("reported");
    const said = stage.saidIn(stage.inPrivate("李文清")).length;
    await house.settle(130);
    expect(stage.saidIn(stage.inPrivate("李文清"))).toHaveLength(said);
  });
});

describe("a quiz for people one by one", () => {
  test("comes to each in private, and is answered there", async () => {
    await stage.say("李文清", office, "发小测");
    const form = { topic: "luojiang-2024", count: "3", audience: "role/洛江区/enterprise_principal", days: "1" };
    await stage.press("李文清", stage.cardIn(office, texts.form.title).id, texts.form.submit, form);
    expect(await stage.press("李文清", stage.cardIn(office, "小测预览").id, texts.preview.send)).toContain("共 2 处");
    await house.settle(70);
    const [sent] = await recentQuizzes(house.db, 1);
    questions = sent?.questions ?? [];
    expect(questions.every(({ topic }) => topic === "luojiang-2024")).toBe(true);
    const own = stage.inPrivate("吴秀兰");
    expect(await stage.press("吴秀兰", stage.cardIn(own, "岗位安全小测｜").id, texts.card.submit, choice(1))).toBe(
      texts.answer.done({ score: 2, of: 3 }),
    );
    expect(await stage.say("李文清", office, `${sent?.number} 成绩`)).toContain("**未交卷**：王建福");
    // In another chat the same card means nothing.
    expect(stage.saidIn(shops).filter(({ printed }) => printed.includes(sent?.number ?? "?"))).toEqual([]);
  });
});
