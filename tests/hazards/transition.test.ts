import { describe, expect, test } from "vitest";
import { type Actor, isMajor, isOverdue, isRepeated, SYSTEM, shownName } from "../../src/hazards/hazard.ts";
import type { Step } from "../../src/hazards/step.ts";
import { openHazard, transition } from "../../src/hazards/transition.ts";
import { at } from "../support/clock.ts";
import { ASSIGN, aCase, aRecording, FINISH, following, NOON, OFFICER, OWNER, PASS } from "./cases.ts";

const MAJOR: Step = { do: "judge_level", level: "major", basis: "《清单》第三项", clause: "第三项第二目" };
const LISTED: Step = { do: "list_for_supervision", level: "区级", noticeNumber: "泉洛商督〔2026〕1号", on: "2026-11-21" };

const IN_HAND = { registered: [], accepted: ["accept"], rectifying: ["accept", ASSIGN], awaiting: ["accept", ASSIGN, FINISH] } as const;
const standing = (place: keyof typeof IN_HAND) =>
  following(
    aCase().hazard,
    IN_HAND[place].map((step) => (step === "accept" ? { do: "accept" } : step)),
  );
const tried = (hazard: Parameters<typeof transition>[0], step: Step, actor: Actor = OFFICER, now = NOON) => {
  const result = transition(hazard, { step, actor }, now);
  return result.kind === "refused" ? result.reason : result.hazard.state;
};

test("a case goes from its report to its end", () => {
  const hazard = following(standing("awaiting"), [PASS, { do: "close" }]);
  expect(hazard).toMatchObject({ state: "closed", version: 6, closedAt: NOON, deadline: { day: "2026-11-28" } });
  expect(hazard.reinspections).toMatchObject([{ verdict: "pass", by: OFFICER, on: "2026-11-21", opinion: "合格" }]);
});

test("what fails re-inspection goes back, keeps its deadline, and must be finished anew", () => {
  const failed = following(standing("awaiting"), [{ do: "fail_reinspection", note: "接头仍漏气" }]);
  expect(failed).toMatchObject({ state: "rectifying", deadline: { day: "2026-11-28" }, rectification: { verdict: "fail" } });
  expect(tried(failed, { do: "close" })).toBe("wrong_state");
  expect(tried(following(failed, [FINISH]), { do: "close" })).toBe("not_passed");
  const ordered = following(standing("awaiting"), [{ do: "fail_reinspection", note: "再改", deadline: { day: "2026-11-30" } }]);
  expect(ordered.deadline).toEqual({ day: "2026-11-30" });
});

test("what is put right on the spot needs no assignment", () => {
  const finished = following(standing("accepted"), [FINISH]);
  expect(finished.state).toBe("awaiting_reinspection");
  // Nobody has said until when, should it turn out not to be right.
  expect(tried(finished, { do: "fail_reinspection", note: "仍漏气" })).toBe("deadline_missing");
  expect(tried(finished, { do: "fail_reinspection", note: "仍漏气", deadline: { day: "2026-11-25" } })).toBe("rectifying");
});

describe("a step that must be answered for", () => {
  test.each<[string, Step, string]>([
    ["sending back without a word", { do: "send_back", note: "  " }, "note_missing"],
    ["voiding without a word", { do: "void", reason: "false_alarm" }, "note_missing"],
    ["a duplicate of nothing", { do: "void", reason: "duplicate", note: "重复" }, "field_missing"],
    ["a duplicate of itself", { do: "void", reason: "duplicate", of: "YH-20261121-001", note: "重复" }, "of_itself"],
    ["a transfer to nobody", { do: "transfer", body: "", on: "2026-11-21", note: "不归商务" }, "field_missing"],
    ["a transfer that lies ahead", { do: "transfer", body: "住建局", on: "2026-11-22", note: "不归商务" }, "day_in_future"],
    ["a day that is none", { do: "transfer", body: "住建局", on: "2026-02-30", note: "不归商务" }, "bad_day"],
    ["judging without a basis", { do: "judge_level", level: "major", basis: "" }, "field_missing"],
    ["an edit that changes nothing", { do: "amend", changes: { location: "后厨" } }, "nothing_changes"],
    ["an edit that empties the description", { do: "amend", changes: { description: null } }, "field_missing"],
    ["evidence that shows nothing", { do: "add_evidence", photoIds: [] }, "evidence_missing"],
    ["assigning before accepting", ASSIGN, "wrong_state"],
    ["supervision of what is not judged to be major", LISTED, "wrong_state"],
  ])("%s is refused", (_, step, reason) => {
    expect(tried(standing("registered"), step)).toBe(reason);
  });

  test("rectification and re-inspection are shown or described", () => {
    expect(tried(standing("rectifying"), { do: "finish_rectification", completedOn: "2026-11-21" })).toBe("evidence_missing");
    expect(tried(standing("awaiting"), { do: "pass_reinspection" })).toBe("evidence_missing");
    expect(tried(standing("awaiting"), { do: "pass_reinspection", photoIds: ["3"] })).toBe("awaiting_reinspection");
  });

  test("the program judges, assigns, passes and closes nothing by itself", () => {
    for (const step of [MAJOR, { do: "void", reason: "false_alarm", note: "误报" } as const]) {
      expect(tried(standing("registered"), step, SYSTEM)).toBe("person_needed");
    }
    expect(tried(standing("accepted"), ASSIGN, SYSTEM)).toBe("person_needed");
    expect(tried(standing("awaiting"), PASS, SYSTEM)).toBe("person_needed");
    expect(tried(following(standing("awaiting"), [PASS]), { do: "close" }, SYSTEM)).toBe("person_needed");
  });
});

