import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { recordAnswer } from "../../src/policy/answer-log.ts";
import { explainVote } from "../../src/policy/vote.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { at } from "../support/clock.ts";
import { callCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";
import { openKnowledge, TODAY } from "../support/knowledge.ts";

let home: TestHome;

beforeAll(async () => {
  home = await createTestHome();
  const knowledge = await openKnowledge();
  const db = await openDatabase({ ...home, now: () => at("2026-11-21 09:00"), log: createLog("silent") });
  const asked = async (eventId: string, text: string, day: string) => {
    const question = { text, asOf: TODAY, district: "洛江区", history: [] };
    const answer = await knowledge.ask(text, { district: "洛江区" });
    const where = { eventId, chatId: "oc_1", messageId: eventId, asker: "ou_1" };
    return recordAnswer(db, { ...where, question, answer, askedAt: at(`${day} 09:00`) });
  };
  await asked("om_1", "逾期不改罚多少钱", "2026-10-01");
  await asked("om_2", "逾期不改 罚多少钱？", "2026-11-02");
  const poor = await asked("om_3", "老板多久得亲自带队查一次？", "2026-11-03");
  await asked("om_4", "区商务局多久督导一次企业办？", "2026-11-04");
  await explainVote(db, { answerId: poor, voter: "ou_1", reason: "outdated", remark: "" }, at("2026-11-05 09:00"));
  await db.close();
  await knowledge.close();
});
afterAll(() => home.remove());

function gaps(...words: string[]) {
  return callCommand(["gaps", ...words], variablesOf(home));
}

describe("anxun gaps", () => {
  test("lists what the documents did not tell, or told badly, the most asked first", async () => {
    const { code, stdout } = await gaps("--json");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject([
      { question: "逾期不改 罚多少钱？", count: 2, districts: ["洛江区"], because: "not_found", complaints: [] },
      {
        question: "老板多久得亲自带队查一次？",
        count: 1,
        because: "voted_down",
        nearest: { document: "luojiang-2024", clause: "二、主要任务（五）7" },
        complaints: [{ reason: "outdated", remark: null }],
      },
    ]);
  });

  test("counts since a day, to be read", async () => {
    const { stdout } = await gaps("--since", "2026-11-01");
    expect(stdout).toMatch(/逾期不改 罚多少钱？\n.*文件没有写 · 洛江区 · 问过 1 次/);
    expect(stdout).toMatch(/原因：内容已经过时/);
  });

  test("refuses what is no day", async () => {
    const { code, stderr } = await gaps("--since", "十一月");
    expect(code).not.toBe(0);
    expect(stderr).toContain("十一月");
  });
});
