import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { HOUR_MS, MINUTE_MS } from "./clock.ts";
import { AppError } from "./errors.ts";
import type { LogLevel } from "./log.ts";
import { PHOTO_STORE_VARIABLES, photoStoreOf, type S3Config } from "./photo-store-settings.ts";
import { texts } from "./texts/config.ts";
import { texts as photos } from "./texts/photo-store.ts";

/** The only reader of `process.env`. Every setting is explained in `.env.example`. */
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
  reports: ReportConfig;
  monitoring: MonitoringConfig;
  /** Undefined: photos lie in `dataDir`. */
  photoStore: S3Config | undefined;
};

/** Systems that send us their alarms. */
export type MonitoringConfig = {
  /** Name of the system → its token. Empty: nobody is listened to. */
  tokens: Readonly<Record<string, string>>;
  /** Alarms of one system that are taken within a minute. */
  perMinute: number;
};

/** How long people and the bot wait for each other when a hazard is reported. */
export type ReportConfig = {
  /** An alarm that nobody has taken is raised again. */
  alarmEveryMs: number;
  /** Whoever has not finished a report is reminded, once. */
  remindAfterMs: number;
  /** An unfinished report is given up. */
  keptMs: number;
  /** A picture without a word belongs to what its sender has just reported. */
  photoWindowMs: number;
};

export type LarkConfig = {
  appId: string;
  appSecret: string;
  /** Scheme and host of the open platform: Feishu, Lark, or a simulator. */
  domain: string;
  /** `long_connection` needs no address of ours; `webhook` needs the two keys. */
  transport: "long_connection" | "webhook";
  verificationToken: string | undefined;
  encryptKey: string | undefined;
};

export type EmbeddingConfig = {
  baseUrl: string;
  apiKey: string;
  model: string;
  dimensions: number;
  timeoutMs: number;
};

/** The language model. Without it everything is composed from the documents. */
export type ChatConfig = {
  baseUrl: string;
  apiKey: string;
  model: string;
  temperature: number;
  /** How the endpoint is asked for a value of a given shape: not every one knows every way. */
  structuredOutput: "json_schema" | "function_calling" | "json_mode";
  /** Of one question in all, rewriting included: whoever asked has an answer within 8 s, with the model or without. */
  timeoutMs: number;
  /** After a 429 or 5xx, within the time-out. */
  retries: number;
  concurrency: number;
  /** In and out, of one Shanghai day; after it answers are composed. Undefined: no limit. */
  tokensPerDay: number | undefined;
  /** Yuan per million tokens. A model that is not listed costs nothing. */
  prices: Readonly<Record<string, Price>>;
};

export type Price = { input: number; output: number };

const text = z.string().trim().min(1).optional();

/** `district=oc_…;district=oc_…` */
const dutyChats = z.string().transform((list, context) => {
  const pairs = list.split(/[;；]/).flatMap((pair) => (pair.trim() === "" ? [] : [pair.split("=").map((part) => part.trim())]));
  const isRight = pairs.every(([district, chatId, ...rest]) => district && /^oc_\w{1,64}$/.test(chatId ?? "") && rest.length === 0);
  const table = Object.fromEntries(pairs);
  if (isRight && Object.keys(table).length === pairs.length) return table as Record<string, string>;
  context.addIssue({ code: "custom", message: "expected district=oc_… pairs, separated by semicolons, each district once" });
  return z.NEVER;
});

/** `model=in/out;model=in/out`, yuan per million tokens */
const prices = z.string().transform((list, context): Readonly<Record<string, Price>> => {
  const entries = list.split(/[;；]/).filter((entry) => entry.trim() !== "");
  const read = entries.map((entry) => /^\s*(\S+?)\s*=\s*(\d+(?:\.\d+)?)\s*\/\s*(\d+(?:\.\d+)?)\s*$/.exec(entry));
  if (read.every((match) => match !== null)) {
    return Object.fromEntries(read.map(([, model, input, output]) => [model, { input: Number(input), output: Number(output) }]));
  }
  context.addIssue({ code: "custom", message: "expected model=in/out pairs, separated by semicolons" });
  return z.NEVER;
});

/** `system=token;system=token`. A token may hold further equal signs. */
const monitoringTokens = z.string().transform((list, context) => {
  const pairs = list.split(/[;；]/).flatMap((pair) => {
    const [name = "", ...token] = pair.trim().split("=");
    return pair.trim() === "" ? [] : [[name.trim(), token.join("=").trim()] as const];
  });
  const isRight = pairs.every(([name, token]) => /^[A-Za-z0-9][\w-]{0,39}$/.test(name) && /^[\x21-\x7e]{32,256}$/.test(token));
  const isDistinct = [0, 1].every((part) => new Set(pairs.map((pair) => pair[part])).size === pairs.length);
  if (isRight && isDistinct) return Object.fromEntries(pairs) as Record<string, string>;
  context.addIssue({
    code: "custom",
    message:
      "expected system=token pairs, separated by semicolons; names of letters, digits, _ and -; tokens of at least 32 characters, all different",
  });
  return z.NEVER;
});

const minutes = z.coerce.number().int().min(1).max(1440);

