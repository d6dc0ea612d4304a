import { execFileSync } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { readLibrary } from "../../src/knowledge/library.ts";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "anxun-library-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("a pipe or a device under a document's name is refused, not waited for", async () => {
  execFileSync("mkfifo", [join(directory, "plan.txt")]);
  const refusal = (file: string) => ({ code: "bad_document", hint: expect.stringContaining(file) });
  await expect(readLibrary({ directory })).rejects.toMatchObject(refusal("plan.txt"));
  await symlink("/dev/zero", join(directory, "endless.txt"));
  await expect(readLibrary({ directory, files: [join(directory, "endless.txt")] })).rejects.toMatchObject(refusal("endless.txt"));
});

test("a link to a document is read", async () => {
  await writeFile(join(directory, "方案.draft"), "安全方案\n一、总体要求\n每季度检查一次。\n");
  await symlink("方案.draft", join(directory, "plan.txt"));
  expect((await readLibrary({ directory })).documents.map(({ document }) => document.id)).toEqual(["plan"]);
});
