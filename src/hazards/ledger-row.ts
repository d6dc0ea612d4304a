import type { Hazard, HazardFacts } from "./hazard.ts";

/** How a case lies in its row: which column holds what, and back. */

const FACTS = {
  source: "source",
  description: "description",
  describedBy: "described_by",
  reportingUnit: "reporting_unit",
  industry: "industry",
  enterpriseId: "enterprise_id",
  enterpriseName: "enterprise_name",
  enterpriseType: "enterprise_type",
  creditCode: "credit_code",
  district: "district",
  townId: "town_id",
  place: "place",
  address: "address",
  principal: "principal",
  contact: "contact",
  phone: "phone",
  location: "location",
  category: "category",
  riskColour: "risk_colour",
  basis: "basis",
  clause: "clause",
  inspector: "inspector",
  inspectionMethod: "inspection_method",
  inspectedOn: "inspected_on",
  campaign: "campaign",
  remark: "remark",
  suspectedMajor: "suspected_major",
  emergency: "emergency",
} as const satisfies Record<keyof HazardFacts, string>;

const FACT_FIELDS = Object.keys(FACTS) as (keyof HazardFacts)[];

/** The columns that `valuesOf` fills, in its order. */
export const WRITTEN_COLUMNS = [
  ...Object.values(FACTS),
  ...["version", "state", "reporter_id", "reporter_role", "reporter_name", "anonymous", "chat_id", "followers", "photo_ids", "judgement"],
  ...["assignment", "deadline", "deadline_rule", "deadline_source", "extensions", "rectification", "reinspections", "transfer"],
  ...["supervisions", "major_reports", "reopened", "repeat_of", "duplicate_of", "recorded_at", "changed_at", "closed_at"],
] as const;

/** To be selected for `hazardOf`. */
export const READ_COLUMNS = [
  "id",
  ...WRITTEN_COLUMNS.map((column) => (column === "enterprise_id" ? "enterprise_id::text as enterprise_id" : column)),
].join(", ");

export type LedgerRow = Readonly<Record<string, unknown>>;

export function valuesOf(hazard: Hazard): unknown[] {
  const { reporter, deadline } = hazard;
  return [
    ...FACT_FIELDS.map((field) => hazard.facts[field] ?? null),
    ...[hazard.version, hazard.state, reporter.id, reporter.role, reporter.name ?? null],
    ...[hazard.anonymous, hazard.chatId ?? null, hazard.followers, hazard.photoIds, json(hazard.judgement)],
    ...[json(hazard.assignment), deadline?.day ?? null, deadline?.rule ?? null, deadline?.source ?? null],
    ...[json(hazard.extensions), json(hazard.rectification), json(hazard.reinspections), json(hazard.transfer)],
    ...[json(hazard.supervisions), json(hazard.majorReports), hazard.reopened, hazard.repeatOf ?? null],
    ...[hazard.duplicateOf ?? null, hazard.recordedAt, hazard.changedAt, hazard.closedAt ?? null],
  ];
}

export function hazardOf(row: LedgerRow): Hazard {
  const facts = Object.fromEntries(FACT_FIELDS.map((field) => [field, row[FACTS[field]] ?? undefined]));
  const { reporter_id: id, reporter_role: role, reporter_name: name, deadline: day } = row;
  const deadline = day ? { day, rule: row.deadline_rule ?? undefined, source: row.deadline_source ?? undefined } : undefined;
  // The row is ours: its constraints and `valuesOf` say what stands in it.
  return {
    id: row.id,
    version: row.version,
    state: row.state,
    facts,
    reporter: { id, role, name: name ?? undefined },
    anonymous: row.anonymous,
    chatId: row.chat_id ?? undefined,
    followers: row.followers,
    photoIds: row.photo_ids,
    judgement: row.judgement ?? undefined,
    assignment: row.assignment ?? undefined,
    deadline,
    extensions: row.extensions,
    rectification: row.rectification ?? undefined,
    reinspections: row.reinspections,
    transfer: row.transfer ?? undefined,
    supervisions: row.supervisions,
    majorReports: row.major_reports,
    reopened: row.reopened,
    repeatOf: row.repeat_of ?? undefined,
    duplicateOf: row.duplicate_of ?? undefined,
    recordedAt: row.recorded_at,
    changedAt: row.changed_at,
    closedAt: row.closed_at ?? undefined,
  } as Hazard;
}

function json(value: object | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
