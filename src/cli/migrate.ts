import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { openDatabase } from "../storage/database.ts";
import { migrate } from "../storage/migrate.ts";
import { texts } from "../texts/cli.ts";

/** `anxun migrate`: brings the database up to this version. `start` does the same by itself. */
export async function migrateDatabase(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const db = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, now: systemClock, log });
  try {
    const { applied } = await migrate(db, { log });
    process.stdout.write(`${texts.migrated({ applied })}\n`);
  } finally {
    await db.close();
  }
}
