import type { Db } from "../storage/db.ts";
import { enterListings, type Listing, listingsOf, updateListings } from "./enterprise-lists.ts";
import type { Located } from "./enterprise-reference.ts";
import type { EntryKnown, Standing } from "./entry-table.ts";
import { expiringItemsOf, insertExpiringItems, updateExpiringItems } from "./expiring-items.ts";
import { ITEM_TABLE, type ItemFields } from "./item-table.ts";
import { LISTING_TABLE, type ListingFields } from "./listing-table.ts";
import { insertRiskPoints, riskPointsOf, updateRiskPoints } from "./risk-points.ts";
import { RISK_TABLE, type RiskFields } from "./risk-table.ts";
import type { Table } from "./workbook-table.ts";
import type { EntryStore } from "./write-entries.ts";

/** How the entries of the enterprises' workbook are kept, and what the audit hears of them: never the name of a person. */

/** A kind of entry: its sheet, what stands of it, and how it is kept. */
export type Entries<Fields extends object> = {
  table: Table<Located & Fields, EntryKnown<Fields>>;
  read(db: Db, enterpriseIds: readonly string[]): Promise<Standing<Fields>[]>;
  store: EntryStore<Fields>;
};

export const RISK_ENTRIES: Entries<RiskFields> = {
  table: RISK_TABLE,
  read: async (db, ids) => (await riskPointsOf(db, ids)).map(({ id, enterpriseId, ...fields }) => ({ id, enterpriseId, fields })),
  store: {
    insert: (tx, entries, { at }) => insertRiskPoints(tx, entries, at),
    update: (tx, entries, { at }) => updateRiskPoints(tx, entries, at),
    keyOf: ({ name, place }) => JSON.stringify([name, place]),
    told: riskTold,
  },
};

export const ITEM_ENTRIES: Entries<ItemFields> = {
  table: ITEM_TABLE,
  read: async (db, ids) => (await expiringItemsOf(db, ids)).map(({ id, enterpriseId, ...fields }) => ({ id, enterpriseId, fields })),
  store: {
    insert: (tx, entries, { at }) => insertExpiringItems(tx, entries, at),
    update: (tx, entries, { at }) => updateExpiringItems(tx, entries, at),
    keyOf: ({ category, name, number, holder }) => JSON.stringify([category, name, number, holder]),
    told: itemTold,
  },
};

export const LISTING_ENTRIES: Entries<ListingFields> = {
  table: LISTING_TABLE,
  read: async (db, ids) => (await listingsOf(db, ids)).map((listing) => ({ ...listing, fields: fieldsOf(listing) })),
  store: {
    insert: (tx, entries, { openId, at }) => enterListings(tx, entries, { enteredBy: openId, at }),
    update: (tx, entries, { openId }) => updateListings(tx, entries, openId),
    keyOf: ({ list, listedOn, removedOn }) => JSON.stringify([list, listedOn, removedOn]),
    told: listingTold,
  },
};

function fieldsOf({ list, source, reason, listedOn, removedOn }: Listing): ListingFields {
  return { list, source, reason, listedOn, removedOn };
}

export type Told = { action: string; after: object; before?: object };

export function riskTold({ name, place, colour }: RiskFields, before: RiskFields | undefined): Told {
  const after = { name, place, colour };
  if (!before) return { action: "risk_entered", after };
  return { action: "risk_changed", before: { colour: before.colour }, after };
}

export function itemTold({ category, name, expiresOn }: ItemFields, before: ItemFields | undefined): Told {
  const after = { category, name, expiresOn };
  if (!before) return { action: "item_entered", after };
  return { action: "item_changed", before: { expiresOn: before.expiresOn }, after };
}

export function listingTold({ list, source, listedOn, removedOn }: ListingFields, before: ListingFields | undefined): Told {
  const after = { list, source, listedOn, removedOn };
  if (!before) return { action: "listing_entered", after };
  const was = { source: before.source, listedOn: before.listedOn, removedOn: before.removedOn };
  return { action: removedOn !== undefined && before.removedOn === undefined ? "listing_removed" : "listing_changed", before: was, after };
}
