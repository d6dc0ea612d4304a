import { appendFileSync, closeSync, openSync, readFileSync, writeSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { testClock } from "../support/clock.ts";
import { type SdkConnection, sdkClient, sdkConnection } from "../support/lark-sdk.ts";
import { PATIENT, recorder, text } from "./bench.ts";

let directory = "";
let simulator: Simulator & { url: string };
const connections: SdkConnection[] = [];
const clock = testClock();

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "journal-"));
  await start();
});

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close();
  await simulator.close();
  await rm(directory, { recursive: true });
});

const PNG = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
const journal = () => join(directory, "feishu", "journal.jsonl");

async function start(): Promise<void> {
  simulator = await startSimulator({ now: clock.now, log: createLog("silent"), journal: journal() });
}

async function restart(): Promise<void> {
  await simulator.close();
  await start();
}

function cast() {
  const [group] = simulator.world.chats();
  const [li] = simulator.world.people();
  if (!group || !li) throw new Error("the cast is missing");
  return { group, li };
}

describe("the journal", () => {
  test("what was said stands after a restart, and can be answered", async () => {
    const { group, li } = cast();
    const said = simulator.world.say(li.id, group.id, { text: "@安讯 在吗", mentionBot: true });
    await restart();
    await sdkClient(simulator).im.v1.message.reply({ path: { message_id: said.id }, data: text("在") });
    await restart();
    expect(simulator.world.messages(group.id)).toMatchObject([
      { id: said.id, text: "@安讯 在吗" },
      { sender: "bot", text: "在", quote: said.id },
    ]);
  });

  test("an event that was not acknowledged is delivered after the restart, one that was is not", async () => {
    const { group, li } = cast();
    const first = recorder();
    connections.push(await sdkConnection(simulator, { "im.message.receive_v1": first.handle }));
    simulator.world.say(li.id, group.id, { text: "@安讯 一", mentionBot: true });
    await expect.poll(() => simulator.unacknowledged(), PATIENT).toBe(0);
    connections[0]?.close();
    simulator.faults.dropConnections();
    simulator.world.say(li.id, group.id, { text: "@安讯 二", mentionBot: true });

    await restart();
    const second = recorder();
    connections.push(await sdkConnection(simulator, { "im.message.receive_v1": second.handle }));
    clock.advance(15 * SECOND_MS);
    simulator.tick();

    expect((await second.next()).message?.content).toBe('{"text":"@_user_1 二"}');
    await expect.poll(() => simulator.unacknowledged(), PATIENT).toBe(0);
    expect(second.events).toHaveLength(1);
  });

  test("a uuid is remembered over a restart", async () => {
    const { group } = cast();
    const send = () =>
      sdkClient(simulator).im.v1.message.create({
        params: { receive_id_type: "chat_id" },
        data: { receive_id: group.id, uuid: "row-1", ...text("好") },
      });
    const first = await send();
    await restart();
    expect((await send()).data?.message_id).toBe(first.data?.message_id);
  });

  test("a restart shortens the journal to what still stands, and changes nothing", async () => {
    const { group, li } = cast();
    const path = { message_id: simulator.world.say(li.id, group.id, { text: "看", images: [{ bytes: PNG, name: "a.png" }] }).id };
    const client = sdkClient(simulator);
    for (const emoji_type of ["OK", "DONE", "THUMBSUP"]) {
      await client.im.v1.messageReaction.create({ path, data: { reaction_type: { emoji_type } } });
    }
    simulator.world.rename(group.id, "新名");
    simulator.world.setStanding(li.id, "resigned");
    const before = [simulator.world.messages(group.id), simulator.world.chats(), simulator.world.people()];
    const long = readFileSync(journal(), "utf8").split("\n").length;

    await restart();
    await restart();

    expect([simulator.world.messages(group.id), simulator.world.chats(), simulator.world.people()]).toEqual(before);
    expect(readFileSync(journal(), "utf8").split("\n").length).toBeLessThan(long);
  });

  test("a line that was torn in the middle costs only itself", async () => {
    const { group, li } = cast();
    simulator.world.say(li.id, group.id, { text: "前" });
    appendFileSync(journal(), '{"kind":"message_added","mess');
    await restart();
    simulator.world.say(li.id, group.id, { text: "后" });
    await restart();
    expect(simulator.world.messages(group.id).map((message) => message.text)).toEqual(["前", "后"]);
  });

  test("photos by the hundred make the journal longer than a string may be, and it is read all the same", async () => {
    const { group, li } = cast();
    simulator.world.say(li.id, group.id, { text: "前" });
    const file = openSync(journal(), "r+");
    // Holes between the lines: so long on paper, a few bytes on the disk.
    for (let megabytes = 50; megabytes <= 550; megabytes += 50) writeSync(file, "\n", megabytes * 1024 * 1024);
    closeSync(file);
    simulator.world.say(li.id, group.id, { text: "后" });
    await restart();
    expect(simulator.world.messages(group.id).map((message) => message.text)).toEqual(["前", "后"]);
  });
});
