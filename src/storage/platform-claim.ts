import { AppError } from "../errors.ts";
import { texts } from "../texts/storage.ts";
import type { Database, Db } from "./db.ts";

/** Any number that is ours alone, and not the one of the migrations. */
const LOCK_NUMBER = 4_203_117_746;
/** A server needs a moment to notice that a process which held the claim was killed. */
const WAIT_MS = 3000;

/**
 * Says for whom the mail in this database is: for the one real Feishu, with as many processes as there are, or for the simulated
 * one of this process alone. Two of the latter, or one of each, would answer each other's questions where nobody had asked them.
 * The embedded database has one process anyway. Held until `release`; a server that restarts forgets it.
 * @throws AppError database_unavailable when the others do not go with us
 */
export async function claimForPlatform(db: Database, platform: "real" | "simulated"): Promise<{ release(): Promise<void> }> {
  if (db.embedded) return { release: async () => {} };
  const taken = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const holding = db.onOwnConnection(async (connection) => {
    await take(connection, platform);
    taken.resolve();
    await released.promise;
  });
  holding.catch(taken.reject);
  await taken.promise;
  return {
    release: () => {
      released.resolve();
      return holding;
    },
  };
}

async function take(connection: Db, platform: "real" | "simulated"): Promise<void> {
  await connection.query("select set_config('lock_timeout', $1, false)", [String(WAIT_MS)]);
  const claim = platform === "real" ? "select pg_advisory_lock_shared($1)" : "select pg_advisory_lock($1)";
  await connection.query(claim, [LOCK_NUMBER]).catch((cause: unknown) => {
    if (!isLockTimeout(cause)) throw cause;
    throw new AppError("database_unavailable", `another house serves another platform from this database`, {
      cause,
      hint: texts.otherPlatform,
    });
  });
}

/** lock_not_available */
function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "55P03";
}
