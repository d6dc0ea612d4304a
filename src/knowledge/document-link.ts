import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** The address of a place in a document, written by whoever cites it and read by the page that shows it. */

/** Characters of a passage's body, UTF-16: from `start`, before `end`. */
export type Range = { start: number; end: number };
export type Place = {
  documentId: string;
  /** Path of the passage, as people cite it: it stays the same when the document is read anew. */
  passage: string;
  /** What to light up in its body; the whole passage when empty. */
  marks: readonly Range[];
};

/** Where people's browsers reach our pages, and the secret that seals the links to them. */
export type PageAddress = { url: string; secret: string };

const PAGE = "/documents";
export const DOCUMENT_ROUTE = `${PAGE}/:id`;
/** Element id of what is lit up. */
export const LIT = "lit";

const MARKS_MAX = 20;

/**
 * The whole address. Its seal opens this one document: whoever was shown a card may read on, whoever guesses may not.
 * It holds as long as the secret does, because cards stay in the chats.
 */
export function documentLink({ url, secret }: PageAddress, { documentId, passage, marks }: Place): string {
  const query = new URLSearchParams({ seal: sealOf(documentId, secret), passage });
  if (marks.length > 0) query.set("mark", marks.map(({ start, end }) => `${start}-${end}`).join("."));
  return `${url}${PAGE}/${encodeURIComponent(documentId)}?${query}#${LIT}`;
}

const Query = z.object({
  passage: z.string().min(1).max(500).optional().catch(undefined),
  mark: z
    .string()
    .max(MARKS_MAX * 20)
    .regex(/^\d{1,7}-\d{1,7}(\.\d{1,7}-\d{1,7})*$/)
    .optional()
    .catch(undefined),
});

function sealOf(documentId: string, secret: string): string {
  return createHmac("sha256", secret).update(`document\n${documentId}`).digest("base64url");
}

const Sealed = z.object({ seal: z.string().max(100) });

/** Whether a link's query holds the seal that we gave out for this document. */
export function isSealed(documentId: string, query: unknown, secret: string): boolean {
  const { data } = Sealed.safeParse(query);
  const [given, right] = [Buffer.from(data?.seal ?? ""), Buffer.from(sealOf(documentId, secret))];
  return given.length === right.length && timingSafeEqual(given, right);
}

/** What a link's query names; what does not look like ours names nothing. */
export function placeIn(query: unknown): Partial<Pick<Place, "passage">> & Pick<Place, "marks"> {
  const { passage, mark } = Query.parse(query);
  const marks = (mark?.split(".") ?? []).map((range) => {
    const [start, end] = range.split("-");
    return { start: Number(start), end: Number(end) };
  });
  return { ...(passage !== undefined && { passage }), marks: marks.slice(0, MARKS_MAX) };
}

/** Where a quote leaves something out. */
const ELLIPSIS = "……";

/** Where `quote` stands in `body`, part by part; empty when a part of it does not. */
export function rangesOf(quote: string, body: string): Range[] {
  const parts = quote.split(ELLIPSIS).filter((part) => part.trim() !== "");
  const ranges: Range[] = [];
  for (const part of parts) {
    const after = body.indexOf(part, ranges.at(-1)?.end ?? 0);
    const start = after >= 0 ? after : body.indexOf(part);
    if (start < 0) return [];
    ranges.push({ start, end: start + part.length });
  }
  return ranges.slice(0, MARKS_MAX);
}
