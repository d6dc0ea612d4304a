import { expect, test } from "vitest";
import { SYSTEM } from "../../src/hazards/hazard.ts";
import { openSteps } from "../../src/hazards/open-steps.ts";
import { ASSIGN, aCase, FINISH, following, NOON, OFFICER, OWNER, PASS } from "./cases.ts";

const registered = aCase().hazard;
const rectifying = following(registered, [{ do: "accept" }, ASSIGN]);
const awaiting = following(rectifying, [FINISH]);
const open = (hazard: typeof registered, actor = OFFICER) => openSteps(hazard, actor, NOON);

test("a case shows the steps that it has before it, and no others", () => {
  expect(open(registered)).toEqual(["accept", "send_back", "amend", "judge_level", "transfer", "void", "add_evidence", "join"]);
  expect(open(registered, OWNER)).not.toContain("join");
  expect(open(registered, SYSTEM)).toEqual(["accept", "send_back", "amend", "add_evidence", "join"]);
  expect(open(awaiting)).not.toContain("close");
  const passed = following(awaiting, [PASS]);
  expect(open(passed)).toContain("close");
  expect(open(passed)).not.toContain("pass_reinspection");
  expect(open(following(passed, [{ do: "close" }]))).toEqual(["reopen"]);
  expect(open(following(registered, [{ do: "void", reason: "false_alarm", note: "误报" }]))).toEqual([]);
});

test("an extension is decided once it is asked for, and asked for once", () => {
  expect(open(rectifying)).toContain("ask_extension");
  expect(open(rectifying)).not.toContain("approve_extension");
  const asked = following(rectifying, [{ do: "ask_extension", until: "2026-12-05", note: "配件未到" }]);
  expect(open(asked)).not.toContain("ask_extension");
  expect(open(asked)).toContain("approve_extension");
});

test("supervision is offered for a major hazard only, and its end while it stands", () => {
  expect(open(rectifying)).not.toContain("list_for_supervision");
  const major = following(rectifying, [{ do: "judge_level", level: "major", basis: "清单" }]);
  expect(open(major)).toContain("list_for_supervision");
  const listed = following(major, [{ do: "list_for_supervision", level: "区级", noticeNumber: "1号", on: "2026-11-21" }]);
  expect(open(listed)).toContain("lift_supervision");
  for (const step of ["list_for_supervision", "transfer", "void"]) expect(open(listed)).not.toContain(step);
});
