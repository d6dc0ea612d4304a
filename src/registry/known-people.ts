import type { Person } from "./people.ts";
import type { Grant } from "./role.ts";
import type { StandingGrant } from "./roles.ts";

/** A person with their roles, as a row of a list says it. */
export type PersonEntry = Pick<Person, "openId" | "name" | "title" | "unitId" | "phone" | "status"> & { roles: readonly Grant[] };

/** People as a list can name them. */
type KnownPerson = { id: string; entry: PersonEntry };

export type KnownPeople = {
  all: readonly KnownPerson[];
  byAccount: ReadonlyMap<string, KnownPerson>;
  byName: ReadonlyMap<string, readonly KnownPerson[]>;
  /** Of a person: what stands, with its number. */
  grants: ReadonlyMap<string, readonly StandingGrant[]>;
};

export function knowPeople(people: readonly Person[], standing: readonly StandingGrant[]): KnownPeople {
  const grants = new Map<string, StandingGrant[]>();
  for (const grant of standing) grants.set(grant.personId, [...(grants.get(grant.personId) ?? []), grant]);
  const all = people.map((person) => ({ id: person.id, entry: entryOf(person, grants.get(person.id) ?? []) }));
  const byName = new Map<string, KnownPerson[]>();
  for (const known of all) byName.set(known.entry.name, [...(byName.get(known.entry.name) ?? []), known]);
  const byAccount = new Map(all.flatMap((known) => (known.entry.openId === undefined ? [] : [[known.entry.openId, known]])));
  return { all, byAccount, byName, grants };
}

function entryOf({ openId, name, title, unitId, phone, status }: Person, grants: readonly StandingGrant[]): PersonEntry {
  const roles = grants.map(({ role, district, unitId: office, enterpriseId }) => ({ role, district, unitId: office, enterpriseId }));
  return { openId, name, title, unitId, phone, status, roles };
}
