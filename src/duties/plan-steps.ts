/**
 * What becomes of the kept duties when the plans are read again. Pure. What says the same stays as it is, whatever a person did with it;
 * what says something else asks for a person again; what is gone ends.
 */
import { isDeepStrictEqual } from "node:util";
import type { Day } from "../clock.ts";
import type { PlanDocument } from "../knowledge/document.ts";
import { hasNoDayLeft } from "./due-days.ts";
import type { NewDuty } from "./duties.ts";
import type { Duty } from "./duty.ts";
import { likeness, originsOf } from "./fingerprint.ts";
import { proposalFor } from "./proposal.ts";
import type { ReminderRules } from "./reminder-rules.ts";
import type { DutyContent, EndReason, StoredDuty } from "./stored-duty.ts";

export type ReadPlan = { document: PlanDocument; duties: readonly Duty[] };
export type PlanSteps = { added: readonly NewDuty[]; changed: readonly StoredDuty[] };
type Given = { rules: ReminderRules; now: Date; today: Day };
/** A duty as it was read now. */
type Read = { origin: string; duty: Duty; document: PlanDocument };
type Pair = { read: Read; kept: StoredDuty };

/** In the same clause it is the same duty in other words; elsewhere it must say nearly the same. */
const ALIKE_IN_CLAUSE = 0.4;
const ALIKE_ELSEWHERE = 0.75;

/** @param kept  all duties that plans have brought, ended ones too */
export function planSteps(plans: readonly ReadPlan[], kept: readonly StoredDuty[], given: Given): PlanSteps {
  const known = new Set(plans.map(({ document }) => document.id));
  const gone = kept.filter(({ document }) => document !== undefined && !known.has(document.id));
  const steps = plans.map((plan) =>
    stepsOf(
      plan,
      kept.filter(({ document }) => document?.id === plan.document.id),
      given,
    ),
  );
  return {
    added: steps.flatMap(({ added }) => added),
    changed: [...steps.flatMap(({ changed }) => changed), ...gone.flatMap((duty) => ended(duty, "withdrawn", given))],
  };
}

function stepsOf({ document, duties }: ReadPlan, kept: readonly StoredDuty[], given: Given): PlanSteps {
  const origins = originsOf(duties);
  const read = duties.map((duty, index) => ({ origin: origins[index] ?? "", duty, document }));
  const same = read.flatMap((one) =>
    pairWith(
      one,
      kept.find(({ origin }) => origin === one.origin),
    ),
  );
  const reworded = rewordedPairs(
    without(read, same),
    kept.filter((one) => !same.some((pair) => pair.kept === one)),
  );
  const pairs = [...same, ...reworded];
  const fresh = without(read, pairs).filter((one) => endOf(one, given) === undefined);
  const left = kept.filter((one) => !pairs.some((pair) => pair.kept === one));
  return {
    added: fresh.map((one) => draftOf(one, given)),
    changed: [
      ...same.flatMap((pair) => sameAgain(pair, given)),
      ...reworded.flatMap((pair) => asksAgain(pair, given)),
      ...left.flatMap((duty) => ended(duty, "withdrawn", given)),
    ],
  };
}

function without(read: readonly Read[], pairs: readonly Pair[]): Read[] {
  return read.filter((one) => !pairs.some((pair) => pair.read === one));
}

function pairWith(read: Read, kept: StoredDuty | undefined): Pair[] {
  return kept ? [{ read, kept }] : [];
}

/** The likest first; each is paired once. */
function rewordedPairs(read: readonly Read[], kept: readonly StoredDuty[]): Pair[] {
  const all = read.flatMap((one) => kept.map((other) => ({ read: one, kept: other, alike: alikeness(one, other) })));
  const pairs: Pair[] = [];
  for (const pair of all.filter(({ alike }) => alike > 0).toSorted((one, other) => other.alike - one.alike)) {
    const isTaken = pairs.some((taken) => taken.read === pair.read || taken.kept === pair.kept);
    if (!isTaken) pairs.push({ read: pair.read, kept: pair.kept });
  }
  return pairs;
}

/** 0 where they are two different duties. */
function alikeness({ duty }: Read, { content }: StoredDuty): number {
  const [source] = content.sources;
  const alike = likeness(wordsOf(duty), wordsOf(content));
  const isSameClause = source?.clause === duty.sources[0].clause;
  return alike >= (isSameClause ? ALIKE_IN_CLAUSE : ALIKE_ELSEWHERE) ? alike : 0;
}

function wordsOf({ duty, sources }: Pick<DutyContent, "duty" | "sources">): string {
  return duty + (sources[0]?.quote ?? "");
}

function draftOf({ origin, duty, document }: Read, { rules }: Given): NewDuty {
  const content = contentOf(duty);
  const proposal = proposalFor(content, rules);
  return {
    origin,
    document: { id: document.id, title: document.title },
    district: document.district,
    content,
    createdBy: "system",
    proposal,
  };
}

function contentOf({ documentId: _documentId, isSuperseded: _isSuperseded, ...content }: Duty): DutyContent {
  return content;
}

/** Why a duty of a plan is at its end; undefined: it is not. */
function endOf({ duty, document }: Pick<Read, "duty" | "document">, { today }: Given, kept?: StoredDuty): EndReason | undefined {
  if (document.supersededBy !== undefined) return "superseded";
  return hasNoDayLeft(duty, kept?.settings?.schedule, today) ? "over" : undefined;
}

/** Those that end when the plan does, and come again with it. */
const NOT_BY_A_PERSON: readonly (EndReason | undefined)[] = ["withdrawn", "superseded", "over"];

function sameAgain({ read, kept }: Pair, given: Given): StoredDuty[] {
  const end = endOf(read, given, kept);
  if (end) return ended(kept, end, given);
  if (!end && kept.state === "ended" && NOT_BY_A_PERSON.includes(kept.endedBecause)) return asksAgain({ read, kept }, given);
  const { document } = read;
  const content = contentOf(read.duty);
  const isCitedAlike = kept.document?.title === document.title && kept.district === document.district;
  if (isCitedAlike && isSame(kept.content, content)) return [];
  return [next({ ...kept, content, document: { id: document.id, title: document.title }, district: document.district }, given)];
}

/** Fields that are undefined are not kept, and the database has an order of its own. */
function isSame(one: object, other: object): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

function asksAgain({ read, kept }: Pair, given: Given): StoredDuty[] {
  const end = endOf(read, given);
  if (end) return ended(kept, end, given);
  const content = contentOf(read.duty);
  const { origin, document } = read;
  return [
    next(
      {
        ...kept,
        origin,
        document: { id: document.id, title: document.title },
        district: document.district,
        state: "draft",
        content,
        // Of several changes that nobody has looked at, the first tells what was confirmed.
        changedFrom: kept.changedFrom ?? kept.content,
        proposal: proposalFor(content, given.rules, kept),
        settings: undefined,
        pause: undefined,
        endedBecause: undefined,
      },
      given,
    ),
  ];
}

function ended(duty: StoredDuty, endedBecause: EndReason, given: Given): StoredDuty[] {
  return duty.state === "ended" ? [] : [next({ ...duty, state: "ended", endedBecause, pause: undefined }, given)];
}

function next(duty: StoredDuty, { now }: Given): StoredDuty {
  return { ...duty, version: duty.version + 1, changedAt: now };
}
