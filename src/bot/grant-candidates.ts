import type { Contact, PersonFacts } from "../messenger.ts";
import { membersOf } from "../registry/chat-members.ts";
import { contactOf, contactsCalled } from "../registry/contacts.ts";
import { findEnterprise } from "../registry/enterprises.ts";
import type { GrantCandidate, ShownGrant } from "../registry/grant-card.ts";
import { type Person, peopleCalled, personOfAccount } from "../registry/people.ts";
import type { What } from "../registry/rights.ts";
import { grantsOf, type StandingGrant } from "../registry/roles.ts";
import { findUnit } from "../registry/units.ts";
import { texts } from "../texts/granting.ts";
import type { BotNeeds } from "./needs.ts";
import { refusalOf, type Standing } from "./who.ts";

/** Namesakes on one card. */
const CANDIDATES_MAX = 6;

/** Everybody who may be meant: who was mentioned; else whoever of ours, of this group or of the address book is called so. */
export async function grantCandidates(
  needs: BotNeeds,
  standing: Standing,
  asked: { name: string; mentioned: readonly PersonFacts[] },
): Promise<GrantCandidate[]> {
  const { db } = needs;
  const accounts = asked.mentioned.length > 0 ? asked.mentioned : await accountsCalled(needs, standing, asked.name);
  const found = await Promise.all(accounts.map(async (account) => ({ account, person: await personOfAccount(db, account.openId) })));
  const entered = asked.mentioned.length > 0 ? [] : await peopleCalled(db, asked.name);
  const people = new Map([...entered, ...found.flatMap(({ person }) => person ?? [])].map((person) => [person.id, person]));
  const present = [...people.values()].filter(({ status }) => status === "active");
  const known = await Promise.all(present.map((person) => candidateOf(needs, standing, person)));
  const unknown = await Promise.all(found.filter(({ person }) => !person).map(({ account }) => newcomer(needs, account)));
  return [...known, ...unknown].slice(0, CANDIDATES_MAX);
}

/** Somebody of ours, with the roles that they hold. */
export async function candidateOf(needs: BotNeeds, standing: Standing, person: Person): Promise<GrantCandidate> {
  const { db } = needs;
  const unit = person.unitId === undefined ? undefined : await findUnit(db, person.unitId);
  const grants: ShownGrant[] = [];
  for (const grant of await grantsOf(db, person.id)) {
    const mayRevoke = refusalOf(standing, revokingOf(grant), await whatOfGrant(needs, grant)) === undefined;
    grants.push({ id: grant.id, role: grant.role, scope: await scopeOf(needs, grant), mayRevoke });
  }
  return { value: `person:${person.id}`, name: person.name, note: person.title ?? unit?.name, grants };
}

/** Which right taking it back needs. */
export function revokingOf({
  district,
  enterpriseId,
}: Pick<StandingGrant, "district" | "enterpriseId">): "grant_roles" | "grant_everywhere" {
  return district === undefined && enterpriseId === undefined ? "grant_everywhere" : "grant_roles";
}

/** Where a role holds: of an enterprise's people, where the enterprise lies. */
export async function whatOfGrant({ db }: Pick<BotNeeds, "db">, { district, enterpriseId }: StandingGrant): Promise<What> {
  const enterprise = enterpriseId === undefined ? undefined : await findEnterprise(db, enterpriseId);
  return { district: district ?? enterprise?.district };
}

async function accountsCalled(needs: BotNeeds, { chat, chatId }: Standing, name: string): Promise<PersonFacts[]> {
  const here = chat ? ((await membersOf(needs, chatId)) ?? []).filter((member) => member.name === name) : [];
  const listed = await contactsCalled(needs.db, name);
  return [...new Map([...here, ...listed].map((account) => [account.openId, account])).values()];
}

async function newcomer(needs: BotNeeds, account: PersonFacts): Promise<GrantCandidate> {
  const contact = await contactOf(needs, account.openId);
  return { value: `account:${account.openId}`, name: contact?.name ?? account.name, note: noteOf(contact), grants: [] };
}

/** Department and post, as the address book has them. */
function noteOf(contact: Contact | undefined): string | undefined {
  return [...(contact?.departments ?? []), ...(contact?.title ? [contact.title] : [])].join(" ") || undefined;
}

async function scopeOf({ db }: Pick<BotNeeds, "db">, { district, unitId, enterpriseId }: StandingGrant): Promise<string> {
  if (enterpriseId !== undefined) return (await findEnterprise(db, enterpriseId))?.name ?? enterpriseId;
  const unit = unitId === undefined ? undefined : await findUnit(db, unitId);
  return [district ?? texts.everywhere, ...(unit ? [unit.name] : [])].join(" ");
}
