import { expect, test } from "vitest";
import { ACTIONS, type Action } from "../../src/registry/rights.ts";
import { DUTY_DOORS } from "./duty-doors.ts";
import { HAZARD_DOORS } from "./hazard-doors.ts";
import { NOTICE_DOORS } from "./notice-doors.ts";
import { POLICY_DOORS } from "./policy-doors.ts";
import { RECEIPT_DOORS } from "./receipt-doors.ts";
import { REGISTRY_DOORS } from "./registry-doors.ts";
import { describeDoors } from "./rights-door.ts";

/** Rights that nobody can use in chat, and why. Whoever builds one of them adds its door to the matrix, and takes it out here. */
const WITHOUT_DOOR: Readonly<Partial<Record<Action, string>>> = {
  manage_knowledge: "in the terminal alone",
  edit_enterprise: "by a workbook alone, which asks import_registry",
  deliver_duty: "not built",
  accept_duty: "not built",
};

describeDoors(POLICY_DOORS);

test("every right is used through a door, or it is known why it has none", () => {
  const doors = new Set(
    [...POLICY_DOORS, ...REGISTRY_DOORS, ...HAZARD_DOORS, ...DUTY_DOORS, ...NOTICE_DOORS, ...RECEIPT_DOORS].map(({ action }) => action),
  );
  expect(ACTIONS.filter((action) => !doors.has(action)).sort()).toEqual(Object.keys(WITHOUT_DOOR).sort());
});
