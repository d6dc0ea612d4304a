import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOUR_MS } from "../../src/clock.ts";
import { historyOf } from "../../src/hazards/history.ts";
import { casesAround, findHazard, listHazards } from "../../src/hazards/ledger.ts";
import { insertPhoto, photosOf } from "../../src/hazards/photos.ts";
import { type Advanced, advance, type HazardDraft, recordHazard, type Within } from "../../src/hazards/report.ts";
import type { HazardEvent, Step } from "../../src/hazards/step.ts";
import { fold } from "../../src/hazards/transition.ts";
import { insertEnterprises } from "../../src/registry/enterprises.ts";
import { putUnits } from "../../src/registry/units.ts";
import type { Database } from "../../src/storage/db.ts";
import { anEnterprise } from "../registry/fixtures.ts";
import { testClock } from "../support/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { ASSIGN, FACTS, FINISH, OFFICER, OWNER, PASS } from "./cases.ts";

const clock = testClock("2026-11-21 12:00");
let db: Database;
let needs: { db: Database; now: () => Date };
beforeAll(async () => {
  db = await openTestDatabase();
  needs = { db, now: clock.now };
});
afterAll(() => db.close());

const nothingElse: Within = async () => {};
let counted = 0;
const aDraft = (more: Partial<HazardDraft> = {}): HazardDraft => {
  counted += 1;
  return { origin: `event-${counted}`, facts: FACTS, reporter: OWNER, ...more };
};
const record = async (more: Partial<HazardDraft> = {}) => (await recordHazard(needs, aDraft(more), nothingElse)).hazard;
const aPhoto = async (sha = "a".repeat(64)) =>
  insertPhoto(db, {
    ...{ originalSha256: sha, file: "f.jpg", thumbnail: "t.jpg", mediaType: "image/jpeg", width: 4, height: 3, bytes: 9 },
    ...{ perceptualHash: "01".repeat(32), uploadedBy: OWNER.id, uploadedAt: clock.now() },
  });
const take = (hazardId: string, version: number, step: Step, within = nothingElse): Promise<Advanced> =>
  advance(needs, { hazardId, version, step, actor: OFFICER }, within);
const counts = async () => {
  const { rows } = await db.query<Record<string, number>>(
    `select (select count(*)::int from hazards) as hazards, (select count(*)::int from hazard_events) as events,
       (select count(*)::int from hazard_photos) as photos, (select coalesce(sum(last), 0)::int from hazard_numbers) as numbers`,
  );
  return rows[0];
};

describe("recording", () => {
  test("numbers the cases of a day in Shanghai, also when twenty come at once", async () => {
    clock.set("2026-11-22 00:30");
    const recorded = await Promise.all(Array.from({ length: 20 }, () => record()));
    const expected = Array.from({ length: 20 }, (_, index) => `YH-20261122-${String(index + 1).padStart(3, "0")}`);
    expect(recorded.map(({ id }) => id).sort()).toEqual(expected);
    clock.set("2026-11-23 00:00");
    expect((await record()).id).toBe("YH-20261123-001");
  });

  test("goes on after 999 with four digits", async () => {
    clock.set("2026-11-24 09:00");
    await db.query("insert into hazard_numbers (day, last) values ('2026-11-24', 998)");
    expect([(await record()).id, (await record()).id]).toEqual(["YH-20261124-999", "YH-20261124-1000"]);
  });

  test("happens once for what is brought twice, one after the other or at the same time", async () => {
    const draft = aDraft();
    const runs: string[] = [];
    const within: Within = async (_, { hazard }) => void runs.push(hazard.id);
    const both = await Promise.all([recordHazard(needs, draft, within), recordHazard(needs, draft, within)]);
    const third = await recordHazard(needs, draft, within);
    expect([...both, third].map(({ kind }) => kind).sort()).toEqual(["recorded", "repeated", "repeated"]);
    expect(new Set([...both, third].map(({ hazard }) => hazard.id)).size).toBe(1);
    expect(both.map(({ hazard }) => hazard)).toContainEqual(third.hazard);
    const next = await record();
    expect(Number(next.id.slice(-4)) - Number(third.hazard.id.slice(-4))).toBe(1);
  });

  test("leaves nothing behind when what belongs to it fails, not even a number", async () => {
    clock.set("2026-11-25 09:00");
    const photo = await aPhoto();
    await record();
    const before = await counts();
    const failing = recordHazard(needs, aDraft({ photoIds: [photo.id] }), () => Promise.reject(new Error("no card")));
    await expect(failing).rejects.toThrow("no card");
    expect(await counts()).toEqual(before);
    expect((await record()).id).toBe("YH-20261125-002");
  });

  test("keeps what was said with who said it, its photos, and the closed case that came back", async () => {
    const [photo, earlier] = [await aPhoto(), await record()];
    const draft = aDraft({ photoIds: [photo.id], repeatOf: earlier.id, anonymous: true, chatId: "oc_1", note: "上次改过" });
    const seen: HazardEvent[] = [];
    const { hazard } = await recordHazard(needs, draft, async (tx, { event }) => {
      seen.push(...(await historyOf(tx, event.hazardId)));
    });
    expect(await findHazard(db, hazard.id)).toEqual(hazard);
    expect(hazard).toMatchObject({
      facts: FACTS,
      reporter: OWNER,
      anonymous: true,
      chatId: "oc_1",
      repeatOf: earlier.id,
      photoIds: [photo.id],
    });
    expect(await photosOf(db, hazard.id)).toEqual([{ ...photo, version: 1 }]);
    expect(seen).toMatchObject([{ version: 1, actor: OWNER, to: "registered", step: { do: "record", note: "上次改过" } }]);
  });

  test("refuses a photo that nobody uploaded", async () => {
    const before = await counts();
    await expect(record({ photoIds: ["999999"] })).rejects.toMatchObject({ code: "23503" });
    expect(await counts()).toEqual(before);
  });
});

