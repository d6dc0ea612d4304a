import { afterAll, beforeAll, expect, test } from "vitest";
import { type Knowledge, openKnowledge } from "../support/knowledge.ts";

let knowledge: Knowledge;
beforeAll(async () => {
  knowledge = await openKnowledge();
});
afterAll(() => knowledge.close());

test.each([
  ["does not begin in the middle", "洛江区的“四个清单”管理怎么落实？", "情况清单化，并落实“四个清单”管理。"],
  ["does not end before what a condition asks for", "洛江区涉及其他部门的问题怎么办", "要及时移交有关监管和执法部门。"],
  ["tells the day of what was asked", "洛江区联合督导检查工作机制什么时候实现常态化？", "2025 年底前实现工作机制常态化。"],
  [
    "names who does it",
    "泉港区大型群众性活动的安全工作方案由谁制定？",
    "督促承办者制定安全工作方案和应急预案，制定安全工作方案和应急预案。",
  ],
])("the first sentence of an answer %s", async (_, question, end) => {
  const { text } = await knowledge.ask(question);
  const [first = ""] = text.split("\n");
  expect(first).toContain(end);
  expect(first).not.toMatch(/：(?:并|且)|的问题。$/u);
});
