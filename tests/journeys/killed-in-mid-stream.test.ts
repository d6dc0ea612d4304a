import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Message } from "../../src/simulator/views.ts";
import { type Running, runCommand } from "../support/command.ts";
import { startOpenAiServer } from "../support/openai-server.ts";
import { printCard } from "../support/print-card.ts";
import { steppedText } from "../support/stepped-text.ts";

const READY = /http:\/\/localhost:\d+/;
const ATTEMPTS_MAX = 5;
const CLAUSE = "商贸企业主要负责人每季度要带队对本单位重大事故隐患排查整治情况至少开展1次检查";

test("a card that grew when its process was killed holds the answer after the next start", async () => {
  const dataDir = await mkdtemp(join(tmpdir(), "anxun-killed-"));
  const model = await startOpenAiServer();
  model.behaviour.chat = () => {
    const saying = steppedText();
    saying.say("商贸企业主要负责人每季度要带队检查至少1次[1]。");
    return { kind: "stepped", pieces: saying.pieces };
  };

  const first = await started(dataDir, { OPENAI_BASE_URL: model.baseUrl, CHAT_MODEL: "scripted" });
  const { people } = await json(`${first.url}/simulator/state`);
  const [person] = people.map(({ id }: { id: string }) => id);
  const state = await json(`${first.url}/simulator/state?person=${person}`);
  const chat = state.chats.find(({ kind }: { kind: string }) => kind === "group").id;
  const cards = async (url: string): Promise<string[]> => {
    const { messages } = await json(`${url}/simulator/chats/${chat}/messages?person=${person}`);
    return messages.flatMap(({ card }: Message) => (card ? [printCard(card).replace(/\s+/g, "")] : []));
  };
  const isGrowing = (card: string | undefined) => card?.startsWith("#生成中，尚未核对商贸企业主要负责人每季度") ?? false;
  // On a machine that is too busy the answer comes before its draft; then it is asked once more.
  let asked = 0;
  do {
    asked += 1;
    await json(`${first.url}/simulator/chats/${chat}/messages`, { person, text: "老板多久得亲自带队查一次？", mentions: ["bot"] });
    await expect.poll(() => cards(first.url), PATIENT).toHaveLength(asked);
  } while (!isGrowing((await cards(first.url)).at(-1)) && asked < ATTEMPTS_MAX);
  expect(isGrowing((await cards(first.url)).at(-1))).toBe(true);
  await first.running.kill("SIGKILL");
  await model.close();

  // The model is gone as well: the answer is the composed one.
  const second = await started(dataDir, { OPENAI_BASE_URL: model.baseUrl, CHAT_MODEL: "scripted" });
  await expect.poll(() => cards(second.url), PATIENT).toEqual(Array.from({ length: asked }, () => expect.stringContaining(CLAUSE)));
  await second.running.kill("SIGTERM");
  await rm(dataDir, { recursive: true, force: true });
});

/** Another process has no event to wait for: it is asked again until it knows. */
const PATIENT = { timeout: 60_000, interval: 50 };

async function started(dataDir: string, variables: Readonly<Record<string, string>>): Promise<{ running: Running; url: string }> {
  const running = runCommand(["start"], { PORT: "0", DATA_DIR: dataDir, ...variables });
  const [url] = (await running.saying(READY)).match(READY) ?? [];
  return { running, url: String(url) };
}

async function json(url: string, body?: object) {
  const init = body && { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}
