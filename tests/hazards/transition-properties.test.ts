import fc from "fast-check";
import { expect, test } from "vitest";
import { DAY_MS } from "../../src/clock.ts";
import { type Actor, type Hazard, type HazardState, SYSTEM } from "../../src/hazards/hazard.ts";
import { openSteps } from "../../src/hazards/open-steps.ts";
import { type HazardEvent, RULES, type Step, type StepName } from "../../src/hazards/step.ts";
import { fold, transition } from "../../src/hazards/transition.ts";
import { ASSIGN, aCase, FINISH, NOON, OFFICER, OWNER, PASS } from "./cases.ts";

/** As the ledger's rules tell them, and nothing else: where a case may go from where. */
const PATHS: Readonly<Record<HazardState, readonly HazardState[]>> = {
  registered: ["registered", "returned", "accepted", "transferred", "void"],
  returned: ["returned", "registered", "transferred", "void"],
  accepted: ["accepted", "returned", "rectifying", "awaiting_reinspection", "transferred", "void"],
  rectifying: ["rectifying", "awaiting_reinspection", "transferred", "void"],
  awaiting_reinspection: ["awaiting_reinspection", "rectifying", "closed", "transferred", "void"],
  transferred: ["transferred", "accepted"],
  closed: ["accepted", "closed"],
  void: ["void"],
};

const day = fc.integer({ min: -3, max: 40 }).map((days) => new Date(NOON.getTime() + days * DAY_MS).toISOString().slice(0, 10));
const note = fc.option(fc.constantFrom("因故", "  "), { nil: undefined, freq: 4 });
const changes = fc.record(
  { location: fc.constantFrom("后厨", "库房", null), description: fc.constantFrom("软管老化", "") },
  { requiredKeys: [] },
);
const deadline = fc.record({ day });
const to = fc.constantFrom("regulator" as const, "workers_congress" as const);
const step = fc
  .tuple(
    fc.oneof(
      fc.constantFrom<Step>({ do: "accept" }, ASSIGN, FINISH, PASS, { do: "close" }, { do: "reopen", note: "复发" }),
      fc.constantFrom<Step>(
        { do: "ask_extension", until: "2027-01-15", note: "配件未到" },
        { do: "approve_extension", until: "2027-02-01" },
        { do: "refuse_extension", note: "须立即整改" },
      ),
      fc.constantFrom<Step>(
        { do: "judge_level", level: "major", basis: "清单" },
        { do: "list_for_supervision", level: "区级", noticeNumber: "1号", on: "2026-11-21" },
        { do: "lift_supervision", on: "2026-11-21", note: "验收合格" },
      ),
      fc.constantFrom<Step>({ do: "send_back" }, { do: "take_back" }, { do: "add_evidence" }, { do: "join" }, { do: "withhold_name" }),
      fc.oneof(
        fc.record({ do: fc.constantFrom("supplement" as const, "amend" as const), changes }),
        fc.record({
          do: fc.constant("judge_level" as const),
          level: fc.constantFrom("major" as const, "general" as const),
          basis: fc.constant("清单"),
        }),
        fc.record({
          do: fc.constant("assign" as const),
          assignment: fc.constant({ person: "王五" }),
          deadline: fc.option(deadline, { nil: undefined }),
        }),
        fc.record({ do: fc.constant("reassign" as const), assignment: fc.constant({ department: "商贸流通股" }) }),
        fc.record({ do: fc.constantFrom("ask_extension" as const, "approve_extension" as const), until: day }),
        fc.record({ do: fc.constant("fail_reinspection" as const), deadline: fc.option(deadline, { nil: undefined }) }),
        fc.record({ do: fc.constant("transfer" as const), body: fc.constant("住建局"), on: day }),
        fc.record({ do: fc.constant("confirm_transfer" as const), on: day }),
        fc.record({ do: fc.constant("record_transfer_result" as const), on: day, result: fc.constant("已处理") }),
        fc.record({
          do: fc.constant("void" as const),
          reason: fc.constant("duplicate" as const),
          of: fc.constantFrom("YH-20261120-001", undefined),
        }),
      ),
      fc.oneof(
        fc.record({
          do: fc.constant("list_for_supervision" as const),
          level: fc.constant("区级"),
          noticeNumber: fc.constant("1号"),
          on: day,
        }),
        fc.record({
          do: fc.constantFrom("serve_supervision_notice" as const, "file_supervision_plan" as const, "lift_supervision" as const),
          on: day,
        }),
        fc.record({ do: fc.constant("report_supervision_progress" as const), on: day, text: fc.constant("进行中") }),
        fc.record({ do: fc.constantFrom("report_major" as const, "confirm_major_report" as const), to, on: day }),
      ),
    ),
    note,
  )
  .map(([taken, why]): Step => ({ note: why, ...taken }));
