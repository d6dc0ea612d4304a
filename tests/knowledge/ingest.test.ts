import { cp, mkdtemp, rm, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type IngestReport, ingest } from "../../src/knowledge/ingest.ts";
import { documentSource, listDocuments, passagesOf } from "../../src/knowledge/passages.ts";
import { createLog } from "../../src/log.ts";
import type { Models } from "../../src/models/model.ts";
import type { Database } from "../../src/storage/db.ts";
import { bagOfCharacters } from "../support/bag-of-characters.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const LUOJIANG_FILE = "洛江区商务系统安全生产治本攻坚三年行动方案.txt";
const { now } = testClock();
const log = createLog("silent");

let db: Database;
let directory: string;

beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "anxun-knowledge-"));
});
afterEach(async () => {
  await db.query("delete from documents");
  await rm(directory, { recursive: true });
});

describe("the two plans", () => {
  test("are read whole, in the order of their file names", async () => {
    const seen: string[] = [];
    const report = await ingest(
      { db, models: {}, now, log },
      { directory: "knowledge", onProgress: (done, total) => seen.push(`${done}/${total}`) },
    );
    expect(report.warnings).toEqual([]);
    expect(report.documents).toEqual([
      expect.objectContaining({ id: "quangang-2019", outcome: "added", clauses: 23, meta: 1, rows: 0, warnings: [] }),
      expect.objectContaining({ id: "luojiang-2024", outcome: "added", clauses: 20, meta: 10, rows: 34 }),
    ]);
    expect(seen).toEqual(["1/2", "2/2"]);
    expect(await listDocuments(db)).toEqual([
      {
        id: "luojiang-2024",
        title: "全区商务系统安全生产治本攻坚三年行动方案（2024—2026年）",
        issuer: "泉州市洛江区商务局",
        district: "洛江区",
        number: "泉洛商务〔2024〕19号",
        issuedOn: "2024-05-10",
        inForceFrom: "2024-05-10",
        inForceTo: "2026-12-31",
        supersededBy: undefined,
      },
      expect.objectContaining({ id: "quangang-2019", number: undefined, issuedOn: undefined, inForceFrom: undefined }),
    ]);
  });

  test("can be shown in place: each stored passage points into the stored source", async () => {
    await ingest({ db, models: {}, now, log }, { directory: "knowledge" });
    const source = await documentSource(db, "luojiang-2024");
    const passages = await passagesOf(db, "luojiang-2024");
    const clauses = passages.filter(({ kind }) => kind === "clause");
    expect(clauses).toHaveLength(20);
    for (const { body, start, end } of clauses) expect(dense(source?.slice(start, end) ?? "")).toBe(dense(body));
    expect(passages.map(({ ordinal }) => ordinal)).toEqual(passages.map((_, index) => index));
  });
});

describe("only what changed is stored", () => {
  test("a second run leaves everything as it is", async () => {
    await putPlan();
    await run();
    const before = await rowsOf();
    expect(outcomes(await run())).toEqual({ "luojiang-2024": "unchanged" });
    expect(await rowsOf()).toEqual(before);
  });

  test("a changed catalogue entry, a changed text, a new and a removed file", async () => {
    await putPlan();
    await writeFile(join(directory, "fire-safety.txt"), "消防提示\n\n一、通道畅通。\n");
    expect(outcomes(await run())).toEqual({ "fire-safety": "added", "luojiang-2024": "added" });
    await putPlan({ title: "洛江方案" });
    await writeFile(join(directory, "fire-safety.txt"), "消防提示\n\n一、通道畅通。\n\n二、器材完好。\n");
    expect(outcomes(await run())).toEqual({ "fire-safety": "changed", "luojiang-2024": "changed" });
    await unlink(join(directory, "fire-safety.txt"));
    expect(outcomes(await run())).toEqual({ "fire-safety": "removed", "luojiang-2024": "unchanged" });
    expect((await listDocuments(db)).map(({ title }) => title)).toEqual(["洛江方案"]);
  });

  test("reading one named file removes nothing", async () => {
    await ingest({ db, models: {}, now, log }, { directory: "knowledge" });
    const report = await ingest({ db, models: {}, now, log }, { directory: "knowledge", files: [join("knowledge", LUOJIANG_FILE)] });
    expect(outcomes(report)).toEqual({ "luojiang-2024": "unchanged" });
    expect(await listDocuments(db)).toHaveLength(2);
    const both = await ingest({ db, models: {}, now, log }, { directory: "knowledge", files: ["knowledge"] });
    expect(outcomes(both)).toEqual({ "luojiang-2024": "unchanged", "quangang-2019": "unchanged" });
  });
});

test("a document without an entry is read by its title block, and pointed out", async () => {
  await cp("tests/knowledge/fixtures/notice.txt", join(directory, "汛期通知.txt"));
  const first = await run();
  expect(first.documents[0]?.id).toMatch(/^document-[0-9a-f]{10}$/);
  expect(first.documents[0]?.warnings).toEqual([
    "汛期通知.txt 没有登记在 catalog.yaml，按文件开头识别：标题“关于做好2025年汛期商贸行业安全防范工作的通知”，区县南川县，文号南商〔2025〕7号，日期2025-04-20。请核对后登记。",
  ]);
  expect(await listDocuments(db)).toEqual([
    expect.objectContaining({ issuer: "南川县商务局", district: "南川县", issuedOn: "2025-04-20" }),
  ]);
  expect((await run()).documents[0]?.id).toBe(first.documents[0]?.id);
});

