import { strFromU8, unzipSync } from "fflate";

const ENTITIES: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&apos;": "'" };

/** Every word of a .docx file, paragraph by paragraph. @throws Error when it is none */
export function wordsOfDocument(bytes: Uint8Array): string {
  const document = unzipSync(bytes)["word/document.xml"];
  if (!document) throw new Error("not a .docx file");
  return strFromU8(document)
    .replace(/<\/w:p>|<w:br\/>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
}
