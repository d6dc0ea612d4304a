import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx, writeXlsx } from "hucre";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { callCommand, variablesOf } from "../support/command.ts";
import { createTestHome, type TestHome } from "../support/database.ts";

let folder: string;
let home: TestHome;
const inFolder = (name: string) => join(folder, name);
const run = (...words: string[]) => callCommand(["registry", ...words], variablesOf(home));

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "anxun-registry-"));
  home = await createTestHome();
});
afterEach(async () => {
  await home.remove();
  await rm(folder, { recursive: true, force: true });
});

async function list(name: string, ...rows: string[][]): Promise<string> {
  const head = ["企业名称", "区", "行业", "联系电话"];
  await writeFile(inFolder(name), await writeXlsx({ sheets: [{ name: "企业", rows: [head, ...rows] }] }));
  return inFolder(name);
}

describe("anxun registry", () => {
  test("checks a list, writes it when told to, and exports what comes in again unchanged", async () => {
    const file = await list("in.xlsx", ["万安超市", "洛江区", "超市", "13800000000"], ["=1+1 小店", "泉港区", "餐饮", ""]);
    const checked = await run("import", "enterprises", file, "--report", inFolder("report.xlsx"));
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringMatching(/将新增 2 行，修改 0 行[\s\S]*什么都没有写/) });
    const report = await readXlsx(await readFile(inFolder("report.xlsx")));
    expect(report.sheets.map(({ name }) => name)).toEqual(["有错的行", "将修改", "将新增", "说明"]);
    expect((await run("import", "enterprises", file, "--apply")).stdout).toMatch(/已写入：新增 2 行/);

    const out = inFolder("out.xlsx");
    expect((await run("export", "enterprises", out)).stdout).toMatch(/已导出企业 2 条/);
    expect((await run("import", "enterprises", out)).stdout).toMatch(/将新增 0 行，修改 0 行，不变 2 行，有错 0 行/);
  }, 60_000);

  test("refuses wrong rows with a number, a column and what to do, and writes the others only when told to", async () => {
    const file = await list("in.xlsx", ["万安超市", "洛江区", "航天", ""], ["双阳加油站", "洛江区", "加油站", ""]);
    const refused = await run("import", "enterprises", file, "--apply");
    expect(refused).toMatchObject({ code: 1, stdout: "" });
    expect(refused.stderr).toMatch(/第 2 行（万安超市）C列“行业”：“航天”不在可选内容里[\s\S]*一行也没有写/);
    const written = await run("import", "enterprises", file, "--apply", "--good-rows");
    expect(written).toMatchObject({ code: 0, stdout: expect.stringMatching(/已写入：新增 1 行.*有错的 1 行没有写/) });
  }, 60_000);

  test("tells what it cannot use", async () => {
    expect(await run("template", "houses", inFolder("t.xlsx"))).toMatchObject({ code: 1, stderr: expect.stringMatching(/没有“houses”/) });
    expect(await run("import", "people", inFolder("none.xlsx"))).toMatchObject({ code: 1, stderr: expect.stringMatching(/读不了/) });
  }, 60_000);
});
