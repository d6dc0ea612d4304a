import type { Actor, Hazard, HazardFacts } from "../../src/hazards/hazard.ts";
import type { HazardEvent, Recording, Step } from "../../src/hazards/step.ts";
import { openHazard, transition } from "../../src/hazards/transition.ts";
import { at } from "../support/clock.ts";

export const NOON = at("2026-11-21 12:00");
export const OWNER: Actor = { id: "ou_owner", role: "enterprise_principal", name: "陈老板" };
export const OFFICER: Actor = { id: "ou_officer", role: "duty_officer", name: "李值班" };

export const FACTS: HazardFacts = {
  source: "enterprise",
  description: "后厨煤气软管老化开裂",
  industry: "catering",
  enterpriseName: "万安鱼丸店",
  district: "洛江区",
  place: "万安街道",
  location: "后厨",
};

export const aRecording = (more: Partial<HazardFacts> = {}): Recording => ({
  do: "record",
  facts: { ...FACTS, ...more },
  anonymous: false,
  photoIds: ["1"],
});

export const aCase = (): { hazard: Hazard; event: HazardEvent } =>
  openHazard("YH-20261121-001", { recording: aRecording(), actor: OWNER }, NOON);

export const ASSIGN = {
  do: "assign",
  assignment: { person: "陈老板", measures: "更换软管" },
  deadline: { day: "2026-11-28" },
} satisfies Step;
export const FINISH = { do: "finish_rectification", completedOn: "2026-11-21", note: "已更换", photoIds: ["2"] } satisfies Step;
export const PASS = { do: "pass_reinspection", note: "合格" } satisfies Step;

/** The case after these steps of the officer. @throws when one of them is refused */
export function following(hazard: Hazard, steps: readonly Step[], now = NOON): Hazard {
  return steps.reduce((before, step) => {
    const result = transition(before, { step, actor: OFFICER }, now);
    if (result.kind === "refused") throw new Error(`${step.do}: ${result.reason}`);
    return result.hazard;
  }, hazard);
}
