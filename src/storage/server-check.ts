import { AppError } from "../errors.ts";
import { texts } from "../texts/storage.ts";
import type { Db } from "./db.ts";

/** hnsw.iterative_scan came with it; before, a filtered search could find nothing. */
const VECTOR_MINIMUM = [0, 8];

/** Unique indexes in which nothing equals nothing, which came with it. */
const SERVER_MINIMUM = 15;

type ServerFacts = { version: number; encoding: string; ctype: string; vectorVersion: string | null };

/** @throws AppError database_unavailable when this server could not hold or find Chinese text */
export async function checkServer(db: Db): Promise<void> {
  const { rows } = await db.query<ServerFacts>(
    `select current_setting('server_version_num')::int / 10000 as version,
            current_setting('server_encoding') as encoding,
            (select datctype from pg_database where datname = current_database()) as ctype,
            (select coalesce(installed_version, default_version) from pg_available_extensions where name = 'vector') as "vectorVersion"`,
  );
  const problem = rows[0] && problemOf(rows[0]);
  if (problem) throw new AppError("database_unavailable", problem.message, { hint: problem.hint });
}

/** What is wrong with a server, or undefined. With LC_CTYPE C, PostgreSQL takes a Chinese sentence for one word. */
export function problemOf(facts: ServerFacts): { message: string; hint: string } | undefined {
  if (facts.version < SERVER_MINIMUM) {
    return { message: `PostgreSQL ${facts.version} is too old`, hint: texts.oldServer({ ...facts, minimum: SERVER_MINIMUM }) };
  }
  if (facts.encoding !== "UTF8") {
    return { message: `server_encoding is ${facts.encoding}, not UTF8`, hint: texts.notUtf8(facts) };
  }
  if (facts.ctype === "C" || facts.ctype === "POSIX") {
    return { message: `LC_CTYPE is ${facts.ctype}, not a UTF-8 locale`, hint: texts.plainLocale(facts) };
  }
  if (facts.vectorVersion === null) return { message: "the extension pgvector is not installed", hint: texts.noVector };
  if (isOlder(facts.vectorVersion)) {
    return { message: `pgvector ${facts.vectorVersion} is too old`, hint: texts.oldVector({ version: facts.vectorVersion }) };
  }
  return undefined;
}

function isOlder(version: string): boolean {
  const parts = version.split(".").map(Number);
  for (const [place, minimum] of VECTOR_MINIMUM.entries()) {
    const part = parts[place] ?? 0;
    if (part !== minimum) return part < minimum;
  }
  return false;
}
