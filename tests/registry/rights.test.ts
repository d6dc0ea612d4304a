import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHAT_KINDS, type ChatKind } from "../../src/registry/chat.ts";
import { ACTIONS, type Action, mayI, possibleActions, type What, type Where, type Who } from "../../src/registry/rights.ts";
import { rightsTable, sayRefusal } from "../../src/registry/rights-table.ts";
import { GRANTED_ROLES, type Grant, type GrantedRole, ROLES, type Role } from "../../src/registry/role.ts";

/** The table that people reviewed: what the program does is compared with it, by rules of its own. */
const REVIEWED = readFileSync(join(import.meta.dirname, "../../docs/rights.md"), "utf8");

const HOME = "洛江区";
const AWAY = "泉港区";
const OURS = { district: HOME, townId: "luojiang-heshi", enterpriseId: "1" };

/** What things can be to somebody of Luojiang, Heshi and enterprise 1. */
const THINGS: Readonly<Record<string, What>> = {
  ours: OURS,
  own: { ...OURS, townId: "luojiang-majia", enterpriseId: "2", own: true },
  "another enterprise's": { ...OURS, enterpriseId: "2" },
  "another town's": { ...OURS, townId: "luojiang-majia", enterpriseId: "2" },
  "another district's": { district: AWAY, townId: "quangang-tuling", enterpriseId: "3" },
};

const PLACES: Readonly<Record<string, Where>> = {
  "a private chat": aChat("private"),
  "the inner group of the district": aChat("inner", { districts: [HOME] }),
  "the inner group of another district": aChat("inner", { districts: [AWAY] }),
  "an inner group of which nobody knows the district": aChat("inner"),
  "the group of our enterprise": aChat("enterprise", { enterpriseId: "1", districts: [HOME] }),
  "a group of many enterprises": aChat("enterprise", { districts: [HOME] }),
  "an external group": aChat("external", { districts: [HOME] }),
};

function aChat(kind: ChatKind, parts: Partial<Where> = {}): Where {
  return { kind, districts: [], enterpriseId: undefined, asking: "everyone", ...parts };
}

function grantOf(role: GrantedRole): Grant {
  const none = { district: undefined, unitId: undefined, enterpriseId: undefined };
  if (role.startsWith("enterprise_")) return { ...none, role, enterpriseId: "1" };
  return { ...none, role, district: HOME, unitId: role === "town_staff" ? "luojiang-heshi" : undefined };
}

function whoIs(role: Role, change: Partial<Grant> = {}): Who {
  return { status: "active", grants: role === "reporter" ? [] : [{ ...grantOf(role), ...change }] };
}

/** The reviewed table, cell by cell: action → role → what stands there, and the place. */
const cells = REVIEWED.split("\n")
  .filter((line) => line.startsWith("| "))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .slice(2);

function reviewed(action: Action, role: Role): string {
  return String(cells[ACTIONS.indexOf(action)]?.[ROLES.indexOf(role) + 1]);
}

/** What each word of the table means for the things above. */
const REACHES: Readonly<Record<string, readonly string[]>> = {
  "—": [],
  可: Object.keys(THINGS),
  本人的: ["own"],
  本企业: ["ours"],
  本镇街: ["ours", "another enterprise's"],
  本区: ["ours", "own", "another enterprise's", "another town's"],
  // Whoever has a district has a limit.
  全部: [],
};

/** Which thing may be dealt with in which of the places above. */
const HOME_THINGS = ["ours", "own", "another enterprise's", "another town's"];
const SHOWN: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "私聊、本区内部群": {
    "a private chat": Object.keys(THINGS),
    "the inner group of the district": HOME_THINGS,
    "the inner group of another district": ["another district's"],
  },
  "私聊、本区内部群、本企业群、上报所在的群": {
    "a private chat": Object.keys(THINGS),
    "the inner group of the district": HOME_THINGS,
    "the inner group of another district": ["another district's"],
    "the group of our enterprise": ["ours"],
  },
  仅私聊: { "a private chat": Object.keys(THINGS) },
};

