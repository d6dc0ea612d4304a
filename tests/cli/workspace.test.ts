import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../support/command.ts";

let temporary: string;
beforeEach(async () => {
  temporary = await mkdtemp(join(tmpdir(), "anxun-workspace-"));
});
afterEach(() => rm(temporary, { recursive: true, force: true }));

const words = ["ask", "多久检查一次", "--knowledge", "knowledge"];

test("a throw-away database is gone when the command has ended", async () => {
  expect(await runCommand(words, { TMPDIR: temporary }).finished).toMatchObject({ code: 0, stderr: "" });
  expect(await readdir(temporary)).toEqual([]);
});

test("a throw-away database is gone when somebody stops the command in the middle", async () => {
  const command = runCommand(words, { TMPDIR: temporary });
  // The folder of its socket: made when the directory is locked, before the database is.
  const socketFolder = expect.stringMatching(/^anxun-[0-9a-f]{16}$/);
  await expect.poll(() => readdir(temporary), { timeout: 50_000 }).toContainEqual(socketFolder);
  const { code } = await command.kill("SIGINT");
  expect(code).toBe(130);
  expect(await readdir(temporary)).toEqual([]);
});

test("a file of questions that is wrong is told before a database is made", async () => {
  const variables = { TMPDIR: temporary, DATA_DIR: join(temporary, "data") };
  const { code, stderr } = await runCommand(["ask", "--file", "nowhere.jsonl", "--out", "answers.jsonl"], variables).finished;
  expect(code).toBe(1);
  expect(stderr).toContain("nowhere.jsonl");
  expect(await readdir(temporary)).toEqual([]);
});
