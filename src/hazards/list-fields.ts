import { type Day, dayOf } from "../clock.ts";
import { industryName } from "../registry/industries.ts";
import { texts as papers } from "../texts/hazard-papers.ts";
import { texts } from "../texts/ledger-lists.ts";
import { type Hazard, type HazardState, isMajor, isOverdue, isRepeated, standingSupervision } from "./hazard.ts";
import { markedDescription } from "./hazard-lines.ts";

/** What the columns of the four lists may tell. */

type Tell<Row> = (row: Row, now: Date) => string | number | undefined;

export const SITE_FIELDS = {
  enterprise: ({ facts }) => facts.enterpriseName,
  creditCode: ({ facts }) => facts.creditCode,
  industry: ({ facts }) => facts.industry && industryName(facts.industry),
  enterpriseType: ({ facts }) => facts.enterpriseType,
  district: ({ facts }) => facts.district,
  place: ({ facts }) => facts.place,
  address: ({ facts }) => facts.address,
  principal: ({ facts }) => facts.principal,
} as const satisfies Record<string, Tell<Hazard>>;

export const HAZARD_FIELDS = {
  ...SITE_FIELDS,
  number: ({ id }) => id,
  state: ({ state }) => papers.states[state],
  level: ({ judgement }) => judgement && papers.levels[judgement.level],
  source: ({ facts }) => texts.sources[facts.source],
  category: ({ facts }) => facts.category,
  description: ({ facts }) => markedDescription(facts),
  location: ({ facts }) => facts.location,
  basis: ({ facts }) => facts.basis,
  clause: ({ facts }) => facts.clause,
  inspector: ({ facts }) => facts.inspector,
  inspectedOn: ({ facts }) => facts.inspectedOn,
  recordedOn: ({ recordedAt }) => dayOf(recordedAt),
  department: ({ assignment }) => assignment?.department,
  person: ({ assignment }) => assignment?.person,
  measures: ({ rectification, assignment }) => rectification?.measures ?? assignment?.measures,
  funds: ({ assignment }) => assignment?.funds,
  emergencyPlan: ({ assignment }) => assignment?.emergencyPlan,
  deadline: ({ deadline }) => deadline?.day,
  deadlineRule: ({ deadline }) => deadline?.rule,
  completedOn: ({ rectification }) => rectification?.completedOn,
  rectification: ({ rectification }) => rectification?.note,
  verdict: ({ reinspections }) => texts.verdicts[reinspections.at(-1)?.verdict ?? "none"],
  reinspectedOn: ({ reinspections }) => reinspections.at(-1)?.on,
  closedOn: ({ closedAt }): Day | undefined => closedAt && dayOf(closedAt),
  isOverdue: (hazard, now) => texts.yesOrNo({ yes: isOverdue(hazard, now) }),
  supervision: (hazard) => standingSupervision(hazard)?.noticeNumber,
  transferredTo: ({ transfer, state }) => (state === "transferred" ? transfer?.body : undefined),
  isRepeated: (hazard) => texts.yesOrNo({ yes: isRepeated(hazard) }),
} as const satisfies Record<string, Tell<Hazard>>;

const ENDED: readonly HazardState[] = ["closed", "transferred", "void"];

/** Of an enterprise: its cases, the latest of which tells whose they are. */
export const ENTERPRISE_FIELDS = {
  hazards: (cases) => cases.length,
  open: (cases) => cases.filter(({ state }) => !ENDED.includes(state)).length,
  major: (cases) => cases.filter(isMajor).length,
  overdue: (cases, now) => cases.filter((hazard) => isOverdue(hazard, now)).length,
} as const satisfies Record<string, Tell<readonly Hazard[]>>;
