import { documentLink, type PageAddress, rangesOf } from "../knowledge/document-link.ts";
import { passagesOf } from "../knowledge/passages.ts";
import type { Citation } from "../policy/answer.ts";
import type { LinkTo } from "../policy/quote-elements.ts";
import type { Db } from "../storage/db.ts";

/** Links to where the citations stand in their documents as they are now; none where our address is not known. */
export async function linksTo(needs: { db: Db; pages: PageAddress | undefined }, citations: readonly Citation[]): Promise<LinkTo> {
  const { db, pages } = needs;
  if (!pages) return () => undefined;
  const bodies = new Map<string, string>();
  for (const documentId of new Set(citations.map((citation) => citation.documentId))) {
    for (const { path, body } of await passagesOf(db, documentId)) bodies.set(placeKey(documentId, path), body);
  }
  return ({ documentId, path, quote }) => {
    const body = bodies.get(placeKey(documentId, path));
    return body === undefined ? undefined : documentLink(pages, { documentId, passage: path, marks: rangesOf(quote, body) });
  };
}

function placeKey(documentId: string, path: string): string {
  return `${documentId}\n${path}`;
}