describe("a step", () => {
  test("of two at the same version moves the case once; the other one is told how it stands", async () => {
    const { id } = await record();
    const outcomes = await Promise.all([take(id, 1, { do: "accept" }), take(id, 1, { do: "send_back", note: "缺照片" })]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(["moved", "stale"]);
    const standing = await findHazard(db, id);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ hazard: standing });
    expect((await historyOf(db, id)).map(({ version }) => version)).toEqual([1, 2]);
  });

  test("that fails within leaves the case as it was", async () => {
    const { id } = await record();
    const [before, counted] = [await findHazard(db, id), await counts()];
    const failing = take(id, 1, { do: "accept" }, () => Promise.reject(new Error("no card")));
    await expect(failing).rejects.toThrow("no card");
    expect([await findHazard(db, id), await counts()]).toEqual([before, counted]);
    expect(await take(id, 1, { do: "accept" })).toMatchObject({ kind: "moved" });
  });

  test("that may not be taken changes nothing and says why", async () => {
    const { id } = await record();
    const before = await counts();
    expect(await take(id, 1, { do: "close" })).toMatchObject({ kind: "refused", reason: "wrong_state", hazard: { version: 1 } });
    const duplicate: Step = { do: "void", reason: "duplicate", of: "YH-19990101-001", note: "重复" };
    expect(await take(id, 1, duplicate)).toMatchObject({ kind: "refused", reason: "no_such_case" });
    expect(await take("YH-19990101-001", 1, { do: "accept" })).toEqual({ kind: "unknown" });
    expect(await counts()).toEqual(before);
  });

  test("leaves a row that is what the history tells, to the last field, whatever was done", async () => {
    const [photo, other] = [await aPhoto(), await record()];
    const { id } = await record();
    const steps: Step[] = [
      { do: "supplement", changes: { location: "x" } },
      { do: "accept" },
      { do: "judge_level", level: "major", basis: "《清单》第三项", clause: "第三项" },
      { ...ASSIGN, deadline: { day: "2026-12-28", rule: "某规则", source: "某文件" } },
      { do: "list_for_supervision", level: "区级", noticeNumber: "1号", on: "2026-11-21", until: "2026-12-31" },
      { do: "serve_supervision_notice", on: "2026-11-21" },
      { do: "report_major", to: "regulator", on: "2026-11-21" },
      { do: "ask_extension", until: "2027-01-05", note: "配件未到" },
      { do: "approve_extension", until: "2027-01-03" },
      { ...FINISH, photoIds: [photo.id] },
      { do: "fail_reinspection", note: "仍漏气", photoIds: [photo.id] },
      { ...FINISH, photoIds: [photo.id] },
      PASS,
      { do: "lift_supervision", on: "2026-11-21", note: "验收合格" },
      { do: "close" },
      { do: "reopen", note: "又漏气" },
      { do: "amend", changes: { remark: "来电", riskColour: "red", inspectedOn: "2026-11-20", phone: null } },
      { do: "transfer", body: "住建局", on: "2026-11-21", note: "不归商务" },
      { do: "take_back", note: "退回" },
      { do: "void", reason: "duplicate", of: other.id, note: "重复" },
    ];
    let version = 1;
    for (const step of steps) {
      const outcome = await take(id, version, step);
      if (outcome.kind === "moved") version += 1;
      expect(fold(await historyOf(db, id))).toEqual(await findHazard(db, id));
    }
    expect(version).toBe(steps.length);
    expect(await findHazard(db, id)).toMatchObject({ state: "void", duplicateOf: other.id, reopened: 1, facts: { riskColour: "red" } });
    expect((await photosOf(db, id)).map(({ version: at }) => at)).toEqual([10]);
  });
});

