import { AppError } from "../errors.ts";
import { texts } from "../texts/knowledge.ts";
import { withoutPageNumbers } from "./formalities.ts";

/** The text of a document as everything below it knows it: offsets count its UTF-16 units. */
export type DocumentText = { source: string; warnings: readonly string[] };

const MEGABYTE = 1024 * 1024;
/** A plan has tens of kilobytes; a hundred times as much is no plan. */
const SIZE_MAX = 8 * MEGABYTE;
const EXTENSIONS = [".txt", ".md"];

/** Whether files like `file` can be read. */
export function isReadable(file: string): boolean {
  return EXTENSIONS.some((extension) => file.toLowerCase().endsWith(extension));
}

/**
 * Bytes → text: UTF-8 without its byte order mark, line ends as \n, page numbers taken out.
 * @param file  its name, for the sentence that a person reads
 * @throws AppError bad_document  another format or encoding, binary, empty, too large
 */
export function readDocument(file: string, bytes: Uint8Array): DocumentText {
  if (!isReadable(file)) throw refusal("unsupported format", texts.unsupportedFormat({ file }));
  if (bytes.byteLength > SIZE_MAX) throw refusal("too large", texts.tooLarge({ file, megabytes: SIZE_MAX / MEGABYTE }));
  const decoded = decode(file, bytes).replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n");
  // Form feeds and tabs are layout; any other control character means that this is no text.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\u0000-\u0008\u000e-\u001f]/.test(decoded)) throw refusal("binary content", texts.notText({ file }));
  const { source, count } = withoutPageNumbers(decoded);
  if (!source.trim()) throw refusal("empty", texts.emptyDocument({ file }));
  return { source, warnings: count > 0 ? [texts.warnings.pageNumbers({ count })] : [] };
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    // UTF-16 and binaries hold NUL bytes; GBK and other encodings do not.
    const isBinary = bytes.includes(0) && !isUtf16(bytes);
    throw refusal("not UTF-8", isBinary ? texts.notText({ file }) : texts.notUtf8({ file }), cause);
  }
}

function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

function refusal(message: string, hint: string, cause?: unknown): AppError {
  return new AppError("bad_document", message, { hint, cause });
}
