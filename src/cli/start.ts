import { isIPv6 } from "node:net";
import { join } from "node:path";
import { type App, openApp } from "../app.ts";
import { SECOND_MS, systemClock } from "../clock.ts";
import { type Config, readConfig } from "../config.ts";
import { createWebhook } from "../lark/webhook.ts";
import type { LarkConfig } from "../lark-settings.ts";
import { createLog, type Log } from "../log.ts";
import { issueFirstAdministratorCode } from "../registry/first-administrator.ts";
import { buildPage } from "../simulator/build-page.ts";
import { dutyChatsOf } from "../simulator/duty-chats.ts";
import { createSimulator, type Simulator } from "../simulator/simulator.ts";
import { openDatabase } from "../storage/database.ts";
import type { Database } from "../storage/db.ts";
import { lockDirectory } from "../storage/directory-lock.ts";
import { migrate } from "../storage/migrate.ts";
import { claimForPlatform } from "../storage/platform-claim.ts";
import { texts } from "../texts/cli.ts";
import { texts as registry } from "../texts/registry.ts";
import { createAlarmEndpoint } from "../web/alarm-endpoint.ts";
import { createDocumentPage } from "../web/document-page.ts";
import { createMetrics } from "../web/metrics.ts";
import { createMetricsEndpoint } from "../web/metrics-endpoint.ts";
import { openWebServer } from "../web/server.ts";
import { seedDemo } from "./demo-registry.ts";

/** `anxun start`: everything. Without app credentials the simulator stands in for Feishu, its chat page on the same port. */
export async function start(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    // Both take seconds at a first start. Whether the page can be built is asked below, once the database is ours to close.
    const building = config.lark ? undefined : buildPage({ cacheDir: join(config.dataDir, "cache") });
    building?.catch(() => {});
    const db = await openHouseDatabase(config, log);
    closing.push(db.close);
    closing.push((await claimForPlatform(db, config.lark ? "real" : "simulated")).release);
    // The embedded database holds it already; the simulator's journal stands there too.
    if (building && !db.embedded) closing.push((await lockDirectory(config.dataDir)).release);
    const simulator = building && openSimulator(config, { pageDir: await building, log });
    if (simulator) closing.push(simulator.close);

    let app: App | undefined;
    const watched = metricsOf(config, { log, app: () => app });
    const web = await openWebServer({
      port: config.port,
      host: config.host,
      health: async () => (app ? app.health() : { healthy: false, facts: { starting: true } }),
      plugins: [
        ...documentPages(config, { db, secret: secretOf(config, simulator) }),
        ...alarmEndpoints(config, { log, app: () => app }),
        createMetricsEndpoint(watched),
        ...pluginsOf(config, { simulator, log, onEvent: (raw) => eventOf(app, raw) }),
      ],
    });
    closing.push(web.close);
    const settled = simulator ? settle(config, simulator, web.port) : config;
    app = await openApp({
      config: settled,
      lark: larkOf(config, simulator, web.port),
      db,
      now: systemClock,
      log,
      measures: watched?.metrics.measures,
    });
    closing.push(app.close);
    if (simulator) await seedDemo(db, simulator.world, systemClock());
    const code = await issueFirstAdministratorCode(db, systemClock());

    // Before anybody is told that there is something to stop.
    onStopSignal(async () => {
      process.stdout.write(`${texts.stopping}\n`);
      await close();
    });

    // Counted from the start of the process.
    const ms = performance.now();
    const url = simulator && settled.publicUrl;
    const ready = url ? [texts.ready({ url, ms }), texts.simulated] : [texts.readyWithFeishu({ name: app.self.name, ms })];
    const claim = code === undefined ? [] : [registry.firstAdministrator.code({ code })];
    process.stdout.write(`${[...ready, ...claim].join("\n")}\n`);
  } catch (error) {
    await close();
    throw error;
  }
}

async function openHouseDatabase(config: Config, log: Log): Promise<Database> {
  const db = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, now: systemClock, log });
  try {
    await migrate(db, { log });
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Only when the data directory is locked: opening the journal writes it anew, and another house may be adding to it. */
function openSimulator({ dataDir }: Config, { pageDir, log }: { pageDir: string; log: Log }): Simulator {
  return createSimulator({ now: systemClock, log, pageDir, journal: join(dataDir, "simulator.jsonl") });
}

/** The page asks nobody who they are: where no card links to it, it is not served either. */
function documentPages({ publicUrl }: Config, needs: { db: Database; secret: string }) {
  return publicUrl === undefined ? [] : [createDocumentPage({ ...needs, now: systemClock })];
}

/** Where no system is known, nobody is listened to. */
function alarmEndpoints({ monitoring }: Config, { log, app }: { log: Log; app: () => App | undefined }) {
  if (Object.keys(monitoring.tokens).length === 0) return [];
  return [
    createAlarmEndpoint({ monitoring, now: systemClock, log }, async (alarm) => {
      const open = app();
      if (!open) throw new Error("not ready yet");
      return open.onAlarm(alarm);
    }),
  ];
}

/** Where nobody may look, nothing is counted. */
function metricsOf({ metricsToken: token }: Config, { log, app }: { log: Log; app: () => App | undefined }) {
  return token === undefined ? undefined : { token, now: systemClock, metrics: createMetrics({ readings: () => app()?.readings, log }) };
}

/** What seals the links in our cards. */
function secretOf(config: Config, simulator: Simulator | undefined): string {
  return credentialsOf(config, simulator).appSecret;
}

function credentialsOf({ lark }: Config, simulator: Simulator | undefined): Pick<LarkConfig, "appId" | "appSecret"> {
  const credentials = lark ?? simulator?.credentials;
  if (!credentials) throw new TypeError("neither an app nor the simulator is configured");
  return credentials;
}

function pluginsOf(config: Config, needs: { simulator: Simulator | undefined; log: Log; onEvent: (raw: unknown) => Promise<unknown> }) {
  if (needs.simulator) return [needs.simulator.plugin];
  if (config.lark?.transport !== "webhook") return [];
  return [createWebhook({ config: config.lark, now: systemClock, log: needs.log }, needs.onEvent)];
}

/** Feishu re-sends what is refused while the house is still starting. */
async function eventOf(app: App | undefined, raw: unknown): Promise<unknown> {
  if (!app) throw new Error("not ready yet");
  return app.onEvent(raw);
}

/** What is known only now that the simulator serves: the port that was free, and where its officers sit. */
function settle(config: Config, simulator: Simulator, port: number): Config {
  const publicUrl = config.port === 0 ? `http://localhost:${port}` : config.publicUrl;
  const isSet = Object.keys(config.dutyChats).length > 0;
  return { ...config, publicUrl, dutyChats: isSet ? config.dutyChats : dutyChatsOf(simulator.world) };
}

function larkOf(config: Config, simulator: Simulator | undefined, port: number): LarkConfig {
  if (config.lark) return config.lark;
  return {
    ...credentialsOf(config, simulator),
    domain: `http://${addressWithin(config.host)}:${port}`,
    transport: "long_connection",
    verificationToken: undefined,
    encryptKey: undefined,
  };
}

/** Where this process reaches itself when it listens on `host`. */
function addressWithin(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return isIPv6(host) ? `[${host}]` : host;
}

/** Containers are killed 10 s after they were asked to stop. What is not finished by then waits in the tables, as after a crash. */
const STOP_WITHIN_MS = 8 * SECOND_MS;

/** The second signal ends the process at once: somebody is impatient. */
function onStopSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(130);
    stopping = true;
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
    void stop().finally(() => process.exit(0));
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
