import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readNagSettings } from "../../src/notices/nag-settings.ts";
import { readOwnQuestions } from "../../src/notices/quiz-file.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

/** A knowledge folder with this one file. */
async function keeping(file: string, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "anxun-kept-"));
  folders.push(folder);
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
  return folder;
}

const STEPS = "notices/acknowledgement.yaml";
const REST = "report_after_hours: 48\nworking: { from: 8, until: 18 }\nmentions_at_most: 20\n";

test("a folder without rules reminds nobody, one without questions asks those of the plans", async () => {
  const folder = await keeping("other.yaml", "");
  expect(await readNagSettings(folder)).toBeUndefined();
  expect(await readOwnQuestions(folder)).toEqual([]);
});

test.each([
  ["an unknown step", `steps:\n  - { from: sent, hours: 4, do: telephone }\n${REST}`, /第 2 行 do：只能是 mention/],
  ["hours that are none", `steps:\n  - { from: due, hours: soon, do: urge }\n${REST}`, /第 2 行 hours：要写成 -720 到 720/],
  ["a day that ends before it begins", `steps: []\n${REST.replace("until: 18", "until: 7")}`, /第 3 行 working：开始的钟点要早于/],
])("rules with %s are refused with file, line and what to do", async (_, text, hint) => {
  await expect(readNagSettings(await keeping(STEPS, text))).rejects.toMatchObject({
    code: "bad_configuration",
    hint: expect.stringMatching(hint),
  });
});

const QUESTION = "ask: 几次？\n    right: 三次\n    wrong: [一次, 两次]\n    document: luojiang-2024\n    quote: 每周三次";

test.each([
  ["one wrong answer", QUESTION.replace("[一次, 两次]", "[一次]"), /第 \d 行 wrong：错误选项至少要 2 个/],
  ["the right answer among the wrong ones", QUESTION.replace("两次]", "三次]"), /选项不能重复/],
  ["no quote", QUESTION.replace(/\n {4}quote.*/, ""), /quote：/],
])("questions with %s are refused", async (_, question, hint) => {
  const folder = await keeping("quiz/own.yaml", `topic: 自编\nquestions:\n  - ${question}\n`);
  await expect(readOwnQuestions(folder)).rejects.toMatchObject({ code: "bad_configuration", hint: expect.stringMatching(hint) });
});
