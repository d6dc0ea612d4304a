import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ingest } from "../../src/knowledge/ingest.ts";
import { ERRATA_SUFFIX } from "../../src/knowledge/task-errata.ts";
import { tasksOf } from "../../src/knowledge/task-store.ts";
import { createLog } from "../../src/log.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const { now } = testClock();
const log = createLog("silent");

let db: Database;
let directory: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query("delete from documents");
  directory = await mkdtemp(join(tmpdir(), "anxun-tasks-"));
  await cp("tests/knowledge/fixtures/task-table-school.txt", join(directory, "school.txt"));
  return () => rm(directory, { recursive: true });
});

const read = () => ingest({ db, models: {}, now, log }, { directory });

describe("the tasks of a document", () => {
  test("are stored with it, in the order of its table", async () => {
    const report = await read();
    const tasks = await tasksOf(db, "school");
    expect(tasks.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7, 9]);
    expect(tasks.at(-1)).toEqual({
      documentId: "school",
      row: 9,
      section: "二、学生出行安全",
      item: "2.1 校车管理",
      task: "向家长发放安全提示信。",
      responsible: undefined,
      deadline: "开学后10个工作日内",
      repaired: false,
      note: expect.stringContaining("责任单位没有印出"),
      confidence: "low",
      printed: ["9", "", "向家长发放安全提示信。", "", "开学后10个工作日内"],
    });
    expect(report.documents[0]?.warnings).toContain("任务表第8行是空行，没有补造任务。");
  });

  test("change when an errata file appears beside it, and only then", async () => {
    await read();
    expect((await read()).documents[0]?.outcome).toBe("unchanged");
    const erratum = { row: 9, field: "responsible", value: "各学校", reason: "原件有", reviewed_by: "审核岗", reviewed_on: "2026-11-21" };
    await writeFile(join(directory, `school.txt${ERRATA_SUFFIX}`), JSON.stringify({ errata: [erratum] }));
    expect((await read()).documents[0]?.outcome).toBe("changed");
    expect((await tasksOf(db)).at(-1)).toMatchObject({ row: 9, responsible: "各学校", repaired: true });
  });

  test("go with it", async () => {
    await read();
    await rm(join(directory, "school.txt"));
    await read();
    expect(await tasksOf(db)).toEqual([]);
  });

  test("stay as they were when an errata file is broken", async () => {
    await read();
    const before = await tasksOf(db);
    await writeFile(join(directory, `school.txt${ERRATA_SUFFIX}`), "errata: [");
    const text = await readFile(join(directory, "school.txt"), "utf8");
    await writeFile(join(directory, "school.txt"), text.replace("对灭火器", "对所有灭火器"));
    await expect(read()).rejects.toMatchObject({ code: "bad_configuration" });
    expect(await tasksOf(db)).toEqual(before);
  });

  test("of an errata file without its document are missed", async () => {
    await writeFile(join(directory, `other.txt${ERRATA_SUFFIX}`), "errata: []");
    expect((await read()).warnings).toEqual([expect.stringMatching(/other\.txt\.errata\.yaml.*没有同名的方案文件/)]);
  });
});
