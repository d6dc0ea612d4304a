import { beforeAll, describe, expect, test } from "vitest";
import { missingOf } from "../../src/notices/missing.ts";
import { planNags, REPORT, workingMoment } from "../../src/notices/nag-rules.ts";
import { type NagSettings, readNagSettings } from "../../src/notices/nag-settings.ts";
import { asksForReceipts, noticeNumberIn, saysReceived } from "../../src/notices/receipt-requests.ts";
import { workCalendar } from "../../src/workdays.ts";
import { at } from "../support/clock.ts";

const calendar = workCalendar();
let settings: NagSettings;
beforeAll(async () => {
  const read = await readNagSettings("./knowledge");
  if (!read) throw new Error("no settings are kept");
  settings = read;
});

type Facts = Parameters<typeof planNags>[0];
/** Sent on a Monday morning, due on Wednesday at five. */
const aNotice = (more: Partial<Facts> = {}): Facts => ({
  acknowledgement: { wanted: true, dueAt: "2026-11-25T17:00:00+08:00", urge: true },
  approvedAt: at("2026-11-23 09:00"),
  sendAt: undefined,
  urgent: false,
  ...more,
});
const planAt = (minute: string, taken: readonly string[] = [], notice = aNotice()) =>
  planNags(notice, new Set(taken), { settings, calendar, now: at(minute) });
const doneAt = (...parameters: Parameters<typeof planAt>) => planAt(...parameters).due.map(({ do: kind }) => kind);

describe("the steps of the rule", () => {
  test("fall due one after another, each once", () => {
    expect(doneAt("2026-11-23 12:59")).toEqual([]);
    expect(doneAt("2026-11-23 13:00")).toEqual(["mention"]);
    expect(doneAt("2026-11-23 13:01", ["sent+4h/mention"])).toEqual([]);
    expect(doneAt("2026-11-24 09:00", ["sent+4h/mention"])).toEqual(["private"]);
    const taken = ["sent+4h/mention", "sent+24h/private"];
    expect(doneAt("2026-11-25 15:00", taken)).toEqual(["urge"]);
    expect(doneAt("2026-11-26 08:00", [...taken, "due-2h/urge"])).toEqual(["escalate"]);
  });

  test("after an outage people are called once, by the latest, and the others have had their time", () => {
    const { due, passed } = planAt("2026-11-25 16:00");
    expect(due.map(({ do: kind }) => kind)).toEqual(["urge"]);
    expect(passed).toEqual(["sent+4h/mention", "sent+24h/private"]);
    expect(planAt("2027-02-01 09:00").due).toEqual([]);
  });

  test("ring at nobody where the notice does not allow it, and leave out what hangs on a time that was not set", () => {
    const quiet = aNotice({ acknowledgement: { wanted: true, urge: false } });
    const taken = ["sent+4h/mention", "sent+24h/private"];
    expect(doneAt("2026-11-27 10:00", taken, quiet)).toEqual([]);
    expect(planAt("2026-11-25 09:00", taken, quiet).isReportDue).toBe(true);
  });

  test("count from the moment for which the notice was put off", () => {
    const later = aNotice({ sendAt: at("2026-11-24 10:00") });
    expect(doneAt("2026-11-23 13:00", [], later)).toEqual([]);
    expect(doneAt("2026-11-24 14:00", [], later)).toEqual(["mention"]);
  });

  test("the report comes when the time is up, once", () => {
    expect(planAt("2026-11-25 16:59").isReportDue).toBe(false);
    expect(planAt("2026-11-25 17:00").isReportDue).toBe(true);
    expect(planAt("2026-11-25 17:00", [REPORT]).isReportDue).toBe(false);
  });
});

describe("working hours", () => {
  const moment = (minute: string, urgent = false) => workingMoment(at(minute), urgent, { settings, calendar });
  test("nobody is called at night, at the weekend or on a holiday; on a make-up day they are", () => {
    expect(moment("2026-11-23 03:00")).toEqual(at("2026-11-23 08:00"));
    expect(moment("2026-11-23 18:00")).toEqual(at("2026-11-24 08:00"));
    expect(moment("2026-11-21 10:00")).toEqual(at("2026-11-23 08:00"));
    // National Day, and the Saturday worked for it.
    expect(moment("2026-10-01 10:00")).toEqual(at("2026-10-08 08:00"));
    expect(moment("2026-10-10 10:00")).toEqual(at("2026-10-10 10:00"));
  });
  test("what is urgent does not wait", () => {
    expect(moment("2026-11-21 03:00", true)).toEqual(at("2026-11-21 03:00"));
  });
  test("of a year whose holidays are not published only the weekends are known", () => {
    expect(moment("2040-10-01 10:00")).toEqual(at("2040-10-01 10:00"));
    expect(moment("2040-10-06 10:00")).toEqual(at("2040-10-08 08:00"));
  });
});

describe("the missing", () => {
  const seated = ["甲", "乙", "丙", "丁"].map((name) => ({ openId: `ou_${name}`, name }));
  test("are those who sit there and have not, whoever answers for others first", () => {
    const bearing = new Map([
      ["ou_丙", { roles: ["enterprise_safety_officer" as const], title: undefined }],
      ["ou_丁", { roles: ["enterprise_principal" as const], title: "老板" }],
      ["ou_乙", { roles: [], title: "河市镇企业办 主任" }],
    ]);
    const missing = missingOf(seated, new Set(["ou_甲", "ou_left"]), bearing);
    expect(missing.map(({ name, answersFor }) => [name, answersFor])).toEqual([
      ["丁", "enterprise_principal"],
      ["丙", "enterprise_safety_officer"],
      ["乙", "head"],
    ]);
  });
  test("a deputy is no head", () => {
    const bearing = new Map([["ou_甲", { roles: [], title: "洛江区商务局 副局长" }]]);
    expect(missingOf(seated.slice(0, 1), new Set(), bearing)[0]?.answersFor).toBeUndefined();
  });
});

describe("words", () => {
  test.each(["收到", "收到！", "已收到，谢谢", "好的收到", "收到，马上落实", "知悉", "我已收到通知", "OK 收到"])("%s says so", (text) => {
    expect(saysReceived(text)).toBe(true);
  });
  test.each(["没收到", "收到了吗", "收到举报怎么办", "谁收到了", "收到，不过软管坏了", "收到隐患通知后几天整改"])("%s does not", (text) => {
    expect(saysReceived(text)).toBe(false);
  });
  test.each([
    "谁还没收到",
    "还有谁没确认？",
    "这条通知谁没有回复",
    "哪些人还没点收到",
    "看看确认情况",
    "未确认名单",
    "TZ-20261121-001 谁还没收到",
    "回执统计",
    "哪几家没确认",
  ])("%s asks for the missing", (text) => {
    expect(asksForReceipts(text)).toBe(true);
  });
  test.each(["谁还没交", "谁负责确认重大隐患", "收到举报怎么办", "隐患整改情况", "没收到整改通知怎么办", "重大隐患谁来确认"])(
    "%s asks for something else",
    (text) => {
      expect(asksForReceipts(text)).toBe(false);
    },
  );
  test("a number is found as people write it", () => {
    expect(noticeNumberIn("tz-20261121-001谁没收到")).toBe("TZ-20261121-001");
  });
});
