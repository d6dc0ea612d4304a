import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Bot, createBot } from "../../src/bot/bot.ts";
import { listHazards } from "../../src/hazards/ledger.ts";
import { notePerson } from "../../src/registry/people.ts";
import { grantRole } from "../../src/registry/roles.ts";
import type { Database, Db } from "../../src/storage/db.ts";
import { type TestClock, testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { aMessage, aPress } from "../support/inbound.ts";
import { botNeeds, outgoing } from "./bench.ts";

/** Dies before its n-th statement, once: what had been written in an open transaction is gone, what was committed stays. */
function dyingAt(db: Database, step: number): { db: Database; died: () => boolean } {
  let left = step;
  let isDead = false;
  const query: Db["query"] = async (sql, values) => {
    left -= 1;
    if (left === 0) {
      isDead = true;
      throw new Error("the process died");
    }
    return left < 0 ? Promise.reject(new Error("dead")) : db.query(sql, values);
  };
  const inTransaction: Database["inTransaction"] = (work) =>
    db.inTransaction((tx) =>
      work({
        query: async (sql, values) => {
          left -= 1;
          if (left === 0) isDead = true;
          if (left <= 0) throw new Error("the process died");
          return tx.query(sql, values);
        },
      }),
    );
  return { db: { ...db, query, inTransaction }, died: () => isDead };
}

const TABLES = ["outbox", "inbox", "sessions", "hazard_alarms", "hazard_drafts", "hazard_events", "hazards", "hazard_numbers"];
const DUTY = { 洛江区: "oc_duty" };
const PRIVATE = { chatKind: "private", chatId: "oc_private", speaker: "ou_li" } as const;
/** More statements than any of these takes. */
const STEPS_MAX = 200;

let db: Database;
let clock: TestClock;

beforeAll(async () => {
  db = await openTestDatabase();
  const person = await notePerson(db, { openId: "ou_li", name: "李文清" }, testClock().now());
  const place = { district: "洛江区", unitId: undefined, enterpriseId: undefined };
  await grantRole(db, { ...place, personId: person.id, role: "duty_officer", grantedBy: "system" }, testClock().now());
});
afterAll(() => db.close());
beforeEach(async () => {
  clock = testClock();
  await empty();
});

async function empty(): Promise<void> {
  await db.query(`truncate ${TABLES.join(", ")} cascade`);
}

function bot(on: Database = db): Bot {
  return createBot(botNeeds(on, clock, { dutyChats: DUTY }));
}

/** Everything that is to be sent, without the reactions, which are a courtesy. */
async function keys(): Promise<string[]> {
  const sent = (await outgoing(db)).filter(({ delivery }) => delivery.kind !== "react");
  return sent.map(({ key }) => key.replace(/\d+/g, "N")).sort();
}

async function standing() {
  const hazards = await listHazards(db, {});
  const { rows: drafts } = await db.query(
    "select state, version, jsonb_array_length(content->'items') as items from hazard_drafts order by id",
  );
  const { rows: alarms } = await db.query("select rounds, hazard_id is not null as bound from hazard_alarms");
  return { hazards: hazards.map(({ facts, version }) => [facts.description, version]), drafts, alarms, keys: await keys() };
}

/** Carries `act` out whole, then with a death before each of its statements and once more after it: it always ends the same. */
async function survives(prepare: () => Promise<void>, act: (bot: Bot) => Promise<unknown>): Promise<number> {
  await prepare();
  await act(bot());
  const whole = await standing();
  let deaths = 0;
  for (let step = 1; step < STEPS_MAX; step += 1) {
    await empty();
    await prepare();
    const dying = dyingAt(db, step);
    await act(bot(dying.db)).catch(() => undefined);
    if (!dying.died()) break;
    deaths += 1;
    await act(bot());
    expect(await standing(), `died before statement ${step}`).toEqual(whole);
  }
  return deaths;
}

const say = (text: string, eventId: string) => (one: Bot) => one.handleInbound(aMessage({ ...PRIVATE, eventId, text }));

describe("a process that dies between any two statements", () => {
  test("leaves an emergency told, alarmed and recorded once", async () => {
    const deaths = await survives(async () => {}, say("万安街道阿明烧烤店后厨煤气漏了好大的味道", "om_1"));
    expect(deaths).toBeGreaterThan(15);
    expect((await standing()).hazards).toHaveLength(1);
  });

  test("leaves a report begun once", async () => {
    expect(await survives(async () => {}, say("万安街道阿明烧烤店后厨的灭火器过期了", "om_1"))).toBeGreaterThan(5);
  });

  test("leaves an answer in the draft once", async () => {
    const deaths = await survives(() => say("烧烤店后厨的灭火器过期了", "om_1")(bot()), say("万安街道", "om_2"));
    expect(deaths).toBeGreaterThan(5);
  });

  test("leaves all cases of a confirmed report, with receipts and duty cards, or none", async () => {
    const begin = () => say("万安街道阿明烧烤店后厨的灭火器过期了，消防通道也堵死了", "om_1")(bot());
    const deaths = await survives(begin, say("确认", "om_2"));
    expect(deaths).toBeGreaterThan(10);
    const { hazards, keys: sent } = await standing();
    expect(hazards).toHaveLength(2);
    expect(sent.filter((key) => key.endsWith("/receipt"))).toHaveLength(2);
  });

  test("leaves a report dropped once", async () => {
    const begin = () => say("万安街道阿明烧烤店后厨的灭火器过期了", "om_1")(bot());
    expect(await survives(begin, say("算了", "om_2"))).toBeGreaterThan(4);
  });

  test("leaves the draft as it was when a press dies, for the next press", async () => {
    const begin = () => say("万安街道阿明烧烤店后厨的灭火器过期了", "om_1")(bot());
    const press = async (one: Bot) => {
      const { rows } = await db.query<{ id: string; version: number }>("select id::text as id, version from hazard_drafts");
      const value = { do: "confirm_hazard_draft", draftId: rows[0]?.id, version: rows[0]?.version };
      const form = { description_0: "后厨的灭火器过期了", enterprise: "阿明烧烤店", place: "万安街道", location: "后厨", signed: "named" };
      return one.handlePress(aPress({ eventId: `ev_${Math.random()}`, chatId: PRIVATE.chatId, presser: PRIVATE.speaker, value, form }));
    };
    await begin();
    for (let step = 1; step < STEPS_MAX; step += 1) {
      const dying = dyingAt(db, step);
      await press(bot(dying.db));
      if (!dying.died()) break;
      const { hazards, drafts } = await standing();
      // Whole or not at all.
      expect([hazards.length, (drafts[0] as { state?: string }).state]).toEqual(hazards.length === 0 ? [0, "open"] : [1, "recorded"]);
      if (hazards.length > 0) break;
    }
    await press(bot());
    expect((await standing()).hazards).toHaveLength(1);
  });
});

test("an alarm's first words are said before anything else is asked of the database", async () => {
  const asked: string[] = [];
  const listening: Database = {
    ...db,
    query: (sql, values) => {
      asked.push(sql.trim().split(/\s+/).slice(0, 3).join(" "));
      return db.query(sql, values);
    },
  };
  await say("万安街道阿明烧烤店后厨煤气漏了好大的味道", "om_1")(bot(listening));
  // The session is bottender's own: read before any action runs.
  expect(asked.filter((sql) => !sql.includes("sessions") && !/^(select session|delete from)/.test(sql))[0]).toBe("insert into outbox");
});
