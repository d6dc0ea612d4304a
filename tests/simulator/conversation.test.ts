import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../../src/log.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { testClock } from "../support/clock.ts";
import { type SdkConnection, sdkClient, sdkConnection } from "../support/lark-sdk.ts";

type Received = {
  message: { message_id: string; chat_id: string; chat_type: string; content: string; mentions?: { name: string }[] };
  event_id: string;
};

let simulator: Simulator & { url: string };
const connections: SdkConnection[] = [];
const clock = testClock();

beforeEach(async () => {
  simulator = await startSimulator({ now: clock.now, log: createLog("silent") });
});

afterEach(async () => {
  for (const connection of connections.splice(0)) connection.close();
  await simulator.close();
});

async function connect(handlers: Parameters<typeof sdkConnection>[1]): Promise<SdkConnection> {
  const connection = await sdkConnection(simulator, handlers);
  connections.push(connection);
  return connection;
}

describe("a conversation", () => {
  test("a question in a group reaches the bot, whose reply quotes it", async () => {
    const client = sdkClient(simulator);
    await connect({
      "im.message.receive_v1": async ({ message }: Received) => {
        await client.im.v1.message.reply({
          path: { message_id: message.message_id },
          data: { msg_type: "text", content: JSON.stringify({ text: `heard ${message.content}` }) },
        });
      },
    });
    const [group] = simulator.world.chats();
    const [li] = simulator.world.people();
    if (!group || !li) throw new Error("nobody there");

    const question = simulator.world.say(li.id, group.id, { text: "@安讯 多久查一次？", mentionBot: true });
    const answer = await simulator.world.nextBotMessage(group.id);

    expect(question.text).toBe("@安讯 多久查一次？");
    expect(answer).toMatchObject({ sender: "bot", type: "text", text: 'heard {"text":"@_user_1 多久查一次？"}', quote: question.id });
  });
});
