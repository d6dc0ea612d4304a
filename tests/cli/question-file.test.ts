import { lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { assertWritable, readQuestions, writeLines } from "../../src/cli/question-file.ts";
import { isAppError } from "../../src/errors.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "anxun-questions-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const TODAY = "2026-11-21";

async function questionsIn(content: string | Uint8Array) {
  const file = join(folder, "questions.jsonl");
  await writeFile(file, content);
  return readQuestions(file, TODAY);
}

/** What the person at the terminal is told. */
async function hintOf(work: Promise<unknown>): Promise<string> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return isAppError(error) ? `${error.code}: ${error.hint}` : String(error);
}

describe("a file of questions", () => {
  test("may come from any editor: byte order mark, CRLF, empty lines, nulls for what is not set", async () => {
    const lines = ['\ufeff{"id":"1","question":"甲"}', "", '{"id":"2","question":"乙","history":null,"district":null,"as_of":null}'];
    const questions = await questionsIn(lines.join("\r\n"));
    expect(questions).toEqual([
      { id: "1", question: { text: "甲", asOf: TODAY, history: [] } },
      { id: "2", question: { text: "乙", asOf: TODAY, history: [] } },
    ]);
  });

  test("in another encoding is refused, not answered as gibberish", async () => {
    const gbk = Buffer.concat([Buffer.from('{"id":"1","question":"'), Buffer.from([0xb0, 0xb2, 0xc8, 0xab]), Buffer.from('"}\n')]);
    expect(await hintOf(questionsIn(gbk))).toMatch(/^bad_input: .*questions\.jsonl.*UTF-8/);
  });

  test("a line that is no JSON is called so, with its number", async () => {
    expect(await hintOf(questionsIn('{"id":"1","question":"甲"}\n{oops\n'))).toMatch(/第 2 行.*不是 JSON/);
  });
});

describe("a file of answers", () => {
  test("is written whole, and nothing else stays in its folder", async () => {
    const file = join(folder, "answers.jsonl");
    await writeLines(file, ["一", "二"]);
    expect(await readFile(file, "utf8")).toBe("一\n二\n");
    expect(await readdir(folder)).toEqual(["answers.jsonl"]);
  });

  test("that is a link stays a link", async () => {
    await writeFile(join(folder, "real.jsonl"), "old");
    await symlink("real.jsonl", join(folder, "link.jsonl"));
    await writeLines(join(folder, "link.jsonl"), ["new"]);
    expect((await lstat(join(folder, "link.jsonl"))).isSymbolicLink()).toBe(true);
    expect(await readFile(join(folder, "real.jsonl"), "utf8")).toBe("new\n");
  });

  test("that is a device or a pipe is not replaced by a file", async () => {
    const path = join(folder, "socket");
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(path, resolve));
    // A socket cannot be written to; what matters is that it is still one.
    expect(await hintOf(writeLines(path, ["x"]))).toMatch(/^bad_input/);
    expect((await lstat(path)).isSocket()).toBe(true);
    server.close();
  });

  test("is refused before the first question when it cannot be written, or is the file of the questions", async () => {
    const questions = join(folder, "questions.jsonl");
    await writeFile(questions, "");
    await symlink("questions.jsonl", join(folder, "same.jsonl"));
    await mkdir(join(folder, "directory"));
    const refusal = (out: string) => hintOf(assertWritable(join(folder, out), questions));
    expect(await refusal("questions.jsonl")).toMatch(/^bad_input: .*结果不能写在它上面/);
    expect(await refusal("same.jsonl")).toMatch(/^bad_input: .*结果不能写在它上面/);
    expect(await refusal("directory")).toMatch(/^bad_input: 写不了/);
    expect(await refusal("missing/answers.jsonl")).toMatch(/^bad_input: 写不了/);
    expect(await refusal("answers.jsonl")).toBe("undefined");
  });
});
