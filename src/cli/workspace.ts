import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../clock.ts";
import { type Config, readConfig } from "../config.ts";
import { createLog, type Log } from "../log.ts";
import type { Models } from "../models/model.ts";
import { openModels } from "../models/open-models.ts";
import { meterIn } from "../policy/model-calls.ts";
import { openDatabase } from "../storage/database.ts";
import type { Database } from "../storage/db.ts";
import { migrate } from "../storage/migrate.ts";

/** What a command works with. */
export type Workspace = { config: Config; log: Log; db: Database; models: Models; knowledgeDir: string; now: typeof systemClock };

/**
 * Opens a migrated database, runs `work`, and closes whatever happens.
 * With `throwAway` the database is a new embedded one that is deleted afterwards: nothing half-done stays behind.
 */
export async function inWorkspace(
  options: { knowledgeDir?: string | undefined; throwAway: boolean },
  work: (workspace: Workspace) => Promise<void>,
) {
  const config = readConfig();
  // A command prints its result; what goes wrong reaches the person as an error, not as log lines.
  const log = createLog(config.logLevel === "warn" ? "error" : config.logLevel);
  const temporary = options.throwAway ? await mkdtemp(join(tmpdir(), "anxun-")) : undefined;
  const unwatch = temporary ? removeWhenStopped(temporary) : () => {};
  let db: Database | undefined;
  try {
    db = await openDatabase({
      databaseUrl: temporary ? undefined : config.databaseUrl,
      dataDir: temporary ?? config.dataDir,
      now: systemClock,
      log,
    });
    await migrate(db, { log });
    const models = await openModels(config, { now: systemClock, log, meter: meterIn(db) });
    await work({ config, log, db, models, knowledgeDir: options.knowledgeDir ?? config.knowledgeDir, now: systemClock });
  } finally {
    await db?.close();
    if (temporary) await rm(temporary, { recursive: true, force: true });
    unwatch();
  }
}

const STOP_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Somebody who is tired of waiting leaves nothing behind either. @returns how to stop watching */
function removeWhenStopped(directory: string): () => void {
  const stop = () => {
    // The database's thread may still be writing into it.
    rmSync(directory, { recursive: true, force: true, maxRetries: 10 });
    process.exit(130);
  };
  for (const signal of STOP_SIGNALS) process.once(signal, stop);
  return () => {
    for (const signal of STOP_SIGNALS) process.removeListener(signal, stop);
  };
}
