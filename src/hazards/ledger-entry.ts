import type { Day } from "../clock.ts";
import { texts } from "../texts/hazard-papers.ts";
import type { Assignment, Hazard, HazardFacts } from "./hazard.ts";

/** A case as one row of the office's template tells it. */
export type LedgerEntry = Partial<
  Pick<
    HazardFacts,
    | "describedBy"
    | "reportingUnit"
    | "industry"
    | "enterpriseType"
    | "enterpriseId"
    | "enterpriseName"
    | "creditCode"
    | "district"
    | "townId"
    | "place"
    | "address"
    | "principal"
    | "category"
    | "location"
    | "inspectionMethod"
    | "inspector"
    | "inspectedOn"
    | "basis"
    | "clause"
    | "remark"
  >
> & {
  /** Undefined: not in the ledger yet, or its row does not say which. */
  id: string | undefined;
  description: string;
  isRectified: boolean;
  completedOn: Day | undefined;
  /** 「部门/人」 */
  responsible: string | undefined;
  measures: string | undefined;
};

export function entryOf({ id, facts, assignment, rectification }: Hazard): LedgerEntry {
  // What failed its re-inspection is not put right.
  const done = rectification?.verdict === "fail" ? undefined : rectification;
  return {
    ...facts,
    id,
    isRectified: done !== undefined,
    completedOn: done?.completedOn,
    responsible: printResponsible(assignment),
    measures: done?.measures ?? assignment?.measures,
  };
}

function printResponsible(assignment: Assignment | undefined): string | undefined {
  return assignment && (texts.responsible({ department: assignment.department, person: assignment.person }) || undefined);
}

/** 「后勤部/张三」; without a stroke it is a person. */
export function readResponsible(text: string | undefined): Pick<Assignment, "department" | "person"> {
  if (text === undefined) return {};
  const stroke = text.indexOf("/");
  if (stroke < 0) return { person: text };
  return { department: text.slice(0, stroke).trim() || undefined, person: text.slice(stroke + 1).trim() || undefined };
}

/** What makes two rows tell of the same: whose, what, where, and when it was looked at. Blanks and signs do not count. */
export function contentKey({ enterpriseName, description, location, inspectedOn }: Partial<LedgerEntry>): string {
  return [enterpriseName, description, location, inspectedOn].map((text) => (text ?? "").replace(MEANINGLESS, "")).join("|");
}

const MEANINGLESS = /[\s\p{P}]+/gu;
