import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dutyChatsOf } from "../../src/simulator/duty-chats.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import { lockDirectory } from "../../src/storage/directory-lock.ts";
import { testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { callCommand, runCommand } from "../support/command.ts";
import { startOpenAiServer } from "../support/openai-server.ts";
import { startRerankServer } from "../support/rerank-server.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "anxun-doctor-"));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** One mark per check: database, clock, knowledge, embedding model, language model, reranking, vision model, Feishu, duty chats, audit, administrator. */
function marks(stdout: string): string {
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.charAt(0))
    .join("");
}

describe("anxun doctor", () => {
  test("what is wrong is told, and the rest is looked at all the same", async () => {
    const nowhere = {
      DATABASE_URL: "postgres://li:secret@127.0.0.1:9/none",
      OPENAI_BASE_URL: "http://127.0.0.1:9/v1",
      EMBEDDING_MODEL: "m",
    };
    const { code, stdout } = await runCommand(["doctor"], { DATA_DIR: dataDir, ...nowhere }).finished;
    expect(code).toBe(1);
    expect(marks(stdout)).toBe("✗✓✓✗✓✓✓✓✓✓✓✓");
    expect(stdout).toMatch(/数据库：连不上数据库（127\.0\.0\.1:9）/);
    expect(stdout).toMatch(/知识：2 份文件/);
    expect(stdout).not.toContain("secret");
  });

  test("a house that is running on the embedded database is no fault", async () => {
    const running = await lockDirectory(dataDir);
    const { code, stdout } = await runCommand(["doctor"], { DATA_DIR: dataDir }).finished;
    await running.release();
    expect(stdout).toMatch(/✓ 数据库：内嵌数据库正由运行中的安讯使用/);
    expect(marks(stdout)).toBe("✓✓✓✓✓✓✓✓✓✓✓✓");
    expect(code).toBe(0);
  });

  test("the duty chats are looked into, and one in which we are not is told with its district", async () => {
    const simulator = await startSimulator({ now: testClock().now, log: collectedLog().log });
    const { 洛江区: ours } = dutyChatsOf(simulator.world);
    const { appId: LARK_APP_ID, appSecret: LARK_APP_SECRET } = simulator.credentials;
    const app = { LARK_DOMAIN: simulator.url, LARK_APP_ID, LARK_APP_SECRET, DATA_DIR: dataDir };
    const right = await callCommand(["doctor"], { ...app, DUTY_CHATS: `洛江区=${ours}` });
    const wrong = await callCommand(["doctor"], { ...app, DUTY_CHATS: `洛江区=${ours};泉港区=oc_nowhere` });
    await simulator.close();
    expect(right.stdout).toContain("✓ 值班群：洛江区「洛江区商务局安全生产工作群」");
    expect(wrong.stdout).toMatch(/✗ 值班群：进不了泉港区的值班群/);
    expect(wrong.code).toBe(1);
  });

  test("passages that are still without a vector are counted; before the first start there is nothing to count", async () => {
    const server = await startOpenAiServer();
    const fresh = await mkdtemp(join(tmpdir(), "anxun-doctor-"));
    const model = { OPENAI_BASE_URL: server.baseUrl, OPENAI_API_KEY: "key-for-tests", EMBEDDING_MODEL: "m", EMBEDDING_DIMENSIONS: "64" };
    const before = await callCommand(["doctor"], { DATA_DIR: fresh, ...model });
    await callCommand(["ingest"], { DATA_DIR: fresh });
    const after = await callCommand(["doctor"], { DATA_DIR: fresh, ...model });
    await server.close();
    await rm(fresh, { recursive: true, force: true });
    expect(before.stdout).toMatch(/✓ .*m，64 维，\d+ 毫秒$/m);
    expect(after.stdout).toMatch(/✓ .*m，64 维，\d+ 毫秒；还有 [1-9]\d* 个段落没有向量，先按字词检索$/m);
  });

  test("a vision model is shown a picture; one that cannot see is told, with what to do", async () => {
    const server = await startOpenAiServer();
    server.behaviour.chat = () => ({ kind: "text", text: "白底上有一个黑色方块" });
    const model = { DATA_DIR: dataDir, OPENAI_BASE_URL: server.baseUrl, VISION_MODEL: "seeing", CHAT_RETRIES: "0" };
    const good = await callCommand(["doctor"], model);
    server.behaviour.chat = () => ({ kind: "status", status: 400 });
    const bad = await callCommand(["doctor"], model);
    await server.close();
    expect(good.stdout).toMatch(/✓ 看图模型：seeing，看一张图 \d+ 毫秒/);
    expect(server.chats[0]?.messages[1]?.images?.[0]).toMatch(/^data:image\/png;base64,/);
    expect(bad.stdout).toMatch(/✗ 看图模型：seeing 没有正常回应.*VISION_MODEL/);
    expect(bad.code).toBe(1);
  });

  test("a folder without documents is told", async () => {
    const running = await lockDirectory(dataDir);
    const { code, stdout } = await runCommand(["doctor", "--knowledge", dataDir], { DATA_DIR: dataDir }).finished;
    await running.release();
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ 知识：知识目录里没有可读的文件/);
  });

  test("the reranking endpoint is tried: one that answers, one that finds all alike, one that is not there", async () => {
    const server = await startRerankServer((_, texts) => texts.map((text) => (text.includes("检查") ? 0.9 : 0.1)));
    const at = (baseUrl: string) => ({ DATA_DIR: dataDir, RERANK_MODEL: "m", RERANK_BASE_URL: baseUrl });
    const right = await callCommand(["doctor"], at(server.baseUrl));
    const results = [0, 1].map((index) => ({ index, relevance_score: 1 }));
    server.behaviour.reply = () => ({ kind: "body", body: JSON.stringify({ results }) });
    const odd = await callCommand(["doctor"], at(server.baseUrl));
    await server.close();
    const dead = await callCommand(["doctor"], at(server.baseUrl));
    expect(right.stdout).toMatch(/✓ 重排序模型：m，\d+ 毫秒$/m);
    expect(odd.stdout).toContain("没有分出高下");
    expect(dead.stdout).toMatch(/✗ 重排序模型：m 没有正常回应/);
    expect([right.code, dead.code]).toEqual([0, 1]);
  });
});
