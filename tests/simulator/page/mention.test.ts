import { describe, expect, test } from "vitest";
import { completeMention, type Mentionable, matchMentions, mentionedIn, mentionQueryAt } from "../../../src/simulator/page/mention.ts";

const PEOPLE: readonly Mentionable[] = [
  { id: "bot", name: "安讯", note: "机器人" },
  { id: "chen", name: "陈美", note: "河市镇企业办 主任" },
  { id: "shan", name: "陈美珊", note: "洛江区商务局" },
];

describe("the @ that is being typed", () => {
  test.each([
    ["@", 1, { start: 0, word: "" }],
    ["请看@安", 4, { start: 2, word: "安" }],
    ["@安讯 @陈", 6, { start: 4, word: "陈" }],
    ["@安讯 你好", 6, undefined],
    ["写信到 li@example", 14, undefined],
    ["没有", 2, undefined],
  ])("of %j with the caret at %d", (text, caret, query) => {
    expect(mentionQueryAt(text, caret)).toEqual(query);
  });

  test("is replaced by the chosen name, the caret behind it", () => {
    const text = "请 @安 看一下";
    const query = mentionQueryAt(text, 4);
    expect(query && completeMention(text, 4, query, "安讯")).toEqual({ text: "请 @安讯 看一下", caret: 6 });
  });
});

describe("candidates", () => {
  test("keep their order while nothing is typed, so the bot stands first", () => {
    expect(matchMentions(PEOPLE, "").map(({ id }) => id)).toEqual(["bot", "chen", "shan"]);
  });

  test("are found by name and by office", () => {
    expect(matchMentions(PEOPLE, "企业办").map(({ id }) => id)).toEqual(["chen"]);
    expect(matchMentions(PEOPLE, "珊").map(({ id }) => id)).toEqual(["shan"]);
    expect(matchMentions(PEOPLE, "无此人")).toEqual([]);
  });
});

describe("who is named in a text", () => {
  test("a longer name is not taken for the shorter one that it begins with", () => {
    expect(mentionedIn("@陈美珊 请看", PEOPLE)).toEqual(["shan"]);
    expect(mentionedIn("@陈美珊 和 @陈美", PEOPLE)).toEqual(["chen", "shan"]);
  });

  test("a name without @ names nobody", () => {
    expect(mentionedIn("安讯在吗", PEOPLE)).toEqual([]);
  });
});
