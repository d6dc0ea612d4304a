import type { Db } from "../storage/db.ts";
import { draftOf } from "./enterprise.ts";
import { ENTERPRISE_TABLE } from "./enterprise-table.ts";
import { listEnterprises } from "./enterprises.ts";
import { EVERY_RIGHT } from "./import-rights.ts";
import { knowEnterprises } from "./known-enterprises.ts";
import { knowPeople, type PersonEntry } from "./known-people.ts";
import { listPeople } from "./people.ts";
import { PEOPLE_TABLE } from "./people-table.ts";
import { districtsOfPerson } from "./person-districts.ts";
import { holdersOf } from "./roles.ts";
import { listUnits } from "./units.ts";
import { writeWorkbookFile } from "./workbook-file.ts";
import { exportSheets, templateSheets } from "./workbook-sheets.ts";
import type { WorkbookKind } from "./workbook-table.ts";

/** The registry's lists go out: as a template to fill in, or with what stands in them. An export that comes in again changes nothing. */

export type ExportScope = {
  /** Undefined: of somebody who belongs to no district. */
  includes(district: string | undefined): boolean;
  /** Whose phone numbers may be seen. Where one may not, the whole column is left out: a blank cell would be taken for no number. */
  showsPhones(district: string | undefined): boolean;
};

export const EVERYTHING: ExportScope = { includes: () => true, showsPhones: () => true };

export type Exported = { bytes: Uint8Array; count: number };

export async function registryTemplate(db: Db, kind: WorkbookKind): Promise<Uint8Array> {
  if (kind === "enterprises") {
    const known = { units: await listUnits(db), enterprises: knowEnterprises([]), rights: EVERY_RIGHT };
    return writeWorkbookFile(templateSheets(ENTERPRISE_TABLE, known));
  }
  const known = { units: await listUnits(db), enterprises: knowEnterprises([]), people: knowPeople([], []), rights: EVERY_RIGHT };
  return writeWorkbookFile(templateSheets(PEOPLE_TABLE, known));
}

export function exportRegistry(db: Db, kind: WorkbookKind, scope: ExportScope): Promise<Exported> {
  return kind === "enterprises" ? exportEnterprises(db, scope) : exportPeople(db, scope);
}

async function exportEnterprises(db: Db, { includes, showsPhones }: ExportScope): Promise<Exported> {
  const enterprises = knowEnterprises(await listEnterprises(db));
  const known = { units: await listUnits(db), enterprises, rights: EVERY_RIGHT };
  const entries = enterprises.all.filter(({ district }) => includes(district)).map(draftOf);
  const without = entries.every(({ district }) => showsPhones(district)) ? [] : ["phone"];
  const sheets = exportSheets(ENTERPRISE_TABLE, { known, entries, without });
  return { bytes: await writeWorkbookFile(sheets), count: entries.length };
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
  const sheets = exportSheets(PEOPLE_TABLE, { known, entries, without });
  return { bytes: await writeWorkbookFile(sheets), count: entries.length };
}
