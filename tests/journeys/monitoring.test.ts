import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR_MS, MINUTE_MS } from "../../src/clock.ts";
import { historyOf } from "../../src/hazards/history.ts";
import { findHazard, listHazards } from "../../src/hazards/ledger.ts";
import { advanceAll } from "../../src/hazards/report.ts";
import { fold } from "../../src/hazards/transition.ts";
import { createLog } from "../../src/log.ts";
import { createAlarmEndpoint } from "../../src/web/alarm-endpoint.ts";
import { openWebServer } from "../../src/web/server.ts";
import { OFFICER } from "../hazards/cases.ts";
import { type House, openHouse } from "../support/house.ts";
import { peopleOf, saidIn } from "../support/reporting.ts";

const GAS = "gas-net-token-0123456789abcdef0123456789";
const FIRE = "fire-net-token-0123456789abcdef012345678";

let house: House;
let duty: string;

beforeAll(async () => {
  house = await openHouse({ variables: { MONITORING_TOKENS: `gas-net=${GAS};fire-net=${FIRE}`, MONITORING_PER_MINUTE: "40" } });
  duty = peopleOf(house).group("洛江区商务局");
});
afterAll(() => house.close());

/** A leak on the scale of a detector in the demo's restaurant. */
const LEAK = {
  device: "GD-001",
  enterprise: "老福记酒楼",
  location: "后厨",
  kind: "gas_leak",
  level: "warning",
  value: 12,
  unit: "%LEL",
  message: "浓度升高",
  at: "2026-11-21T08:58:00+08:00",
};

type Sent = { key?: string; token?: string; body?: unknown; raw?: string };

async function post({ key, token = GAS, body = LEAK, raw }: Sent) {
  const headers = {
    "content-type": "application/json",
    ...(token && { authorization: `Bearer ${token}` }),
    ...(key && { "idempotency-key": key }),
  };
  const response = await fetch(`${house.url}/api/alarms`, { method: "POST", headers, body: raw ?? JSON.stringify(body) });
  return { status: response.status, headers: response.headers, json: (await response.json()) as Record<string, unknown> };
}

const caseOf = ({ json }: { json: Record<string, unknown> }) => String(json.case);
const said = () => saidIn(house, duty).map(({ printed }) => printed);

