import { systemClock } from "../../src/clock.ts";
import { openConnection } from "../../src/lark/connection.ts";
import { createLog } from "../../src/log.ts";
import { receive } from "../../src/mailroom/inbox.ts";
import { type Simulator, startSimulator } from "../../src/simulator/simulator.ts";
import { openTestDatabase } from "../support/database.ts";
import { inboundOf } from "../support/inbound.ts";
import { sdkConnection } from "../support/lark-sdk.ts";
import { type BenchTable, milliseconds, percentile } from "./figures.ts";

const ONE_BY_ONE = 200;
const AT_ONCE = 2000;

const silent = createLog("silent");

/** How long the platform waits for its acknowledgement: the bare SDK with an empty handler, and ours with the row durable. */
export async function benchAcknowledgement(): Promise<BenchTable> {
  const bare = await measured(async (simulator) => {
    const connection = await sdkConnection(simulator, { "im.message.receive_v1": () => ({}) });
    return async () => connection.close();
  });
  const ours = await measured(async (simulator) => {
    const db = await openTestDatabase();
    const connection = await openConnection({ config: larkOf(simulator), log: silent, now: systemClock }, async (raw) => {
      const inbound = inboundOf(raw, { openId: "ou_0" });
      if (inbound) await receive(db, inbound, systemClock());
      return {};
    });
    return async () => {
      await connection.close();
      await db.close();
    };
  });
  return {
    title: `Acknowledgement of events over the long connection (${ONE_BY_ONE} one by one, ${AT_ONCE} at once)`,
    rows: [
      { handler: "bare SDK, empty handler", ...bare },
      { handler: "ours, row durable in the inbox", ...ours },
    ],
  };
}

type Server = Simulator & { url: string };

async function measured(connect: (simulator: Server) => Promise<() => Promise<void>>) {
  const simulator = await startSimulator({ now: systemClock, log: silent });
  const disconnect = await connect(simulator);
  await acknowledged(simulator, ONE_BY_ONE);
  const latencies: number[] = [];
  for (let count = 0; count < ONE_BY_ONE; count += 1) latencies.push(await acknowledged(simulator, 1));
  const totalMs = await acknowledged(simulator, AT_ONCE);
  await disconnect();
  await simulator.close();
  return {
    p50: milliseconds(percentile(latencies, 0.5)),
    p95: milliseconds(percentile(latencies, 0.95)),
    "events/s": Math.round((AT_ONCE / totalMs) * 1000),
  };
}

/** Milliseconds until `count` messages that are said at once have all been acknowledged. */
async function acknowledged({ world, unacknowledged }: Server, count: number): Promise<number> {
  const [chat] = world.chats();
  const [person] = chat?.members ?? [];
  if (!chat || !person) throw new Error("the simulator has no chat");
  const started = performance.now();
  for (let said = 0; said < count; said += 1) world.say(person, chat.id, { text: "检查计划多久列一次？", mentionBot: true });
  while (unacknowledged() > 0) await new Promise((resolve) => setImmediate(resolve));
  return performance.now() - started;
}

function larkOf(simulator: Server) {
  const transport = "long_connection" as const;
  return { ...simulator.credentials, domain: simulator.url, transport, verificationToken: undefined, encryptKey: undefined };
}
