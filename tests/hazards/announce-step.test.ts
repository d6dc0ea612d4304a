import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Card } from "../../src/card.ts";
import { formatMinute, MINUTE_MS, SECOND_MS, systemClock } from "../../src/clock.ts";
import { findHazard } from "../../src/hazards/ledger.ts";
import type { Step } from "../../src/hazards/step.ts";
import { createLog } from "../../src/log.ts";
import { startDeliverer } from "../../src/mailroom/deliver.ts";
import { openDatabase } from "../../src/storage/database.ts";
import type { Database, Db } from "../../src/storage/db.ts";
import { startChild } from "../support/child-process.ts";
import { testClock } from "../support/clock.ts";
import { createTestHome, openTestDatabase, type TestHome } from "../support/database.ts";
import { postBox } from "../support/post-box.ts";
import { printCard } from "../support/print-card.ts";
import { ASSIGN, FINISH, PASS } from "./cases.ts";
import { aCaseOnDuty, DUTY_CHAT, take } from "./moving-case.ts";

const CHILD = fileURLToPath(new URL("./step-child.ts", import.meta.url));
const clock = testClock("2026-11-21 12:00");
const JUDGE = { do: "judge_level", level: "general", basis: "现场" } satisfies Step;

class PowerCut extends Error {}

/** The same database, whose next transaction breaks off before its `last`th statement; how many were asked for is counted. */
function breakingBefore(db: Database, last: number): { db: Database; asked: () => number } {
  let asked = 0;
  const cut = (tx: Db): Db => ({
    query: (text, values) => {
      asked += 1;
      if (asked === last) throw new PowerCut();
      return tx.query(text, values);
    },
  });
  return { db: { ...db, inTransaction: (work) => db.inTransaction((tx) => work(cut(tx))) }, asked: () => asked };
}

/** Everything that a step may leave behind. */
async function traces(db: Database) {
  const { rows } = await db.query(
    `select (select jsonb_agg(h order by id) from hazards h) as hazards, (select count(*)::int from hazard_events) as events,
       (select jsonb_agg(key order by key) from outbox) as outbox, (select jsonb_agg(key order by key) from hazard_cards) as cards`,
  );
  return rows;
}

describe("a step that breaks off between any two statements", () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  test("leaves the case, its cards and every word about it as they were, until it is taken whole", async () => {
    const hazard = await aCaseOnDuty({ db, now: clock.now }, "cut");
    const before = await traces(db);
    let broken = 0;
    for (let last = 1; ; last += 1) {
      const needs = { db: breakingBefore(db, last).db, now: clock.now };
      const outcome = await take(needs, hazard, [{ do: "accept" }, JUDGE]).catch((error: unknown) => error);
      if (!(outcome instanceof PowerCut)) break;
      broken += 1;
      expect(await traces(db)).toEqual(before);
    }
    expect(broken).toBeGreaterThan(10);
    expect(await findHazard(db, hazard.id)).toMatchObject({ state: "accepted", version: 3, judgement: { level: "general" } });
  });

  test("of several leaves none when one of them may not be taken", async () => {
    const hazard = await aCaseOnDuty({ db, now: clock.now }, "halted");
    const before = await traces(db);
    const outcome = await take({ db, now: clock.now }, hazard, [{ do: "accept" }, { ...JUDGE, basis: " " }]);
    expect(outcome).toMatchObject({ kind: "refused", reason: "field_missing", hazard: { version: 1, state: "registered" } });
    expect(await traces(db)).toEqual(before);
  });
});

describe("what a process that was killed had committed", () => {
  let home: TestHome;
  beforeAll(async () => {
    home = await createTestHome();
  });
  afterEach(() => home.remove());

  test("is told by the next one: the card comes once, and then says how the case stands", async () => {
    const child = startChild(CHILD, [home.dataDir, home.databaseUrl ?? ""]);
    await child.printed((line) => line === "taken");
    await child.kill();

    const log = createLog("silent");
    const db = await openDatabase({ ...home, now: systemClock, log });
    const box = postBox();
    const later = testClock(formatMinute(new Date(systemClock().getTime() + MINUTE_MS)));
    const deliverer = startDeliverer({ db, messenger: box.messenger, now: later.now, log });
    for (let second = 0; second < 5; second += 1) {
      await deliverer.idle();
      later.advance(SECOND_MS);
    }
    await deliverer.close();
    await db.close();
    const sent = box.shown.filter(({ call, target }) => call === "send" && target === DUTY_CHAT);
    expect(sent).toHaveLength(1);
    const last = box.shown.findLast(({ call }) => call === "update");
    expect(printCard(last?.content as Card)).toMatch(/^# YH-\d{8}-001 已受理.*级别\*\*：一般隐患/s);
  });
});

describe("a card", () => {
  let db: Database;
  beforeAll(async () => {
    db = await openTestDatabase();
  });
  afterAll(() => db.close());

  test("that is too old to be changed is sent anew, where those on duty can see it", async () => {
    const turned = testClock("2026-11-21 12:00");
    const needs = { db, now: turned.now };
    let hazard = await aCaseOnDuty(needs, "old");
    const step = async (steps: readonly Step[]) => {
      const outcome = await take(needs, hazard, steps);
      if (outcome.kind !== "moved") throw new Error(outcome.kind);
      hazard = outcome.hazard;
    };
    const toDuty = async () => {
      const { rows } = await db.query<{ kind: string }>(
        `select delivery ->> 'kind' as kind from outbox where lane = $1 and delivery -> 'content' ->> 'kind' is distinct from 'text' order by position`,
        [DUTY_CHAT],
      );
      return rows.map(({ kind }) => kind);
    };
    await step([{ do: "accept" }]);
    expect(await toDuty()).toEqual(["send", "amend"]);
    turned.set("2026-12-20 12:00");
    await step([{ ...ASSIGN, deadline: { day: "2026-12-28" } }]);
    expect(await toDuty()).toEqual(["send", "amend", "send"]);
    await step([FINISH].map(({ photoIds: _, ...finish }) => finish));
    await step([PASS, { do: "close" }]);
    expect(await toDuty()).toEqual(["send", "amend", "send", "amend", "amend", "amend"]);
  });
});
