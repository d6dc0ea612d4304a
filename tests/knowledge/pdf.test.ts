import { describe, expect, test } from "vitest";
import { readOutline } from "../../src/knowledge/outline.ts";
import { readDocument } from "../../src/knowledge/read-document.ts";
import { readTasks } from "../../src/knowledge/task-table.ts";
import { type PdfLine, pdfFile } from "../support/pdf-file.ts";

const LEFT = 80;
const SIZE = 16;
const TOP = 760;
const PITCH = 28;

/** Lines down the page; one that begins with a full-width space is set in by two characters. */
function page(texts: readonly string[], more: readonly PdfLine[] = []): PdfLine[] {
  const lines = texts.map((text, index) => ({
    text: text.trimStart(),
    x: text.startsWith("　") ? LEFT + 2 * SIZE : LEFT,
    y: TOP - index * PITCH,
  }));
  return [{ text: "晋江市商务局文件汇编", x: 220, y: 810, size: 10 }, ...lines.filter(({ text }) => text), ...more];
}

const footer = (number: number): PdfLine => ({ text: `- ${number} -`, x: 280, y: 40, size: 12 });
const read = (pages: readonly (readonly PdfLine[])[]) => readDocument("规定.pdf", pdfFile(pages));

describe("a PDF with text", () => {
  test("has its lines joined into paragraphs, over the page break too, without running titles and page numbers", async () => {
    const { source, warnings } = await read([
      page(
        [
          "　　　晋江市商贸场所燃气安全管理规定",
          "",
          "　第一条　为加强商贸场所安全管理，防范化解安全风险，",
          "结合我市实际，制定本规定。",
          "　第二条　经营者发现燃气泄漏的，应当立即关阀停用、疏",
        ],
        [footer(1)],
      ),
      page(["散人员，并在15分钟内报告。", "　第三条　本规定自2025年4月1日起施行。"], [footer(2)]),
      page(["　第四条　本规定由市商务局负责解释。"], [footer(3)]),
    ]);
    const outline = readOutline(source);
    expect(outline.titleBlock).toMatchObject({ title: "晋江市商贸场所燃气安全管理规定", district: "晋江市" });
    expect(outline.passages.filter(({ kind }) => kind === "clause").map(({ path, body }) => [path, body])).toEqual([
      ["第一条", "第一条　为加强商贸场所安全管理，防范化解安全风险，结合我市实际，制定本规定。"],
      ["第二条", "第二条　经营者发现燃气泄漏的，应当立即关阀停用、疏散人员，并在15分钟内报告。"],
      ["第三条", "第三条　本规定自2025年4月1日起施行。"],
      ["第四条", "第四条　本规定由市商务局负责解释。"],
    ]);
    expect(warnings).toContain("去掉了 6 行页眉、页脚和页码。");
  });

  test("has the cells of a table in their columns, those that wrap too", async () => {
    const columns = [LEFT, 130, 330, 450];
    const row = (y: number, ...texts: string[]) =>
      texts.flatMap((text, column) => (text ? [{ text, x: columns[column] ?? 0, y, size: 12 }] : []));
    const { source } = await read([
      page(
        ["附件：任务清单"],
        [
          ...row(700, "序号", "工作内容", "责任单位", "完成期限"),
          ...row(680, "1", "核查可燃气体报警装置安装", "市场流通科", "2025年6月底前"),
          ...row(664, "", "情况，未安装的登记造册。", "", ""),
          ...row(640, "2", "更换老化配电箱。", "行业管理科", "每半年一次"),
          ...row(616, "3", "开展夜间停业后断电检查。", "市场运行科", "每月"),
        ],
      ),
    ]);
    expect(source).toContain(
      "序号\t工作内容\t责任单位\t完成期限\n1\t核查可燃气体报警装置安装\t市场流通科\t2025年6月底前\n\t情况，未安装的登记造册。\t\t",
    );
    const { tasks } = readTasks(source, readOutline(source).passages);
    expect(tasks.map(({ task, responsible, deadline }) => [task, responsible, deadline])).toEqual([
      ["核查可燃气体报警装置安装情况，未安装的登记造册。", "市场流通科", "2025年6月底前"],
      ["更换老化配电箱。", "行业管理科", "每半年一次"],
      ["开展夜间停业后断电检查。", "市场运行科", "每月"],
    ]);
  });

  test("whose table cannot be told apart keeps its lines as text, and says so", async () => {
    const at = (x: number, y: number, text: string) => ({ text, x, y, size: 12 });
    const { source, warnings } = await read([
      page(
        ["　第一条　检查频次见下表。"],
        [
          ...[at(80, 700, "场所"), at(200, 700, "内容"), at(400, 700, "时限")],
          ...[at(200, 680, "核查报警装置"), at(400, 676, "2025年6")],
          ...[at(80, 668, "餐饮门店"), at(400, 660, "月底前"), at(200, 660, "并登记造册")],
          ...[at(80, 640, "农贸市场"), at(400, 640, "每月")],
          ...[at(80, 620, "商场"), at(200, 620, "断电检查")],
        ],
      ),
    ]);
    expect(source).not.toContain("\t");
    expect(warnings).toContain("有 1 处表格的行列按版面分不清，只按行读成文字；请导入 Word 或 Excel 原件。");
  });

  test("that hands out radicals for characters is read with the characters", async () => {
    const { source, warnings } = await read([page(["　第⼀条　⽤⼈单位⾄少每⽉检查⼀次⻛险，⻔店⻓负责。"])]);
    expect(source.split("\n").at(-1)?.trim()).toBe("第一条　用人单位至少每月检查一次风险，门店长负责。");
    expect(warnings).toContain("有 9 个字存成了部首字形（如“⽤”），已换成平常的字。");
  });

  test("says which of its pages are blank", async () => {
    const { warnings } = await read([
      page(["　第一条　加强燃气安全管理，落实主体责任，防范事故，制定本规定。"]),
      [],
      page(["　第二条　每月检查。"]),
    ]);
    expect(warnings).toContain("第 2 页没有文字（可能是扫描页），没有读入。");
  });
});

test("a scanned PDF is refused by name, with what to do", async () => {
  await expect(read([[], [{ text: "— 2 —", x: 280, y: 40 }]])).rejects.toMatchObject({
    code: "bad_document",
    hint: "文件“规定.pdf”是扫描件，只有图片没有文字，读不了；请找 Word 原件，或用 OCR 软件识别并核对后存为 .docx、.txt 再导入。",
  });
});

test("text that only the font can tell is refused", async () => {
  await expect(read([page(["\ue001\ue002\ue003\ue004\ue005\ue006".repeat(8)])])).rejects.toMatchObject({
    hint: expect.stringContaining("乱码"),
  });
});
