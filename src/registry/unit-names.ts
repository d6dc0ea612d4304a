import type { Unit } from "./units.ts";

/** Which unit somebody means: decided by name and alias alone, longest first, never guessed. */

/**
 * The units called exactly so, by name or alias.
 * @param district  only its own, where it is known
 */
export function unitsCalled(units: readonly Unit[], name: string, district?: string): Unit[] {
  const wanted = name.trim();
  return units.filter((unit) => isOf(unit, district) && [unit.name, ...unit.aliases].includes(wanted));
}

/** The units that `text` speaks of. A longer name wins over a shorter one inside it: 「河市镇企业办」 is not also 「企业办」 of another. */
export function unitsIn(units: readonly Unit[], text: string, district?: string): Unit[] {
  const names = units
    .filter((unit) => isOf(unit, district))
    .flatMap((unit) => [unit.name, ...unit.aliases].map((name) => ({ unit, name })))
    .filter(({ name }) => text.includes(name))
    .sort((one, other) => other.name.length - one.name.length);
  const longest = names.filter(
    ({ name }, index) => !names.slice(0, index).some((longer) => longer.name !== name && longer.name.includes(name)),
  );
  return [...new Set(longest.map(({ unit }) => unit))];
}

function isOf(unit: Unit, district: string | undefined): boolean {
  return district === undefined || unit.district === district;
}
