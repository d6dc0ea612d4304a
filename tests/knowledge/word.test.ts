import { describe, expect, test } from "vitest";
import { readMarkup } from "../../src/knowledge/markup.ts";
import { readOutline } from "../../src/knowledge/outline.ts";
import { readDocument } from "../../src/knowledge/read-document.ts";
import { readTasks } from "../../src/knowledge/task-table.ts";
import { readNumbering } from "../../src/knowledge/word-numbering.ts";
import { formatNumeral } from "../../src/knowledge/word-numerals.ts";
import { paragraph, run, table, wordFile } from "../support/word-file.ts";

const ARTICLES = [
  { format: "chineseCountingThousand", pattern: "第%1章", style: "Chapter" },
  { format: "chineseCounting", pattern: "第%2条" },
  { format: "chineseCounting", pattern: "（%3）" },
  { format: "decimalEnclosedCircleChinese", pattern: "%4" },
];
const CHAPTER_STYLE =
  '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';

async function read(body: string, more: Parameters<typeof wordFile>[1] = {}) {
  const { source, warnings } = await readDocument("方案.docx", wordFile(body, more));
  const outline = readOutline(source);
  return { source, warnings, outline, paths: outline.passages.map(({ kind, path }) => `${kind} ${path}`) };
}

const lines = (source: string) =>
  source
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

