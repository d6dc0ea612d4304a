import { addDays, type Day } from "../clock.ts";
import type { Db } from "../storage/db.ts";
import type { Enterprise } from "./enterprise.ts";
import { type Listing, listingsOf } from "./enterprise-lists.ts";
import { type ExpiringItem, expiringItemsOf } from "./expiring-items.ts";
import { type Person, peopleWithIds } from "./people.ts";
import { type RiskPoint, riskPointsOf } from "./risk-points.ts";
import { holdersOf } from "./roles.ts";
import { findUnit } from "./units.ts";

/** What ends within so many days is worth a word. */
export const EXPIRING_DAYS = 30;

/** A case that is not closed, as the card of its enterprise names it. */
type OpenCase = { number: string; title: string; state: string; deadline: Day | undefined };
/** Who knows the cases tells them. */
export type CasesOf = (enterpriseId: string) => Promise<readonly OpenCase[]>;

/** What may be shown of an enterprise to whom asks, where it is asked. */
export type Visible = { phone: boolean; listings: boolean; cases: boolean };

/** All that the card of an enterprise shows; undefined: not to be shown here, or nobody can tell. */
export type EnterpriseProfile = {
  enterprise: Enterprise;
  town: string | undefined;
  phone: string | undefined;
  bound: readonly Person[];
  officers: readonly Person[];
  risks: readonly RiskPoint[];
  expiring: readonly ExpiringItem[];
  listings: readonly Listing[] | undefined;
  cases: readonly OpenCase[] | undefined;
  today: Day;
};

export async function profileOf(
  needs: { db: Db; casesOf: CasesOf },
  enterprise: Enterprise,
  visible: Visible,
  today: Day,
): Promise<EnterpriseProfile> {
  const { db, casesOf } = needs;
  const { id, townId, district } = enterprise;
  const town = townId === undefined ? undefined : await findUnit(db, townId);
  const bound = await holdersOf(db, { enterpriseId: id });
  const officers = townId === undefined ? [] : await holdersOf(db, { roles: ["town_staff"], district, unitId: townId });
  const items = await expiringItemsOf(db, [id]);
  const listings = visible.listings ? await listingsOf(db, [id]) : undefined;
  return {
    enterprise,
    town: town?.name,
    phone: visible.phone ? enterprise.phone : undefined,
    bound: await activePeople(db, bound),
    officers: await activePeople(db, officers),
    risks: await riskPointsOf(db, [id]),
    expiring: items.filter(({ expiresOn }) => expiresOn <= addDays(today, EXPIRING_DAYS)),
    listings: listings?.filter(({ removedOn }) => removedOn === undefined || removedOn > today),
    cases: visible.cases ? await casesOf(id) : undefined,
    today,
  };
}

/** The people behind grants, without whoever left. */
async function activePeople(db: Db, grants: readonly { personId: string }[]): Promise<Person[]> {
  const people = await peopleWithIds(db, [...new Set(grants.map(({ personId }) => personId))]);
  return people.filter(({ status }) => status === "active");
}
