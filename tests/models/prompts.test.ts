import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadPrompt } from "../../src/models/prompts.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "prompts-"));
  writeFileSync(join(directory, "greet.md"), "你好，{{name}}。再见，{{name}}。\n");
});
afterAll(() => rmSync(directory, { recursive: true }));

test("a gap is filled wherever it stands, and what fills it is not read again", () => {
  const prompt = loadPrompt("greet", ["name"], directory);
  expect(prompt.fill({ name: "{{name}}$1" })).toBe("你好，{{name}}$1。再见，{{name}}$1。");
});

test("gaps that are not the declared ones are a configuration error", () => {
  expect(() => loadPrompt("greet", [], directory)).toThrow(/undeclared \{\{name\}\}/);
  expect(() => loadPrompt("greet", ["name", "place"], directory)).toThrow(/missing \{\{place\}\}/);
});

test("a prompt that is not there is a configuration error", () => {
  expect(() => loadPrompt("absent", [], directory)).toThrow(expect.objectContaining({ code: "bad_configuration" }));
});
