import type { ImportRights } from "../registry/import-rights.ts";
import { texts } from "../texts/registry.ts";
import { refusalOf, type Standing } from "./who.ts";

/** What somebody may import here, row by row. */
export function importRightsOf(standing: Standing): ImportRights {
  const { status, grants } = standing.who;
  const isUnlimited = status === "active" && grants.some(({ role, district }) => role === "administrator" && district === undefined);
  return {
    toEnter: (action, what) => refusalOf(standing, action, what),
    toImport: (district) => refusalOf(standing, "import_registry", { district }),
    toGrant(_grant, district) {
      // What holds everywhere is given by whoever may do so everywhere.
      if (district === undefined && !isUnlimited) return refusalOf(standing, "grant_roles") ?? texts.refusals.limited_to_district;
      return refusalOf(standing, "grant_roles", { district });
    },
  };
}
