import { expect, test } from "vitest";
import { readOutline } from "../../src/knowledge/outline.ts";
import { readDocument } from "../../src/knowledge/read-document.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("the byte order mark and foreign line ends are no text", async () => {
  expect((await readDocument("a.txt", bytesOf("\ufeff方案\r\n一、甲\r二、乙"))).source).toBe("方案\n一、甲\n二、乙");
});

test("page numbers are taken out, so that the sentence around them is whole, and this is said", async () => {
  const { source, warnings } = await readDocument(
    "方案.TXT",
    bytesOf("方案\n\n一、每月检查，发现隐患及\n\n— 2 —\n\n时整改。\n\n第3页 共9页\n"),
  );
  expect(warnings).toEqual(["去掉了 2 行页码，引文按去掉页码后的文字。"]);
  expect(readOutline(source).passages.map(({ body }) => body)).toEqual(["方案", "一、每月检查，发现隐患及时整改。"]);
});

test("a list of figures and a range of years are no page numbers", async () => {
  expect((await readDocument("a.md", bytesOf("# 方案\n\n2024—2026\n\n- 3 次\n"))).warnings).toEqual([]);
});

test("a file larger than any plan is refused", async () => {
  await expect(readDocument("big.txt", new Uint8Array(9 * 1024 * 1024))).rejects.toThrowError(
    expect.objectContaining({ code: "bad_document", hint: "文件“big.txt”超过 8 MB，请拆分后再导入。" }),
  );
});