describe("the deadline", () => {
  test("is needed for an assignment to somebody, and lies ahead", () => {
    expect(tried(standing("accepted"), { do: "assign", assignment: { person: "陈老板" } })).toBe("deadline_missing");
    expect(tried(standing("accepted"), { ...ASSIGN, assignment: {} })).toBe("field_missing");
    expect(tried(standing("accepted"), { ...ASSIGN, deadline: { day: "2026-11-20" } })).toBe("day_past");
  });

  test("survives another person in charge, an edit, and a detour through another body", () => {
    const moved = following(standing("rectifying"), [
      { do: "reassign", assignment: { department: "商贸流通股" } },
      { do: "amend", changes: { location: "库房", clause: "第36条" } },
      { do: "transfer", body: "住建局", on: "2026-11-21", note: "不归商务" },
      { do: "take_back", note: "住建局退回" },
    ]);
    expect(moved).toMatchObject({ state: "accepted", deadline: { day: "2026-11-28" }, facts: { location: "库房" } });
    expect(tried(moved, { ...ASSIGN, deadline: { day: "2026-12-28" } })).toBe("deadline_stands");
    expect(following(moved, [{ do: "assign", assignment: { person: "王五" } }]).deadline).toEqual({ day: "2026-11-28" });
  });

  test("moves when an extension is approved, and not when it is refused", () => {
    const asked = following(standing("rectifying"), [{ do: "ask_extension", until: "2026-12-05", note: "配件未到" }]);
    expect(tried(asked, { do: "ask_extension", until: "2026-12-06", note: "再问" })).toBe("extension_pending");
    expect(tried(asked, { do: "approve_extension", until: "2026-11-28" })).toBe("not_later");
    const approved = following(asked, [{ do: "approve_extension", until: "2026-12-03" }]);
    expect(approved).toMatchObject({ deadline: { day: "2026-12-03" }, extensions: [{ outcome: "approved", decided: { by: OFFICER } }] });
    const refused = following(asked, [{ do: "refuse_extension", note: "须立即整改" }]);
    expect(refused).toMatchObject({ deadline: { day: "2026-11-28" }, extensions: [{ outcome: "refused" }] });
    expect(tried(refused, { do: "approve_extension", until: "2026-12-03" })).toBe("no_extension");
    expect(following(asked, [FINISH, PASS, { do: "close" }]).extensions).toMatchObject([{ outcome: "lapsed" }]);
  });

  test("is missed once its day is over in Shanghai, unless the work is done", () => {
    const lastMinute = at("2026-11-28 23:59");
    expect(isOverdue(standing("rectifying"), lastMinute)).toBe(false);
    expect(isOverdue(standing("rectifying"), at("2026-11-29 00:00"))).toBe(true);
    expect(isOverdue(standing("awaiting"), at("2026-12-29 00:00"))).toBe(false);
  });
});