const Environment = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: text,
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATA_DIR: z.string().trim().min(1).default("./data"),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  KNOWLEDGE_DIR: z.string().trim().min(1).default("./knowledge"),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("warn"),
  LARK_APP_ID: z
    .string()
    .regex(/^cli_[0-9a-f]{16}$/)
    .optional(),
  LARK_APP_SECRET: text,
  LARK_DOMAIN: z.url({ protocol: /^https?$/ }).default("https://open.feishu.cn"),
  LARK_TRANSPORT: z.enum(["long_connection", "webhook"]).default("long_connection"),
  LARK_VERIFICATION_TOKEN: text,
  LARK_ENCRYPT_KEY: text,
  DUTY_CHATS: dutyChats.default({}),
  ALARM_EVERY_MINUTES: minutes.max(60).default(3),
  REPORT_REMIND_AFTER_MINUTES: minutes.default(30),
  REPORT_KEPT_HOURS: z.coerce.number().int().min(1).max(168).default(24),
  REPORT_PHOTO_WINDOW_MINUTES: minutes.default(10),
  MONITORING_TOKENS: monitoringTokens.default({}),
  MONITORING_PER_MINUTE: z.coerce.number().int().min(1).max(10_000).default(60),
  ...PHOTO_STORE_VARIABLES,
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_API_KEY: text,
  EMBEDDING_MODEL: text,
  EMBEDDING_DIMENSIONS: z.coerce.number().int().min(1).max(16_000).default(1024),
  EMBEDDING_TIMEOUT_MS: z.coerce.number().int().min(100).default(10_000),
  CHAT_MODEL: text,
  CHAT_TEMPERATURE: z.coerce.number().min(0).max(2).default(0),
  CHAT_STRUCTURED_OUTPUT: z.enum(["json_schema", "function_calling", "json_mode"]).default("function_calling"),
  CHAT_TIMEOUT_MS: z.coerce.number().int().min(500).max(7_500).default(7_000),
  CHAT_RETRIES: z.coerce.number().int().min(0).max(5).default(1),
  CHAT_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(4),
  CHAT_TOKENS_PER_DAY: z.coerce.number().int().min(1).optional(),
  MODEL_PRICES: prices.default({}),
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
    const wrong = parsed.error.issues.map((issue) => texts.wrong({ name: issue.path.join("."), detail: issue.message }));
    throw wrongSettings(wrong);
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
    reports: {
      alarmEveryMs: environment.ALARM_EVERY_MINUTES * MINUTE_MS,
      remindAfterMs: environment.REPORT_REMIND_AFTER_MINUTES * MINUTE_MS,
      keptMs: environment.REPORT_KEPT_HOURS * HOUR_MS,
      photoWindowMs: environment.REPORT_PHOTO_WINDOW_MINUTES * MINUTE_MS,
    },
    monitoring: { tokens: environment.MONITORING_TOKENS, perMinute: environment.MONITORING_PER_MINUTE },
    photoStore: photosOf(environment),
  };
}

/** With a real app people sit at other machines: an address of this one would lead them nowhere. */
function publicUrlOf({ PUBLIC_URL, PORT, LARK_APP_ID }: z.infer<typeof Environment>): string | undefined {
  if (PUBLIC_URL) return PUBLIC_URL.replace(/\/+$/, "");
  return LARK_APP_ID ? undefined : `http://localhost:${PORT}`;
}

function larkOf(environment: z.infer<typeof Environment>): LarkConfig | undefined {
  const { LARK_APP_ID: appId, LARK_APP_SECRET: appSecret } = environment;
  if (!appId && !appSecret) return undefined;
  if (!appId || !appSecret) throw wrongSettings([texts.appHalfSet]);
  if (environment.LARK_TRANSPORT === "webhook" && !environment.LARK_VERIFICATION_TOKEN) {
    throw wrongSettings([texts.tokenMissing]);
  }
  return {
    appId,
    appSecret,
    domain: environment.LARK_DOMAIN.replace(/\/+$/, ""),
    transport: environment.LARK_TRANSPORT,
    verificationToken: environment.LARK_VERIFICATION_TOKEN,
    encryptKey: environment.LARK_ENCRYPT_KEY,
  };
}

function embeddingOf(environment: z.infer<typeof Environment>): EmbeddingConfig | undefined {
  const { OPENAI_BASE_URL: baseUrl, EMBEDDING_MODEL: model } = environment;
  if (!model) return undefined;
  // Whose server reads the documents is said aloud, never a default.
  if (!baseUrl) throw wrongSettings([texts.serverMissing]);
  return {
    baseUrl,
    model,
    apiKey: environment.OPENAI_API_KEY ?? "none",
    dimensions: environment.EMBEDDING_DIMENSIONS,
    timeoutMs: environment.EMBEDDING_TIMEOUT_MS,
  };
}

function chatOf(environment: z.infer<typeof Environment>): ChatConfig | undefined {
  const { OPENAI_BASE_URL: baseUrl, CHAT_MODEL: model } = environment;
  if (!model) return undefined;
  if (!baseUrl) throw wrongSettings([texts.chatServerMissing]);
  return {
    baseUrl,
    model,
    apiKey: environment.OPENAI_API_KEY ?? "none",
    temperature: environment.CHAT_TEMPERATURE,
    structuredOutput: environment.CHAT_STRUCTURED_OUTPUT,
    timeoutMs: environment.CHAT_TIMEOUT_MS,
    retries: environment.CHAT_RETRIES,
    concurrency: environment.CHAT_CONCURRENCY,
    tokensPerDay: environment.CHAT_TOKENS_PER_DAY,
    prices: environment.MODEL_PRICES,
  };
}

function photosOf(environment: z.infer<typeof Environment>): S3Config | undefined {
  const found = photoStoreOf(environment);
  if ("missing" in found) throw wrongSettings([photos.settingsMissing(found)]);
  return found.store;
}

function wrongSettings(wrong: readonly string[]): AppError {
  const hint = texts.wrongSettings({ wrong });
  return new AppError("bad_configuration", hint, { hint });
}
