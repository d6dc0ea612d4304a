import { expect, test } from "vitest";
import type { Hazard } from "../../src/hazards/hazard.ts";
import { paperFile } from "../../src/hazards/paper-file.ts";
import { yearPaper } from "../../src/hazards/paper-year.ts";
import { at } from "../support/clock.ts";
import { wordsOfDocument } from "../support/word-text.ts";
import { aCase } from "./cases.ts";

const NOW = at("2027-01-15 09:00");

function found(id: string, parts: Partial<Hazard>): Hazard {
  const { hazard } = aCase();
  return { ...hazard, id, recordedAt: at("2026-05-01 09:00"), ...parts };
}

const OF = { year: 2026, place: "泉港区", duties: [], townName: (id: string) => (id === "heshi" ? "河市镇企业办" : undefined), now: NOW };

function rows(hazards: readonly Hazard[]): Record<string, string | undefined> {
  const { blocks } = yearPaper(hazards, OF);
  return Object.fromEntries(blocks.flatMap((block) => (block.kind === "facts" ? block.rows : [])));
}

test("tells what was found in the year, what of it is closed, and what was open at its end", () => {
  const hazards = [
    found("YH-20260501-001", { state: "closed", closedAt: at("2026-05-11 09:00") }),
    found("YH-20260501-002", { state: "closed", closedAt: at("2027-01-03 09:00"), repeatOf: "YH-20260501-001" }),
    found("YH-20260501-003", { state: "rectifying" }),
    found("YH-20260501-004", { state: "void" }),
    found("YH-20251101-001", { state: "rectifying", recordedAt: at("2025-11-01 09:00") }),
    found("YH-20270102-001", { state: "rectifying", recordedAt: at("2027-01-02 09:00") }),
  ];
  expect(rows(hazards)).toMatchObject({
    登记隐患: "3 件",
    其中已销号: "1 件",
    年末未销号: "3 件",
    屡改屡犯: "1 件",
    平均销号用时: "10.0 天",
  });
  const text = JSON.stringify(yearPaper(hazards, OF));
  expect(text).toContain("YH-20251101-001");
  expect(text).not.toMatch(/YH-20270102-001|YH-20260501-004/);
});

test("claims nothing of a year without a record, and leaves to people what people must say", async () => {
  const paper = yearPaper([], { ...OF, duties: [{ duty: "每季度带队检查", occurrences: 4, owed: 12, delivered: 9 }] });
  const words = await wordsOfDocument(await paperFile(paper));
  expect(words).toContain("泉港区商务系统2026年度安全生产工作报告（初稿）");
  expect(words).toContain("台账中没有年末未销号的隐患");
  expect(words).toContain("每季度带队检查");
  expect(words).toContain("＿＿＿＿＿＿＿＿");
});
