import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App, openApp } from "../../src/app.ts";
import { seedDemo } from "../../src/cli/demo-registry.ts";
import { SECOND_MS } from "../../src/clock.ts";
import { parseConfig } from "../../src/config.ts";
import { createLog, type Log } from "../../src/log.ts";
import { dutyChatsOf } from "../../src/simulator/duty-chats.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import type { Database } from "../../src/storage/db.ts";
import { createAlarmEndpoint } from "../../src/web/alarm-endpoint.ts";
import { createDocumentPage } from "../../src/web/document-page.ts";
import { createMetrics } from "../../src/web/metrics.ts";
import { createMetricsEndpoint } from "../../src/web/metrics-endpoint.ts";
import { openWebServer } from "../../src/web/server.ts";
import { type TestClock, testClock } from "./clock.ts";
import { openTestDatabase } from "./database.ts";

/** The whole house through the simulator, on a turned clock: what `npm start` composes, in process. */
export type House = {
  app: App;
  simulator: Simulator & { url: string };
  db: Database;
  /** Of the web server, which is not the simulator's. */
  url: string;
  clock: TestClock;
  /**
   * Lets everything that was said be received, answered and delivered. Each second turned opens the rate gates again.
   * @param seconds  how far to turn the clock while doing so
   */
  settle(seconds?: number): Promise<void>;
  close(): Promise<void>;
};

/** @param options.stage  a simulator that is there already, with a browser in front of it; the house then lives by its clock, which goes on */
export async function openHouse(
  options: { variables?: Readonly<Record<string, string>>; stage?: Pick<House, "simulator" | "clock">; log?: Log } = {},
): Promise<House> {
  const clock = options.stage?.clock ?? testClock("2026-11-21 09:00");
  const { log = createLog("silent") } = options;
  const [db, simulator] = await Promise.all([openTestDatabase(), options.stage?.simulator ?? startSimulator({ now: clock.now, log })]);
  let house: House | undefined;
  const settings = parseConfig({ ...options.variables });
  const token = settings.metricsToken;
  const metrics = token === undefined ? undefined : createMetrics({ readings: () => house?.app.readings, log });
  const web = await openWebServer({
    port: 0,
    host: "127.0.0.1",
    health: async () => ({ healthy: true, facts: {} }),
    plugins: [
      createDocumentPage({ db, now: clock.now, secret: simulator.credentials.appSecret }),
      createMetricsEndpoint(metrics && token !== undefined ? { token, now: clock.now, metrics } : undefined),
      createAlarmEndpoint({ monitoring: settings.monitoring, now: clock.now, log }, async (alarm) => {
        if (!house) throw new Error("not ready yet");
        return house.app.onAlarm(alarm);
      }),
    ],
  });
  const dataDir = await mkdtemp(join(tmpdir(), "anxun-house-"));
  const parsed = parseConfig({
    DATA_DIR: dataDir,
    KNOWLEDGE_DIR: "./knowledge",
    PUBLIC_URL: `http://127.0.0.1:${web.port}`,
    ...options.variables,
  });
  const config = options.variables?.DUTY_CHATS === undefined ? { ...parsed, dutyChats: dutyChatsOf(simulator.world) } : parsed;
  const lark = {
    ...simulator.credentials,
    domain: simulator.url,
    transport: "long_connection" as const,
    verificationToken: undefined,
    encryptKey: undefined,
  };
  const app = await openApp({ config, lark, db, now: clock.now, log, measures: metrics?.measures });
  await seedDemo(db, simulator.world, clock.now());
  house = {
    app,
    simulator,
    db,
    url: `http://127.0.0.1:${web.port}`,
    clock,
    async settle(seconds = 0) {
      while (simulator.unacknowledged() > 0) await new Promise((resolve) => setImmediate(resolve));
      await app.idle();
      for (let turned = 0; turned < seconds; turned += 1) {
        clock.advance(SECOND_MS);
        await app.idle();
      }
    },
    async close() {
      await app.close();
      await web.close();
      await simulator.close();
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return house;
}
