import { describe, expect, test } from "vitest";
import { createHomophones } from "../../src/knowledge/homophones.ts";
import { lookingLike } from "../../src/policy/lookalikes.ts";
import { mendSlips } from "../../src/policy/slips.ts";
import { asWritten } from "../../src/policy/spoken.ts";
import { dictionary } from "../../src/policy/words.ts";

const SHAPES = new Map([
  ["特", "持"],
  ["犯", "范"],
]);

function mended(plain: string, words: readonly string[], districts: readonly string[] = ["青山区"]): string {
  const [known, names] = [createHomophones(), createHomophones()];
  known.add(words);
  names.add(districts.map((district) => district.replace(/区$/u, "")));
  return mendSlips(plain, {
    districts,
    dictionary,
    soundsLike: known.of,
    districtsLike: names.of,
    looksLike: (text) => lookingLike(text, SHAPES, known.has),
  });
}

describe("a slip is put right", () => {
  test.each([
    ["清山的检查要求", [], "青山的检查要求"],
    ["几家店连防联控", ["联防联控"], "几家店联防联控"],
    ["组织安全讲坐", ["讲座"], "组织安全讲座"],
    ["瓶该管的事", ["瓶改管"], "瓶改管的事"],
    ["政府会支特", ["支持"], "政府会支持"],
  ])("%s", (plain, words, expected) => {
    expect(mended(plain, words)).toBe(expected);
  });
});

describe("what is no slip stays", () => {
  test.each([
    ["a word that the dictionary knows", "公事公办", ["攻势"]],
    ["particles between words", "查的是什么", ["得是", "查德"]],
    ["what shares no character", "权力", ["全例"]],
    ["a pair that cuts through a word", "这是实际情况", ["事实"]],
    ["a verb of saying beside a noun", "听人说要查", ["人数"]],
  ])("%s", (_, plain, words) => {
    expect(mended(plain, words)).toBe(plain);
  });
});

test("spoken forms are put back into the written one, where that is a word", () => {
  const isKnown = (word: string) => ["开会", "走形式"].includes(word);
  expect(asWritten("多久开一次会", isKnown)).toBe("多久开会一次");
  expect(asWritten("不能走走形式", isKnown)).toBe("不能走形式");
  expect(asWritten("人人参与一次演练", isKnown)).toBe("人人参与一次演练");
});
