import type { Enterprise } from "../registry/enterprise.ts";
import { listUnits } from "../registry/units.ts";
import type { Db } from "../storage/db.ts";

/** Enterprises with the names of their towns: several may be called the same. */
export async function withTowns(
  db: Db,
  enterprises: readonly Enterprise[],
): Promise<{ enterprise: Enterprise; town: string | undefined }[]> {
  const units = await listUnits(db);
  return enterprises.map((enterprise) => ({ enterprise, town: units.find(({ id }) => id === enterprise.townId)?.name }));
}
