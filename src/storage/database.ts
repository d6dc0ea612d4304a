import type pg from "pg";
import type { Clock } from "../clock.ts";
import { AppError, isAppError, messageOf } from "../errors.ts";
import type { Log } from "../log.ts";
import { texts } from "../texts/storage.ts";
import { createPool } from "./connection.ts";
import type { Database } from "./db.ts";
import { startEmbedded } from "./embedded.ts";
import { pooledDatabase } from "./pooled-database.ts";
import { checkServer } from "./server-check.ts";

/** Connections of one process to a PostgreSQL server. */
const NATIVE_POOL_SIZE = 10;
const NATIVE_CONNECT_TIMEOUT_MS = 10_000;
/** The embedded engine has one connection: this is how long a query may stand in line behind another. */
const EMBEDDED_QUEUE_TIMEOUT_MS = 60_000;

/**
 * Opens PostgreSQL at `databaseUrl`, or the embedded one in `dataDir`. The schema is migrate's affair.
 * @throws AppError database_unavailable | data_directory_locked, with a hint for the person who can mend it
 */
export async function openDatabase(options: {
  databaseUrl?: string | undefined;
  dataDir: string;
  now: Clock;
  log: Log;
}): Promise<Database> {
  const startedAt = options.now();
  const database = options.databaseUrl ? await openNative(options.databaseUrl, options.log) : await openEmbedded(options);
  options.log.info("database opened", { embedded: database.embedded, ms: options.now().getTime() - startedAt.getTime() });
  return database;
}

async function openNative(databaseUrl: string, log: Log): Promise<Database> {
  const url = parseUrl(databaseUrl);
  const pool = createPool(
    {
      connectionString: databaseUrl,
      max: NATIVE_POOL_SIZE,
      connectionTimeoutMillis: NATIVE_CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: "anxun",
    },
    log,
  );
  return checked(pool, {
    embedded: false,
    close: async () => {},
    explain: (error) => explainNative(error, url),
  });
}

async function openEmbedded(options: { dataDir: string; log: Log }): Promise<Database> {
  const server = await startEmbedded(options);
  const pool = createPool(
    {
      host: server.socketDir,
      user: "postgres",
      database: "postgres",
      max: 1,
      connectionTimeoutMillis: EMBEDDED_QUEUE_TIMEOUT_MS,
      idleTimeoutMillis: 0,
    },
    options.log,
  );
  return checked(pool, {
    embedded: true,
    close: server.close,
    explain: (error) =>
      new AppError("database_unavailable", messageOf(error), {
        cause: error,
        hint: texts.embeddedFailed({ directory: options.dataDir }),
      }),
  });
}

async function checked(
  pool: pg.Pool,
  options: { embedded: boolean; close: () => Promise<void>; explain: (error: unknown) => AppError },
): Promise<Database> {
  const database = pooledDatabase(pool, options);
  try {
    await checkServer(database);
    return database;
  } catch (error) {
    await database.close();
    throw isAppError(error) && error.hint ? error : options.explain(error);
  }
}

/** Escapes are read too: `%zz` is found here, and not by whoever wants the name of the database. */
function parseUrl(databaseUrl: string): URL {
  try {
    const url = new URL(databaseUrl);
    for (const part of [url.username, url.password, url.pathname]) decodeURIComponent(part);
    return url;
  } catch {
    // The cause would quote the password.
    throw new AppError("database_unavailable", "DATABASE_URL is not a URL", { hint: texts.badUrl });
  }
}

/** SQLSTATEs of a log-in that failed: 28xxx who, 3D000 which database. The password never leaves this file. */
function explainNative(error: unknown, url: URL): AppError {
  const cause = isAppError(error) ? error.cause : error;
  const code: unknown = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const host = url.host || "localhost";
  const database = decodeURIComponent(url.pathname.slice(1));
  return new AppError("database_unavailable", `cannot use the database at ${host}: ${messageOf(cause)}`, {
    cause,
    hint: hintFor(String(code), { host, database }),
  });
}

function hintFor(code: string, where: { host: string; database: string }): string {
  if (code === "3D000") return texts.noDatabase(where);
  return code.startsWith("28") || code === "42501" ? texts.rejected(where) : texts.unreachable(where);
}
