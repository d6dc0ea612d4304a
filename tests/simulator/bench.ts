import { afterEach } from "vitest";
import { createLog } from "../../src/log.ts";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../src/simulator/simulator.ts";
import type { Chat, Person } from "../../src/simulator/state.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { type SdkConnection, sdkClient, sdkConnection } from "../support/lark-sdk.ts";

export type Bench = {
  simulator: Simulator & { url: string };
  clock: TestClock;
  client: ReturnType<typeof sdkClient>;
  /** 李文清, a member of the group. */
  li: Person;
  group: Chat;
  connect(handlers: Parameters<typeof sdkConnection>[1]): Promise<SdkConnection>;
};

const opened: { close(): unknown }[] = [];

/** A simulator with the SDK's client beside it, gone after the test. */
export async function openBench(options: Partial<SimulatorOptions> = {}): Promise<Bench> {
  const clock = testClock();
  const simulator = await startSimulator({ now: clock.now, log: createLog("silent"), ...options });
  opened.push(simulator);
  const [group] = simulator.world.chats();
  const [li] = simulator.world.people();
  if (!group || !li) throw new Error("the cast is missing");
  return {
    simulator,
    clock,
    client: sdkClient(simulator),
    li,
    group,
    async connect(handlers) {
      const connection = await sdkConnection(simulator, handlers);
      opened.push(connection);
      return connection;
    },
  };
}

/** Call once in a test file. */
export function closeBenches(): void {
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
  });
}

/** For `expect.poll`: a busy machine is slow, not wrong. */
export const PATIENT = { timeout: 10_000 };

export type Event = {
  event_id: string;
  event_type: string;
  message?: {
    message_id: string;
    chat_type: string;
    message_type: string;
    content: string;
    mentions?: { key: string; name: string; id: { open_id: string } }[];
  };
  action?: { value: unknown; form_value?: unknown };
  token?: string;
};

/** A handler that remembers what it got; `next` waits for the one after those already taken. */
export function recorder(answer: (event: Event) => unknown = () => undefined) {
  const events: Event[] = [];
  const waiting: ((event: Event) => void)[] = [];
  let taken = 0;
  return {
    events,
    handle: async (event: Event) => {
      events.push(event);
      waiting.shift()?.(event);
      return answer(event);
    },
    next(): Promise<Event> {
      const standing = events[taken];
      taken += 1;
      return standing ? Promise.resolve(standing) : new Promise((resolve) => waiting.push(resolve));
    },
  };
}

export const text = (words: string) => ({ msg_type: "text", content: JSON.stringify({ text: words }) });

type Create = NonNullable<Parameters<Bench["client"]["im"]["v1"]["message"]["create"]>[0]>;

/** Sends 「好」 into the group, unless `data` says otherwise. */
export function send(
  { client, group }: Bench,
  data: Partial<Create["data"]> = {},
  idType: Create["params"]["receive_id_type"] = "chat_id",
) {
  return client.im.v1.message.create({ params: { receive_id_type: idType }, data: { receive_id: group.id, ...text("好"), ...data } });
}
