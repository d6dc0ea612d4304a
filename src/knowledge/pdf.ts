/** PDF files with a text layer as plain text. A scan holds pictures of text, which nobody may guess at: it is refused. */
import { extractTextItems, getDocumentProxy } from "unpdf";
import { texts } from "../texts/knowledge.ts";
import { layOutPages } from "./pdf-lines.ts";
import type { DocumentText } from "./read-document.ts";
import { unreadable } from "./unreadable.ts";

const PAGES_MAX = 600;
const TEXT_MAX = 4_000_000;
/** Stamps and typed-over page numbers leave a few characters on a scanned page. */
const SCAN_CHARACTERS = 12;
/** A font without a table of characters gives signs of no language. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: such signs are what is looked for
const GARBAGE = /[\ufffd\ue000-\uf8ff\u0000-\u0008\u000e-\u001f]/gu;
const GARBAGE_SHARE = 0.1;

/** @throws AppError bad_document  scanned, encrypted, broken, or too long */
export async function readPdf(file: string, bytes: Uint8Array): Promise<DocumentText> {
  // The library takes the bytes over, so it gets its own.
  const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch((cause: unknown) => {
    const isEncrypted = cause instanceof Error && cause.name === "PasswordException";
    throw unreadable("broken PDF", isEncrypted ? texts.pdf.encrypted({ file }) : texts.pdf.broken({ file }), cause);
  });
  try {
    if (pdf.numPages > PAGES_MAX) throw unreadable("too many pages", texts.pdf.tooLong({ file, pages: PAGES_MAX }));
    const { items: pages } = await extractTextItems(pdf).catch((cause: unknown) => {
      throw unreadable("broken PDF", texts.pdf.broken({ file }), cause);
    });
    return textOfPages(file, pages);
  } finally {
    await pdf.loadingTask.destroy();
  }
}

function textOfPages(file: string, pages: Awaited<ReturnType<typeof extractTextItems>>["items"]): DocumentText {
  const sizes = pages.map((items) => items.reduce((total, { str }) => total + str.trim().length, 0));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total <= SCAN_CHARACTERS * pages.length) throw unreadable("no text layer", texts.pdf.scanned({ file }));
  if (total > TEXT_MAX) throw unreadable("too much text", texts.pdf.tooLong({ file, pages: PAGES_MAX }));
  const { source, dropped, unclear } = layOutPages(pages);
  if ((source.match(GARBAGE)?.length ?? 0) > source.length * GARBAGE_SHARE)
    throw unreadable("no character table", texts.pdf.garbled({ file }));
  const blank = sizes.flatMap((size, index) => (size === 0 ? [index + 1] : []));
  return {
    source: source.replace(GARBAGE, ""),
    warnings: [
      ...(dropped > 0 ? [texts.pdf.runningLines({ count: dropped })] : []),
      ...(unclear > 0 ? [texts.pdf.tables({ count: unclear })] : []),
      ...(blank.length > 0 ? [texts.pdf.blankPages({ pages: blank })] : []),
      texts.pdf.layout,
    ],
  };
}
