import { describe, expect, test } from "vitest";
import { type Bearer, bearersFor, bearersNamed, bearersOf } from "../../src/duties/bearer.ts";
import { collectionOf, uncovered } from "../../src/duties/collection.ts";
import { commendable } from "../../src/duties/commendation.ts";
import { type Delivery, type DeliveryFacts, problemOf, wantedFor } from "../../src/duties/delivery.ts";

const NOW = new Date("2026-12-20T10:00:00+08:00");
const DUE = "2026-12-31";
const NOTHING: DeliveryFacts = {
  doneOn: "2026-12-18",
  participants: "",
  note: "",
  industries: [],
  trainees: [],
  photoIds: [],
  fileIds: [],
};

function shop(id: string, townId: string | undefined, industry: string): Bearer {
  return { kind: "enterprise", id, name: `店${id}`, district: "洛江区", townId, industry };
}

function delivered(bearer: Bearer, over: Partial<Omit<Delivery, "facts">> & { facts?: Partial<DeliveryFacts> } = {}): Delivery {
  return {
    id: bearer.id,
    dutyId: "d",
    due: DUE,
    bearer,
    version: 1,
    state: "delivered",
    deliveredBy: "ou_a",
    deliveredAt: NOW,
    decidedBy: undefined,
    decidedAt: undefined,
    reason: undefined,
    ...over,
    facts: { ...NOTHING, ...over.facts },
  };
}

const HESHI = [shop("1", "heshi", "catering"), shop("2", "heshi", "hotels")];
const ALL = [...HESHI, shop("3", "majia", "catering"), shop("4", undefined, "fuel")];

describe("who owes", () => {
  test.each([
    ["各乡镇（街道）企业办", "towns"],
    ["商贸企业主要负责人", "enterprises"],
    ["重点商贸企业", "enterprises"],
    ["商贸流通股", "offices"],
    ["区商务局", "offices"],
    ["行业协会", undefined],
  ] as const)("%s", (who, group) => {
    expect(bearersNamed(who)).toBe(group);
  });

  test("enterprises that operate, towns, or the bureau with its offices, of one district", () => {
    const units = [
      { id: "lj", kind: "bureau", name: "局", aliases: [], district: "洛江区", parentId: undefined },
      { id: "lj-heshi", kind: "town", name: "河市企业办", aliases: [], district: "洛江区", parentId: undefined },
      { id: "qg-shanyao", kind: "town", name: "山腰企业办", aliases: [], district: "泉港区", parentId: undefined },
    ] as const;
    const of = { district: "洛江区", enterprises: [], units };
    expect(bearersOf("towns", of).map(({ id }) => id)).toEqual(["lj-heshi"]);
    expect(bearersOf("offices", of).map(({ id }) => id)).toEqual(["lj"]);
    expect(bearersOf("towns", { ...of, district: undefined })).toHaveLength(2);
  });

  test("a person delivers for their own enterprise and unit alone", () => {
    const grants = [{ role: "enterprise_principal", district: undefined, unitId: undefined, enterpriseId: "2" }] as const;
    expect(bearersFor(ALL, { grants, unitId: undefined }).map(({ id }) => id)).toEqual(["2"]);
    expect(bearersFor(ALL, { grants: [], unitId: undefined })).toEqual([]);
  });
});

describe("how it stands", () => {
  const [first, second, third] = HESHI.concat(ALL.slice(2)) as [Bearer, Bearer, Bearer];
  const collection = collectionOf(ALL, [
    delivered(first),
    delivered(second, { state: "returned" }),
    delivered(third, { facts: { doneOn: "2027-01-02" } }),
  ]);

  test("what was given back counts as missing, what was done late as delivered", () => {
    expect(collection.delivered.map(({ bearer }) => bearer.id)).toEqual(["1", "3"]);
    expect(collection.late.map(({ bearer }) => bearer.id)).toEqual(["3"]);
    expect(collection.missing.map(({ bearer }) => bearer.id)).toEqual(["2", "4"]);
  });

  test("by town and industry, those furthest behind first", () => {
    expect(collection.byTown).toEqual([
      { of: "", owed: 1, delivered: 0 },
      { of: "heshi", owed: 2, delivered: 1 },
      { of: "majia", owed: 1, delivered: 1 },
    ]);
    expect(collection.byIndustry.map(({ of }) => of)).toEqual(["fuel", "hotels", "catering"]);
  });

  test("a town's plan must cover every industry that lies in the town", () => {
    const town: Bearer = { kind: "unit", id: "heshi", name: "河市", district: "洛江区", townId: "heshi", industry: undefined };
    const delivery = delivered(town, { facts: { industries: ["catering"] } });
    expect(uncovered({ bearer: town, delivery }, ALL)).toEqual(["hotels"]);
    expect(uncovered({ bearer: town, delivery: undefined }, ALL)).toEqual([]);
  });

  test("only who delivered each time, in time, and twice at least is commended", () => {
    const again = collectionOf(ALL, [delivered(first), delivered(second), delivered(third)]);
    expect(commendable([collection, again]).map(({ bearer, owed }) => [bearer.id, owed])).toEqual([["1", 2]]);
    expect(commendable([again])).toEqual([]);
  });
});

describe("what is a delivery", () => {
  const given = { wanted: { industries: false, trainees: false }, standing: undefined, now: NOW };
  test.each([
    ["a word or a picture is needed", {}, given, "no_evidence"],
    ["a photo is enough", { photoIds: ["1"] }, given, undefined],
    ["it cannot be done tomorrow", { note: "已查", doneOn: "2026-12-21" }, given, "future_day"],
    ["a day is a day", { note: "已查", doneOn: "上次" }, given, "not_a_day"],
    ["a plan names its industries", { note: "见附件" }, { ...given, wanted: wantedFor("每月列好检查计划") }, "no_industries"],
    ["a training names who took part", { note: "已训" }, { ...given, wanted: wantedFor("对企业办开展安全生产培训") }, "no_trainees"],
    ["what was accepted stays", { note: "改一下" }, { ...given, standing: "accepted" as const }, "accepted_already"],
    ["what was returned is delivered again", { note: "补了" }, { ...given, standing: "returned" as const }, undefined],
  ])("%s", (_, facts, context, problem) => {
    expect(problemOf({ ...NOTHING, ...facts }, context)).toBe(problem);
  });
});
