import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parseConfig } from "../src/config.ts";

const APP = { LARK_APP_ID: "cli_9f5343c580712544", LARK_APP_SECRET: "hush" };

/** What is wrong with these settings, as the log and the terminal tell it. */
function complaintAbout(variables: Readonly<Record<string, string>>): string {
  try {
    parseConfig(variables);
  } catch (error) {
    expect(error).toMatchObject({ code: "bad_configuration" });
    return String(error);
  }
  return "";
}

describe("settings", () => {
  test("may all stay away: an embedded database, the simulator, and nobody from outside", () => {
    const config = parseConfig({});
    expect(config).toMatchObject({ port: 3000, host: "127.0.0.1", dataDir: resolve("data"), lark: undefined, embedding: undefined });
    expect(config.databaseUrl).toBeUndefined();
  });

  test("that are empty or blank count as not set", () => {
    expect(parseConfig({ PORT: "", DATABASE_URL: " ", LARK_APP_ID: "", LARK_DOMAIN: "" })).toEqual(parseConfig({}));
  });

  test("that are wrong are all named, never with their values", () => {
    const complaint = complaintAbout({
      PORT: "70000",
      LOG_LEVEL: "loud",
      DATABASE_URL: "mysql://li:hush@db/x",
      EMBEDDING_DIMENSIONS: "many",
    });
    for (const name of ["PORT", "LOG_LEVEL", "DATABASE_URL", "EMBEDDING_DIMENSIONS"]) expect(complaint).toContain(name);
    expect(complaint).not.toMatch(/70000|loud|hush|many/);
  });

  test("of an app come together, and open the house to the network", () => {
    expect(parseConfig(APP)).toMatchObject({ host: "0.0.0.0", lark: { transport: "long_connection", domain: "https://open.feishu.cn" } });
    expect(parseConfig({ ...APP, HOST: "10.0.0.5" }).host).toBe("10.0.0.5");
    expect(complaintAbout({ LARK_APP_ID: APP.LARK_APP_ID })).toContain("LARK_APP_SECRET");
    expect(complaintAbout({ LARK_APP_SECRET: APP.LARK_APP_SECRET })).toContain("LARK_APP_ID");
  });

  test("of a webhook hold the token that tells Feishu from a stranger", () => {
    expect(complaintAbout({ ...APP, LARK_TRANSPORT: "webhook" })).toContain("LARK_VERIFICATION_TOKEN");
    const { lark } = parseConfig({ ...APP, LARK_TRANSPORT: "webhook", LARK_VERIFICATION_TOKEN: "v" });
    expect(lark).toMatchObject({ transport: "webhook", verificationToken: "v", encryptKey: undefined });
  });

  test("of an embedding model say whose server reads the documents", () => {
    const complaint = complaintAbout({ EMBEDDING_MODEL: "qwen3", OPENAI_API_KEY: "hush" });
    expect(complaint).toContain("OPENAI_BASE_URL");
    expect(complaint).not.toContain("hush");
    expect(parseConfig({ EMBEDDING_MODEL: "qwen3", OPENAI_BASE_URL: "http://localhost:8080/v1" }).embedding).toMatchObject({
      model: "qwen3",
      dimensions: 1024,
    });
  });
});

describe("the language model", () => {
  const endpoint = { CHAT_MODEL: "qwen-plus", OPENAI_BASE_URL: "http://localhost:8080/v1" };

  test("is off until it is named, and then wants an address", () => {
    expect(parseConfig({ OPENAI_BASE_URL: "http://localhost:8080/v1" }).chat).toBeUndefined();
    expect(complaintAbout({ CHAT_MODEL: "qwen-plus" })).toContain("OPENAI_BASE_URL");
    expect(parseConfig(endpoint).chat).toMatchObject({ model: "qwen-plus", timeoutMs: 6_500, structuredOutput: "function_calling" });
  });

  test("has one that sees beside it: at a server that is named, within the same limits, and without it", () => {
    expect(complaintAbout({ VISION_MODEL: "qwen-vl" })).toContain("OPENAI_BASE_URL");
    const { chat, vision } = parseConfig({
      ...{ VISION_MODEL: "qwen-vl", OPENAI_BASE_URL: "http://localhost:8080/v1" },
      CHAT_TOKENS_PER_DAY: "9000",
    });
    expect(chat).toBeUndefined();
    expect(vision).toMatchObject({ model: "qwen-vl", timeoutMs: 20_000, tokensPerDay: 9_000 });
    expect(parseConfig({}).vision).toBeUndefined();
  });

  test("has prices for each model, in yuan per million tokens", () => {
    const { chat } = parseConfig({ ...endpoint, MODEL_PRICES: "qwen-plus=0.8/2； deepseek-chat = 2/8 ;" });
    expect(chat?.prices).toEqual({ "qwen-plus": { input: 0.8, output: 2 }, "deepseek-chat": { input: 2, output: 8 } });
    expect(() => parseConfig({ ...endpoint, MODEL_PRICES: "qwen-plus=cheap" })).toThrow(/MODEL_PRICES/);
  });

  test("cannot be waited for longer than whoever asks waits for an answer", () => {
    expect(() => parseConfig({ ...endpoint, CHAT_TIMEOUT_MS: "60000" })).toThrow(/CHAT_TIMEOUT_MS/);
  });
});

