import { afterAll, beforeAll, expect, test } from "vitest";
import { countStandingAlarms } from "../../src/hazards/alarms.ts";
import { countOpenHazards } from "../../src/hazards/ledger.ts";
import { inboxBacklog } from "../../src/mailroom/inbox.ts";
import { outboxBacklog } from "../../src/mailroom/outbox.ts";
import { countAnswers } from "../../src/policy/answer-log.ts";
import { modelUsage, spentOn } from "../../src/policy/model-calls.ts";
import type { Database, Db } from "../../src/storage/db.ts";
import { at } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";

const NOW = at("2026-11-21 12:00");
const YESTERDAY = at("2026-11-20 00:00");
const END = at("9999-01-01 00:00");

let db: Database;
beforeAll(async () => {
  db = await openTestDatabase();
  // Years of a busy office: a row every few minutes, nearly all of it done with.
  await db.query(
    `insert into answers (event_id, question, as_of, status, answer, understood, citations, nearest, elapsed_ms, asked_at, model)
     select 'e' || n, 'q', '2026-11-21', 'answered', 'a', '{}', '[]', '[]', 10, $1::timestamptz - n * interval '15 minutes',
            case n % 3 when 0 then null when 1 then '{"isWorded": true}'::jsonb else '{"isWorded": false, "fallback": "unavailable"}'::jsonb end
     from generate_series(1, 6000) n`,
    [NOW],
  );
  await db.query(
    `insert into model_calls (use, model, prompt_hash, input_tokens, output_tokens, cost_yuan, ms, called_at)
     select 'answer', 'm', 'h', 100, 20, 0.000001, 10, $1::timestamptz - n * interval '15 minutes' from generate_series(1, 6000) n`,
    [NOW],
  );
  // What reranks costs, too, and is none of the budget of those that speak.
  await db.query(
    `insert into model_calls (use, model, prompt_hash, input_tokens, output_tokens, cost_yuan, ms, called_at)
     select 'rerank', 'r', '', 5000, 0, 0, 10, $1::timestamptz - n * interval '1 minute' from generate_series(1, 3) n`,
    [NOW],
  );
  await db.query(
    `insert into inbox (event_id, kind, lane, payload, received_at, state, not_before, finished_at)
     select 'e' || n, 'message', 'l' || n, '{}', $1::timestamptz - n * interval '1 minute', case when n <= 3 then 'waiting' else 'done' end, $1,
            case when n > 3 then $1::timestamptz end from generate_series(1, 6000) n`,
    [NOW],
  );
  await db.query(
    `insert into outbox (id, key, lane, api, delivery, priority, created_at, due_at, not_before, state, finished_at)
     select gen_random_uuid(), 'k' || n, 'l' || n, 'send', '{}', 1, $1, $1::timestamptz + (n - 3) * interval '1 minute', $1,
            case when n <= 4 then 'queued' else 'sent' end, case when n > 4 then $1::timestamptz end from generate_series(1, 6000) n`,
    [NOW],
  );
  await db.query(
    `insert into hazards (id, origin, version, state, source, description, district, reporter_id, reporter_role, anonymous, followers, photo_ids,
       extensions, reinspections, supervisions, major_reports, reopened, recorded_at, changed_at, closed_at)
     select 'YH-20260101-' || (n + 1000), 'o' || n, 1, case when n <= 5 then 'accepted' else 'closed' end, 'tip', 'd',
            case when n = 1 then null else '洛江区' end, 'ou', 'staff', false, '{}', '{}', '[]', '[]', '[]', '[]', 0, $1, $1,
            case when n > 5 then $1::timestamptz end from generate_series(1, 6000) n`,
    [NOW],
  );
  await db.query(
    `insert into hazard_alarms (event_id, kind, said, rounds, told, raised_at, next_at, taken_by, taken_at)
     select 'e' || n, 'gas', '{}', 1, '[]', $1, $1, case when n > 2 then 'ou' end, case when n > 2 then $1::timestamptz end
     from generate_series(1, 6000) n`,
    [NOW],
  );
  await db.query("vacuum analyze");
});
afterAll(() => db.close());

/** What a watcher reads each quarter of a minute: what it tells, and from which index. */
const READINGS: readonly { reads: string; index: string; read: (on: Db) => Promise<unknown>; tells: unknown }[] = [
  {
    reads: "answers of two days",
    index: "answers_asked",
    read: async (on) => (await countAnswers(on, { from: YESTERDAY, until: END })).sort((one, other) => one.way.localeCompare(other.way)),
    tells: [
      { status: "answered", way: "composed", reason: "", count: 48 },
      { status: "answered", way: "fallback", reason: "unavailable", count: 48 },
      { status: "answered", way: "worded", reason: "", count: 48 },
    ],
  },
  {
    reads: "calls of two days",
    index: "model_calls_called",
    read: async (on) => (await modelUsage(on, { from: YESTERDAY, until: END })).sort((one, other) => other.calls - one.calls),
    tells: [
      { use: "answer", model: "m", calls: 144, inputTokens: 14_400, outputTokens: 2_880, costYuan: expect.closeTo(0.000144, 9) },
      { use: "rerank", model: "r", calls: 3, inputTokens: 15_000, outputTokens: 0, costYuan: 0 },
    ],
  },
  {
    reads: "tokens of today",
    index: "model_calls_called",
    read: (on) => spentOn(on, "2026-11-21"),
    tells: { calls: 48, tokens: 5_760, costYuan: expect.closeTo(0.000048, 9) },
  },
  { reads: "the inbox", index: "inbox_", read: inboxBacklog, tells: { waiting: 3, since: at("2026-11-21 11:57") } },
  { reads: "the outbox", index: "outbox_", read: (on) => outboxBacklog(on, NOW), tells: { waiting: 3, since: at("2026-11-21 11:58") } },
  {
    reads: "open cases",
    index: "hazards_state",
    read: async (on) => (await countOpenHazards(on)).sort((one, other) => one.count - other.count),
    tells: [
      { state: "accepted", district: "", count: 1 },
      { state: "accepted", district: "洛江区", count: 4 },
    ],
  },
  { reads: "open alarms", index: "hazard_alarms_ringing", read: countStandingAlarms, tells: [{ kind: "gas", count: 2 }] },
];

test.each(READINGS)("$reads are told in one statement, by an index and not by the whole table", async ({ read, tells, index }) => {
  const statements: { sql: string; values: readonly unknown[] | undefined }[] = [];
  const listening: Db = {
    query: (sql, values) => {
      statements.push({ sql, values });
      return db.query(sql, values);
    },
  };
  expect(await read(listening)).toEqual(tells);
  expect(statements).toHaveLength(1);
  const [statement] = statements;
  const { rows } = await db.query<{ "QUERY PLAN": string }>(`explain ${statement?.sql}`, statement?.values);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  expect(plan).toMatch(new RegExp(`(?:using|on) ${index}`));
  expect(plan).not.toContain("Seq Scan");
});
