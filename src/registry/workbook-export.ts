import type { Db } from "../storage/db.ts";
import { draftOf, type Enterprise } from "./enterprise.ts";
import { locatedAt } from "./enterprise-reference.ts";
import { ENTERPRISE_TABLE } from "./enterprise-table.ts";
import { listEnterprises } from "./enterprises.ts";
import { type Entries, ITEM_ENTRIES, LISTING_ENTRIES, RISK_ENTRIES } from "./entry-stores.ts";
import { EVERY_RIGHT } from "./import-rights.ts";
import { ITEM_TABLE } from "./item-table.ts";
import { knowEnterprises } from "./known-enterprises.ts";
import { knowPeople, type PersonEntry } from "./known-people.ts";
import { LISTING_TABLE } from "./listing-table.ts";
import { listPeople } from "./people.ts";
import { PEOPLE_TABLE } from "./people-table.ts";
import { districtsOfPerson } from "./person-districts.ts";
import { RISK_TABLE } from "./risk-table.ts";
import { holdersOf } from "./roles.ts";
import { listUnits } from "./units.ts";
import { writeWorkbookFile } from "./workbook-file.ts";
import { exportSheet, guideSheet, type OutSheet, templateSheet } from "./workbook-sheets.ts";
import type { WorkbookKind } from "./workbook-table.ts";

/** The registry's lists go out: as a template to fill in, or with what stands in them. An export that comes in again changes nothing. */

export type ExportScope = {
  /** Undefined: of somebody who belongs to no district. */
  includes(district: string | undefined): boolean;
  /** Whose phone numbers may be seen. Where one may not, the whole column is left out: a blank cell would be taken for no number. */
  showsPhones(district: string | undefined): boolean;
  /** Of whose enterprises may be seen on which lists they stand. */
  showsListings(district: string | undefined): boolean;
};

export const EVERYTHING: ExportScope = { includes: () => true, showsPhones: () => true, showsListings: () => true };

export type Exported = { bytes: Uint8Array; count: number };

export async function registryTemplate(db: Db, kind: WorkbookKind): Promise<Uint8Array> {
  if (kind === "enterprises") {
    const known = { units: await listUnits(db), enterprises: knowEnterprises([]), rights: EVERY_RIGHT };
    const further = { ...known, standing: new Map() };
    return writeSheets([
      templateSheet(ENTERPRISE_TABLE, known),
      templateSheet(RISK_TABLE, further),
      templateSheet(ITEM_TABLE, further),
      templateSheet(LISTING_TABLE, further),
    ]);
  }
  const known = { units: await listUnits(db), enterprises: knowEnterprises([]), people: knowPeople([], []), rights: EVERY_RIGHT };
  return writeSheets([templateSheet(PEOPLE_TABLE, known)]);
}

export function exportRegistry(db: Db, kind: WorkbookKind, scope: ExportScope): Promise<Exported> {
  return kind === "enterprises" ? exportEnterprises(db, scope) : exportPeople(db, scope);
}

async function exportEnterprises(db: Db, { includes, showsPhones, showsListings }: ExportScope): Promise<Exported> {
  const enterprises = knowEnterprises(await listEnterprises(db));
  const known = { units: await listUnits(db), enterprises, rights: EVERY_RIGHT };
  const shown = enterprises.all.filter(({ district }) => includes(district));
  const without = shown.every(({ district }) => showsPhones(district)) ? [] : ["phone"];
  const list = exportSheet(ENTERPRISE_TABLE, { known, entries: shown.map(draftOf), without });
  const listed = shown.filter(({ district }) => showsListings(district));
  const sheets = [
    list,
    await entrySheet(db, RISK_ENTRIES, shown),
    await entrySheet(db, ITEM_ENTRIES, shown),
    await entrySheet(db, LISTING_ENTRIES, listed),
  ];
  return { bytes: await writeSheets(sheets), count: shown.length };
}

/** What stands of these enterprises, in the order in which they are listed. */
async function entrySheet<Fields extends object>(
  db: Db,
  { table, read }: Entries<Fields>,
  shown: readonly Enterprise[],
): Promise<OutSheet> {
  const enterprises = knowEnterprises(shown);
  const standing = await read(
    db,
    shown.map(({ id }) => id),
  );
  const places = new Map(shown.map(({ id }, place) => [id, place]));
  const entries = standing
    .toSorted((one, other) => (places.get(one.enterpriseId) ?? 0) - (places.get(other.enterpriseId) ?? 0))
    .flatMap(({ enterpriseId, fields }) => {
      const enterprise = enterprises.byId.get(enterpriseId);
      return enterprise ? [{ ...locatedAt(enterprise), ...fields }] : [];
    });
  return exportSheet(table, { known: { enterprises, rights: EVERY_RIGHT, standing: new Map() }, entries });
}

async function exportPeople(db: Db, { includes, showsPhones }: ExportScope): Promise<Exported> {
  const units = await listUnits(db);
  const enterprises = knowEnterprises(await listEnterprises(db));
  const people = knowPeople(await listPeople(db), await holdersOf(db, {}));
  const concerns = (entry: PersonEntry, holds: ExportScope["includes"]) => {
    const districts = districtsOfPerson(entry, { units, enterprises });
    return districts.length > 0 ? districts.some(holds) : holds(undefined);
  };
  const entries = people.all.map(({ entry }) => entry).filter((entry) => concerns(entry, includes));
  const known = { units, enterprises, people, rights: EVERY_RIGHT };
  const without = entries.every((entry) => concerns(entry, showsPhones)) ? [] : ["phone"];
  return { bytes: await writeSheets([exportSheet(PEOPLE_TABLE, { known, entries, without })]), count: entries.length };
}

function writeSheets(sheets: readonly OutSheet[]): Promise<Uint8Array> {
  return writeWorkbookFile([...sheets, guideSheet(sheets)]);
}
