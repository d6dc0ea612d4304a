import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { defaultSettings } from "../../src/registry/chat.ts";
import { type ChatSetupForm, formOf, readChatSetup } from "../../src/registry/chat-setup.ts";
import { NONE } from "../../src/registry/press.ts";
import { parseUnits } from "../../src/registry/seed-units.ts";

const FILE = join(import.meta.dirname, "../../knowledge/registry/units.yaml");
const units = parseUnits(FILE, readFileSync(FILE, "utf8"));
const inner = { external: false };

function aForm(parts: Partial<ChatSetupForm> = {}): ChatSetupForm {
  const rest = { enterprise: "", tags: "", quiet: "", mentioned: "mentioned", asking: "everyone", duty: "no", reports: "no" } as const;
  return { kind: "inner", district: "洛江区", ...rest, ...parts };
}

const read = (parts: Partial<ChatSetupForm>, chat = inner) => readChatSetup(aForm(parts), { units, chat });

describe("tags", () => {
  test.each([
    ["行业:餐饮 乡镇:河市", ["行业:餐饮", "乡镇:河市"]],
    ["行业：饭店，河市镇企业办", ["行业:餐饮", "乡镇:河市"]],
    ["加油站、加油站;油站", ["行业:成品油"]],
    ["重点企业", ["重点企业"]],
    ["", []],
  ])("%s", (tags, read_) => {
    expect(read({ tags })).toMatchObject({ setup: { tags: read_ } });
  });

  test("of a town count in the district that was chosen, and where two fit nothing is guessed", () => {
    expect(read({ tags: "乡镇:山腰" })).toEqual({ problem: { kind: "town", word: "山腰" } });
    expect(read({ tags: "乡镇:山腰", district: "泉港区" })).toMatchObject({ setup: { tags: ["乡镇:山腰"] } });
    expect(read({ tags: "行业:卖鱼" })).toEqual({ problem: { kind: "industry", word: "卖鱼" } });
    expect(read({ tags: "长".repeat(21) })).toEqual({ problem: { kind: "longTag", word: "长".repeat(21) } });
    expect(read({ tags: Array.from({ length: 21 }, (_, n) => `第${n}`).join(" ") })).toEqual({ problem: { kind: "manyTags" } });
  });
});

describe("quiet hours", () => {
  test.each([
    ["22:00-07:00", { from: "22:00", to: "07:00" }],
    ["22点到次日7点", { from: "22:00", to: "07:00" }],
    ["9：30 至 12：00", { from: "09:30", to: "12:00" }],
  ])("%s", (quiet, quietHours) => {
    expect(read({ quiet })).toMatchObject({ setup: { settings: { quietHours } } });
  });

  test.each(["晚上", "25:00-07:00", "22:00", "22:60-23:00", "22:00-22:00"])("%s is asked back", (quiet) => {
    expect(read({ quiet })).toEqual({ problem: { kind: "quiet" } });
  });
});

describe("what does not go together", () => {
  test.each<[Partial<ChatSetupForm>, string]>([
    [{ kind: "inner", enterprise: "老福记酒楼" }, "enterpriseKind"],
    [{ kind: "enterprise", duty: "yes" }, "duty"],
    [{ kind: "inner", duty: "yes", district: NONE }, "duty"],
  ])("%j is refused: %s", (parts, kind) => {
    expect(read(parts)).toEqual({ problem: { kind } });
  });

  test("an enterprise's group without the district in which that enterprise lies", () => {
    const group = { kind: "enterprise", enterprise: "老福记酒楼" } as const;
    expect(read({ ...group, district: NONE })).toEqual({ problem: { kind: "enterpriseDistrict" } });
    expect(read(group)).toMatchObject({ setup: { district: "洛江区" }, enterpriseName: "老福记酒楼" });
  });

  test("strangers and any kind but an external one", () => {
    expect(read({ kind: "inner" }, { external: true })).toEqual({ problem: { kind: "externalKind" } });
    expect(read({ kind: "external" }, { external: true })).toMatchObject({ setup: { kind: "external" } });
  });
});

test("what was saved stands in the form again", () => {
  const form = aForm({ tags: "行业:餐饮 重点企业", quiet: "22:00-07:00", mentioned: "all", asking: "staff", duty: "yes", reports: "yes" });
  const reading = readChatSetup(form, { units, chat: inner });
  if ("problem" in reading) throw new Error(reading.problem.kind);
  const chat = { chatId: "oc_1", name: "", external: false, districtSet: true, present: true, setUpBy: "ou_1" };
  expect(formOf({ ...chat, ...reading.setup, setUpAt: undefined, vouchedFor: [], enterpriseId: undefined }, false, undefined)).toEqual(
    form,
  );
});

test("a group of which nobody has said anything shows least", () => {
  const chat = { chatId: "oc_1", name: "", external: false, districtSet: false, vouchedFor: [], present: true };
  const unset = {
    kind: undefined,
    district: undefined,
    enterpriseId: undefined,
    tags: [],
    settings: defaultSettings(),
    setUpBy: undefined,
    setUpAt: undefined,
  };
  expect(formOf({ ...chat, ...unset }, false, undefined)).toEqual(aForm({ kind: "enterprise", district: NONE }));
});