function isShown(action: Action, place: string, thing: string): boolean {
  const where = String(cells[ACTIONS.indexOf(action)]?.at(-1));
  if (where === "都可以") return true;
  if (where === "外部群除外") return place !== "an external group";
  return SHOWN[where]?.[place]?.includes(thing) ?? false;
}

describe("the table of rights", () => {
  test("is what stands in docs/rights.md", () => {
    expect(rightsTable()).toBe(REVIEWED);
  });

  test("has a line for every action, and every line is one", () => {
    expect(cells).toHaveLength(ACTIONS.length);
    expect(new Set(cells.map(([name]) => name)).size).toBe(ACTIONS.length);
    expect(new Set(cells.flatMap((row) => row.slice(1, -1)))).toEqual(new Set(Object.keys(REACHES)));
  });

  describe.each(ROLES)("%s", (role) => {
    test.each(ACTIONS)("%s", (action) => {
      const reaching = new Set([...(REACHES[reviewed(action, role)] ?? []), ...(REACHES[reviewed(action, "reporter")] ?? [])]);
      const answers = Object.entries(PLACES).flatMap(([place, where]) =>
        Object.entries(THINGS).map(([thing, what]) => ({ place, thing, allowed: mayI(whoIs(role), action, where, what).allowed })),
      );
      const expected = Object.keys(PLACES).flatMap((place) =>
        Object.keys(THINGS).map((thing) => ({ place, thing, allowed: reaching.has(thing) && isShown(action, place, thing) })),
      );
      expect(answers).toEqual(expected);
    });
  });

  test("a role without the limit of a district reaches every district, and alone sees the audit", () => {
    const everywhere = whoIs("administrator", { district: undefined });
    const there = THINGS["another district's"];
    expect(mayI(everywhere, "close_case", aChat("private"), there).allowed).toBe(true);
    expect(mayI(everywhere, "see_audit", aChat("private")).allowed).toBe(true);
    expect(mayI(everywhere, "export_audit", aChat("private")).allowed).toBe(false);
    expect(mayI(whoIs("auditor", { district: undefined }), "export_audit", aChat("private")).allowed).toBe(true);
    expect(mayI(whoIs("auditor"), "export_audit", aChat("private"))).toEqual({
      allowed: false,
      reason: { because: "limited_to_district" },
    });
  });

  test("several roles add up", () => {
    const both: Who = { status: "active", grants: [grantOf("enterprise_principal"), grantOf("duty_officer")] };
    expect(mayI(both, "see_case", aChat("private"), OURS).allowed).toBe(true);
    expect(mayI(both, "see_case", aChat("private"), { ...OURS, enterpriseId: "2" }).allowed).toBe(true);
    expect(mayI(both, "approve_notice", aChat("private")).allowed).toBe(false);
  });

  test("a case may be followed where it was opened, whoever sits there", () => {
    const owner = whoIs("enterprise_principal");
    for (const kind of CHAT_KINDS) {
      expect(mayI(owner, "see_case", aChat(kind), { ...OURS, openedHere: true }).allowed).toBe(true);
      expect(mayI(owner, "see_phone", aChat(kind), { ...OURS, openedHere: true }).allowed).toBe(kind === "private");
    }
  });

  test("whoever left has the rights of a reporter", () => {
    for (const role of ROLES) {
      for (const action of ACTIONS) {
        const left: Who = { ...whoIs(role), status: "resigned" };
        expect(mayI(left, action, aChat("private"), OURS)).toEqual(mayI(whoIs("reporter"), action, aChat("private"), OURS));
      }
    }
  });

  test("a group may keep its questions to those who are registered, or to staff", () => {
    const asks = (role: Role, asking: Where["asking"], kind: ChatKind = "enterprise") =>
      mayI(whoIs(role), "ask", aChat(kind, { asking })).allowed;
    expect(ROLES.filter((role) => asks(role, "registered"))).toEqual(GRANTED_ROLES);
    expect(ROLES.filter((role) => asks(role, "staff"))).toEqual(
      ROLES.filter((role) => role !== "reporter" && !role.startsWith("enterprise_")),
    );
    expect(ROLES.filter((role) => asks(role, "staff", "private"))).toEqual(ROLES);
  });

  test("what one can do is what one may do to what is one's own", () => {
    expect(possibleActions(whoIs("reporter"), aChat("external"))).toEqual([
      "ask",
      "vote",
      "hand_over",
      "report_hazard",
      "acknowledge_notice",
    ]);
    const owner = possibleActions(whoIs("enterprise_principal"), aChat("private"));
    expect(owner).toEqual(expect.arrayContaining(["see_case", "rectify_case", "see_enterprise", "bind_enterprise"]));
    expect(owner).not.toContain("close_case");
    expect(possibleActions(whoIs("town_staff"), PLACES["the inner group of the district"] ?? aChat("inner"))).toContain("close_case");
  });
});

