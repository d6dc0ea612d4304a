import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { receive } from "../../src/mailroom/inbox.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { aMessage } from "../support/inbound.ts";

/**
 * A process of its own, for tests that kill it: opens the database named by its arguments, says "open",
 * then receives events without end and says the id of each one that was acknowledged.
 */
const [dataDir = "", databaseUrl, mode] = process.argv.slice(2);
const database = await openDatabase({ dataDir, databaseUrl: databaseUrl || undefined, now: systemClock, log: createLog("error") });
process.stdout.write("open\n");
for (let index = 0; mode === "receive"; index += 1) {
  const eventId = `om_${index}`;
  await receive(database, aMessage({ eventId }), systemClock());
  process.stdout.write(`${eventId}\n`);
}
setInterval(() => {}, 1000);
