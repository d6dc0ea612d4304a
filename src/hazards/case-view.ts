import { dayOf } from "../clock.ts";
import { findEnterprise } from "../registry/enterprises.ts";
import { takesInnerMatters } from "../registry/inner-matters.ts";
import { peopleWithIds, personOfAccount } from "../registry/people.ts";
import { mayI, type Where, type Who } from "../registry/rights.ts";
import { type GrantedRole, STAFF_ROLES } from "../registry/role.ts";
import { grantsOf, holdersOf, type StandingGrant } from "../registry/roles.ts";
import type { Db } from "../storage/db.ts";
import type { WorkCalendar } from "../workdays.ts";
import type { CaseView } from "./case-card.ts";
import { type DeadlineProposal, type DeadlineRule, deadlineBy } from "./deadline.ts";
import { draftOfHazard } from "./drafts.ts";
import type { Actor, Hazard } from "./hazard.ts";
import { historyOf } from "./history.ts";
import type { Hiding } from "./history-lines.ts";
import { openSteps } from "./open-steps.ts";
import { knownKeys } from "./photo-images.ts";
import type { Assignee } from "./read-case-form.ts";
import type { HazardEvent, StepName } from "./step.ts";
import { RIGHT_FOR, whatOf } from "./step-rights.ts";

/** What a card of a case shows, gathered from the database: usable inside a transaction. */

/** The office's rules for deadlines, and the working days they count. */
export type Deadlines = { rules: readonly DeadlineRule[]; calendar: WorkCalendar };

/** `deadlines`: left out where nothing is assigned yet. `photoIds`: more that the card shows. */
export type ViewNeeds = { db: Db; now: Date; deadlines?: Deadlines | undefined; photoIds?: readonly string[] };

/** Where a card stands. `viewer`: open_id of whoever alone sees it; undefined: a group. */
export type CardPlace = { viewer: string | undefined; chatId?: string | undefined };

/** A private chat: nobody else looks on. */
const ALONE: Where = { kind: "private", districts: [], enterpriseId: undefined, asking: "everyone" };
/** Whose steps a card in a group shows: somebody's. Each press is asked again. */
const SOMEBODY: Actor = { id: "", role: "" };

const OF_ENTERPRISE: readonly GrantedRole[] = ["enterprise_principal", "enterprise_safety_officer"];

const OF_PLACE: readonly GrantedRole[] = [...OF_ENTERPRISE, "town_staff"];

export async function viewOf(needs: ViewNeeds, hazard: Hazard, at: CardPlace): Promise<CaseView> {
  const { viewer } = at;
  const { db, now, deadlines, photoIds = [] } = needs;
  const draft = await draftOfHazard(db, hazard.id);
  const history = await historyOf(db, hazard.id);
  return {
    history,
    images: await knownKeys(db, [...photosIn(history), ...photoIds]),
    now,
    steps: viewer === undefined ? openSteps(hazard, SOMEBODY, now) : await stepsOf(db, hazard, { viewer, now }),
    assignees: await assigneesOf(db, hazard),
    proposal: deadlines && proposalFor(deadlines, hazard, now),
    together: draft?.hazardIds,
    ...(await hidingAt(db, hazard, at)),
    offersPapers: await offersPapers(db, hazard, at),
  };
}

/**
 * Whether the case turned out to be none of this person's: they speak for an enterprise, or work for a town, and it is another's. Whoever
 * reported it, follows it or was put in charge of it by name goes on seeing it.
 */
export async function isNoneOfTheirs(db: Db, hazard: Hazard, viewer: string): Promise<boolean> {
  if (hazard.assignment?.personId === viewer) return false;
  const who = await whoIs(db, viewer);
  if (!who.grants.some(({ role }) => OF_PLACE.includes(role))) return false;
  return !mayI(who, "see_case", ALONE, whatOf(hazard, { openId: viewer, chatId: undefined })).allowed;
}

