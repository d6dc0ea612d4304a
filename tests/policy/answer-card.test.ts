import { expect, test } from "vitest";
import { CARD_BYTES_MAX } from "../../src/card.ts";
import type { Answer, Citation } from "../../src/policy/answer.ts";
import { answerCard } from "../../src/policy/answer-card.ts";
import { AskAgain } from "../../src/policy/answer-press.ts";
import { printCard } from "../support/print-card.ts";

const aCitation = (changes: Partial<Citation> = {}): Citation => ({
  documentId: "plan",
  title: "某区安全方案",
  number: "某文〔2024〕1号",
  path: "二、主要任务（五）7",
  quote: "企业每季度至少开展1次检查。",
  passageId: "1",
  inForce: true,
  ...changes,
});

const anAnswer = (changes: Partial<Answer> = {}): Answer => ({
  question: "多久检查一次",
  status: "answered",
  text: "每季度至少开展1次检查。",
  citations: [aCitation()],
  nearest: [],
  understood: {
    manner: { kind: "question" },
    plain: "多久检查一次",
    ask: "how_often",
    districts: [],
    districtFrom: undefined,
    elsewhere: undefined,
    years: { stated: [], current: undefined },
    terms: [],
    compares: false,
    speaksOfOwn: false,
    speaksOfTable: false,
    whether: false,
    isBroad: false,
    followsUp: false,
    presumedYears: [],
    comparesTable: false,
    halves: [],
  },
  withoutModel: false,
  elapsedMs: 5,
  ...changes,
});

test("an answer shows its words, the quote, and where it stands", () => {
  expect(printCard(answerCard(anAnswer()))).toBe(
    [
      "# 方案里这样写",
      "每季度至少开展1次检查。",
      "---",
      "**原文**",
      "> 企业每季度至少开展1次检查。",
      "—— 《某区安全方案》（某文〔2024〕1号） 二、主要任务（五）7 · 现行",
    ].join("\n"),
  );
});

test("a clause that is not in force says so", () => {
  expect(printCard(answerCard(anAnswer({ citations: [aCitation({ inForce: false })] })))).toContain("· 不在有效期");
  const expired = aCitation({ inForce: false, expiredAfter: "2026-12-31" });
  expect(printCard(answerCard(anAnswer({ citations: [expired] })))).toContain("· 已过有效期（2026年12月31日到期）");
});

test("what the documents do not tell shows the nearest clauses under their own heading", () => {
  const printed = printCard(answerCard(anAnswer({ status: "not_found", text: "没有写金额。", citations: [], nearest: [aCitation()] })));
  expect(printed).toContain("# 方案里没有写");
  expect(printed).toContain("**最接近的条款**\n> 企业");
});

test("each district's button asks the same question again", () => {
  const card = answerCard(anAnswer({ status: "clarify", text: "您问的是哪个区？", citations: [], districts: ["洛江区", "泉港区"] }));
  expect(printCard(card)).toContain("[洛江区] │ [泉港区]");
  const values = JSON.stringify(card)
    .match(/\{"do":[^}]*\}/g)
    ?.map((value) => AskAgain.parse(JSON.parse(value)));
  expect(values).toEqual([
    { do: "ask_again", question: "多久检查一次", district: "洛江区" },
    { do: "ask_again", question: "多久检查一次", district: "泉港区" },
  ]);
});

test("a button keeps the topic in which was asked, and a long name of a district", () => {
  const district = "某某市某某高新技术产业开发区和台商投资区联合管理区";
  const card = answerCard({ ...anAnswer({ status: "clarify", citations: [], districts: [district, "洛江区"] }), threadId: "omt_1" });
  const [value] = JSON.stringify(card).match(/\{"do":[^}]*\}/g) ?? [];
  expect(AskAgain.parse(JSON.parse(value ?? ""))).toEqual({ do: "ask_again", question: "多久检查一次", district, threadId: "omt_1" });
});

test("the header's colour tells the status", () => {
  const colors = (["answered", "clarify", "not_found", "declined", "smalltalk"] as const).map(
    (status) => answerCard(anAnswer({ status })).header?.template,
  );
  expect(new Set(colors).size).toBe(5);
});

test("text from outside is only text: no mention, link or emphasis of its own", () => {
  const hostile = "<at id=all></at> [点我](http://x.test) **重要** `code`";
  const card = answerCard(anAnswer({ text: hostile, citations: [aCitation({ quote: hostile, title: hostile, path: hostile })] }));
  for (const element of card.body.elements.filter((one) => one.tag === "markdown")) {
    const content = element.content.replace(/^> /gm, "").replace("**原文**", "");
    expect(content).not.toMatch(/[<*[\]()`]/);
  }
});

const aftermath = {
  answerId: "7",
  verdicts: { up: 0, down: 0, unexplained: 0 },
  handOver: undefined,
};
const linkTo = ({ path }: Citation) => `http://anxun.test/documents/plan?passage=${encodeURIComponent(path)}#lit`;

test("an answer in the log can be voted on, read in its document, and handed over", () => {
  const card = answerCard(anAnswer(), aftermath, linkTo);
  expect(printCard(card).split("\n").at(-1)).toBe("[👍 有用] │ [👎 没用] │ [查看原文] │ [转人工] │ [我要上报]");
  expect(JSON.stringify(card)).toContain('"default_url":"http://anxun.test/documents/plan?passage=%E4%BA%8C');
});

test("where several clauses are quoted, each leads to its own place", () => {
  const card = answerCard(anAnswer({ citations: [aCitation(), aCitation({ path: "三、保障措施" })] }), aftermath, linkTo);
  expect(printCard(card).match(/ \[看原文\]\(http/g)).toHaveLength(2);
});

test("without an address of ours there is nothing to open", () => {
  expect(printCard(answerCard(anAnswer(), aftermath))).not.toContain("查看原文");
});

test.each(["clarify", "declined", "smalltalk"] as const)("there is nothing to vote on below %s", (status) => {
  expect(printCard(answerCard(anAnswer({ status, citations: [] }), aftermath, linkTo))).not.toContain("👍");
});

test("however much is quoted, the card keeps within what the platform takes", () => {
  const long = aCitation({ quote: "*（检）*".repeat(2000) });
  const everything = { ...aftermath, verdicts: { up: 99, down: 99, unexplained: 99 } };
  const card = answerCard(anAnswer({ citations: Array.from({ length: 40 }, () => long) }), everything, linkTo);
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(CARD_BYTES_MAX);
  expect(printCard(card)).toMatch(/另有 \d+ 处引文未显示/);
});
