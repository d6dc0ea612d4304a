import { randomInt } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { systemClock } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { fatesOf } from "../../src/mailroom/outbox.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { listTargets } from "../../src/notices/targets.ts";
import { rememberChat } from "../../src/registry/groups.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import { openDatabase } from "../../src/storage/database.ts";
import { type Child, startChild } from "../support/child-process.ts";
import { createTestHome, type TestHome } from "../support/database.ts";
import { type SdkConnection, sdkConnection } from "../support/lark-sdk.ts";
import { aDraft } from "./notices.ts";

const CHILD = fileURLToPath(new URL("./broadcast-child.ts", import.meta.url));
const GROUPS = 300;
const KILLS = 10;
/** A delivery that was on its way when its process died is taken over by the next one. */
const AHEAD_MINUTES = 3;
const silent = createLog("silent");

let home: TestHome;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let connection: SdkConnection;

beforeAll(async () => {
  [home, simulator] = await Promise.all([createTestHome(), startSimulator({ now: systemClock, log: silent })]);
  connection = await sdkConnection(simulator, {});
});
afterAll(async () => {
  connection.close();
  await simulator.close();
  await home.remove();
});

function child(run: number): Child {
  const { url, credentials } = simulator;
  return startChild(CHILD, [
    home.dataDir,
    home.databaseUrl ?? "",
    url,
    credentials.appId,
    credentials.appSecret,
    String(run * AHEAD_MINUTES),
  ]);
}

async function inDatabase<Result>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<Result>): Promise<Result> {
  const db = await openDatabase({ ...home, now: systemClock, log: silent });
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("a broadcast whose process is killed ten times stands in each group exactly once", { timeout: 180_000 }, async () => {
  const [member = ""] = simulator.world.people().map(({ id }) => id);
  const chats = Array.from({ length: GROUPS }, (_, index) =>
    simulator.world.openGroup({ name: `群${index}`, members: [member], withBot: true }),
  );
  const chatIds = chats.map(({ id }) => id);
  const issued = await inDatabase(async (db) => {
    for (const { id: chatId, name } of chats) {
      await rememberChat(db, { chatId, name, external: false, isPrivate: false }, undefined, systemClock());
    }
    // Urgent: at full and half hours it would be held back.
    const draft = aDraft({ district: undefined, urgent: true, audience: { chatIds, tags: [], districts: [], industries: [], people: [] } });
    return issueNotice(db, draft, { origin: { kind: "duty", ref: "killed" }, confirmedBy: "ou_1", dutyChatIds: [] }, systemClock());
  });
  if (issued === "issued already") throw new Error("it was issued before");

  const moments: number[] = [];
  for (let run = 0; run < KILLS; run += 1) {
    const running = child(run);
    await running.printed((line) => line === "open");
    moments.push(randomInt(20, 450));
    await pause(moments.at(-1) ?? 0);
    await running.kill();
  }
  const said = (chatId: string) => simulator.world.messages(chatId).filter(({ sender }) => sender === "bot").length;
  const reached = chatIds.filter((chatId) => said(chatId) > 0).length;
  expect(reached).toBeGreaterThan(0);
  expect(reached).toBeLessThan(GROUPS);
  const last = child(KILLS);
  await expect.poll(() => chatIds.filter((chatId) => said(chatId) > 0).length, { timeout: 60_000, interval: 100 }).toBe(GROUPS);
  // Whatever a repeat may still be on its way would show now.
  await pause(1500);
  await last.kill();

  expect(chatIds.map(said), `killed after ${moments.join(", ")} ms`).toEqual(chatIds.map(() => 1));
  await inDatabase(async (db) => {
    const targets = await listTargets(db, issued.id);
    const fates = await fatesOf(
      db,
      targets.map(({ key }) => key),
    );
    expect(new Set(fates.map(({ state }) => state))).toEqual(new Set(["sent"]));
  });
});
