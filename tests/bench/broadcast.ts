import { SECOND_MS, systemClock } from "../../src/clock.ts";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import { MessengerError } from "../../src/messenger.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { rememberChat } from "../../src/registry/groups.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import type { Database } from "../../src/storage/db.ts";
import { aDraft } from "../notices/notices.ts";
import { openTestDatabase } from "../support/database.ts";
import { sdkConnection } from "../support/lark-sdk.ts";
import { type BenchTable, milliseconds, percentile } from "./figures.ts";

/** Another number of groups: `BENCH_GROUPS=100 npm run bench`. */
const GROUPS = Number(process.env.BENCH_GROUPS ?? 1000);
const ANSWER_EVERY_MS = 500;
const CEILING_PER_SECOND = 50;
const OVER_LIMIT = 99_991_400;

const silent = createLog("silent");

/** A notice to many simulated groups through the real client, while people are answered: how fast, and whether within the limits. */
export async function benchBroadcast(): Promise<BenchTable> {
  const simulator = await startSimulator({ now: systemClock, log: silent });
  const connection = await sdkConnection(simulator, {});
  const db = await openTestDatabase();
  const { world } = simulator;
  const [asker = ""] = world.people().map(({ id }) => id);
  const chats = Array.from({ length: GROUPS }, (_, index) => world.openGroup({ name: `群${index}`, members: [asker], withBot: true }));
  await known(db, chats);
  while (simulator.unacknowledged() > 0) await new Promise((resolve) => setTimeout(resolve, 10));

  const { messenger, overLimit } = counting(createMessenger({ config: larkOf(simulator), now: systemClock, log: silent }));
  const deliverer = startDeliverer({ db, messenger, now: systemClock, log: silent });
  const audience = { chatIds: chats.map(({ id }) => id), tags: [], districts: [], industries: [], people: [] };
  const draft = aDraft({ district: undefined, urgent: true, audience });
  const question = world.say(asker, world.privateChat(asker).id, { text: "检查计划多久列一次？" });
  const answers: number[] = [];
  const sent = new Set<string>();
  const groups = new Set(audience.chatIds);
  let onAnswer = () => {};
  let last = 0;
  let begin = 0;
  world.on((signal) => {
    if (signal.kind !== "message" || signal.message.sender !== "bot") return;
    const { chatId } = signal.message;
    if (!groups.has(chatId)) return onAnswer();
    sent.add(chatId);
    last = performance.now();
  });
  begin = performance.now();
  const issued = await issueNotice(
    db,
    draft,
    { origin: { kind: "duty", ref: "bench" }, confirmedBy: "ou_1", dutyChatIds: [] },
    systemClock(),
  );
  if (issued === "issued already") throw new Error("it was issued before");
  deliverer.poke();
  while (sent.size < GROUPS) {
    const delivery = {
      kind: "reply",
      messageId: question.id,
      chatId: world.privateChat(asker).id,
      content: { kind: "text", text: "每月" },
    } as const;
    const asked = performance.now();
    const said = Promise.withResolvers<void>();
    onAnswer = said.resolve;
    await enqueue(db, { key: `answer/${answers.length}`, delivery, priority: "answer" }, systemClock());
    deliverer.poke();
    await said.promise;
    answers.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, ANSWER_EVERY_MS));
  }
  const perSecond = GROUPS / ((last - begin) / SECOND_MS);
  const most = Math.max(...chats.map(({ id }) => world.messages(id).filter(({ sender }) => sender === "bot").length));
  await deliverer.close();
  connection.close();
  await simulator.close();
  await db.close();
  return {
    title: `A notice to ${GROUPS} groups (ceiling ${CEILING_PER_SECOND}/s, ${db.embedded ? "embedded" : "native"} database)`,
    rows: [
      {
        "groups/s": perSecond.toFixed(1),
        "of the ceiling": `${((perSecond / CEILING_PER_SECOND) * 100).toFixed(1)} %`,
        "most per group": most,
        "refused 99991400": overLimit(),
        "answer p50": milliseconds(percentile(answers, 0.5)),
        "answer p95": milliseconds(percentile(answers, 0.95)),
      },
    ],
  };
}

async function known(db: Database, chats: readonly { id: string; name: string }[]): Promise<void> {
  for (const { id: chatId, name } of chats) {
    await rememberChat(db, { chatId, name, external: false, isPrivate: false }, undefined, systemClock());
  }
}

function counting(messenger: ReturnType<typeof createMessenger>) {
  let count = 0;
  const send: typeof messenger.send = (...request) =>
    messenger.send(...request).catch((error: unknown) => {
      if (error instanceof MessengerError && error.platformCode === OVER_LIMIT) count += 1;
      throw error;
    });
  return { messenger: { ...messenger, send }, overLimit: () => count };
}

function larkOf(simulator: Awaited<ReturnType<typeof startSimulator>>) {
  const transport = "long_connection" as const;
  return { ...simulator.credentials, domain: simulator.url, transport, verificationToken: undefined, encryptKey: undefined };
}
