import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeXlsx } from "hucre";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type IngestReport, ingest } from "../../src/knowledge/ingest.ts";
import { documentSource, listDocuments, passagesOf } from "../../src/knowledge/passages.ts";
import { tasksOf } from "../../src/knowledge/task-store.ts";
import { createLog } from "../../src/log.ts";
import type { Database } from "../../src/storage/db.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { pdfFile } from "../support/pdf-file.ts";
import { paragraph, table, wordFile } from "../support/word-file.ts";

/** Plans of other districts and years, numbered in other ways, that no catalogue knows. */
const DIRECTORY = "tests/golden/plans";
const JINJIANG = "jinjiang-2025";
const LICHENG = "licheng-2026";

let db: Database;
let report: IngestReport;

beforeAll(async () => {
  db = await openTestDatabase();
  report = await ingest({ db, models: {}, now: testClock().now, log: createLog("silent") }, { directory: DIRECTORY });
});
afterAll(() => db.close());

const pathsOf = async (id: string, kind: string) =>
  (await passagesOf(db, id)).filter((passage) => passage.kind === kind).map(({ path }) => path);
const bodyOf = async (id: string, path: string) => (await passagesOf(db, id)).find((passage) => passage.path === path)?.body;

test("title block: what each plan says about itself is known without a catalogue", async () => {
  expect(await listDocuments(db)).toEqual([
    expect.objectContaining({
      id: JINJIANG,
      title: "晋江市商贸场所燃气和用电安全管理规定（试行）",
      issuer: "晋江市商务局",
      district: "晋江市",
      number: "晋商务〔2025〕21号",
      issuedOn: "2025-03-18",
      inForceFrom: "2025-04-01",
      inForceTo: "2027-12-31",
    }),
    expect.objectContaining({
      id: LICHENG,
      title: "泉州市鲤城区商务局2026年商贸领域消防安全“清患”行动方案",
      issuer: "泉州市鲤城区商务局",
      district: "鲤城区",
      number: "鲤商综〔2026〕6号",
      issuedOn: "2026-01-26",
      inForceFrom: undefined,
      inForceTo: undefined,
    }),
  ]);
  expect(report.documents.every(({ warnings }) => warnings.some((warning) => warning.includes("没有登记在 catalog.yaml")))).toBe(true);
});

test.each([JINJIANG, LICHENG])("%s loses no character, and each passage points into its source", async (id) => {
  const source = (await documentSource(db, id)) ?? "";
  const spans = (await passagesOf(db, id)).map(({ start, end }) => source.slice(start, end));
  expect(spans.join("").replace(/\s/g, "")).toBe(source.replace(/\s/g, ""));
});

describe("a plan in chapters and articles", () => {
  test("is cited by article, point and circled number", async () => {
    expect((await pathsOf(JINJIANG, "clause")).slice(2, 9)).toEqual([
      "第三条",
      "第三条（一）",
      "第三条（二）",
      "第三条（三）",
      "第三条（三）①",
      "第三条（三）②",
      "第三条（三）③",
    ]);
    expect(await bodyOf(JINJIANG, "第四条（二）")).toBe("（二）使用燃气的，于2025年6月30日前全部安装可燃气体报警装置和自动切断装置；");
  });

  test("keeps addressees, copies-to and print line as lines about the document", async () => {
    expect(await bodyOf(JINJIANG, "主送")).toBe("各镇人民政府、街道办事处商务工作站，局机关各科室，各有关商贸企业：");
    expect(await bodyOf(JINJIANG, "抄送")).toBe("抄送：市安委办，市住房和城乡建设局，市消防救援大队。");
    expect(await bodyOf(JINJIANG, "印发")).toMatch(/^晋江市商务局办公室.*2025年3月18日印发$/u);
  });

  test("has the tasks of its table, the torn one whole again", async () => {
    const tasks = await tasksOf(db, JINJIANG);
    expect(tasks.map(({ row, task, responsible, deadline }) => [row, task, responsible, deadline])).toEqual([
      [1, "核查可燃气体报警装置安装情况，未安装的登记造册。", "市场流通科牵头，综合执法大队配合", "2025年6月30日前"],
      [2, "清理私拉乱接电线，整治“飞线”充电。更换老化配电箱。", "市场流通科", "2025年10月底前"],
      [3, "督促开展夜间停业后断电检查。", "市场运行调节科", "每月"],
      [4, "开展防雷防静电装置检测。", "行业管理科负责", "每半年一次"],
    ]);
    expect(tasks.filter(({ repaired }) => repaired).map(({ row }) => row)).toEqual([2]);
  });
});