describe("a major hazard", () => {
  const major = () => following(standing("rectifying"), [MAJOR]);
  const listed = () => following(major(), [LISTED]);

  test("is one when a person has said so, with a basis; a suspicion is not a judgement", () => {
    const suspected = openHazard("YH-20261121-002", { recording: aRecording({ suspectedMajor: "燃气泄漏" }), actor: OWNER }, NOON).hazard;
    expect(isMajor(suspected)).toBe(false);
    expect(tried(standing("rectifying"), LISTED)).toBe("not_major");
    expect(major()).toMatchObject({
      judgement: { level: "major", by: OFFICER },
      facts: { basis: "《清单》第三项", clause: "第三项第二目" },
    });
  });

  test("under listed supervision is neither closed, voided, transferred nor called general before a person lifts it", () => {
    const passed = following(listed(), [FINISH, PASS]);
    expect(tried(passed, { do: "close" })).toBe("supervision_stands");
    expect(tried(passed, { do: "void", reason: "false_alarm", note: "误报" })).toBe("supervision_stands");
    expect(tried(passed, { do: "transfer", body: "住建局", on: "2026-11-21", note: "不归商务" })).toBe("supervision_stands");
    expect(tried(passed, { do: "judge_level", level: "general", basis: "复核" })).toBe("supervision_stands");
    const lift: Step = { do: "lift_supervision", on: "2026-11-21", note: "验收合格" };
    expect(tried(passed, lift, SYSTEM)).toBe("person_needed");
    expect(tried(following(passed, [lift]), { do: "close" })).toBe("closed");
  });

  test("carries what the supervision went through", () => {
    const hazard = following(listed(), [
      { do: "serve_supervision_notice", on: "2026-11-21", receivedBy: "陈老板" },
      { do: "file_supervision_plan", on: "2026-11-21", note: "方案六项齐全" },
      { do: "report_supervision_progress", on: "2026-11-21", text: "第四季度：已更换" },
    ]);
    expect(hazard.supervisions).toMatchObject([
      { level: "区级", served: { receivedBy: "陈老板" }, planFiled: { note: "方案六项齐全" }, progress: [{ text: "第四季度：已更换" }] },
    ]);
    expect(tried(hazard, LISTED)).toBe("supervision_stands");
    expect(tried(hazard, { do: "file_supervision_plan", on: "2026-11-21" })).toBe("done_before");
    expect(tried(major(), { do: "file_supervision_plan", on: "2026-11-21" })).toBe("no_supervision");
  });

  test("is reported twice: to the regulator and to the workers' congress", () => {
    const reported = following(major(), [
      { do: "report_major", to: "regulator", on: "2026-11-21", document: "〔2026〕8号" },
      { do: "confirm_major_report", to: "regulator", on: "2026-11-21" },
      { do: "report_major", to: "workers_congress", on: "2026-11-21" },
    ]);
    expect(reported.majorReports.map(({ to, receipt }) => [to, receipt !== undefined])).toEqual([
      ["regulator", true],
      ["workers_congress", false],
    ]);
    expect(tried(reported, { do: "report_major", to: "regulator", on: "2026-11-21" })).toBe("done_before");
    expect(tried(major(), { do: "confirm_major_report", to: "regulator", on: "2026-11-21" })).toBe("not_reported");
  });
});

test("a closed case that comes back is marked, and begins anew without a deadline", () => {
  const closed = following(standing("awaiting"), [PASS, { do: "close" }]);
  expect(tried(closed, { do: "reopen" })).toBe("note_missing");
  const reopened = following(closed, [{ do: "reopen", note: "又漏气了", photoIds: ["9"] }]);
  expect(reopened).toMatchObject({ state: "accepted", reopened: 1, deadline: undefined, photoIds: ["1", "9"] });
  expect([isRepeated(closed), isRepeated(reopened)]).toEqual([false, true]);
});

test("a transfer carries its receipt and its result", () => {
  const hazard = following(standing("registered"), [
    { do: "transfer", body: "区消防救援大队", on: "2026-11-21", documentNumber: "移交〔2026〕3号", note: "消防通道不归商务" },
    { do: "confirm_transfer", on: "2026-11-21", note: "已签收" },
    { do: "record_transfer_result", on: "2026-11-21", result: "已责令清理" },
  ]);
  expect(hazard).toMatchObject({
    state: "transferred",
    transfer: { body: "区消防救援大队", documentNumber: "移交〔2026〕3号", receipt: { note: "已签收" }, result: { text: "已责令清理" } },
  });
});

test("others who saw the same join the case once, and its reporter need not", () => {
  const WITNESS: Actor = { id: "ou_witness", role: "reporter" };
  const joined = transition(standing("registered"), { step: { do: "join", photoIds: ["4"] }, actor: WITNESS }, NOON);
  expect(joined).toMatchObject({ hazard: { followers: ["ou_witness"], photoIds: ["1", "4"] } });
  expect(tried(standing("registered"), { do: "join" }, OWNER)).toBe("done_before");
});

test("who reported without a name is not shown", () => {
  const recording = { ...aRecording(), anonymous: true };
  const { hazard } = openHazard("YH-20261121-002", { recording, actor: OWNER }, NOON);
  expect([shownName(hazard, OWNER), shownName(hazard, OFFICER), shownName(aCase().hazard, OWNER)]).toEqual([undefined, "李值班", "陈老板"]);
});