describe("looking up", () => {
  test("finds the cases of a registered enterprise and of its town", async () => {
    clock.set("2027-02-01 09:00");
    const since = clock.now();
    await putUnits(db, [
      { id: "luojiang", kind: "district", name: "洛江区", aliases: [], district: "洛江区", parentId: undefined },
      { id: "majia", kind: "town", name: "马甲镇", aliases: [], district: "洛江区", parentId: "luojiang" },
    ]);
    const [enterprise] = await insertEnterprises(db, [anEnterprise({ townId: "majia" })], clock.now());
    const enterpriseId = String(enterprise?.id);
    const hazard = await record({ facts: { ...FACTS, enterpriseId, townId: "majia" } });
    await record();
    expect(hazard.facts).toMatchObject({ enterpriseId, townId: "majia" });
    expect(await listHazards(db, { since, enterpriseId })).toEqual([hazard]);
    expect(await listHazards(db, { since, townId: "majia" })).toEqual([hazard]);
    const around = await casesAround(db, { enterpriseId, ids: [] }, { closedSince: since, limit: 10 });
    expect(around).toEqual([hazard]);
    await expect(record({ facts: { ...FACTS, enterpriseId: "999999" } })).rejects.toMatchObject({ code: "23503" });
  });

  test("finds by what is named, the latest first, page by page", async () => {
    clock.set("2027-03-01 09:00");
    const since = clock.now();
    const made = [];
    for (const place of ["马甲镇", "罗溪镇", "马甲镇"]) {
      made.push(await record({ facts: { ...FACTS, place, enterpriseName: `${place}的店` } }));
      clock.advance(HOUR_MS);
    }
    const ids = made.map(({ id }) => id).reverse();
    const [last, middle, first] = ids;
    const found = async (filter: Parameters<typeof listHazards>[1]) => (await listHazards(db, { since, ...filter })).map(({ id }) => id);
    expect(await found({})).toEqual(ids);
    expect(await found({ limit: 2 })).toEqual([last, middle]);
    expect(await found({ before: middle, limit: 2 })).toEqual([first]);
    expect(await found({ place: "马甲镇" })).toEqual([last, first]);
    expect(await found({ district: "泉港区" })).toEqual([]);
    expect(await found({ states: ["accepted"] })).toEqual([]);
    expect(await found({ reporterId: OWNER.id, industry: "catering", until: clock.now() })).toEqual(ids);

    await take(String(first), 1, { do: "accept" });
    await take(String(first), 2, { do: "assign", assignment: { person: "陈", personId: "ou_1" }, deadline: { day: "2027-03-05" } });
    expect(await found({ states: ["rectifying"], responsibleId: "ou_1" })).toEqual([first]);
    expect(await found({ dueBefore: "2027-03-05" })).toEqual([]);
    expect(await found({ dueBefore: "2027-03-06" })).toEqual([first]);
  });

  test("around a place shows what is open or was closed lately, and nothing void", async () => {
    clock.set("2027-05-01 09:00");
    const facts = { ...FACTS, place: "虹山乡", enterpriseName: undefined };
    const [open, closed, voided] = [await record({ facts }), await record({ facts }), await record({ facts })];
    await take(voided.id, 1, { do: "void", reason: "false_alarm", note: "误报" });
    for (const [index, step] of [{ do: "accept" } as const, FINISH, PASS, { do: "close" } as const].entries()) {
      await take(closed.id, index + 1, step);
    }
    const around = async (closedSince: Date, at = {}) =>
      (await casesAround(db, { place: "虹山乡", district: "洛江区", ids: [], ...at }, { closedSince, limit: 10 })).map(({ id }) => id);
    expect(await around(new Date(0))).toEqual([closed.id, open.id]);
    expect(await around(new Date(clock.now().getTime() + HOUR_MS))).toEqual([open.id]);
    expect(await around(new Date(0), { district: "泉港区" })).toEqual([]);
    expect(await around(new Date(0), { district: "泉港区", ids: [open.id] })).toEqual([open.id]);
  });
});