describe("automatic numbers", () => {
  test("of chapters, articles and points are written out, so that a point is cited as on the page", async () => {
    const body = [
      paragraph("晋江市商贸场所燃气和用电安全管理规定（试行）"),
      paragraph("总则", { style: "Chapter" }),
      paragraph("为加强商贸场所安全管理，制定本规定。", { list: 1, level: 1 }),
      paragraph("经营者责任", { style: "Chapter" }),
      paragraph("经营者应当履行下列职责：", { list: 1, level: 1 }),
      paragraph("明确一名安全管理人；", { list: 1, level: 2 }),
      paragraph("每年检测一次电气线路，检测对象为：", { list: 1, level: 2 }),
      paragraph("营业面积三千平方米以上的商场；", { list: 1, level: 3 }),
      paragraph("其他场所。", { list: 1, level: 3 }),
    ].join("");
    const { source, warnings, outline, paths } = await read(body, { lists: [ARTICLES], styles: CHAPTER_STYLE });
    expect(lines(source)).toEqual([
      "晋江市商贸场所燃气和用电安全管理规定（试行）",
      "第一章 总则",
      "第一条 为加强商贸场所安全管理，制定本规定。",
      "第二章 经营者责任",
      // Word's own rule: a lower level begins again below a new chapter.
      "第一条 经营者应当履行下列职责：",
      "（一）明确一名安全管理人；",
      "（二）每年检测一次电气线路，检测对象为：",
      "①营业面积三千平方米以上的商场；",
      "②其他场所。",
    ]);
    expect(warnings).toEqual(["按 Word 的自动编号补出了 8 处编号，请抽查是否与原件显示的一致。"]);
    expect(outline.titleBlock.district).toBe("晋江市");
    expect(paths.at(-1)).toMatch(/（二）②/);
  });

  test("of articles count through all chapters where the list says so", async () => {
    const level = (index: number, format: string, pattern: string, more = "") =>
      `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`;
    const numbers = readLists(level(0, "chineseCounting", "第%1章") + level(1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/>'));
    expect([numbers(0), numbers(1), numbers(0), numbers(1)]).toEqual(["第一章 ", "第一条 ", "第二章 ", "第二条 "]);
  });

  test.each([
    ["chineseCounting", 10, "十"],
    ["chineseCounting", 21, "二十一"],
    ["chineseCounting", 110, "一百一十"],
    ["chineseCounting", 101, "一百零一"],
    ["ideographDigital", 20, "二零"],
    ["chineseLegalSimplified", 12, "壹拾贰"],
    ["ideographTraditional", 3, "丙"],
    ["decimalEnclosedCircle", 7, "⑦"],
    ["lowerLetter", 28, "bb"],
    ["upperRoman", 49, "XLIX"],
    ["decimalFullWidth", 12, "１２"],
  ])("%s %i is %s", (format, value, written) => {
    expect(formatNumeral(format, value)).toBe(written);
  });

  test("of a form that is not known are written in figures, and this is said", async () => {
    const { source, warnings } = await read(paragraph("检查冷库。", { list: 1 }), { lists: [[{ format: "hebrew1", pattern: "%1、" }]] });
    expect(source.trim()).toBe("1、检查冷库。");
    expect(warnings).toContain("有 1 处自动编号的样式不认识，暂用阿拉伯数字，请核对原件。");
  });
});

describe("a table", () => {
  test("keeps its columns over merged and spanning cells, and is understood as tasks", async () => {
    const body =
      paragraph("鲤城区商务局消防安全行动方案") +
      paragraph("一、工作要求", { isIndented: true }) +
      paragraph("各单位抓好落实。", { isIndented: true }) +
      paragraph("附件：任务清单") +
      table([
        ["序号", "工作内容", "责任单位", "完成期限"],
        ["1", { lines: ["建立隐患台账。"] }, { lines: ["消防安全归口管理科"], merge: "restart" }, "2026年4月15日前"],
        ["2", { lines: ["开展“三清”行动。", "清理堵塞的疏散通道。"] }, { lines: [""], merge: "continue" }, "每周"],
        [{ lines: ["3"] }, { lines: ["组织一次交叉验收。"], span: 1 }, "区商务局工作专班", "2026年12月20日前"],
      ]);
    const { source, outline } = await read(body);
    expect(source).toContain("2\t开展“三清”行动。<br>清理堵塞的疏散通道。\t消防安全归口管理科\t每周");
    const { tasks } = readTasks(source, outline.passages);
    expect(tasks.map(({ task, responsible, deadline }) => [task, responsible, deadline])).toEqual([
      ["建立隐患台账。", "消防安全归口管理科", "2026年4月15日前"],
      ["开展“三清”行动。清理堵塞的疏散通道。", "消防安全归口管理科", "每周"],
      ["组织一次交叉验收。", "区商务局工作专班", "2026年12月20日前"],
    ]);
    expect(outline.passages.filter(({ kind }) => kind === "row").map(({ path }) => path)).toEqual([
      "附件 任务清单 第1行",
      "附件 任务清单 第2行",
      "附件 任务清单 第3行",
    ]);
  });

  test("of one column is a frame, and what spans columns leaves them empty", async () => {
    const frame = table([["晋江市商务局文件"], ["晋商务〔2025〕21号"]]);
    const spanning = table([[{ lines: ["一、压实责任"], span: 3 }], ["1", "签订责任书。", "办公室"]]);
    const { source, outline } = await read(frame + spanning);
    expect(outline.titleBlock).toMatchObject({ issuer: "晋江市商务局", number: "晋商务〔2025〕21号", district: "晋江市" });
    expect(source).toContain("一、压实责任\t\t\n1\t签订责任书。\t办公室");
  });
});

describe("what is shown on the page is read, and what is not read is said", () => {
  test("changes count as accepted, hidden text and field codes are no text", async () => {
    const body = `<w:p><w:r><w:t>每</w:t></w:r><w:del><w:r><w:delText>月</w:delText></w:r></w:del><w:ins>${run("季度")}</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>${run("检查 & 上报。")}</w:p>`;
    const { source, warnings } = await read(body);
    expect(source.trim()).toBe("每季度检查 & 上报。");
    expect(warnings).toEqual(["文件带有 2 处未处理的修订，按接受修订后的文字读入，请确认是否为定稿。"]);
  });

  test("text boxes are read once, pictures, notes and contents are counted", async () => {
    const box = `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${paragraph("鲤城区商务局文件")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${paragraph("鲤城区商务局文件")}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`;
    const body = `<w:p>${box}</w:p><w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>${paragraph("一、总则 1", { style: "TOC1" })}<w:p>${run("抓好落实。")}<w:r><w:footnoteReference/></w:r></w:p>`;
    const styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>';
    const { source, warnings } = await read(body, { styles });
    expect(lines(source)).toEqual(["鲤城区商务局文件", "抓好落实。"]);
    expect(warnings).toEqual(["有 1 张图片没有读入，图片里的文字请另行录入。", "自动目录 1 行没有读入。", "有 1 处脚注或尾注没有读入。"]);
  });

  test("a heading without a number is a heading all the same, and paragraphs stay apart", async () => {
    const styles =
      '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H"/></w:style><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>';
    const body = [
      paragraph("安全提示"),
      paragraph("用电安全", { style: "H2" }),
      paragraph("下班断电，人走灯灭", { isIndented: true }),
      paragraph("发现异味先关阀", { isIndented: true }),
    ].join("");
    const { source, outline } = await read(body, { styles });
    expect(lines(source)).toEqual(["安全提示", "## 用电安全", "下班断电，人走灯灭", "发现异味先关阀"]);
    expect(outline.passages.find(({ kind }) => kind === "clause")?.body).toBe("## 用电安全\n下班断电，人走灯灭\n发现异味先关阀");
  });
});

function readLists(levels: string): (level: number) => string | undefined {
  const xml = `<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`;
  const numbering = readNumbering(readMarkup(new TextEncoder().encode(xml)));
  return (level) => numbering.next("1", level)?.text;
}
