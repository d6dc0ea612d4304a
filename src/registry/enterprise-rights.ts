import type { Enterprise } from "./enterprise.ts";
import { type Action, mayI, type What, type Where, type Who } from "./rights.ts";

/** What the table of rights is asked about an enterprise. */
export function whatOf({ id, district, townId }: Pick<Enterprise, "id" | "district" | "townId">): What {
  return { enterpriseId: id, district, townId };
}

/** The enterprises to which `who` may do it here. */
export function allowedTo(who: Who, action: Action, where: Where): (enterprise: Enterprise) => boolean {
  return (enterprise) => mayI(who, action, where, whatOf(enterprise)).allowed;
}
