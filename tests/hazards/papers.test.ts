import { describe, expect, test } from "vitest";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { CASE_PAPERS, type CasePaper, type Paper, type PaperCase } from "../../src/hazards/paper.ts";
import { paperFile } from "../../src/hazards/paper-file.ts";
import { paperOf } from "../../src/hazards/paper-of.ts";
import { quarterPaper } from "../../src/hazards/paper-quarter.ts";
import { boundsOf, quarterOf, readQuarter } from "../../src/hazards/quarter.ts";
import type { HazardEvent, Step } from "../../src/hazards/step.ts";
import { transition } from "../../src/hazards/transition.ts";
import { at } from "../support/clock.ts";
import { wordsOfDocument } from "../support/word-text.ts";
import { ASSIGN, aCase, FINISH, NOON, OFFICER } from "./cases.ts";

const MAJOR = { do: "judge_level", level: "major", basis: "局里的清单", clause: "第三项" } satisfies Step;
const LISTED = { do: "list_for_supervision", level: "区级", noticeNumber: "督〔2026〕3号", on: "2026-11-21" } satisfies Step;

function told(steps: readonly Step[], { hazard, event } = aCase()): PaperCase {
  const history: HazardEvent[] = [event];
  let moved: Hazard = hazard;
  for (const step of steps) {
    const result = transition(moved, { step, actor: OFFICER }, NOON);
    if (result.kind === "refused") throw new Error(`${step.do}: ${result.reason}`);
    moved = result.hazard;
    history.push(result.event);
  }
  return { hazard: moved, history, enterprise: undefined, office: "泉州市洛江区商务局" };
}

function paper(kind: CasePaper, of: PaperCase): Paper {
  const result = paperOf(kind, of);
  if ("problem" in result) throw new Error(result.problem);
  return result.paper;
}

/** The rows of facts, by their label. */
function factsOf({ blocks }: Paper): Record<string, string | undefined> {
  return Object.fromEntries(blocks.flatMap((block) => (block.kind === "facts" ? block.rows : [])));
}

const printed = (of: Paper) => JSON.stringify(of);

describe("the papers of a case", () => {
  test("say what the case tells", () => {
    const of = told([{ do: "accept" }, MAJOR, ASSIGN, LISTED, FINISH, { do: "fail_reinspection", note: "未通电" }]);
    expect(factsOf(paper("rectification", of))).toMatchObject({
      隐患描述: "后厨煤气软管老化开裂",
      整改措施: "更换软管",
      整改期限: "2026年11月28日前（含当日）",
      "整改责任部门/责任人": "陈老板",
    });
    expect(printed(paper("supervision", of))).toContain("督〔2026〕3号");
    expect(factsOf(paper("reinspection", of))).toMatchObject({ 复查意见: "（　）合格　（√）不合格", 说明: "未通电", 整改情况: "已更换" });
    expect(printed(paper("report-regulator", of))).toMatch(/复查不合格.*未通电/);
  });

  test("leave blank what nobody has told", () => {
    const of = told([{ do: "accept" }, MAJOR]);
    const facts = factsOf(paper("transfer", of));
    expect(facts).toMatchObject({ 移交原因: undefined, 移交日期: undefined, 统一社会信用代码: undefined, 检查时间: undefined });
    expect(factsOf(paper("report-congress", of))).toMatchObject({
      目标任务: undefined,
      经费物资: undefined,
      安全措施和应急预案: undefined,
    });
    expect(factsOf(paper("supervision", of))).toMatchObject({ 督办级别: undefined, 督办期限: undefined, 整改期限: undefined });
    // No sum, no number of days and no telephone stands on any of them.
    for (const kind of CASE_PAPERS) expect(printed(paper(kind, of))).not.toMatch(/\d+\s*(?:元|日内|天内|个工作日)|电话/);
  });

  test("cite the Work Safety Law by the articles that the reference names", () => {
    const of = told([{ do: "accept" }, MAJOR]);
    const articles = CASE_PAPERS.flatMap((kind) => [...printed(paper(kind, of)).matchAll(/《([^》]+)》(第[一二三四五六七八九十]+条)/g)]);
    expect(articles.length).toBeGreaterThan(4);
    for (const [, law, article] of articles) {
      expect(law).toBe("中华人民共和国安全生产法");
      expect(["第三十六条", "第四十一条", "第六十五条", "第六十八条", "第六十九条"]).toContain(article);
    }
  });

  test("do not say who reported it, nor in which words", () => {
    const before = aCase();
    const step = { ...before.event.step, note: "老板娘骂人了" } as HazardEvent["step"];
    const of = told([{ do: "accept" }, MAJOR], { hazard: before.hazard, event: { ...before.event, step } });
    for (const kind of CASE_PAPERS) expect(printed(paper(kind, of))).not.toMatch(/老板娘|陈老板|ou_/);
  });

  test("of major hazards are refused where no person has judged so, and all of void cases", () => {
    const general = told([{ do: "accept" }]);
    expect(CASE_PAPERS.filter((kind) => "problem" in paperOf(kind, general))).toEqual([
      "supervision",
      "report-regulator",
      "report-congress",
    ]);
    const voided = told([{ do: "void", reason: "false_alarm", note: "看错了" }]);
    expect(CASE_PAPERS.every((kind) => "problem" in paperOf(kind, voided))).toBe(true);
  });

  test("become .docx files that hold every word, also of what would break a file", async () => {
    const { hazard, event } = aCase();
    const nasty = { ...hazard, facts: { ...hazard.facts, description: "<b>软管</b> & \u0000\u0007开裂\n第二行 \ud800" } };
    const words = wordsOfDocument(
      await paperFile(paper("rectification", { ...told([{ do: "accept" }]), hazard: nasty, history: [event] })),
    );
    expect(words).toMatch(/<b>软管<\/b> & +开裂/);
    expect(words).toContain("第二行");
    expect(words).toContain("事故隐患整改通知书");
  });
});