test("what the catalogue promises and what the folder holds are compared", async () => {
  await putPlan({ number: "泉洛商务〔2024〕91号" });
  await writeFile(join(directory, "扫描件.jpg"), "JFIF");
  await writeFile(
    join(directory, "catalog.yaml"),
    `${await catalogText({ number: "泉洛商务〔2024〕91号" })}  - {id: lost, file: 丢失.txt, title: 丢失}\n`,
  );
  const report = await run();
  expect(report.warnings).toEqual([
    "文件“扫描件.jpg”的格式暂不支持，请另存为 .docx、.xlsx、带文字的 .pdf，或 UTF-8 编码的 .txt、.md 文件。",
    "catalog.yaml 登记的文件 丢失.txt 不在知识目录里。",
  ]);
  expect(report.documents[0]?.warnings).toContain(
    "catalog.yaml 写的文号“泉洛商务〔2024〕91号”与原件“泉洛商务〔2024〕19号”不一致，请核对。",
  );
});

describe("nothing is stored when", () => {
  test.each([
    ["a document is not UTF-8", "GBK.txt", Buffer.from("b7bdb0b8", "hex"), "bad_document", "“GBK.txt”不是 UTF-8 编码"],
    ["a document is UTF-16", "utf16.txt", Buffer.from("\ufeff方案", "utf16le"), "bad_document", "“utf16.txt”不是 UTF-8 编码"],
    ["a document is binary", "image.txt", Buffer.from([0x50, 0x4b, 0, 1]), "bad_document", "含有二进制内容"],
    ["a document is empty", "empty.txt", Buffer.from("\ufeff \n"), "bad_document", "是空的"],
    ["the catalogue is broken", "catalog.yaml", Buffer.from("documents: ["), "bad_configuration", "第 1 行"],
  ])("%s", async (_title, name, bytes, code, hint) => {
    await writeFile(join(directory, "a-good-one.txt"), "提示\n\n一、好。");
    await writeFile(join(directory, name), bytes);
    await expect(run()).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
    expect(await listDocuments(db)).toEqual([]);
  });

  test("a named file is missing or of another format", async () => {
    const missing = ingest({ db, models: {}, now, log }, { directory, files: [join(directory, "没有.txt")] });
    await expect(missing).rejects.toMatchObject({ code: "bad_document", hint: expect.stringContaining("没有.txt") });
    await writeFile(join(directory, "方案.wps"), "PK");
    const foreign = ingest({ db, models: {}, now, log }, { directory, files: [join(directory, "方案.wps")] });
    await expect(foreign).rejects.toMatchObject({ code: "bad_document", hint: expect.stringContaining("格式暂不支持") });
  });

  test("the folder does not exist", async () => {
    const missing = ingest({ db, models: {}, now, log }, { directory: join(directory, "no") });
    await expect(missing).rejects.toMatchObject({ code: "bad_input", hint: expect.stringContaining("找不到知识目录") });
  });
});

describe("with an embedding model", () => {
  test("every passage but headings gets a vector, once", async () => {
    await putPlan();
    const embed = bagOfCharacters(8);
    await run({ embed });
    expect(embed.requests.flat()).toHaveLength(64);
    expect(Math.max(...embed.requests.map((request) => request.length))).toBeLessThanOrEqual(32);
    await run({ embed });
    expect(embed.requests.flat()).toHaveLength(64);
    expect(await modelsInUse()).toEqual([{ model: "bag#8", count: 64 }]);
  });

  test("a failing model leaves the text searchable, and the vectors for the next run", async () => {
    await putPlan();
    const embed = bagOfCharacters(8);
    embed.fail();
    const report = await run({ embed });
    expect(report.warnings).toEqual(["向量没有算完（connection refused），先按字词检索；下次导入时会接着算。"]);
    expect(outcomes(report)).toEqual({ "luojiang-2024": "added" });
    expect(await modelsInUse()).toEqual([]);
    expect(outcomes(await run({ embed }))).toEqual({ "luojiang-2024": "unchanged" });
    expect(await modelsInUse()).toEqual([{ model: "bag#8", count: 64 }]);
  });

  test("another model embeds everything again; one that answers in another size is refused", async () => {
    await putPlan();
    await run({ embed: bagOfCharacters(8) });
    await run({ embed: bagOfCharacters(16) });
    expect(await modelsInUse()).toEqual([{ model: "bag#16", count: 64 }]);
    const report = await run({ embed: { ...bagOfCharacters(16), dimensions: 12 } });
    expect(report.warnings).toEqual([expect.stringContaining("bag: 16 ≠ 12")]);
    expect(await modelsInUse()).toEqual([{ model: "bag#16", count: 64 }]);
  });
});

function run(models: Models = {}): Promise<IngestReport> {
  return ingest({ db, models, now, log }, { directory });
}

async function putPlan(changes: { title?: string; number?: string } = {}): Promise<void> {
  await cp(join("knowledge", LUOJIANG_FILE), join(directory, LUOJIANG_FILE));
  await writeFile(join(directory, "catalog.yaml"), await catalogText(changes));
}

async function catalogText({
  title = "三年行动方案",
  number = "泉洛商务〔2024〕19号",
}: {
  title?: string;
  number?: string;
}): Promise<string> {
  return `documents:\n  - {id: luojiang-2024, file: ${LUOJIANG_FILE}, title: ${title}, number: ${number}}\n`;
}

function outcomes(report: IngestReport): Record<string, string> {
  return Object.fromEntries(report.documents.filter(({ id }) => id).map(({ id, outcome }) => [id, outcome]));
}

async function rowsOf(): Promise<object[]> {
  return (await db.query<{ id: string }>("select id::text as id from passages order by passages.id")).rows;
}

async function modelsInUse(): Promise<object[]> {
  const { rows } = await db.query<{ model: string; count: number }>(
    "select embedding_model as model, count(*)::int as count from passages where embedding_model is not null group by 1 order by 1",
  );
  return rows;
}

function dense(text: string): string {
  return text.replace(/\s/g, "");
}