describe("a plan in Markdown with decimal headings", () => {
  test("is cited by its numbers and phases", async () => {
    expect(await pathsOf(LICHENG, "clause")).toEqual([
      "引言",
      "1 总体目标",
      "2.1 疏散通道治理",
      "2.1 疏散通道治理 1",
      "2.1 疏散通道治理 2",
      "2.1 疏散通道治理 3",
      "2.2 装修动火管控",
      "2.3 电动自行车停放整治",
      "3 实施步骤 第一阶段",
      "3 实施步骤 第二阶段",
      "3 实施步骤 第三阶段",
      "4 保障措施",
    ]);
  });

  test("has the rows of its annex, broken as they are printed", async () => {
    expect(await pathsOf(LICHENG, "row")).toEqual([1, 2, 3, 4, 5, 6, 7].map((row) => `附件 任务清单 第${row}行`));
  });

  test("has its tasks: torn, swapped, doubled, over a repeated head, and none made up for an empty row", async () => {
    const tasks = await tasksOf(db, LICHENG);
    expect(tasks.map(({ row, task, responsible, deadline }) => [row, task, responsible, deadline])).toEqual([
      [1, "建立商贸领域消防隐患台账。", "消防安全归口管理科", "2026年4月15日前"],
      [2, "清理堵塞的疏散通道、安全出口。", "各街道经济服务中心", "2026年6月底前"],
      [3, "开展商场动火作业专项检查。", "消防安全归口管理科牵头，市场服务科配合", "每季度"],
      [4, "更换损坏的应急照明、疏散指示标志。", "市场服务科", "2026年7月31日前"],
      [5, "开展“三清”行动。建立电动自行车停放管理台账。", "各街道经济服务中心", "每周"],
      [7, "组织一次交叉验收。", "区商务局“清患”行动工作专班", "2026年12月20日前"],
    ]);
    expect(tasks.filter(({ repaired }) => repaired).map(({ row }) => row)).toEqual([2, 3, 4]);
    expect(report.documents.find(({ id }) => id === LICHENG)?.warnings).toContain("任务表第6行是空行，没有补造任务。");
  });
});

test("pieces of them as Word, PDF and Excel files are stored with their district, and can be shown in place", async () => {
  const folder = await mkdtemp(join(tmpdir(), "anxun-formats-"));
  const head = ["序号", "工作内容", "责任单位", "完成期限"];
  const row = ["1", "建立商贸领域消防隐患台账。", "消防安全归口管理科", "2026年4月15日前"];
  const clause = "发现燃气泄漏的，应当立即关阀停用，并在15分钟内报告。";
  const lists = [[{ format: "chineseCounting", pattern: "第%1条" }]];
  await writeFile(
    join(folder, "word.docx"),
    wordFile(paragraph("晋江市商贸场所燃气安全管理规定") + paragraph(clause, { list: 1 }) + table([head, row]), { lists }),
  );
  await writeFile(
    join(folder, "paper.pdf"),
    pdfFile([
      [`晋江市商贸场所燃气安全管理规定`, `第一条　${clause}`].map((text, index) => ({ text, x: 80, y: 760 - index * 28, size: 12 })),
    ]),
  );
  await writeFile(
    join(folder, "list.xlsx"),
    await writeXlsx({ sheets: [{ name: "Sheet1", rows: [["鲤城区商务局消防安全任务清单"], head, row] }] }),
  );
  try {
    await ingest({ db, models: {}, now: testClock().now, log: createLog("silent") }, { directory: folder, files: [folder] });
    const documents = (await listDocuments(db)).filter(({ id }) => ["word", "paper", "list"].includes(id));
    expect(documents.map(({ id, district }) => [id, district]).sort()).toEqual([
      ["list", "鲤城区"],
      ["paper", "晋江市"],
      ["word", "晋江市"],
    ]);
    for (const id of ["word", "paper"]) {
      const source = await documentSource(db, id);
      const article = (await passagesOf(db, id)).find(({ path }) => path === "第一条");
      expect(article?.body.replace(/\s/g, "")).toBe(`第一条${clause}`);
      expect(source?.slice(article?.start, article?.end)).toBe(article?.body);
    }
    for (const id of ["word", "list"]) {
      expect(await tasksOf(db, id)).toMatchObject([{ task: row[1], responsible: row[2], deadline: row[3], repaired: false }]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});
