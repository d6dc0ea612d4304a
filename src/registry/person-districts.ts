import type { PersonEntry } from "./known-people.ts";
import type { Scopes } from "./role-words.ts";

/** Whose people somebody belongs to: of the district of their unit; without one, of those where their roles hold. Empty: of nobody's. */
export function districtsOfPerson({ unitId, roles }: PersonEntry, { units, enterprises }: Scopes): string[] {
  const unit = units.find(({ id }) => id === unitId);
  if (unit) return [unit.district];
  const places = roles.map(({ district, enterpriseId }) => district ?? enterprises.byId.get(enterpriseId ?? "")?.district);
  return [...new Set(places.filter((place) => place !== undefined))];
}
