import type { Clock } from "../clock.ts";
import type { Directory, PersonFacts } from "../messenger.ts";
import type { Db } from "../storage/db.ts";
import { membersForCertain, membersLastSeen } from "./chat-members.ts";
import { type Person, peopleOfAccounts } from "./people.ts";
import { STAFF_ROLES } from "./role.ts";
import { grantsOfPeople } from "./roles.ts";

/** Who sits in a group, as far as an inner one depends on it: what it shows is for staff alone. */

type Needs = { db: Db; messenger: Pick<Directory, "members">; now: Clock };

export type Seated = {
  /** People who stand for an enterprise. */
  owners: readonly PersonFacts[];
  /** People of ours who left. */
  gone: readonly PersonFacts[];
  /** People without any role: colleagues who were not entered yet, or anybody. */
  unknown: readonly PersonFacts[];
};

/** Undefined: the platform does not tell who sits there. */
export async function seatedIn(needs: Needs, chatId: string): Promise<Seated | undefined> {
  const members = await membersForCertain(needs, chatId);
  return members && seatsOf(needs.db, members);
}

/** The same of members who are known. */
async function seatsOf(db: Db, members: readonly PersonFacts[]): Promise<Seated> {
  const people = await peopleOfAccounts(
    db,
    members.map(({ openId }) => openId),
  );
  const grants = await grantsOfPeople(
    db,
    people.map(({ id }) => id),
  );
  const personOf = (member: PersonFacts) => people.find(({ openId }) => openId === member.openId);
  const rolesOf = (person: Person | undefined) => grants.filter(({ personId }) => personId === person?.id);
  const whatIs = (member: PersonFacts): keyof Seated | "staff" => {
    const person = personOf(member);
    if (person?.status === "resigned") return "gone";
    const roles = rolesOf(person);
    // Whoever works for an office and for an enterprise sees here what that enterprise may not.
    if (roles.some(({ enterpriseId }) => enterpriseId !== undefined)) return "owners";
    return roles.some(({ role }) => STAFF_ROLES.includes(role)) ? "staff" : "unknown";
  };
  const all = members.map((member) => ({ member, is: whatIs(member) }));
  const those = (kind: keyof Seated) => all.filter(({ is }) => is === kind).map(({ member }) => member);
  return { owners: those("owners"), gone: those("gone"), unknown: those("unknown") };
}

/**
 * Whether somebody sits there who is not of the offices; also while nobody can tell.
 * @param vouchedFor  accounts without a role whom an administrator took for colleagues
 */
export async function hasOutsiders(needs: Needs, chatId: string, vouchedFor: readonly string[]): Promise<boolean> {
  const seated = await seatedIn(needs, chatId);
  return !seated || outsidersAmong(seated, vouchedFor).length > 0;
}

/** What is known of outsiders without asking the platform: them, or that nobody can tell. A group at which nobody has looked yet has none. */
export async function outsidersLastSeen(db: Db, chatId: string, vouchedFor: readonly string[]): Promise<readonly PersonFacts[] | "unsure"> {
  const members = await membersLastSeen(db, chatId);
  if (members === "unsure") return "unsure";
  return members === "nobody_looked" ? [] : outsidersAmong(await seatsOf(db, members), vouchedFor);
}

function outsidersAmong({ owners, gone, unknown }: Seated, vouchedFor: readonly string[]): PersonFacts[] {
  return [...owners, ...gone, ...unknown.filter(({ openId }) => !vouchedFor.includes(openId))];
}
