import { dayOf } from "../clock.ts";
import { assertNever } from "../errors.ts";
import { superviseBy } from "./evolve-supervision.ts";
import type { Actor, Extension, Hazard, HazardFacts } from "./hazard.ts";
import type { FactChanges, HazardEvent, Step } from "./step.ts";

/** What a line of the history makes of a case. It refuses nothing: what happened, happened. */

type Changes = Partial<Hazard>;

/** @throws TypeError  a history that does not begin with a recording, or has a gap: a mistake in our code */
export function evolve(hazard: Hazard | undefined, event: HazardEvent): Hazard {
  const { step } = event;
  if (event.version !== (hazard?.version ?? 0) + 1) throw new TypeError(`event ${event.version} of ${event.hazardId} is out of turn`);
  if (step.do === "record") {
    if (hazard) throw new TypeError(`${event.hazardId} was recorded before`);
    return begin(event, step);
  }
  if (!hazard) throw new TypeError(`${event.hazardId} was never recorded`);
  const changes = changesOf(hazard, step, event);
  const next = { ...hazard, ...changes, version: event.version, state: event.to, changedAt: event.at };
  return isEnd(next) ? { ...next, extensions: next.extensions.map(lapse) } : next;
}

function begin(event: HazardEvent, step: Extract<HazardEvent["step"], { do: "record" }>): Hazard {
  return {
    id: event.hazardId,
    version: event.version,
    state: event.to,
    facts: step.facts,
    reporter: event.actor,
    anonymous: step.anonymous,
    chatId: step.chatId,
    followers: [],
    photoIds: step.photoIds ?? [],
    assignment: step.assignment,
    extensions: [],
    reinspections: [],
    supervisions: [],
    majorReports: [],
    reopened: 0,
    repeatOf: step.repeatOf,
    recordedAt: event.at,
    changedAt: event.at,
  };
}

function changesOf(hazard: Hazard, step: Step, event: HazardEvent): Changes {
  const { note, photoIds = [] } = step;
  const done = { by: event.actor, on: dayOf(event.at) };
  switch (step.do) {
    case "accept":
    case "send_back":
    case "take_back":
      return {};
    case "supplement":
    case "amend":
      return {
        facts: changeFacts(hazard.facts, step.changes),
        photoIds: [...hazard.photoIds, ...photoIds],
        assignment: isOtherEnterprise(hazard, step.changes) ? undefined : hazard.assignment,
      };
    case "judge_level":
      return {
        judgement: { level: step.level, ...done },
        facts: changeFacts(hazard.facts, { basis: step.basis, clause: step.clause }),
      };
    case "assign":
      return { assignment: step.assignment, deadline: hazard.deadline ?? step.deadline };
    case "reassign":
      return { assignment: step.assignment };
    case "ask_extension":
      return { extensions: [...hazard.extensions, { ...done, until: step.until, why: note ?? "", outcome: "asked" }] };
    case "approve_extension":
      return {
        deadline: { day: step.until },
        extensions: decide(hazard, { until: step.until, outcome: "approved", decided: { ...done, why: note } }),
      };
    case "refuse_extension":
      return { extensions: decide(hazard, { outcome: "refused", decided: { ...done, why: note } }) };
    case "finish_rectification":
      return { rectification: { ...done, completedOn: step.completedOn, note, photoIds, measures: step.measures } };
    case "pass_reinspection":
    case "fail_reinspection":
      return reinspect(hazard, step, done);
    case "close":
      return { closedAt: event.at };
    case "reopen":
      return {
        reopened: hazard.reopened + 1,
        photoIds: [...hazard.photoIds, ...photoIds],
        assignment: undefined,
        deadline: undefined,
        rectification: undefined,
        closedAt: undefined,
      };
    case "transfer":
      return {
        transfer: { by: event.actor, on: step.on, body: step.body, documentNumber: step.documentNumber, why: note ?? "" },
      };
    case "confirm_transfer":
      return { transfer: hazard.transfer && { ...hazard.transfer, receipt: { by: event.actor, on: step.on, note } } };
    case "record_transfer_result":
      return { transfer: hazard.transfer && { ...hazard.transfer, result: { by: event.actor, on: step.on, text: step.result } } };
    case "void":
      return { duplicateOf: step.of };
    case "add_evidence":
      return { photoIds: [...hazard.photoIds, ...photoIds] };
    case "join":
      return { followers: [...hazard.followers, event.actor.id], photoIds: [...hazard.photoIds, ...photoIds] };
    // Of whoever joined, the history tells it.
    case "withhold_name":
      return event.actor.id === hazard.reporter.id ? { anonymous: true } : {};
    case "list_for_supervision":
    case "serve_supervision_notice":
    case "file_supervision_plan":
    case "report_supervision_progress":
    case "lift_supervision":
      return { supervisions: superviseBy(hazard.supervisions, step, event.actor) };
    case "report_major":
      return { majorReports: [...hazard.majorReports, { by: event.actor, on: step.on, to: step.to, document: step.document }] };
    case "confirm_major_report":
      return {
        majorReports: hazard.majorReports.map((report) =>
          report.to === step.to ? { ...report, receipt: { by: event.actor, on: step.on } } : report,
        ),
      };
    default:
      return assertNever(step);
  }
}

function changeFacts(facts: HazardFacts, changes: FactChanges): HazardFacts {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const next: HazardFacts = { ...facts, ...Object.fromEntries(given.map(([field, value]) => [field, value ?? undefined])) };
  // Other words are other people's.
  return next.description === facts.description ? next : { ...next, describedBy: undefined };
}

/** Whoever was put in charge is the other enterprise's, or was chosen for it: a person chooses anew, and its own people hear of it meanwhile. */
function isOtherEnterprise({ facts }: Hazard, { enterpriseId }: FactChanges): boolean {
  return enterpriseId !== undefined && (enterpriseId ?? undefined) !== facts.enterpriseId;
}

function decide({ extensions }: Hazard, decision: Partial<Extension>): Extension[] {
  return extensions.map((extension) => (extension.outcome === "asked" ? { ...extension, ...decision } : extension));
}

function reinspect(
  hazard: Hazard,
  step: Extract<Step, { do: "pass_reinspection" | "fail_reinspection" }>,
  done: { by: Actor; on: string },
): Changes {
  const verdict = step.do === "pass_reinspection" ? "pass" : "fail";
  const { note: opinion, photoIds = [] } = step;
  return {
    rectification: hazard.rectification && { ...hazard.rectification, verdict },
    reinspections: [...hazard.reinspections, { ...done, verdict, opinion, photoIds }],
    deadline: (step.do === "fail_reinspection" && step.deadline) || hazard.deadline,
  };
}

/** Nobody decides any more on what was asked for while the case ran. */
function lapse(extension: Extension): Extension {
  return extension.outcome === "asked" ? { ...extension, outcome: "lapsed" } : extension;
}

function isEnd({ state }: Hazard): boolean {
  return state === "closed" || state === "void" || state === "transferred";
}
