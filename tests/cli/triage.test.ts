import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../support/command.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "anxun-triage-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(lines: string) {
  const [file, out] = [join(folder, "messages.jsonl"), join(folder, "results.jsonl")];
  await writeFile(file, lines);
  const finished = await runCommand(["triage", "--file", file, "--out", out]).finished;
  return { ...finished, written: await readFile(out, "utf8").catch(() => undefined) };
}

test("a file of messages becomes a file of what they are", async () => {
  const { code, written } = await run('{"id":"1","message":"河市阿强牛肉馆煤气罐放楼道[图片]"}\n{"id":"2","message":"收到谢谢"}\n');
  expect(code).toBe(0);
  const lines = (written ?? "")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines[0]).toMatchObject({
    id: "1",
    intent: "report_hazard",
    is_hazard: true,
    emergency: false,
    hazards: [
      {
        industry: "餐饮燃气",
        enterprise: "阿强牛肉馆",
        place: "河市镇（楼道）",
        district: "洛江区",
        description: "河市阿强牛肉馆煤气罐放楼道",
      },
    ],
    missing_fields: [],
    photos: 1,
  });
  expect(lines[1]).toMatchObject({ id: "2", intent: "thanks", is_hazard: false, hazards: [], missing_fields: [] });
});

test("a bad line is named, and nothing is written", async () => {
  const { code, stderr, written } = await run('{"id":"1","message":"甲"}\n{"id":"2"}\n');
  expect(code).not.toBe(0);
  expect(stderr).toMatch(/第 2 行/);
  expect(written).toBeUndefined();
});

test("without its files the command says how it is called", async () => {
  const { code, stderr } = await runCommand(["triage", "--file", join(folder, "messages.jsonl")]).finished;
  expect(code).not.toBe(0);
  expect(stderr).toContain("--out");
});
