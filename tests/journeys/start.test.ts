import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startSimulator } from "../../src/simulator/simulator.ts";
import { testClock } from "../support/clock.ts";
import { collectedLog } from "../support/collected-log.ts";
import { type Running, runCommand, variablesOf } from "../support/command.ts";
import type { TestHome } from "../support/database.ts";
import { startOpenAiServer } from "../support/openai-server.ts";
import { createStartHome } from "../support/start-home.ts";

let folder: string;
/** For a start that need not be a first one: that is seen in the first test. */
let home: TestHome;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "anxun-start-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

beforeEach(async () => {
  home = await createStartHome();
});
afterEach(() => home.remove());

const READY = /http:\/\/localhost:\d+/;

/** A started house and its address. */
async function started(dataDir: string, variables = {}): Promise<{ running: Running; url: string }> {
  const running = runCommand(["start"], { PORT: "0", DATA_DIR: dataDir, ...variables });
  const [url] = (await running.saying(READY)).match(READY) ?? [];
  return { running, url: String(url) };
}

/** One sentence for the person at the terminal, and nothing that only programmers read. */
function expectOneSentence(said: string): void {
  expect(said.trim().split("\n")).toHaveLength(1);
  expect(said).toMatch(/\p{Script=Han}/u);
  expect(said).not.toMatch(/\bat .*:\d+|node:|Error:/);
}

describe("npm start", () => {
  test("an answer that a killed process owed comes after the next start, once", async () => {
    // Named as the default is: from where the command was given.
    const dataDir = relative(process.cwd(), join(folder, "killed"));
    // A model that takes its time keeps the house between the acknowledgement and the answer.
    const model = await startOpenAiServer();
    const first = await started(dataDir, { OPENAI_BASE_URL: model.baseUrl, EMBEDDING_MODEL: "slow", EMBEDDING_DIMENSIONS: "64" });
    model.behaviour.delayMs = 60_000;
    const place = await firstGroup(first.url);
    await say(first.url, place, "老板多久得亲自带队查一次？");
    await eventually(async () => (await messages(first.url, place)).find((message) => message.reactions.length > 0));
    await first.running.kill("SIGKILL");
    await model.close();

    const second = await started(dataDir);
    const answers = await eventually(async () => {
      const cards = (await messages(second.url, place)).filter((message) => message.type === "card");
      return cards.length > 0 ? cards : undefined;
    });
    await say(second.url, place, "检查计划多久列一次？");
    const both = await eventually(async () => {
      const cards = (await messages(second.url, place)).filter((message) => message.type === "card");
      return cards.length > answers.length ? cards : undefined;
    });
    expect(both).toHaveLength(2);
    const { code } = await second.running.kill("SIGTERM");
    expect(code).toBe(0);
  });

  test("an answer leads to the cited clause, on the port that was free, and can be handed over", async () => {
    // The folder of the test before: a first start takes seconds.
    const { running, url } = await started(join(folder, "killed"));
    const place = await firstGroup(url);
    const asked = await say(url, place, "老板多久得亲自带队查一次？");
    const card = await eventually(async () => (await messages(url, place)).find(({ type, quote }) => type === "card" && quote === asked));
    const [link] = /http:[^"]*\/documents\/[^"#]*/.exec(JSON.stringify(card)) ?? [];
    const page = await (await fetch(String(link))).text();
    const [value] = /\{"do":"hand_over"[^}]*\}/.exec(JSON.stringify(card)) ?? [];
    const press = { person: place.person, value: JSON.parse(String(value)) };
    const { toast } = await json(`${url}/simulator/messages/${card.id}/press`, press);
    await running.kill("SIGTERM");
    expect(new URL(String(link)).origin).toBe(url);
    expect(page).toMatch(/<mark[^>]*>[^<]*每季度/);
    expect(toast.type).toBe("success");
  });

  test("a second start in the same folder names the process that is there", async () => {
    const { running } = await started(home.dataDir);
    const { code, stderr } = await runCommand(["start"], { PORT: "0", ...variablesOf(home) }).finished;
    await running.kill("SIGTERM");
    expect(code).not.toBe(0);
    expectOneSentence(stderr);
    expect(stderr).toContain(String(running.child.pid));
  });

  test("a port in use", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const { code, stderr } = await runCommand(["start"], { PORT: port, ...variablesOf(home) }).finished;
    server.close();
    expect(code).not.toBe(0);
    expectOneSentence(stderr);
    expect(stderr).toContain(port);
  });

  test("a database that is not there", async () => {
    const variables = { PORT: "0", DATA_DIR: home.dataDir, DATABASE_URL: "postgres://nobody:secret@127.0.0.1:9/none" };
    const { code, stderr } = await runCommand(["start"], variables).finished;
    expect(code).not.toBe(0);
    expectOneSentence(stderr);
    expect(stderr).not.toContain("secret");
  });

  test("a wrong app secret", async () => {
    const simulator = await startSimulator({ now: testClock().now, log: collectedLog().log });
    const variables = {
      PORT: "0",
      ...variablesOf(home),
      LARK_DOMAIN: simulator.url,
      LARK_APP_ID: simulator.credentials.appId,
      LARK_APP_SECRET: "guessed",
    };
    const { code, stderr } = await runCommand(["start"], variables).finished;
    await simulator.close();
    expect(code).not.toBe(0);
    expectOneSentence(stderr);
    expect(stderr).not.toContain("guessed");
  });

  test("a broken catalogue", async () => {
    const knowledge = join(folder, "broken-catalogue");
    await cp("knowledge", knowledge, { recursive: true });
    await writeFile(join(knowledge, "catalog.yaml"), "documents:\n  - id: [oops\n    title: 3\n");
    const { code, stderr } = await runCommand(["start"], { PORT: "0", ...variablesOf(home), KNOWLEDGE_DIR: knowledge }).finished;
    expect(code).not.toBe(0);
    expectOneSentence(stderr);
    expect(stderr).toContain("catalog.yaml");
  });

  test("a document that is not UTF-8", async () => {
    const knowledge = join(folder, "not-utf8");
    await cp("knowledge", knowledge, { recursive: true });
    await writeFile(join(knowledge, "老文件.txt"), Buffer.from([0xb0, 0xb2, 0xc8, 0xab, 0xc9, 0xfa, 0xb2, 0xfa]));
    const { code, stderr } = await runCommand(["start"], { PORT: "0", ...variablesOf(home), KNOWLEDGE_DIR: knowledge }).finished;
    expect(code).not.toBe(0);
    expectOneSentence(stderr);
    expect(stderr).toContain("老文件.txt");
  });
});

type Place = { person: string; chat: string };
type Seen = { id: string; type: string; quote?: string; reactions: readonly unknown[] };

async function firstGroup(url: string): Promise<Place> {
  const { people } = await json(`${url}/simulator/state`);
  const state = await json(`${url}/simulator/state?person=${people[0].id}`);
  const chat = state.chats.find((one: { kind: string }) => one.kind === "group");
  return { person: people[0].id, chat: chat.id };
}

/** @returns the id of the message */
async function say(url: string, place: Place, text: string): Promise<string> {
  const { message } = await json(`${url}/simulator/chats/${place.chat}/messages`, { person: place.person, text, mentions: ["bot"] });
  return message.id;
}

async function messages(url: string, place: Place): Promise<Seen[]> {
  return (await json(`${url}/simulator/chats/${place.chat}/messages?person=${place.person}`)).messages;
}

async function json(url: string, body?: object) {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Another process has no event to wait for: it is asked again until it knows. */
async function eventually<Result>(look: () => Promise<Result | undefined>): Promise<Result> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not happen");
}
