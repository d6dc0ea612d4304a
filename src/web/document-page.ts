import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { FastifyPluginAsync } from "fastify";
import { type Clock, dayOf } from "../clock.ts";
import { DOCUMENT_ROUTE, isSealed, placeIn } from "../knowledge/document-link.ts";
import { listDocuments, passagesOf } from "../knowledge/passages.ts";
import type { Db } from "../storage/db.ts";
import { documentPage, missingPage } from "./document-html.ts";

const STYLE_FILE = fileURLToPath(new URL("document-page.css", import.meta.url));

/** Shows a document with the cited clause lit up, to whoever holds a link of ours: plain HTML, no script, nothing from elsewhere. */
export function createDocumentPage({ db, now, secret }: { db: Db; now: Clock; secret: string }): FastifyPluginAsync {
  return async (server) => {
    const style = await readFile(STYLE_FILE, "utf8");
    const headers = headersFor(style);
    server.get<{ Params: { id: string } }>(DOCUMENT_ROUTE, async ({ params, query }, reply) => {
      reply.headers(headers);
      const isOpen = isSealed(params.id, query, secret);
      const document = isOpen ? (await listDocuments(db)).find(({ id }) => id === params.id) : undefined;
      if (!document) return reply.code(404).send(missingPage(style));
      const passages = await passagesOf(db, document.id);
      return documentPage({ document, passages, today: dayOf(now()), place: placeIn(query) }, style);
    });
  };
}

/** A document is text from outside: whatever it holds, the browser runs and fetches nothing but our one style sheet. */
function headersFor(style: string): Record<string, string> {
  const hash = createHash("sha256").update(style).digest("base64");
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
  };
}
