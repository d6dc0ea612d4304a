import { globSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { placesOf } from "../../src/notices/audience.ts";
import { newNotice } from "../../src/notices/issue.ts";
import type { Notice } from "../../src/notices/notice.ts";
import { noticeRequest } from "../../src/notices/requests.ts";
import { mayRetry } from "../../src/notices/retry.ts";
import { saidMoment } from "../../src/notices/said-moment.ts";
import { sendingTime } from "../../src/notices/sending-time.ts";
import { move } from "../../src/notices/states.ts";
import { hasSlots, readTemplates, templateCalled } from "../../src/notices/templates.ts";
import { type Chat, defaultSettings } from "../../src/registry/chat.ts";
import { at } from "../support/clock.ts";
import { aDraft } from "./notices.ts";

const NOON = at("2026-11-21 12:10");

function aNotice(given: Partial<Notice> = {}): Notice {
  const made = { number: "TZ-20261121-001", origin: { kind: "person", ref: "om_1" } as const, composedBy: "ou_li" };
  return { ...newNotice(aDraft(), made, NOON), ...given };
}

describe("a notice", () => {
  const circumstances = (by: string, begun = false) => ({ by, now: NOON, begun });

  test("is approved by another person than its writer, once", () => {
    const submitted = move(aNotice(), { do: "submit" }, circumstances("ou_li"));
    if (submitted.kind !== "moved") throw new Error("not submitted");
    expect(move(submitted.notice, { do: "approve" }, circumstances("ou_li"))).toEqual({
      kind: "refused",
      reason: { because: "own_notice" },
    });
    const approved = move(submitted.notice, { do: "approve" }, circumstances("ou_lin"));
    expect(approved).toMatchObject({ kind: "moved", notice: { state: "approved", approvedBy: "ou_lin", version: 3 } });
    if (approved.kind !== "moved") throw new Error("not approved");
    expect(move(approved.notice, { do: "approve" }, circumstances("ou_zhuang"))).toMatchObject({
      kind: "refused",
      reason: { because: "state" },
    });
  });

  test("whose time has passed is not approved any more", () => {
    const notice = aNotice({ state: "submitted", sendAt: at("2026-11-21 12:00") });
    expect(move(notice, { do: "approve" }, circumstances("ou_lin"))).toEqual({ kind: "refused", reason: { because: "past" } });
  });

  test("is withdrawn before it was begun, and recalled after", () => {
    const approved = aNotice({ state: "approved" });
    expect(move(approved, { do: "withdraw" }, circumstances("ou_li"))).toMatchObject({ notice: { state: "withdrawn", endedAt: NOON } });
    expect(move(approved, { do: "withdraw" }, circumstances("ou_li", true))).toMatchObject({ reason: { because: "begun" } });
    expect(move(approved, { do: "recall" }, circumstances("ou_li", true))).toMatchObject({ notice: { state: "recalled" } });
    for (const state of ["rejected", "withdrawn", "recalled"] as const) {
      expect(move(aNotice({ state }), { do: "recall" }, circumstances("ou_li", true)).kind).toBe("refused");
    }
  });
});

describe("where it goes", () => {
  const aChat = (chatId: string, given: Partial<Chat> = {}): Chat => ({
    chatId,
    name: chatId,
    external: false,
    kind: "enterprise",
    district: "洛江区",
    districtSet: true,
    enterpriseId: undefined,
    tags: [],
    settings: defaultSettings(),
    vouchedFor: [],
    present: true,
    setUpBy: undefined,
    setUpAt: undefined,
    ...given,
  });
  const chats = [
    aChat("inner", { kind: "inner" }),
    aChat("catering", { tags: ["行业:餐饮", "乡镇:河市"] }),
    aChat("market", { tags: ["行业:超市"] }),
    aChat("strangers", { external: true, tags: ["行业:餐饮"] }),
    aChat("elsewhere", { district: "泉港区", tags: ["行业:餐饮"] }),
    aChat("gone", { present: false, tags: ["行业:餐饮"] }),
    aChat("alone", { kind: "private" }),
  ];
  const known = { chats, people: [{ openId: "ou_wang", name: "王建福" }], dutyChatIds: [], withOutsiders: [] };
  const going = (draft: Parameters<typeof aDraft>[0], around = {}) =>
    placesOf(aDraft(draft), { ...known, ...around }).map(({ recipient, kind, skip }) => [recipient, kind, skip]);
  const audience = (given: object) => ({ audience: { chatIds: [], tags: [], districts: [], industries: [], people: [], ...given } });

  test("to groups in all that was named, and to those named besides; never into a private chat of others", () => {
    expect(going(audience({ districts: ["洛江区"], industries: ["catering"] }))).toEqual([
      ["catering", "enterprise", undefined],
      ["strangers", "external", undefined],
    ]);
    expect(going(audience({ chatIds: ["market", "gone", "alone"], people: ["ou_wang"] }))).toEqual([
      ["gone", "enterprise", "left"],
      ["market", "enterprise", undefined],
      ["ou_wang", "person", undefined],
    ]);
    expect(going(audience({}))).toEqual([]);
  });

  test("an inner notice leaves out every group in which others sit, and tells of it", () => {
    const draft = { innerOnly: true, ...audience({ districts: ["洛江区"] }) };
    const expected = [
      ["catering", "enterprise", "inner_only"],
      ["inner", "inner", undefined],
      ["market", "enterprise", "inner_only"],
      ["strangers", "external", "inner_only"],
    ];
    expect(going(draft)).toEqual(expected);
    expect(going(draft, { withOutsiders: ["inner"] })[1]).toEqual(["inner", "inner", "outsiders"]);
    expect(going(draft, { dutyChatIds: ["catering"] })[0]).toEqual(["catering", "enterprise", "inner_only"]);
  });

  test("the groups of another district are left out", () => {
    expect(going(audience({ chatIds: ["elsewhere"] }))).toEqual([["elsewhere", "enterprise", "another_district"]]);
  });
});

describe("when it leaves", () => {
  const quietHours = { from: "22:00", to: "07:30" };
  const leaves = (moment: string, given: object = {}) =>
    sendingTime({ at: at(moment), urgent: false, quietHours: undefined, key: "k", ...given });

  test("at its time, but beside full and half hours, the same each time, and not all at once", () => {
    expect(leaves("2026-11-21 12:10")).toEqual(at("2026-11-21 12:10"));
    for (const moment of ["2026-11-21 09:00", "2026-11-21 09:30", "2026-11-21 09:01"]) {
      const left = leaves(moment).getTime();
      expect(left).toBe(leaves(moment).getTime());
      expect(left - at(moment).getTime()).toBeGreaterThanOrEqual(60_000);
      expect(left - at(moment).getTime()).toBeLessThanOrEqual(180_000);
    }
    const spread = new Set(Array.from({ length: 50 }, (_, index) => leaves("2026-11-21 09:00", { key: `k${index}` }).getTime()));
    expect(spread.size).toBeGreaterThan(40);
  });

  test("after the group's quiet hours, unless it is urgent", () => {
    const left = leaves("2026-11-21 23:15", { quietHours });
    expect(left.getTime()).toBeGreaterThanOrEqual(at("2026-11-22 07:32").getTime());
    expect(left.getTime()).toBeLessThanOrEqual(at("2026-11-22 07:33").getTime());
    expect(leaves("2026-11-21 23:15", { quietHours, urgent: true })).toEqual(at("2026-11-21 23:15"));
    expect(leaves("2026-11-21 09:00", { urgent: true })).toEqual(at("2026-11-21 09:00"));
  });
});

describe("what people write", () => {
  test.each([
    ["今天18:00", "2026-11-21 18:00"],
    ["明天下午3点半", "2026-11-22 15:30"],
    ["后天上午9点", "2026-11-23 09:00"],
    ["11月25日 9:10", "2026-11-25 09:10"],
    ["11-25 晚上8点", "2026-11-25 20:00"],
    ["2026年12月1日18时", "2026-12-01 18:00"],
    ["3月1日 9:00", "2027-03-01 09:00"],
    ["中午12点", "2026-11-21 12:00"],
    ["14:05", "2026-11-21 14:05"],
  ])("%s is %s", (said, moment) => {
    expect(saidMoment(said, NOON)).toEqual(at(moment));
  });

  test.each(["尽快", "2月30日 9:00", "25:00", "明天", "9点70分", ""])("%s is not understood", (said) => {
    expect(saidMoment(said, NOON)).toBeUndefined();
  });

  test.each([
    ["发通知", { kind: "compose", noticeKind: "information", topic: "", to: "" }],
    ["请帮我发一条风险提示。", { kind: "compose", noticeKind: "risk", topic: "", to: "" }],
    ["发台风风险提示", { kind: "compose", noticeKind: "risk", topic: "台风", to: "" }],
    ["用节前的模板发通知", { kind: "compose", noticeKind: "information", topic: "节前", to: "" }],
    ["给餐饮群发个燃气安全提示", { kind: "compose", noticeKind: "risk", topic: "燃气", to: "餐饮" }],
    ["起草一份通知", { kind: "compose", noticeKind: "information", topic: "", to: "" }],
    ["通知模板", { kind: "templates" }],
    ["待审批的通知", { kind: "list" }],
    ["加到通知", { kind: "attach" }],
    ["撤回 tz-20261121-003", { kind: "recall", number: "TZ-20261121-003" }],
    ["TZ-20261121-003 的发送记录", { kind: "show", number: "TZ-20261121-003" }],
    ["导出TZ20261121003", { kind: "export", number: "TZ-20261121-003" }],
  ])("%s asks for a notice", (said, request) => {
    expect(noticeRequest(said)).toEqual(request);
  });

  test.each([
    "发通知有什么要求？",
    "怎么发布安全风险提示信息",
    "安全生产提示信息多久发一次",
    "我店里收到整改通知了",
    "谁负责发通知",
    "通知在哪里看",
  ])("%s does not", (said) => {
    expect(noticeRequest(said)).toBeUndefined();
  });
});

describe("templates", () => {
  test("each is found by its names, says nothing in figures, and quotes the plans word for word", async () => {
    const templates = await readTemplates("knowledge");
    const plans = (await Promise.all(globSync("knowledge/*.txt").map((file) => readFile(file, "utf8")))).join("\n");
    expect(templates.length).toBeGreaterThanOrEqual(7);
    for (const template of templates) {
      for (const name of [template.name, ...template.aliases]) expect(templateCalled(templates, name)).toBe(template);
      for (const { quote } of template.sources) expect(plans).toContain(quote);
      expect(template.paragraphs.join("")).not.toMatch(/\d|罚款|元\b/u);
    }
    expect(templateCalled(templates, "森林防火")).toBeUndefined();
    expect(hasSlots(templateCalled(templates, "台风")?.paragraphs ?? [])).toBe(true);
  });
});

test("only what may succeed is tried again", () => {
  const failed = (reason: string) => ({ state: "failed" as const, reason });
  for (const reason of ["expired", "gone/230035", "gone/230018", "refused/230027"]) expect(mayRetry(failed(reason), true)).toBe(true);
  for (const reason of ["uncertain", "gone/232009", "refused/230022", "refused/230028"]) expect(mayRetry(failed(reason), true)).toBe(false);
  expect(mayRetry(failed("gone/230002"), false)).toBe(false);
  expect(mayRetry(failed("gone/230002"), true)).toBe(true);
  expect(mayRetry({ state: "skipped", reason: "left" }, true)).toBe(true);
  expect(mayRetry({ state: "sent", reason: "refused/230009" }, true)).toBe(false);
});
