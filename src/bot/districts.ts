import { listDocuments } from "../knowledge/passages.ts";
import type { Db } from "../storage/db.ts";

/** The districts whose plans we know. */
export async function knownDistricts({ db }: { db: Db }): Promise<string[]> {
  const documents = await listDocuments(db);
  return [...new Set(documents.flatMap(({ district }) => district ?? []))];
}
