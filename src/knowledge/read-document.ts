import { extname } from "node:path";
import { texts } from "../texts/knowledge.ts";
import { withoutPageNumbers } from "./formalities.ts";
import { withoutRadicals } from "./radicals.ts";
import { unreadable } from "./unreadable.ts";

/** The text of a document as everything below it knows it: offsets count its UTF-16 units. */
export type DocumentText = { source: string; warnings: readonly string[] };

const MEGABYTE = 1024 * 1024;
/** A plan has tens of kilobytes; a hundred times as much is no plan. */
const TEXT_MAX = 8 * MEGABYTE;
/** With pictures and fonts. */
const CONTAINER_MAX = 32 * MEGABYTE;

/** Libraries for office files and PDF are loaded when the first such file is met, so that the others start fast. */
const READERS: Readonly<Record<string, (file: string, bytes: Uint8Array) => Promise<DocumentText>>> = {
  ".txt": async (file, bytes) => readText(file, bytes),
  ".md": async (file, bytes) => readText(file, bytes),
  ".docx": async (file, bytes) => (await import("./word.ts")).readWord(file, bytes),
  ".xlsx": async (file, bytes) => (await import("./workbook.ts")).readWorkbook(file, bytes),
  ".pdf": async (file, bytes) => (await import("./pdf.ts")).readPdf(file, bytes),
};
const PLAIN = [".txt", ".md"];

/** Whether files like `file` can be read. */
export function isReadable(file: string): boolean {
  return extname(file).toLowerCase() in READERS;
}

/**
 * Bytes → text: what an author wrote, as UTF-16 with \n between its lines, without page numbers.
 * @param file  its name, for the sentence that a person reads
 * @throws AppError bad_document  another format or encoding, scanned, encrypted, broken, empty, too large
 */
export async function readDocument(file: string, bytes: Uint8Array): Promise<DocumentText> {
  const extension = extname(file).toLowerCase();
  const reader = READERS[extension];
  if (!reader) throw unreadable("unsupported format", texts.unsupportedFormat({ file }));
  const sizeMax = PLAIN.includes(extension) ? TEXT_MAX : CONTAINER_MAX;
  if (bytes.byteLength > sizeMax) throw unreadable("too large", texts.tooLarge({ file, megabytes: sizeMax / MEGABYTE }));
  const read = await reader(file, bytes);
  const folded = withoutRadicals(read.source);
  const { source, count } = withoutPageNumbers(folded.text);
  if (!source.trim()) throw unreadable("empty", texts.emptyDocument({ file }));
  const warnings = [...read.warnings];
  if (folded.count > 0) warnings.push(texts.warnings.radicals({ count: folded.count }));
  if (count > 0) warnings.push(texts.warnings.pageNumbers({ count }));
  return { source, warnings };
}

function readText(file: string, bytes: Uint8Array): DocumentText {
  const source = decode(file, bytes).replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n");
  // Form feeds and tabs are layout; any other control character means that this is no text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000e-\u001f]/.test(source)) throw unreadable("binary content", texts.notText({ file }));
  return { source, warnings: [] };
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    // UTF-16 and binaries hold NUL bytes; GBK and other encodings do not.
    const isBinary = bytes.includes(0) && !isUtf16(bytes);
    throw unreadable("not UTF-8", isBinary ? texts.notText({ file }) : texts.notUtf8({ file }), cause);
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}
