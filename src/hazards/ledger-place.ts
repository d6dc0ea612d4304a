import { unitsCalled } from "../registry/unit-names.ts";
import type { Unit } from "../registry/units.ts";
import type { HazardFacts } from "./hazard.ts";

/** 属地 as one cell: the district, and the town or whatever place was said. Both ways. */

type Place = Pick<HazardFacts, "district" | "townId" | "place">;

const CITY = /^(?:福建省)?泉州市/u;

export function printPlace({ district = "", townId, place }: Place, units: readonly Unit[]): string {
  const within = place ?? units.find(({ id }) => id === townId)?.name.replace(OFFICE, "") ?? "";
  return within.startsWith(district) ? within : district + within;
}

/** What is no town of ours stays as it was written. */
export function readPlace(text: string, units: readonly Unit[]): Place {
  const written = text.replace(CITY, "");
  const districts = [...new Set(units.map((unit) => unit.district))];
  const named = districts.find((name) => written.startsWith(name));
  const within = (named === undefined ? written : written.slice(named.length)).trim();
  const towns = unitsCalled(units, within, named).filter(({ kind }) => kind === "town");
  const [town] = towns.length === 1 ? towns : [];
  return { district: named, townId: town?.id, place: within || undefined };
}

/** A town's unit is its enterprise office. */
const OFFICE = /企业办$/u;
