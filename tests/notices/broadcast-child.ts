import { MINUTE_MS } from "../../src/clock.ts";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { openDatabase } from "../../src/storage/database.ts";

/**
 * A process of its own, to be killed: delivers what stands in the outbox and says "open" once it has begun. Its clock is ahead by so many
 * minutes: on a server a claim of a process that died lapses after two.
 */
const [dataDir = "", databaseUrl, domain = "", appId = "", appSecret = "", aheadMinutes = "0"] = process.argv.slice(2);
const now = () => new Date(Date.now() + Number(aheadMinutes) * MINUTE_MS);
const log = createLog("silent");
const db = await openDatabase({ dataDir, databaseUrl: databaseUrl || undefined, now, log });
const lark = { domain, appId, appSecret, transport: "long_connection", verificationToken: undefined, encryptKey: undefined } as const;
startDeliverer({ db, messenger: createMessenger({ config: lark, now, log }), now, log });
process.stdout.write("open\n");
setInterval(() => {}, 1000);
