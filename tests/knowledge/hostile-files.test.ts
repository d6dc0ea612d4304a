import { deflateRawSync } from "node:zlib";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../src/knowledge/read-document.ts";
import { paragraph, wordFile } from "../support/word-file.ts";

const refusal = (file: string, bytes: Uint8Array) =>
  readDocument(file, bytes).then(
    ({ source }) => `read: ${source.slice(0, 40)}`,
    (error: { code?: string; hint?: string }) => `${error.code}: ${error.hint}`,
  );
const OLE = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array<number>(600).fill(0)]);
const document = (xml: string) => zipSync({ "word/document.xml": strToU8(xml) });

describe("a file that is broken, locked or hostile is refused with one sentence", () => {
  test.each([
    ["encrypted Word", "方案.docx", OLE, "加了密码，或其实是旧版的 .doc、.xls"],
    ["encrypted Excel", "清单.xlsx", OLE, "加了密码"],
    ["truncated archive", "方案.docx", wordFile(paragraph("安全。")).slice(0, 300), "已损坏"],
    ["no archive", "方案.docx", strToU8("这是文字"), "已损坏"],
    ["an archive of something else", "方案.docx", zipSync({ "a.xml": strToU8("<a/>") }), "已损坏"],
    ["no workbook", "清单.xlsx", zipSync({ "a.xml": strToU8("<a/>") }), "已损坏"],
    ["broken XML", "方案.docx", document("<w:document><w:body>"), "已损坏"],
    ["entities", "方案.docx", document('<!DOCTYPE a [<!ENTITY x "yyyy">]><w:document><w:body>&x;</w:body></w:document>'), "已损坏"],
    ["nesting", "方案.docx", document("<w:p>".repeat(9_000) + "</w:p>".repeat(9_000)), "已损坏"],
    ["no PDF", "规定.pdf", strToU8("%PDF-1.7 这不是"), "已损坏"],
    ["empty Word", "方案.docx", wordFile(paragraph("")), "是空的"],
    ["scanned Word", "方案.docx", wordFile("<w:p><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>"), "只有图片没有文字"],
  ])("%s", async (_title, file, bytes, words) => {
    expect(await refusal(file, bytes)).toMatch(new RegExp(`^bad_document: 文件“${file}”.*${words}`, "u"));
  });

  test("a ZIP bomb that says how large it is", async () => {
    const bomb = zipSync({ "word/document.xml": new Uint8Array(60 * 1024 * 1024) });
    expect(bomb.byteLength).toBeLessThan(100_000);
    expect(await refusal("方案.docx", bomb)).toContain("解压后过大");
    expect(await refusal("清单.xlsx", bomb)).toContain("解压后过大");
  });

  test("a ZIP bomb that lies about it", async () => {
    expect(await refusal("方案.docx", lyingBomb(200 * 1024 * 1024))).toContain("解压后过大");
  });

  test("an archive of thousands of parts", async () => {
    const parts = Object.fromEntries([...new Array(4_100).keys()].map((index) => [`word/${index}.xml`, new Uint8Array(0)]));
    expect(await refusal("方案.docx", zipSync(parts))).toContain("解压后过大");
  });
});

/** An archive with one part of `size` zeros whose headers promise a hundred bytes. */
function lyingBomb(size: number): Uint8Array {
  const name = Buffer.from("word/document.xml");
  const packed = deflateRawSync(Buffer.alloc(size));
  const promised = 100;
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(20, 4);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(promised, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(20, 6);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  central.writeUInt32LE(promised, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([local, name, packed, central, name, end]));
}
