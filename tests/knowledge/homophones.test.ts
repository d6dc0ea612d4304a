import { expect, test } from "vitest";
import { createHomophones } from "../../src/knowledge/homophones.ts";

function knowing(...words: string[]) {
  const homophones = createHomophones();
  homophones.add(words);
  return homophones;
}

test("a word that sounds the same is found", () => {
  expect(knowing("检查", "培训").of("捡查")).toEqual(["检查"]);
  expect(knowing("总结").of("总节")).toEqual(["总结"]);
});

test("what southern speakers do not tell apart sounds the same", () => {
  expect(knowing("整改").of("真改")).toEqual(["整改"]);
  expect(knowing("疏散").of("苏散")).toEqual(["疏散"]);
});

test("a character with several readings is found by any of them", () => {
  expect(knowing("行业").of("航业")).toEqual(["行业"]);
});

test("a known word is no slip, and other lengths and scripts are not compared", () => {
  const homophones = knowing("检查", "大检查");
  expect(homophones.of("检查")).toEqual([]);
  expect(homophones.of("app")).toEqual([]);
  expect(homophones.of("查")).toEqual([]);
});