/** Papers are the office's to make: in a group of enterprises or of strangers there is nobody to offer them to. */
async function offersPapers(db: Db, hazard: Hazard, { viewer, chatId }: CardPlace): Promise<boolean> {
  if (viewer === undefined) return isInner(db, chatId);
  return mayI(await whoIs(db, viewer), "see_ledger", ALONE, whatOf(hazard, { openId: viewer, chatId })).allowed;
}

/** The names of those who reported are for the office: whoever is reported on is not told, nor are others, nor they of each other. */
export async function hidingAt(db: Db, { reporter, chatId: reportedIn }: Hazard, { viewer, chatId }: CardPlace): Promise<Hiding> {
  const isOffices = viewer === undefined ? await isInner(db, chatId) : await isStaff(db, viewer);
  // Who reported knows that they did, and the members of a group heard it.
  const isHeard = viewer === undefined ? reportedIn !== undefined && reportedIn === chatId : viewer === reporter.id;
  return { hidesReporter: !isOffices && !isHeard, hidesFollowers: !isOffices };
}

async function isStaff(db: Db, openId: string): Promise<boolean> {
  return (await whoIs(db, openId)).grants.some(({ role }) => STAFF_ROLES.includes(role));
}

async function isInner(db: Db, chatId: string | undefined): Promise<boolean> {
  return chatId === undefined || takesInnerMatters(db, chatId);
}

/** Every photo that a step of the case brought. */
export function photosIn(history: readonly HazardEvent[]): string[] {
  return [...new Set(history.flatMap(({ step }) => step.photoIds ?? []))];
}

/** What this person may do with it, when they are alone with us. */
async function stepsOf(db: Db, hazard: Hazard, { viewer, now }: { viewer: string; now: Date }): Promise<StepName[]> {
  const who = await whoIs(db, viewer);
  const what = whatOf(hazard, { openId: viewer, chatId: undefined });
  const steps = openSteps(hazard, { id: viewer, role: "person" }, now);
  return steps.filter((step) => mayI(who, RIGHT_FOR[step], ALONE, what).allowed);
}

async function whoIs(db: Db, openId: string): Promise<Who> {
  const person = await personOfAccount(db, openId);
  return { status: person?.status ?? "active", grants: person ? await grantsOf(db, person.id) : [] };
}

/** What the office's rules say of a case that is assigned today. */
export function proposalFor({ rules, calendar }: Deadlines, { judgement, facts }: Hazard, now: Date): DeadlineProposal | undefined {
  return deadlineBy(rules, { level: judgement?.level, facts, from: dayOf(now), calendar });
}

/** Who can be put in charge by choosing a name: the enterprise's people, and those of its town. */
export async function assigneesOf(db: Db, { facts }: Hazard): Promise<Assignee[]> {
  const { enterpriseId } = facts;
  const enterprise = enterpriseId === undefined ? undefined : await findEnterprise(db, enterpriseId);
  const townId = facts.townId ?? enterprise?.townId;
  const holders = [
    ...(enterpriseId === undefined ? [] : await holdersOf(db, { roles: OF_ENTERPRISE, enterpriseId })),
    ...(townId === undefined ? [] : await holdersOf(db, { roles: ["town_staff"], unitId: townId })),
  ];
  return reachable(db, holders);
}

/** Of an enterprise: whoever speaks for it here. */
export async function peopleOfEnterprise(db: Db, enterpriseId: string): Promise<Assignee[]> {
  return reachable(db, await holdersOf(db, { roles: OF_ENTERPRISE, enterpriseId }));
}

export async function reachable(db: Db, holders: readonly StandingGrant[]): Promise<Assignee[]> {
  const people = await peopleWithIds(db, [...new Set(holders.map(({ personId }) => personId))]);
  return people.flatMap(({ openId, name, status }) => (openId !== undefined && status === "active" ? [{ openId, name }] : []));
}