describe("nobody sees what is not theirs", () => {
  const thing = fc.record({
    district: fc.constantFrom(HOME, AWAY, undefined),
    townId: fc.constantFrom("luojiang-heshi", "luojiang-majia", undefined),
    enterpriseId: fc.constantFrom("1", "2", "3", undefined),
    own: fc.boolean(),
    openedHere: fc.boolean(),
  });
  const place = fc.record({
    kind: fc.constantFrom(...CHAT_KINDS),
    districts: fc.subarray([HOME, AWAY]),
    enterpriseId: fc.constantFrom("1", "2", undefined),
    asking: fc.constantFrom("everyone" as const, "registered" as const, "staff" as const),
  });
  const enterpriseRole = fc.constantFrom("enterprise_safety_officer" as const, "enterprise_principal" as const);
  const shows = fc.constantFrom(
    ...ACTIONS.filter((action) => /^(see|rectify|follow|enter|export|edit)_/.test(action) && action !== "see_responsible"),
  );
  const anybody = fc.record({
    status: fc.constantFrom("active" as const, "resigned" as const),
    grants: fc.array(fc.constantFrom(...GRANTED_ROLES).map(grantOf), { maxLength: 4 }),
  });

  test("an owner never reaches another enterprise's, unless they reported it themselves", () => {
    fc.assert(
      fc.property(enterpriseRole, shows, place, thing, (role, action, where, what) => {
        fc.pre(what.enterpriseId !== "1" && !what.own);
        expect(mayI(whoIs(role), action, where, what).allowed).toBe(false);
      }),
    );
  });

  test("a reporter never reaches what somebody else reported", () => {
    fc.assert(
      fc.property(shows, place, thing, (action, where, what) => {
        fc.pre(!what.own);
        expect(mayI(whoIs("reporter"), action, where, what).allowed).toBe(false);
      }),
    );
  });

  test("no enterprise or external group ever shows a phone number, an inner notice, a list or the ledger, whoever asks", () => {
    const inner = fc.constantFrom<Action>(
      "see_phone",
      "see_inner_notice",
      "see_listings",
      "see_ledger",
      "export_registry",
      "export_ledger",
      "see_audit",
    );
    fc.assert(
      fc.property(anybody, inner, place, thing, (who, action, where, what) => {
        fc.pre(where.kind === "enterprise" || where.kind === "external");
        expect(mayI(who, action, where, what).allowed).toBe(false);
      }),
    );
  });

  test("no group of enterprises shows the case of one that is not theirs, whoever asks", () => {
    fc.assert(
      fc.property(anybody, place, thing, (who, where, what) => {
        fc.pre(where.kind === "enterprise" || where.kind === "external");
        fc.pre(
          !what.openedHere && (where.kind === "external" || where.enterpriseId !== what.enterpriseId || what.enterpriseId === undefined),
        );
        expect(mayI(who, "see_case", where, what).allowed).toBe(false);
      }),
    );
  });

  test("more roles never allow less, and every refusal has its sentence", () => {
    fc.assert(
      fc.property(
        anybody,
        fc.constantFrom(...GRANTED_ROLES),
        fc.constantFrom(...ACTIONS),
        place,
        thing,
        (who, role, action, where, what) => {
          const before = mayI(who, action, where, what);
          const after = mayI({ ...who, grants: [...who.grants, grantOf(role)] }, action, where, what);
          if (before.allowed) expect(after.allowed).toBe(true);
          else expect(sayRefusal(before.reason)).toMatch(/。$/);
        },
      ),
    );
  });
});