describe("the tokens of monitoring systems", () => {
  const [one, other] = ["x".repeat(32), `${"y".repeat(40)}==`];

  test("are read for each system", () => {
    const { monitoring } = parseConfig({ MONITORING_TOKENS: `gas-net=${one}; fire_2=${other};` });
    expect(monitoring).toEqual({ tokens: { "gas-net": one, fire_2: other }, perMinute: 60 });
    expect(parseConfig({}).monitoring.tokens).toEqual({});
  });

  test.each([`gas-net=${"x".repeat(31)}`, `=${one}`, one, `a=${one};b=${one}`, `a=${one};a=${other}`, `a b=${one}`])(
    "%j is refused by name alone",
    (list) => {
      expect(() => parseConfig({ MONITORING_TOKENS: list })).toThrow(/^(?!.*xxxx).*MONITORING_TOKENS/s);
    },
  );
});

describe("the photo store", () => {
  const s3 = {
    PHOTO_STORE: "s3",
    S3_ENDPOINT: "https://s3.example.com/",
    S3_BUCKET: "anxun",
    S3_ACCESS_KEY_ID: "id",
    S3_SECRET_ACCESS_KEY: "hush",
  };

  test("is the data directory, unless it is said otherwise", () => {
    expect(parseConfig({ ...s3, PHOTO_STORE: "" }).photoStore).toBeUndefined();
    expect(parseConfig({ ...s3, S3_PREFIX: "photos" }).photoStore).toEqual({
      endpoint: "https://s3.example.com",
      region: "us-east-1",
      bucket: "anxun",
      prefix: "photos/",
      accessKeyId: "id",
      secretAccessKey: "hush",
    });
  });

  test.each(["S3_ENDPOINT", "S3_BUCKET", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY"])("without %s it is refused by that name", (name) => {
    expect(() => parseConfig({ ...s3, [name]: "" })).toThrow(new RegExp(`^(?!.*hush).*${name}`, "s"));
  });
});

describe("the duty chats", () => {
  test("are read for each district, whichever semicolon the input method gave", () => {
    expect(parseConfig({ DUTY_CHATS: "洛江区=oc_1a； 泉港区 = oc_2b ;" }).dutyChats).toEqual({ 洛江区: "oc_1a", 泉港区: "oc_2b" });
    expect(parseConfig({ DUTY_CHATS: " " }).dutyChats).toEqual({});
  });

  test.each(["洛江区", "洛江区=", "=oc_1a", "洛江区=ou_1a", "洛江区=oc_1a=oc_2b", "洛江区=oc_1a;洛江区=oc_2b"])(
    "%j is refused by name",
    (list) => {
      expect(() => parseConfig({ DUTY_CHATS: list })).toThrow(/DUTY_CHATS/);
    },
  );
});

describe("our address", () => {
  test("is this machine's with the simulator, and unknown with a real app until somebody says it", () => {
    expect(parseConfig({ PORT: "3001" }).publicUrl).toBe("http://localhost:3001");
    expect(parseConfig(APP).publicUrl).toBeUndefined();
    expect(parseConfig({ ...APP, PUBLIC_URL: "https://anxun.example/safety/" }).publicUrl).toBe("https://anxun.example/safety");
  });
});

test("a token for the metrics is long, and nobody reads them without one", () => {
  expect(parseConfig({}).metricsToken).toBeUndefined();
  const token = "metrics-token-0123456789abcdef0123456789";
  expect(parseConfig({ METRICS_TOKEN: token }).metricsToken).toBe(token);
  for (const wrong of ["short", `${token} with a space`, "密".repeat(40)]) {
    expect(() => parseConfig({ METRICS_TOKEN: wrong })).toThrow("METRICS_TOKEN");
  }
});

describe("reranking", () => {
  test("uses the shared endpoint and its key, or one of its own", () => {
    expect(parseConfig({}).rerank).toBeUndefined();
    const shared = { OPENAI_BASE_URL: "https://models.example/v1/", OPENAI_API_KEY: "shared", RERANK_MODEL: "m" };
    expect(parseConfig(shared).rerank).toMatchObject({ baseUrl: "https://models.example/v1", apiKey: "shared", timeoutMs: 800 });
    const own = parseConfig({ ...shared, RERANK_BASE_URL: "https://other.example/v1", RERANK_API_KEY: "own" }).rerank;
    expect(own).toMatchObject({ baseUrl: "https://other.example/v1", apiKey: "own" });
  });

  test("shows the shared key to no other server", () => {
    const other = { OPENAI_BASE_URL: "https://models.example/v1", OPENAI_API_KEY: "shared", RERANK_BASE_URL: "https://other.example/v1" };
    expect(parseConfig({ ...other, RERANK_MODEL: "m" }).rerank?.apiKey).toBe("none");
  });

  test("wants a server, and nobody waits for it longer than a second and a half", () => {
    expect(() => parseConfig({ RERANK_MODEL: "m" })).toThrow("RERANK_BASE_URL");
    const late = { RERANK_MODEL: "m", OPENAI_BASE_URL: "https://models.example/v1", RERANK_TIMEOUT_MS: "1501" };
    expect(() => parseConfig(late)).toThrow("RERANK_TIMEOUT_MS");
  });
});