describe("an alarm of a monitoring system", () => {
  test("becomes a case with what the registry knows, and the duty chat gets its card", async () => {
    const answer = await post({ key: "a-1" });
    expect([answer.status, answer.json]).toEqual([201, { case: expect.stringMatching(/^YH-20261121-\d{3}$/), outcome: "recorded" }]);
    const hazard = await findHazard(house.db, caseOf(answer));
    expect(hazard?.facts).toMatchObject({
      source: "monitoring",
      description: "可燃气体浓度超限（预警，12 %LEL）：浓度升高",
      enterpriseName: "老福记酒楼",
      district: "洛江区",
      industry: "catering",
      location: "后厨",
      emergency: undefined,
    });
    expect(hazard?.facts.enterpriseId).toBeDefined();
    await house.settle(3);
    expect(said().filter((text) => text.includes(caseOf(answer)))).toHaveLength(1);
    expect(said().join("\n")).not.toContain("已接警");
  });

  test("sent again is answered with the same number, and with other words under the same key refused", async () => {
    const [first, again] = [await post({ key: "a-1" }), await post({ key: "a-1", raw: JSON.stringify(LEAK, null, 2) })];
    expect([first.status, again.status, caseOf(again)]).toEqual([200, 200, caseOf(first)]);
    const other = await post({ key: "a-1", body: { ...LEAK, value: 13 } });
    expect([other.status, other.json.error]).toEqual([409, "conflict"]);
    const both = await Promise.all([
      post({ key: "a-9", body: { ...LEAK, device: "GD-9" } }),
      post({ key: "a-9", body: { ...LEAK, device: "GD-9" } }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 201]);
    expect(new Set(both.map(caseOf)).size).toBe(1);
  });

  test("of the same device is added to its open case, and one that cannot wait rings", async () => {
    const number = caseOf(await post({ key: "a-1" }));
    const before = (await listHazards(house.db, {})).length;
    const [two, three] = await Promise.all([
      post({ key: "a-2", body: { ...LEAK, value: 18 } }),
      post({ key: "a-3", body: { ...LEAK, value: 21 } }),
    ]);
    expect([two, three].map((answer) => [answer.status, answer.json])).toEqual([
      [201, { case: number, outcome: "joined" }],
      [201, { case: number, outcome: "joined" }],
    ]);
    const high = await post({ key: "a-4", body: { ...LEAK, level: "critical", value: 60 } });
    expect(high.json).toEqual({ case: number, outcome: "joined" });
    expect(await listHazards(house.db, {})).toHaveLength(before);
    const [history, hazard] = [await historyOf(house.db, number), await findHazard(house.db, number)];
    expect(history.map(({ step }) => step.do)).toEqual(["record", "add_evidence", "add_evidence", "add_evidence", "amend"]);
    expect(history[3]?.step.note).toContain("再次告警：可燃气体浓度超限（严重告警，60 %LEL）");
    expect(hazard?.facts).toMatchObject({ emergency: "gas", suspectedMajor: "监测告警：可燃气体浓度超限" });
    expect(fold(history)).toEqual(hazard);

    await house.settle(5);
    const rings = () => said().filter((text) => text.includes("[已接警]")).length;
    expect(rings()).toBe(1);
    // Those on duty are at it already: it does not ring twice, it rings again by itself.
    await post({ key: "a-5", body: { ...LEAK, level: "critical", value: 70 } });
    await house.settle(5);
    expect(rings()).toBe(1);
    house.clock.advance(5 * MINUTE_MS);
    await house.settle(5);
    expect(rings()).toBe(2);
  });

  test("rings at once where the first one cannot wait, also of a case that was taken up long ago", async () => {
    const body = { ...LEAK, device: "SD-1", kind: "smoke", level: "alarm", at: house.clock.now().toISOString() };
    const number = caseOf(await post({ key: "s-1", token: FIRE, body }));
    await house.settle(5);
    const rings = () => said().filter((text) => text.includes("烟感报警") && text.includes("[已接警]")).length;
    expect(rings()).toBe(1);
    const steps = [{ do: "accept" }, { do: "assign", assignment: { person: "王建福" }, deadline: { day: "2026-12-01" } }] as const;
    const version = (await findHazard(house.db, number))?.version ?? 0;
    const moved = await advanceAll(
      { db: house.db, now: house.clock.now },
      { hazardId: number, version, steps, actor: OFFICER },
      async () => {},
    );
    expect(moved.kind).toBe("moved");
    house.clock.advance(5 * MINUTE_MS);
    await house.settle(5);
    expect(rings()).toBe(0);
    expect((await post({ key: "s-2", token: FIRE, body: { ...body, value: 2 } })).json).toEqual({ case: number, outcome: "joined" });
    await house.settle(5);
    expect(rings()).toBe(1);
  });

  test("of another emergency than the one that rang, or after that was taken, rings at once and says so", async () => {
    const body = { ...LEAK, device: "FP-1", kind: "smoke", level: "alarm", at: house.clock.now().toISOString() };
    const number = caseOf(await post({ key: "p-1", token: FIRE, body }));
    await house.settle(5);
    const rings = (name: string) =>
      saidIn(house, duty).filter(({ printed }) => printed.includes(`${number} ${name}`) && printed.includes("[已接警]"));
    const officer = peopleOf(house).person("李文清");
    await house.simulator.world.pressButton(officer, rings("烟感报警").at(-1)?.id ?? "", "已接警");
    await house.settle(5);
    expect(rings("烟感报警")).toHaveLength(0);

    await post({ key: "p-2", token: FIRE, body: { ...body, kind: "fire", level: "critical" } });
    await house.settle(5);
    expect(rings("火灾报警")).toHaveLength(1);
    expect((await findHazard(house.db, number))?.facts.emergency).toBe("fire");
    await post({ key: "p-3", token: FIRE, body: { ...body, kind: "fire", level: "critical", value: 2 } });
    await house.settle(5);
    expect(rings("火灾报警")).toHaveLength(1);
    await post({ key: "p-4", token: FIRE, body: { ...body, value: 3 } });
    await house.settle(5);
    expect(rings("烟感报警")).toHaveLength(1);
    expect((await findHazard(house.db, number))?.facts.emergency).toBe("fire");
  });

  test("long after, or once its case is closed, becomes a case of its own; one that came back says so", async () => {
    const body = { ...LEAK, device: "GD-7" };
    const number = caseOf(await post({ key: "c-1", body }));
    const steps = [
      { do: "accept" },
      { do: "finish_rectification", completedOn: "2026-11-21", note: "已更换" },
      { do: "pass_reinspection", note: "合格" },
      { do: "close" },
    ] as const;
    await advanceAll({ db: house.db, now: house.clock.now }, { hazardId: number, version: 1, steps, actor: OFFICER }, async () => {});
    const back = await post({ key: "c-2", body });
    expect(back.json.outcome).toBe("recorded");
    expect((await findHazard(house.db, caseOf(back)))?.repeatOf).toBe(number);
    house.clock.advance(25 * HOUR_MS);
    const late = await post({ key: "c-3", body });
    expect([late.json.outcome, caseOf(late) === caseOf(back)]).toEqual(["recorded", false]);
    expect((await findHazard(house.db, caseOf(late)))?.repeatOf).toBeUndefined();
  });

  test("of an enterprise that nobody has entered is recorded as it was told, made harmless", async () => {
    const body = {
      kind: "odd\u0000kind",
      level: "info",
      place: "万安街道\u0007\ud800",
      district: "火星区",
      message: "<at id=all></at>",
      at: "2026-11-21T01:00:00Z",
    };
    const answer = await post({ key: "x-1", body });
    expect(answer.status).toBe(201);
    const facts = (await findHazard(house.db, caseOf(answer)))?.facts;
    expect(facts).toMatchObject({ description: "odd kind（提示）：<at id=all></at>", enterpriseName: undefined, district: undefined });
    await house.settle(3);
    expect(said().join("\n")).not.toContain("<at id=all>");
  });
});

describe("what is refused", () => {
  test("a stranger, before the body is read", async () => {
    const count = (await listHazards(house.db, {})).length;
    for (const token of ["", "wrong", `${GAS}x`, GAS.slice(1)]) {
      const answer = await post({ key: "z-1", token, raw: "not even JSON" });
      expect([answer.status, answer.json.error]).toEqual([401, "unauthorized"]);
    }
    expect(await listHazards(house.db, {})).toHaveLength(count);
  });

  test.each([
    ["no JSON", { raw: "{" }, "bad_request", 400],
    ["no key", { key: "" }, "bad_request", 400],
    ["nothing of where", { body: { ...LEAK, enterprise: undefined } }, "bad_request", 400],
    ["a moment without a zone", { body: { ...LEAK, at: "2026-11-21 09:00" } }, "bad_request", 400],
    ["an unknown field", { body: { ...LEAK, phone: "1" } }, "bad_request", 400],
    ["the name of another system", { body: { ...LEAK, system: "fire-net" } }, "bad_request", 400],
    ["far too much", { body: { ...LEAK, message: "x".repeat(20_000) } }, "too_large", 413],
  ] satisfies [string, Sent, string, number][])("%s", async (_, sent, error, status) => {
    house.clock.advance(HOUR_MS);
    const answer = await post({ key: "y-1", ...sent });
    expect([answer.status, answer.json.error]).toEqual([status, error]);
  });

  test("too many within a minute, until it is over", async () => {
    house.clock.advance(HOUR_MS);
    const answers = await Promise.all(Array.from({ length: 41 }, () => post({ key: "a-1" })));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(Number(answers.find(({ status }) => status === 429)?.headers.get("retry-after"))).toBeGreaterThan(0);
    // Nobody else's are counted with them.
    expect((await post({ key: "s-1", token: FIRE, body: {} })).status).toBe(400);
    house.clock.advance(61_000);
    expect((await post({ key: "a-1" })).status).toBe(200);
  });

  test("what could not be kept is not said to be", async () => {
    const monitoring = { tokens: { "gas-net": GAS }, perMinute: 10 };
    const endpoint = createAlarmEndpoint({ monitoring, now: house.clock.now, log: createLog("silent") }, () =>
      Promise.reject(new Error("no database")),
    );
    const web = await openWebServer({
      port: 0,
      host: "127.0.0.1",
      health: async () => ({ healthy: true, facts: {} }),
      plugins: [endpoint],
    });
    const headers = { "content-type": "application/json", authorization: `Bearer ${GAS}`, "idempotency-key": "k" };
    const response = await fetch(`http://127.0.0.1:${web.port}/api/alarms`, { method: "POST", headers, body: JSON.stringify(LEAK) });
    expect([response.status, await response.text()]).toEqual([503, expect.not.stringContaining("database")]);
    await web.close();
  });
});
