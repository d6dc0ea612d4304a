import { type Card, card, escapeMarkdown, markdown } from "../card.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/enterprise.ts";
import { texts as registryTexts } from "../texts/registry.ts";
import { listPeople, type Person, peopleWithIds } from "./people.ts";
import type { GrantedRole } from "./role.ts";
import { holdersOf } from "./roles.ts";
import type { Unit } from "./units.ts";

/** The people behind a unit: who sits in it, and who holds a role for it. */
export type UnitPeople = { unit: Unit; people: readonly { person: Person; roles: readonly GrantedRole[] }[] };

export async function peopleBehind(db: Db, units: readonly Unit[]): Promise<UnitPeople[]> {
  const all: UnitPeople[] = [];
  for (const unit of units) {
    const grants = await holdersOf(db, { unitId: unit.id });
    const seated = await listPeople(db, { unitIds: [unit.id] });
    const holders = await peopleWithIds(
      db,
      grants.map(({ personId }) => personId),
    );
    const people = [...new Map([...seated, ...holders].map((person) => [person.id, person])).values()];
    const rolesOf = (person: Person) => grants.filter(({ personId }) => personId === person.id).map(({ role }) => role);
    all.push({ unit, people: people.filter(({ status }) => status === "active").map((person) => ({ person, roles: rolesOf(person) })) });
  }
  return all;
}

/** @param isFromPlan  whether the units were read from a plan's answer, and not asked for by name */
export function responsibleCard(topic: string, behind: readonly UnitPeople[], isFromPlan: boolean): Card {
  const words = texts.responsible;
  const lines = behind.map(({ unit, people }) => {
    const named = people.map(({ person, roles }) =>
      words.person({ name: person.name, title: person.title, roles: roles.map((role) => registryTexts.roles[role]) }),
    );
    return words.unit({ name: `${unit.district} ${unit.name}`, people: escapeMarkdown(named.join("、") || words.nobody) });
  });
  const title = words.title({ topic });
  return card({ text: title, color: "turquoise" }, [...(isFromPlan ? [markdown(words.fromPlan)] : []), markdown(lines.join("\n"))], title);
}
