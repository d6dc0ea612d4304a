import { expect, test } from "vitest";
import { RULES, type StepName } from "../../src/hazards/step.ts";
import { RIGHT_FOR, whatOf } from "../../src/hazards/step-rights.ts";
import { openHazard } from "../../src/hazards/transition.ts";
import { mayI, type Where, type Who } from "../../src/registry/rights.ts";
import { aRecording, NOON, OWNER } from "./cases.ts";

const PRIVATE: Where = { kind: "private", districts: [], enterpriseId: undefined, asking: "everyone" };
const who = (role: Who["grants"][number]["role"], more: Partial<Who["grants"][number]> = {}): Who => ({
  status: "active",
  grants: [{ role, district: undefined, unitId: undefined, enterpriseId: undefined, ...more }],
});
const REPORTER: Who = { status: "active", grants: [] };
const recording = { ...aRecording({ enterpriseId: "7", townId: "ma-jia" }), chatId: "oc_group" };
const { hazard } = openHazard("YH-20261121-001", { recording, actor: OWNER }, NOON);
const maySteps = (asker: Who, openId: string) =>
  (Object.keys(RULES) as StepName[]).filter(
    (step) => mayI(asker, RIGHT_FOR[step], PRIVATE, whatOf(hazard, { openId, chatId: "oc_1" })).allowed,
  );

test("an enterprise moves its own cases as far as they are its to move, and nobody else's", () => {
  const own = maySteps(who("enterprise_principal", { enterpriseId: "7" }), "ou_other");
  expect(own).toContain("finish_rectification");
  expect(own).toContain("ask_extension");
  for (const step of ["accept", "judge_level", "assign", "pass_reinspection", "close", "void", "approve_extension", "lift_supervision"]) {
    expect(own).not.toContain(step);
  }
  expect(maySteps(who("enterprise_principal", { enterpriseId: "8" }), "ou_other")).toEqual(["join"]);
});

test("closing is the inspectors': the bureau's, and the town's for its own", () => {
  expect(maySteps(who("bureau_staff", { district: "洛江区" }), "ou_b")).toContain("close");
  expect(maySteps(who("town_staff", { district: "洛江区", unitId: "ma-jia" }), "ou_t")).toContain("close");
  expect(maySteps(who("town_staff", { district: "洛江区", unitId: "he-shi" }), "ou_t")).not.toContain("close");
  expect(maySteps(who("bureau_staff", { district: "泉港区" }), "ou_b")).not.toContain("close");
});

test("who reported may add, supplement, reopen and withhold their name, and a stranger may only join", () => {
  expect(maySteps(REPORTER, OWNER.id)).toEqual(["supplement", "reopen", "add_evidence", "join", "withhold_name"]);
  expect(maySteps(REPORTER, "ou_stranger")).toEqual(["join"]);
});

test("a case is known in the chat in which it was reported, and in no other", () => {
  expect(whatOf(hazard, { openId: "ou_x", chatId: "oc_group" })).toMatchObject({ own: false, openedHere: true });
  expect(whatOf(hazard, { openId: OWNER.id, chatId: "oc_1" })).toMatchObject({ own: true, openedHere: false });
  const alarm = { ...hazard, chatId: undefined };
  expect(whatOf(alarm, { openId: "ou_x", chatId: undefined })).toMatchObject({ openedHere: false });
});
