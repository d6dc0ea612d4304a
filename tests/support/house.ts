import { type App, openApp } from "../../src/app.ts";
import { parseConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "./clock.ts";
import { openTestDatabase } from "./database.ts";

/** The whole house through the simulator, on a turned clock: what `npm start` composes, in process. */
export type House = {
  app: App;
  simulator: Simulator & { url: string };
  db: Database;
  clock: TestClock;
  close(): Promise<void>;
};

export async function openHouse(options: { variables?: Readonly<Record<string, string>> } = {}): Promise<House> {
  const clock = testClock("2026-11-21 09:00");
  const log = createLog("silent");
  const [db, simulator] = await Promise.all([openTestDatabase(), startSimulator({ now: clock.now, log })]);
  const config = parseConfig({ KNOWLEDGE_DIR: "./knowledge", ...options.variables });
  const lark = {
    ...simulator.credentials,
    domain: simulator.url,
    transport: "long_connection" as const,
    verificationToken: undefined,
    encryptKey: undefined,
  };
  const app = await openApp({ config, lark, db, now: clock.now, log });
  return {
    app,
    simulator,
    db,
    clock,
    async close() {
      await app.close();
      await simulator.close();
      await db.close();
    },
  };
}
