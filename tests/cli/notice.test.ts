import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { rememberChat } from "../../src/registry/groups.ts";
import { readWorkbookFile } from "../../src/registry/workbook-file.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { aDraft } from "../notices/notices.ts";
import { at } from "../support/clock.ts";
import { callCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

const NOON = at("2026-11-21 12:10");

let home: TestHome;
let folder: string;

beforeAll(async () => {
  [home, folder] = [await createTestHome(), await mkdtemp(join(tmpdir(), "anxun-notice-"))];
  const db = await openDatabase({ ...home, now: () => NOON, log: createLog("silent") });
  await rememberChat(db, { chatId: "oc_1", name: "河市烘焙群", external: false, isPrivate: false }, "洛江区", NOON);
  const sources = [{ document: "方案", clause: "二（七）12", quote: "每年组织开展1次疏散逃生应急演练" }];
  const audience = { chatIds: ["oc_1"], tags: [], districts: [], industries: [], people: [] };
  const issue = { origin: { kind: "duty", ref: "one" }, confirmedBy: "ou_1", dutyChatIds: [] } as const;
  await issueNotice(db, aDraft({ sources, audience }), issue, NOON);
  await db.close();
});
afterAll(async () => {
  await home.remove();
  await rm(folder, { recursive: true, force: true });
});

function notice(...words: string[]) {
  return callCommand(["notice", ...words], variablesOf(home));
}

describe("anxun notice", () => {
  test("lists notices, shows what one says with its source, and what became of it in each group", async () => {
    expect((await notice("list")).stdout).toContain("TZ-20261121-001");
    const { stdout: shown } = await notice("show", "TZ-20261121-001");
    expect(shown).toContain("每年组织开展1次疏散逃生应急演练\n——《方案》二（七）12");
    const { stdout: log } = await notice("log", "tz-20261121-001");
    expect(log).toContain("等待发送 1");
    expect(log).toContain("河市烘焙群（企业群）：等待发送 2026-11-21 12:10");
  });

  test("exports the log as a workbook", async () => {
    const file = join(folder, "log.xlsx");
    expect((await notice("export", file)).stdout).toContain("1 份通知的 1 条记录");
    const workbook = await readWorkbookFile(Uint8Array.from(await readFile(file)), "log.xlsx");
    expect(JSON.stringify(workbook)).toContain("河市烘焙群");
  });

  test("says so when there is no such notice", async () => {
    const { code, stderr } = await notice("show", "TZ-20990101-001");
    expect(code).not.toBe(0);
    expect(stderr).toContain("没有编号为 TZ-20990101-001 的通知");
  });
});