describe("the quarter's summary", () => {
  const quarter = { year: 2026, quarter: 4 };

  test("counts the major ones that were recorded, closed or left open in it", () => {
    const major = told([{ do: "accept" }, MAJOR, ASSIGN]).hazard;
    const hazards: Hazard[] = [
      major,
      { ...major, id: "YH-20260801-001", recordedAt: at("2026-08-01 09:00"), state: "closed", closedAt: at("2026-10-02 09:00") },
      { ...major, id: "YH-20260802-001", recordedAt: at("2026-08-02 09:00"), state: "closed", closedAt: at("2026-09-30 23:59") },
      { ...major, id: "YH-20260803-001", recordedAt: at("2026-08-03 09:00") },
      { ...major, id: "YH-20270101-001", recordedAt: at("2027-01-01 00:00") },
      { ...major, id: "YH-20261001-009", judgement: undefined },
      { ...major, id: "YH-20261001-010", state: "void" },
    ];
    const paper = quarterPaper(hazards, { quarter, place: "洛江区", now: at("2026-12-31 09:00") });
    expect(factsOf(paper)).toMatchObject({
      "本季度新登记（已判定重大）": "1 件",
      本季度销号: "1 件",
      期末未销号: "2 件",
      其中逾期: "2 件",
    });
    expect(paper.title).toBe("洛江区2026年第四季度重大事故隐患汇总");
    const ids = paper.blocks.flatMap((block) => (block.kind === "table" ? block.rows.map(([id]) => id) : []));
    expect(ids).toEqual([major.id, "YH-20260801-001", "YH-20260803-001"]);
  });

  test.each([
    ["2026Q4", quarter],
    ["2026-q1", { year: 2026, quarter: 1 }],
    ["2026Q5", undefined],
    ["四季度", undefined],
  ])("%s", (written, expected) => expect(readQuarter(written)).toEqual(expected));

  test("ends where the next begins", () => {
    expect(boundsOf(quarter)).toEqual({ since: at("2026-10-01 00:00"), until: at("2027-01-01 00:00") });
    expect(["2026-03-31", "2026-04-01", "2026-12-31"].map((day) => quarterOf(day).quarter)).toEqual([1, 2, 4]);
  });
});
