import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MINUTE_MS, SECOND_MS } from "../../src/clock.ts";
import { raiseAlarm } from "../../src/hazards/raise-alarm.ts";
import { tendAlarms } from "../../src/hazards/tend-alarms.ts";
import { createMessenger } from "../../src/lark/client.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { enqueue } from "../../src/mailroom/outbox.ts";
import type { Pump } from "../../src/mailroom/pump.ts";
import type { Recipient } from "../../src/messenger.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { rememberChat } from "../../src/registry/groups.ts";
import { notePerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import { startSimulator } from "../../src/simulator/simulator.ts";
import type { Database } from "../../src/storage/db.ts";
import { aDraft } from "../notices/notices.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type SdkConnection, sdkConnection } from "../support/lark-sdk.ts";

/** An emergency in the very minute in which a notice to a thousand groups has used up what the platform lets be sent. */

const GROUPS = 1000;
/** Two or three requests: the platform counts 50 in a second. */
const STEP_MS = 64;
const DISTRICT = "洛江区";
const silent = createLog("silent");

let clock: TestClock;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let connection: SdkConnection;
let db: Database;
let messenger: ReturnType<typeof createMessenger>;
let deliverer: Pump;
let groups: string[];
let duty: string;
let emptied: string;
let silentSoFar: string;
let officer: string;

beforeAll(async () => {
  clock = testClock();
  [simulator, db] = await Promise.all([startSimulator({ now: clock.now, log: silent }), openTestDatabase()]);
  connection = await sdkConnection(simulator, {});
  [officer = ""] = simulator.world.people().map(({ id }) => id);
  const open = (name: string) => simulator.world.openGroup({ name, members: [officer], withBot: true }).id;
  groups = Array.from({ length: GROUPS }, (_, index) => open(`群${index}`));
  [duty, emptied, silentSoFar] = [open("洛江区值班群"), open("泉港区值班群"), open("新建值班群")];
  for (const chatId of [...groups, duty, emptied, silentSoFar]) {
    await rememberChat(db, { chatId, name: chatId, external: false, isPrivate: false }, undefined, clock.now());
  }
  const { id: personId } = await notePerson(db, { openId: officer, name: "李文清" }, clock.now());
  const place = { district: DISTRICT, unitId: undefined, enterpriseId: undefined };
  await grantRole(db, { ...place, personId, role: "duty_officer", grantedBy: "system" }, clock.now());
}, 60_000);
afterAll(async () => {
  connection.close();
  await simulator.close();
  await db.close();
});
beforeEach(async () => {
  for (const table of ["outbox", "rate_gates", "hazard_alarms", "notices"]) await db.query(`truncate ${table} cascade`);
  clock.advance(10 * MINUTE_MS);
  const { url, credentials } = simulator;
  const lark = { ...credentials, domain: url, transport: "long_connection", verificationToken: undefined, encryptKey: undefined } as const;
  messenger = createMessenger({ config: lark, log: silent, now: clock.now });
  deliverer = startDeliverer({ db, messenger, now: clock.now, log: silent });
  heard();
  return () => deliverer.close();
});

let said: Map<string, number>;

const chat = (chatId: string): Recipient => ({ kind: "chat", chatId });
const person = (openId: string): Recipient => ({ kind: "person", openId });
const own = () => simulator.world.privateChat(officer).id;
const ours = (place: string) => simulator.world.messages(place).filter(({ sender, recalled }) => sender === "bot" && !recalled);
const since = (place: string) => ours(place).slice(said.get(place) ?? 0);
const reached = () => groups.filter((group) => since(group).length > 0).length;

async function turn(ms: number): Promise<void> {
  for (let turned = 0; turned < ms; turned += STEP_MS) {
    clock.advance(STEP_MS);
    await deliverer.idle();
  }
}

/** Something that was said there before, as a case's card would be. */
async function saidBefore(to: Recipient): Promise<void> {
  const delivery = { kind: "send", to, content: { kind: "text", text: "案件" } } as const;
  await enqueue(db, { key: `before/${JSON.stringify(to)}`, delivery, priority: "normal" }, clock.now());
  await deliverer.idle();
  heard();
}

/** What was said until now counts no more. */
function heard(): void {
  said = new Map([...groups, duty, emptied, silentSoFar, own()].map((place) => [place, ours(place).length]));
}

/** A notice to all groups, until the minute's sends are used up. */
async function broadcastRuns(): Promise<void> {
  const audience = { chatIds: groups, tags: [], districts: [], industries: [], people: [] };
  const draft = aDraft({ district: undefined, urgent: true, audience });
  const by = { origin: { kind: "duty", ref: String(clock.now().getTime()) }, confirmedBy: "ou_1", dutyChatIds: [] } as const;
  if ((await issueNotice(db, draft, by, clock.now())) === "issued already") throw new Error("it was issued before");
  await turn(27 * SECOND_MS);
  // Three of the thousand sends of the minute had been used before.
  expect(reached()).toBe(GROUPS - 3);
}

async function cry(recipients: readonly Recipient[], officers: readonly string[] = []): Promise<void> {
  const raised = { eventId: `om_${clock.now().getTime()}`, kind: "gas", said: { words: "漏气了" }, district: DISTRICT } as const;
  await raiseAlarm({ db, now: clock.now, everyMs: 10 * MINUTE_MS }, raised, { recipients, officers });
  deliverer.poke();
  await deliverer.idle();
}

/** The broadcast ends, at each group once. */
async function endsOnceEverywhere(): Promise<void> {
  await turn(2 * SECOND_MS);
  clock.advance(MINUTE_MS);
  await turn(SECOND_MS);
  expect(groups.map((group) => since(group).length)).toEqual(groups.map(() => 1));
}

test("an alarm in the middle of a broadcast to a thousand groups does not wait for it", { timeout: 120_000 }, async () => {
  for (const to of [chat(duty), chat(emptied), person(officer)]) await saidBefore(to);
  // By somebody else than us: nothing here knows of it.
  await messenger.recall(ours(emptied).at(-1)?.id ?? "");
  heard();
  await broadcastRuns();
  await cry([chat(duty), chat(emptied), chat(silentSoFar), person(officer)]);
  await turn(SECOND_MS - STEP_MS);
  for (const place of [duty, own()]) {
    expect(since(place).map(({ card }) => JSON.stringify(card))).toEqual([expect.stringContaining("漏气了")]);
  }
  // Where nothing of ours stands any more, or never did, it waits until the minute is over.
  for (const place of [emptied, silentSoFar]) expect(since(place)).toEqual([]);
  clock.advance(35 * SECOND_MS);
  await turn(3 * SECOND_MS);
  for (const place of [emptied, silentSoFar]) expect(since(place)).toHaveLength(1);
  await endsOnceEverywhere();
  for (const place of [duty, own(), emptied, silentSoFar]) expect(since(place)).toHaveLength(1);
});

test("an alarm of which nobody knows whether it arrived is told to those on duty in private", async () => {
  await deliverer.close();
  await cry([chat(duty)], [officer]);
  await db.query("update outbox set state = 'uncertain', finished_at = $1, failure_code = 'uncertain' where key like 'alarm/%'", [
    clock.now(),
  ]);
  await tendAlarms({ db, now: clock.now, log: silent, everyMs: 10 * MINUTE_MS, dutyChats: { [DISTRICT]: duty } });
  const { rows } = await db.query<{ to: string }>(
    "select delivery->'to'->>'openId' as to from outbox where state = 'queued' and delivery->>'kind' = 'send' and priority < 0",
  );
  expect(rows.map(({ to }) => to)).toEqual([officer]);
});
