import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { audit } from "../../src/registry/audit.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { at } from "../support/clock.ts";
import { callCommand, runCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

let home: TestHome;
let folder: string;
beforeAll(async () => {
  home = await createTestHome();
  folder = await mkdtemp(join(tmpdir(), "anxun-audit-"));
  await inDatabase(async (db) => {
    const after = { name: '=HYPERLINK("http://x")' };
    await audit(
      db,
      { actor: "=1+1", action: "role_granted", subject: { kind: "person", id: "7" }, chatId: "oc_1", after },
      at("2026-11-21 09:00"),
    );
  });
});
afterAll(async () => {
  await home.remove();
  await rm(folder, { recursive: true, force: true });
});

async function inDatabase(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<unknown>): Promise<void> {
  const db = await openDatabase({ ...home, now: () => at("2026-11-21 09:00"), log: createLog("silent") });
  await work(db).finally(db.close);
}

function run(...words: string[]) {
  return callCommand(words, variablesOf(home));
}

test("anxun rights prints the table that people read", async () => {
  const { code, stdout } = await runCommand(["rights"]).finished;
  expect(code).toBe(0);
  expect(stdout).toBe(await readFile("docs/rights.md", "utf8"));
});

describe("anxun audit export", () => {
  test("writes every entry, and that it was exported", async () => {
    const file = join(folder, "audit.jsonl");
    const { code, stderr } = await run("audit", "export", file);
    expect([code, stderr]).toEqual([0, expect.stringContaining("链条完整")]);
    const lines = (await readFile(file, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      {
        id: "1",
        at: "2026-11-21T01:00:00.000Z",
        actor: "=1+1",
        action: "role_granted",
        subject: { kind: "person", id: "7" },
        chat: "oc_1",
      },
      { id: "2", actor: "terminal", action: "audit_exported", chat: null },
    ]);
    expect(lines[1].previous_hash).toBe(lines[0].hash);
  });

  test("writes a workbook in which nothing is a formula", async () => {
    const file = join(folder, "audit.XLSX");
    expect((await run("audit", "export", file)).code).toBe(0);
    const { sheets } = await readXlsx(await readFile(file), { readStyles: true });
    const rows = sheets[0]?.rows ?? [];
    expect(rows[1]?.slice(0, 5)).toEqual(["1", "2026-11-21 09:00", "=1+1", "role_granted", "person 7"]);
    expect([...(sheets[0]?.cells?.values() ?? [])].filter((cell) => cell.formula)).toEqual([]);
  });

  test("refuses another kind of file, and a place that cannot be written", async () => {
    const other = await run("audit", "export", join(folder, "audit.csv"));
    const nowhere = await run("audit", "export", join(folder, "nowhere", "audit.xlsx"));
    expect([other.code, nowhere.code]).toEqual([1, 1]);
    expect(other.stderr).toContain(".jsonl 或 .xlsx");
    expect(nowhere.stderr).toContain("写不了文件");
  });

  test("tells when the chain is broken, as doctor does", async () => {
    await inDatabase(async (db) => {
      await db.query("grant update on audit_entries to current_user");
      await db.query("alter table audit_entries disable trigger user");
      await db.query("update audit_entries set actor = 'ou_x' where id = 1");
      await db.query("alter table audit_entries enable trigger user");
    });
    const exported = await run("audit", "export", join(folder, "broken.jsonl"));
    const { code, stdout } = await run("doctor");
    expect([exported.code, code]).toEqual([1, 1]);
    expect(exported.stderr).toContain("第 1 条被改动过");
    expect(stdout).toMatch(/✗ 审计：.*第 1 条被改动过/);
  });
});
