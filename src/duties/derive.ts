/** From a plan to the drafts of its duties. Nothing here is active: a person confirms or edits each draft first. */
import type { Day } from "../clock.ts";
import { shiftDay } from "../knowledge/calendar-points.ts";
import type { Passage, PlanDocument } from "../knowledge/document.ts";
import { readMarker } from "../knowledge/numbering.ts";
import { type Phase, phasesOf } from "../knowledge/periods.ts";
import type { Task } from "../knowledge/task.ts";
import type { Duty } from "./duty.ts";
import { type Finding, isBare } from "./finding.ts";
import { type Merged, mergeFindings } from "./merge.ts";
import { headingEnd, phaseGoal } from "./phase-goal.ts";
import { plainPhrase } from "./phrases.ts";
import { endOfPlan } from "./plan-end.ts";
import { rowFindings } from "./read-row.ts";
import { readFindings } from "./read-text.ts";
import { performerIn } from "./subject.ts";

/** What is read of a passage. */
type Read = Pick<Passage, "kind" | "path" | "body" | "trail" | "cells">;
export type Plan = { document: PlanDocument; passages: readonly Read[]; tasks: readonly Task[] };

/** What says why and in what spirit, not what is to be done. */
const NO_DUTIES = /指导思想|基本原则|工作原则|编制依据|编制目的|适用范围|^附则|名词解释|^定义|背景/u;

type InPhase = { finding: Finding; phase: Phase | undefined };

/** The drafts of a plan's duties, in the order of its text; what only its task table tells follows, and last that the plan ends. */
export function deriveDuties(plan: Plan): Duty[] {
  const { document, passages, tasks } = plan;
  const year = document.issuedOn ? Number(document.issuedOn.slice(0, 4)) : undefined;
  const phases = new Map(phasesOf(passages, year === undefined ? {} : { year }).map((phase) => [phase.path, phase]));
  const inText = passages.flatMap((passage) => passageFindings(passage, { plan, year, phase: phases.get(passage.path) }));
  const phaseOf = new Map(inText.map(({ finding, phase }) => [finding.source, phase]));
  const rows = passages.filter(({ kind }) => kind === "row");
  const inRows = tasks.flatMap((task) => rowFindings({ task, rows, year }));
  const merged = mergeFindings(
    inText.map(({ finding }) => finding),
    inRows,
  );
  const duties = merged.map((finding) => dutyOf(finding, document, phaseOf.get(finding.source)));
  return [...duties, ...endOfPlan(document, passages)];
}

type Context = { plan: Plan; year: number | undefined; phase: Phase | undefined };

function passageFindings(passage: Read, context: Context): InPhase[] {
  const { kind, path, body, trail } = passage;
  const isNotice = kind === "meta" && NOTICE_PATH.test(path);
  if ((kind !== "clause" && !isNotice) || path === INTRODUCTION || NO_DUTIES.test(trail.join())) return [];
  const { phase, year, plan } = context;
  const from = readMarker(body)?.length ?? 0;
  const heading = trail.at(-1);
  const isDated = (finding: Finding) => finding.recurrence.kind === "dated" || finding.recurrence.kind === "periodic";
  const findings = readFindings(body, { clause: path, from: phase ? headingEnd(body) : from, year, heading })
    .filter((finding) => !isNotice || isDated(finding))
    // What a phase tells without a word of its own is due when the phase ends.
    .filter((finding) => !phase?.period.to || isDated(finding) || !isBare(finding))
    .map((finding) => (isNotice ? toAddressees(finding, plan.passages) : withLeadIn(finding, passage, plan.passages)));
  const goals = phase ? phaseGoal(phase, body) : [];
  const rest = findings.filter((finding) => !goals.some((goal) => holds(goal, finding)));
  return [...goals, ...rest].map((finding) => ({ finding, phase }));
}

/** 「各单位于2027年1月15日前报送」 in the phase that ends on that day. */
function holds(goal: Finding, finding: Finding): boolean {
  const isSameDay = JSON.stringify(goal.recurrence) === JSON.stringify(finding.recurrence);
  return isSameDay && goal.source.quote.includes(finding.source.quote);
}

/** A covering letter asks those to whom it is addressed. */
function toAddressees(finding: Finding, passages: readonly Read[]): Finding {
  const line = passages.find(({ kind, path }) => kind === "meta" && path === ADDRESSEES)?.body;
  return line && !finding.performer ? { ...finding, performer: { name: line.replace(LINE_STOP, ""), basis: "context" } } : finding;
}

const ADDRESSEES = "主送";
const LINE_STOP = /[：:]\s*$/u;

const NOTICE_PATH = /印发通知/u;
const INTRODUCTION = "引言";

/** 「商贸场所经营者……应当履行下列职责：（三）每年……」: the point is addressed to whom the sentence above it names. */
function withLeadIn(finding: Finding, { path }: Read, passages: readonly Read[]): Finding {
  if (finding.performer) return finding;
  const above = passages
    .filter((passage) => path !== passage.path && path.startsWith(passage.path) && LEADS_IN.test(passage.body))
    .toSorted((one, other) => other.path.length - one.path.length)[0];
  const lead =
    above?.body
      .slice(readMarker(above.body)?.length ?? 0)
      .split(LINE_END)
      .at(-1) ?? "";
  const performer = plainPhrase(lead).split(PHRASE_END).map(performerIn).find(Boolean);
  return performer ? { ...finding, performer: { name: performer.name, basis: "context" } } : finding;
}

const LEADS_IN = /[：:]\s*$/u;
const LINE_END = /\n/u;
const PHRASE_END = /[，,]/u;

function dutyOf(finding: Merged, document: PlanDocument, phase: Phase | undefined): Duty {
  const { performer, recurrence } = finding;
  const issuer = document.issuer && ([document.issuer, "issuer"] as const);
  const isIssuer = !performer || OURSELVES.test(performer.name);
  const [who, whoBasis] = isIssuer ? issuer || ([performer?.name, "unknown"] as const) : ([performer.name, performer.basis] as const);
  return {
    documentId: document.id,
    duty: finding.duty,
    who,
    whoBasis,
    responsible: finding.responsible,
    recurrence,
    ...boundsOf(finding, document, phase),
    inferred: finding.inferred,
    isSuperseded: document.supersededBy !== undefined,
    sources: [finding.source, ...finding.alsoIn],
  };
}

const OURSELVES = /^(?:我|本)(?:局|办|委|会|单位)$/u;

/** A duty lives within its plan's term, and one that returns within its phase. Its dates are its own. */
function boundsOf(finding: Finding, document: PlanDocument, phase: Phase | undefined): { from: Day | undefined; to: Day | undefined } {
  const plan = { from: document.inForceFrom ?? document.issuedOn, to: document.inForceTo };
  if (!phase || finding.recurrence.kind !== "periodic") return plan;
  const { from, to } = phase.period;
  const start = from && shiftYears(from, finding.delayYears);
  return { from: later(start, plan.from), to: earlier(to, plan.to) };
}

function shiftYears(day: Day, years: number): Day {
  // 29 February becomes 1 March, as the calendar goes on.
  return shiftDay(`${Number(day.slice(0, 4)) + years}-${day.slice(5, 7)}-01`, Number(day.slice(8)) - 1);
}

/** Days compare as strings. */
function later(one: Day | undefined, other: Day | undefined): Day | undefined {
  return [one, other]
    .filter((day) => day !== undefined)
    .toSorted()
    .at(-1);
}

function earlier(one: Day | undefined, other: Day | undefined): Day | undefined {
  return [one, other].filter((day) => day !== undefined).toSorted()[0];
}
