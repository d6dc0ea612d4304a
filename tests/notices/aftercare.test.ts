import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/clock.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { MessengerError } from "../../src/messenger.ts";
import { collectReaders } from "../../src/notices/collect-readers.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import type { Notice } from "../../src/notices/notice.ts";
import { findNotice } from "../../src/notices/notices.ts";
import { settleNotice } from "../../src/notices/settle.ts";
import { takeBack } from "../../src/notices/take-back.ts";
import { listTargets } from "../../src/notices/targets.ts";
import { rememberChat } from "../../src/registry/groups.ts";
import type { SentMessages } from "../../src/sent-messages.ts";
import type { Database } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { postBox } from "../support/post-box.ts";
import { aDraft } from "./notices.ts";

const CHATS = ["oc_1", "oc_2", "oc_3"];
const log = createLog("silent");

let database: Database;
let clock: TestClock;
let issued = 0;

beforeAll(async () => {
  database = await openTestDatabase();
  for (const chatId of CHATS) {
    await rememberChat(database, { chatId, name: chatId, external: false, isPrivate: false }, "洛江区", testClock().now());
  }
});
afterAll(() => database.close());
beforeEach(async () => {
  clock = testClock("2026-11-21 12:10");
  for (const table of ["outbox", "rate_gates", "notice_targets", "notices"]) await database.query(`delete from ${table}`);
});

async function aNotice(): Promise<Notice> {
  issued += 1;
  const audience = { chatIds: CHATS, tags: [], districts: [], industries: [], people: [] };
  const issue = { origin: { kind: "duty", ref: `one/${issued}` }, confirmedBy: "ou_1", dutyChatIds: [] } as const;
  const made = await issueNotice(database, aDraft({ audience, urgent: true }), issue, clock.now());
  const notice = made === "issued already" ? undefined : await findNotice(database, made.id);
  if (!notice) throw new Error("no notice");
  return notice;
}

async function deliver(box: ReturnType<typeof postBox>, turns = 5): Promise<void> {
  const deliverer = startDeliverer({ db: database, messenger: box.messenger, now: clock.now, log });
  for (let turn = 0; turn < turns; turn += 1) {
    await deliverer.idle();
    clock.advance(1000);
  }
  await deliverer.close();
}

async function states({ id }: Notice) {
  await settleNotice(database, id, clock.now());
  return (await listTargets(database, id)).map(({ recipient, state, reason }) => [recipient, state, reason]);
}

describe("who has read a notice", () => {
  const readers = (answer: SentMessages["readers"]) => ({ readers: answer });
  const refuse = (platformCode: number) => async () => {
    throw new MessengerError("refused", "no", { platformCode });
  };

  test("is asked every six hours for seven days, and kept", async () => {
    const notice = await aNotice();
    await deliver(postBox());
    await settleNotice(database, notice.id, clock.now());
    let asked = 0;
    const read = async () => {
      asked += 1;
      return [{ openId: "ou_wang", readAt: clock.now() }];
    };
    const collect = () => collectReaders({ db: database, messenger: readers(read), now: clock.now, log });
    await collect();
    await collect();
    expect(asked).toBe(CHATS.length);
    clock.advance(6 * HOUR_MS + 1);
    await collect();
    expect(asked).toBe(2 * CHATS.length);
    clock.advance(7 * DAY_MS);
    await collect();
    expect(asked).toBe(2 * CHATS.length);
    const [target] = await listTargets(database, notice.id);
    expect(target?.readers.map(({ openId }) => openId)).toEqual(["ou_wang"]);
  });

  test("stays as it was where the app may not ask, and nobody else is asked in vain", async () => {
    const notice = await aNotice();
    await deliver(postBox());
    await settleNotice(database, notice.id, clock.now());
    await collectReaders({
      db: database,
      messenger: readers(async () => [{ openId: "ou_wang", readAt: clock.now() }]),
      now: clock.now,
      log,
    });
    clock.advance(6 * HOUR_MS + 1);
    let asked = 0;
    const missing = async () => {
      asked += 1;
      return refuse(99_991_672)();
    };
    await collectReaders({ db: database, messenger: readers(missing), now: clock.now, log });
    expect(asked).toBe(1);
    const targets = await listTargets(database, notice.id);
    expect(targets.every(({ readers: known }) => known.length === 1)).toBe(true);
    expect(targets.filter(({ readReason }) => readReason === "refused/99991672")).toHaveLength(1);
  });
});

describe("a notice that is taken back", () => {
  const by = () => ({ by: "ou_1", now: clock.now() });

  test("before anything was sent never leaves", async () => {
    const notice = await aNotice();
    expect(await takeBack(database, notice, by())).toMatchObject({ kind: "done", unsent: 3, asked: 0, notice: { state: "withdrawn" } });
    const box = postBox();
    await deliver(box);
    expect(box.requests).toEqual([]);
    expect((await states(notice)).map(([, state]) => state)).toEqual(["recalled", "recalled", "recalled"]);
  });

  test("is deleted where it stands, also where nobody knew whether it did, and stays away elsewhere", async () => {
    const notice = await aNotice();
    const box = postBox();
    // The second is carried out and its answer lost; the third cannot be reached at all.
    box.behave(({ call, target }) => {
      if (call === "send" && target === "oc_3") throw new MessengerError("unreachable", "no route", { neverArrived: true });
      return call === "send" && target === "oc_2" ? "lose" : "do";
    });
    await deliver(box, 1);
    expect(await takeBack(database, notice, by())).toMatchObject({ kind: "done", unsent: 1, asked: 2, notice: { state: "recalled" } });
    box.behave(undefined);
    await deliver(box, 20);
    expect((await states(notice)).map(([, state]) => state)).toEqual(["recalled", "recalled", "recalled"]);
    expect(
      box.shown
        .filter(({ call }) => call === "send")
        .map(({ target }) => target)
        .sort(),
    ).toEqual(["oc_1", "oc_2"]);
    expect(box.requests.filter(({ call }) => call === "recall")).toHaveLength(2);
  });

  test("twice at once is taken back once", async () => {
    const notice = await aNotice();
    await deliver(postBox());
    const outcomes = await Promise.all([takeBack(database, notice, by()), takeBack(database, notice, by())]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["done", "refused"]);
  });
});
