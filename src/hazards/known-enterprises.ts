import { listEnterprises } from "../registry/enterprises.ts";
import { industryName } from "../registry/industries.ts";
import { listUnits } from "../registry/units.ts";
import type { Db } from "../storage/db.ts";
import type { KnownEnterprise } from "./match-enterprise.ts";

/** The enterprises of the registry by which a report recognises one. */
export async function enterprisesToRecognise(db: Db): Promise<KnownEnterprise[]> {
  const towns = new Map((await listUnits(db)).map(({ id, name }) => [id, name]));
  return (await listEnterprises(db)).map(({ id, name, aliases, townId, industry }) => {
    const town = townId === undefined ? undefined : towns.get(townId);
    return { id, name, aliases, industry: industryName(industry), ...(town !== undefined && { town }) };
  });
}
