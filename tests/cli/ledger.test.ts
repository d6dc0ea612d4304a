import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx, writeXlsx } from "hucre";
import { afterEach, beforeEach, expect, test } from "vitest";
import { callCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";
import { wordsOfDocument } from "../support/word-text.ts";

let folder: string;
let home: TestHome;
const inFolder = (name: string) => join(folder, name);
const run = (...words: string[]) => callCommand(["ledger", ...words], variablesOf(home));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "anxun-ledger-"));
  home = await createTestHome();
});
afterEach(async () => {
  await home.remove();
  await rm(folder, { recursive: true, force: true });
});

test("a list comes in when told to, goes out as it was, and its cases have papers", async () => {
  const rows = [
    ["企业名称", "属地", "隐患描述"],
    ["河市小厨", "洛江区河市镇", "灭火器过期"],
  ];
  await writeFile(inFolder("in.xlsx"), await writeXlsx({ sheets: [{ name: "台账", rows }] }));
  expect(await run("import", inFolder("in.xlsx"))).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/将新增 1 行[\s\S]*什么都没有写/),
  });
  expect((await run("import", inFolder("in.xlsx"), "--apply")).stdout).toMatch(/已写入：新增 1 条/);
  expect((await run("export", inFolder("out.xlsx"))).stdout).toMatch(/已导出 1 条/);
  expect((await run("import", inFolder("out.xlsx"))).stdout).toMatch(/将新增 0 行，修改 0 行，不变 1 行，有错 0 行/);

  expect((await run("export", inFolder("lists.xlsx"), "--lists", "--district", "洛江区")).code).toBe(0);
  const { sheets } = await readXlsx(await readFile(inFolder("lists.xlsx")));
  expect(sheets.map(({ name }) => name)).toEqual(["企业清单", "隐患清单", "整改清单", "责任清单"]);
  expect(sheets[0]?.rows[1]).toEqual(expect.arrayContaining(["河市小厨", "1"]));

  expect((await run("export", inFolder("mapped.xlsx"), "--mapping", "智慧安监")).stdout).toMatch(/已导出 1 条/);
  const mapped = await readXlsx(await readFile(inFolder("mapped.xlsx")));
  expect(mapped.sheets[0]?.rows[1]).toEqual(expect.arrayContaining(["商务系统", "河市小厨", "灭火器过期"]));

  const [id = ""] = sheets[1]?.rows[1]?.map(String) ?? [];
  expect((await run("paper", "整改通知", id, inFolder("paper.docx"))).code).toBe(0);
  expect(wordsOfDocument(await readFile(inFolder("paper.docx")))).toMatch(/事故隐患整改通知书[\s\S]*灭火器过期[\s\S]*泉州市洛江区商务局/);
  expect(await run("paper", "supervision", id, inFolder("no.docx"))).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/没有由人判定/),
  });
}, 240_000);

test("tells what it cannot use, and leaves nothing behind", async () => {
  const out = inFolder("x.docx");
  expect(await run("paper", "letter", "YH-20261121-001", out)).toMatchObject({ code: 1, stderr: expect.stringMatching(/没有“letter”/) });
  expect(await run("paper", "transfer", "YH-20261121-001", out)).toMatchObject({ code: 1, stderr: expect.stringMatching(/台账里没有/) });
  expect(await run("paper", "quarter", "Q5", out)).toMatchObject({ code: 1, stderr: expect.stringMatching(/不是季度/) });
  expect(await run("export", inFolder("x.xlsx"), "--from", "昨天")).toMatchObject({ code: 1, stderr: expect.stringMatching(/不是日期/) });
  const mapped = await run("export", inFolder("x.xlsx"), "--mapping", "应急平台");
  expect(mapped).toMatchObject({ code: 1, stderr: expect.stringMatching(/没有“应急平台”这份导出映射，可用：智慧安监示例/) });
  expect(await readdir(folder)).toEqual([]);
}, 240_000);