const actor = fc.constantFrom<Actor>(OFFICER, OFFICER, OFFICER, OWNER, SYSTEM);
const walk = fc.array(fc.record({ step, actor, daysLater: fc.constantFrom(0, 0, 0, 0, 1, 5) }), { maxLength: 60, size: "max" });

type Walked = { events: HazardEvent[]; states: Hazard[] };

/** Takes every step that is not refused. */
function take(steps: readonly { step: Step; actor: Actor; daysLater: number }[]): Walked {
  const first = aCase();
  const walked: Walked = { events: [first.event], states: [first.hazard] };
  let now = NOON;
  for (const { step, actor, daysLater } of steps) {
    now = new Date(now.getTime() + daysLater * DAY_MS);
    const before = walked.states.at(-1) as Hazard;
    const result = transition(before, { step, actor }, now);
    if (result.kind === "refused") continue;
    // What can be done can be seen: it would have had its button.
    expect(openSteps(before, actor, now)).toContain(step.do);
    walked.events.push(result.event);
    walked.states.push(result.hazard);
  }
  return walked;
}

const OPTIONS = { numRuns: 2000, seed: 20261121 };

test("no walk leaves the paths, and every step and every state is reached by some", () => {
  const steps = new Set<string>();
  const states = new Set<string>();
  fc.assert(
    fc.property(walk, (taken) => {
      const { events } = take(taken);
      for (const { from, to, step } of events.slice(1)) {
        expect(PATHS[from as HazardState]).toContain(to);
        steps.add(step.do);
        states.add(to);
      }
    }),
    OPTIONS,
  );
  expect((Object.keys(RULES) as StepName[]).filter((name) => !steps.has(name))).toEqual([]);
  expect(Object.keys(PATHS).filter((state) => !states.has(state))).toEqual([]);
});

test("the case is what its history tells, at every version", () => {
  fc.assert(
    fc.property(walk, (taken) => {
      const { events, states } = take(taken);
      states.forEach((hazard, index) => {
        expect(hazard.version).toBe(index + 1);
        expect(events[index]).toMatchObject({ version: index + 1, to: hazard.state });
      });
      expect(states.filter(({ state, deadline }) => state === "rectifying" && !deadline)).toEqual([]);
      expect(fold(events)).toEqual(states.at(-1));
      expect(fold(JSON.parse(JSON.stringify(events), revive))).toEqual(states.at(-1));
    }),
    { ...OPTIONS, numRuns: 500 },
  );
});

test("a deadline is set once, and moved by nothing but a person's word for it", () => {
  fc.assert(
    fc.property(walk, (taken) => {
      const { events, states } = take(taken);
      events.slice(1).forEach(({ step }, index) => {
        const [before, after] = [states[index]?.deadline, states[index + 1]?.deadline];
        const isOrdered = step.do === "fail_reinspection" && step.deadline !== undefined;
        if (step.do === "approve_extension" || isOrdered || step.do === "reopen") return;
        if (step.do === "assign" && before === undefined) expect(after).toBeDefined();
        else expect(after).toEqual(before);
      });
    }),
    { ...OPTIONS, numRuns: 500 },
  );
});

test("what is closed was passed after it was last finished, by a person, with no supervision standing", () => {
  fc.assert(
    fc.property(walk, (taken) => {
      const { events, states } = take(taken);
      events.forEach((event, index) => {
        if (event.step.do !== "close") return;
        const names = events.slice(0, index).map(({ step }) => step.do);
        expect(names.lastIndexOf("pass_reinspection")).toBeGreaterThan(names.lastIndexOf("finish_rectification"));
        expect(event.actor.role).not.toBe("system");
        expect(states[index]?.supervisions.every(({ lifted }) => lifted)).toBe(true);
      });
    }),
    OPTIONS,
  );
});

/** As the database gives it back: moments become Dates again. */
function revive(key: string, value: unknown): unknown {
  return key === "at" && typeof value === "string" ? new Date(value) : value;
}
