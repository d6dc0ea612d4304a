import type { Action } from "../registry/rights.ts";
import { listUnits } from "../registry/units.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf, type Standing } from "./who.ts";

/** The districts of which something may be shown here. */
export type Reach = { districts: readonly string[]; includes(district: string | undefined): boolean };

export async function reachOf({ needs }: AnxunContext, standing: Standing, action: Action): Promise<Reach> {
  // What lies in no district yet is for those who are not bound to one.
  const includes = (district: string | undefined) => refusalOf(standing, action, { district: district ?? NOWHERE }) === undefined;
  const districts = [...new Set((await listUnits(needs.db)).map(({ district }) => district))];
  return { includes, districts: districts.filter(includes) };
}

const NOWHERE = "";
