import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeEach, expect, test } from "vitest";
import { lockDirectory } from "../../src/storage/directory-lock.ts";
import { startChild } from "../support/child-process.ts";

const HOLDER = fileURLToPath(new URL("./lock-holder.ts", import.meta.url));

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "anxun-lock-"));
  return () => rm(directory, { recursive: true, force: true });
});

test("a second process is told who owns the directory, in words for a person too", async () => {
  const holder = startChild(HOLDER, [directory]);
  await holder.printed((line) => line === "locked");
  await expect(lockDirectory(directory)).rejects.toMatchObject({
    code: "data_directory_locked",
    message: `${directory} is in use by process ${holder.pid}`,
    hint: expect.stringContaining(`进程号 ${holder.pid}`),
  });
  await holder.kill();
});

test("a killed owner's lock is free at once", async () => {
  const holder = startChild(HOLDER, [directory]);
  await holder.printed((line) => line === "locked");
  await holder.kill();
  const lock = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: "data_directory_locked" });
  await lock.release();
});

test("the lock follows the directory, however its path is written and however long it is", async () => {
  const deep = join(directory, "d".repeat(100), "e".repeat(100));
  const lock = await lockDirectory(deep);
  const link = join(directory, "link");
  await symlink(deep, link);
  for (const spelling of [deep, link, relative(process.cwd(), deep), `${deep}/../${"e".repeat(100)}/`]) {
    await expect(lockDirectory(spelling)).rejects.toMatchObject({ code: "data_directory_locked" });
  }
  await lock.release();
  await (await lockDirectory(link)).release();
});

test("of many starters after a crash exactly one gets the directory", async () => {
  for (let round = 0; round < 5; round += 1) {
    const holder = startChild(HOLDER, [directory]);
    await holder.printed((line) => line === "locked");
    await holder.kill();
    const starters = Array.from({ length: 6 }, () => startChild(HOLDER, [directory]));
    await Promise.all(starters.map((starter) => starter.printed((line) => line === "locked" || line === "refused")));
    expect(starters.filter(({ lines }) => lines.includes("locked"))).toHaveLength(1);
    await Promise.all(starters.map((starter) => starter.kill()));
  }
});

test("a directory that cannot be made is a sentence, not a stack", async () => {
  const file = join(directory, "file");
  await writeFile(file, "");
  await expect(lockDirectory(join(file, "data"))).rejects.toMatchObject({
    code: "database_unavailable",
    hint: expect.stringContaining("不能写入"),
  });
});

test("a lock that cannot be removed is a sentence, not a stack", async () => {
  await mkdir(join(directory, "database.lock"));
  await expect(lockDirectory(directory)).rejects.toMatchObject({ code: "database_unavailable", hint: expect.stringContaining("不能写入") });
});

test("an owner whom this user may not ask is not taken for dead", async () => {
  const holder = startChild(HOLDER, [directory]);
  await holder.printed((line) => line === "locked");
  const path = join(directory, "database.lock");
  await chmod(path, 0);
  const before = await stat(path);
  // The superuser may ask all the same; both are refused, and the owner keeps its lock.
  await expect(lockDirectory(directory)).rejects.toMatchObject({
    code: expect.stringMatching(/^(database_unavailable|data_directory_locked)$/),
  });
  expect((await stat(path)).ino).toBe(before.ino);
  await holder.kill();
});
