import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { LARK_VARIABLES, type LarkConfig, larkOf } from "./lark-settings.ts";
import type { LogLevel } from "./log.ts";
import {
  type ChatConfig,
  chatOf,
  type EmbeddingConfig,
  embeddingOf,
  MODEL_VARIABLES,
  type RerankConfig,
  rerankOf,
  visionOf,
} from "./model-settings.ts";
import { MONITORING_VARIABLES, type MonitoringConfig, monitoringOf } from "./monitoring-settings.ts";
import { PHOTO_STORE_VARIABLES, photoStoreOf, type S3Config } from "./photo-store-settings.ts";
import { REPORT_VARIABLES, type ReportConfig, reportsOf } from "./report-settings.ts";
import { texts } from "./texts/config.ts";
import { texts as photos } from "./texts/photo-store.ts";
import { wrongSettings } from "./wrong-settings.ts";

/** The only reader of `process.env`. Every setting is explained in `.env.example`; each group of settings stands in its own file. */
export type Config = {
  port: number;
  /** Address to listen on. The simulator has no log-in, so it stays on loopback unless told otherwise. */
  host: string;
  /** Where people's browsers reach us, for links in cards; without a slash at its end. Undefined: a real app, and nobody said where. */
  publicUrl: string | undefined;
  /** Absolute. */
  dataDir: string;
  /** Undefined: the embedded database in `dataDir`. */
  databaseUrl: string | undefined;
  knowledgeDir: string;
  logLevel: LogLevel;
  /** Undefined: the simulator. */
  lark: LarkConfig | undefined;
  /** District → chat_id of the group whose members answer what is handed over to a person. */
  dutyChats: Readonly<Record<string, string>>;
  embedding: EmbeddingConfig | undefined;
  chat: ChatConfig | undefined;
  /** Says which of the sentences that answer tells most. */
  rerank: RerankConfig | undefined;
  /** Is shown photos of reports that lack a description. */
  vision: ChatConfig | undefined;
  reports: ReportConfig;
  monitoring: MonitoringConfig;
  /** Whoever bears it may read the metrics; undefined: nobody. */
  metricsToken: string | undefined;
  /** Undefined: photos lie in `dataDir`. */
  photoStore: S3Config | undefined;
};

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().trim().min(1).optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().trim().min(1).default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  KNOWLEDGE_DIR: z.string().trim().min(1).default("./knowledge"),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,256}$/)
    .optional(),
  ...LARK_VARIABLES,
  ...REPORT_VARIABLES,
  ...MONITORING_VARIABLES,
  ...PHOTO_STORE_VARIABLES,
  ...MODEL_VARIABLES,
});

/**
 * Reads the environment, and `.env` of the working directory below it. An empty value counts as not set.
 * @throws AppError bad_configuration, naming every variable that is wrong, never its value
 */
export function readConfig(): Config {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return parseConfig(process.env);
}

/** The same from any table of variables. */
export function parseConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
  const parsed = Environment.safeParse(present, { error: z.locales.zhCN().localeError });
  if (!parsed.success) {
    throw wrongSettings(parsed.error.issues.map((issue) => texts.wrong({ name: issue.path.join("."), detail: issue.message })));
  }
  const environment = parsed.data;
  return {
    port: environment.PORT,
    host: environment.HOST ?? (environment.LARK_APP_ID ? "0.0.0.0" : "127.0.0.1"),
    publicUrl: publicUrlOf(environment),
    dataDir: resolve(environment.DATA_DIR),
    databaseUrl: environment.DATABASE_URL,
    knowledgeDir: resolve(environment.KNOWLEDGE_DIR),
    logLevel: environment.LOG_LEVEL,
    lark: larkOf(environment),
    dutyChats: environment.DUTY_CHATS,
    embedding: embeddingOf(environment),
    chat: chatOf(environment),
    rerank: rerankOf(environment),
    vision: visionOf(environment),
    reports: reportsOf(environment),
    monitoring: monitoringOf(environment),
    metricsToken: environment.METRICS_TOKEN,
    photoStore: photosOf(environment),
  };
}

/** With a real app people sit at other machines: an address of this one would lead them nowhere. */
function publicUrlOf({ PUBLIC_URL, PORT, LARK_APP_ID }: z.infer<typeof Environment>): string | undefined {
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, "");
  return LARK_APP_ID ? undefined : `http://localhost:${PORT}`;
}

function photosOf(environment: z.infer<typeof Environment>): S3Config | undefined {
  const found = photoStoreOf(environment);
  if ("missing" in found) throw wrongSettings([photos.settingsMissing(found)]);
  return found.store;
}
