import { findEnterprise } from "../registry/enterprises.ts";
import { listUnits } from "../registry/units.ts";
import type { Db } from "../storage/db.ts";
import { historyOf } from "./history.ts";
import { findHazard } from "./ledger.ts";
import type { PaperCase } from "./paper.ts";

/** All that papers of a case are made of; undefined: the number was never given. */
export async function paperCase(db: Db, id: string): Promise<PaperCase | undefined> {
  const hazard = await findHazard(db, id);
  if (!hazard) return undefined;
  const { enterpriseId, district } = hazard.facts;
  return {
    hazard,
    history: await historyOf(db, id),
    enterprise: enterpriseId === undefined ? undefined : await findEnterprise(db, enterpriseId),
    office: await bureauOf(db, district),
  };
}

async function bureauOf(db: Db, district: string | undefined): Promise<string | undefined> {
  if (district === undefined) return undefined;
  return (await listUnits(db)).find((unit) => unit.kind === "bureau" && unit.district === district)?.name;
}
