import type { Day } from "../clock.ts";
import { AppError } from "../errors.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/workbook.ts";
import type { EnterpriseDraft } from "./enterprise.ts";
import type { Located } from "./enterprise-reference.ts";
import { ENTERPRISE_TABLE } from "./enterprise-table.ts";
import { listEnterprises } from "./enterprises.ts";
import { type Entries, ITEM_ENTRIES, LISTING_ENTRIES, RISK_ENTRIES } from "./entry-stores.ts";
import type { EntryKnown, Standing } from "./entry-table.ts";
import type { ImportRights } from "./import-rights.ts";
import { ITEM_TABLE } from "./item-table.ts";
import { type KnownEnterprises, knowEnterprises } from "./known-enterprises.ts";
import { knowPeople } from "./known-people.ts";
import { LISTING_TABLE } from "./listing-table.ts";
import { listPeople } from "./people.ts";
import { PEOPLE_TABLE } from "./people-table.ts";
import { RISK_TABLE } from "./risk-table.ts";
import { holdersOf } from "./roles.ts";
import { listUnits } from "./units.ts";
import { HEADERS_MIN, knownColumns } from "./workbook-header.ts";
import { idOfRow, isGood, type OnProgress, type Plan, type PlannedRow, planImport } from "./workbook-plan.ts";
import type { RawWorkbook } from "./workbook-raw.ts";
import type { Heading, Table, WorkbookKind } from "./workbook-table.ts";
import type { GoodRow, RowsWritten, Writing } from "./workbook-write.ts";
import { writeEnterprises } from "./write-enterprises.ts";
import { writeEntries } from "./write-entries.ts";
import { writePeople } from "./write-people.ts";

/** A workbook is one list or several: which sheet holds which, what each would change, and how it is written. */

/** One list of a workbook, planned. */
export type Section = {
  /** The name of a further sheet; undefined of the list that gives the workbook its name. */
  part: string | undefined;
  plan: Plan<object>;
  /** @param isWanted  rows that are to be written */
  write(tx: Db, isWanted: (row: PlannedRow<object>) => boolean, writing: Omit<Writing<undefined>, "known">): Promise<RowsWritten>;
};

type Request = { workbook: RawWorkbook; rights: ImportRights; today: Day; onProgress?: OnProgress | undefined };

const ENTERPRISE_PARTS = { enterprises: ENTERPRISE_TABLE, risks: RISK_TABLE, items: ITEM_TABLE, listings: LISTING_TABLE };
type EnterprisePart = keyof typeof ENTERPRISE_PARTS;

/** Whose list it is, by the names of its columns; undefined: of neither. What it lacks, the dry run tells. */
export function kindOfWorkbook(workbook: RawWorkbook): WorkbookKind | undefined {
  const lists: readonly { kind: WorkbookKind; columns: readonly Heading[] }[] = [
    ...Object.values(ENTERPRISE_PARTS).map(({ columns }) => ({ kind: "enterprises" as const, columns })),
    { kind: "people", columns: PEOPLE_TABLE.columns },
  ];
  const [best] = lists
    .map(({ kind, columns }) => ({ kind, count: knownColumns(workbook, columns) }))
    .sort((one, other) => other.count - one.count);
  return best && best.count >= HEADERS_MIN ? best.kind : undefined;
}

/** @throws AppError bad_input when there is no such list in the workbook, or nothing in it */
export async function sectionsOf(db: Db, kind: WorkbookKind, request: Request): Promise<Section[]> {
  if (kind === "people") return [await peopleSection(db, request)];
  const sections = await enterpriseSections(db, request);
  if (sections.length === 0) throw new AppError("bad_input", "workbook without a usable header", { hint: texts.header.none });
  if (sections.every(({ plan }) => plan.rows.length === 0)) {
    throw new AppError("bad_input", "workbook without rows", { hint: texts.file.noRows });
  }
  return sections;
}

async function peopleSection(db: Db, { rights, ...request }: Request): Promise<Section> {
  const enterprises = knowEnterprises(await listEnterprises(db));
  const people = knowPeople(await listPeople(db), await holdersOf(db, {}));
  const known = { rights, enterprises, units: await listUnits(db), people };
  return planned({ part: undefined, table: PEOPLE_TABLE, known, write: writePeople }, request);
}

async function enterpriseSections(db: Db, { rights, today, workbook, onProgress }: Request): Promise<Section[]> {
  const sheets = sheetsOf(workbook);
  const standing = knowEnterprises(await listEnterprises(db));
  const list = sheets.get("enterprises");
  const surroundings = { rights, units: await listUnits(db), enterprises: standing };
  const source = { part: undefined, table: ENTERPRISE_TABLE, known: surroundings, write: writeEnterprises };
  const first = list && (await planned(source, { workbook: list, onProgress, mayBeEmpty: true }));
  const enterprises = first ? asPlanned(standing, first.plan as Plan<EnterpriseDraft>) : standing;
  const ids = standing.all.map(({ id }) => id);
  const ofSheet = async <Fields extends object>(part: EnterprisePart, entries: Entries<Fields>): Promise<Section[]> => {
    const sheet = sheets.get(part);
    if (!sheet) return [];
    const known = { rights, enterprises, standing: byEnterprise(await entries.read(db, ids)), today };
    const { table, store } = entries;
    const further: Source<Located & Fields, EntryKnown<Fields>> = {
      part: table.sheetName,
      table,
      known,
      write: (tx, rows, writing) => writeEntries(tx, rows, writing, store),
    };
    return [await planned(further, { workbook: sheet, onProgress, mayBeEmpty: true })];
  };
  return [
    ...(first ? [first] : []),
    ...(await ofSheet("risks", RISK_ENTRIES)),
    ...(await ofSheet("items", ITEM_ENTRIES)),
    ...(await ofSheet("listings", LISTING_ENTRIES)),
  ];
}

type Source<Entry extends object, Known> = {
  part: string | undefined;
  table: Table<Entry, Known>;
  known: Known;
  write(tx: Db, rows: readonly GoodRow<Entry>[], writing: Writing<Known>): Promise<RowsWritten>;
};

async function planned<Entry extends object, Known>(
  { part, table, known, write }: Source<Entry, Known>,
  { workbook, onProgress, mayBeEmpty }: { workbook: RawWorkbook; onProgress?: OnProgress | undefined; mayBeEmpty?: boolean },
): Promise<Section> {
  const plan = await planImport(workbook, table, { known, onProgress, part, mayBeEmpty });
  return {
    part,
    plan,
    write: (tx, isWanted, writing) => write(tx, plan.rows.filter(isGood).filter(isWanted), { ...writing, known }),
  };
}

/** Each sheet holds the list most of whose columns it has. */
function sheetsOf(workbook: RawWorkbook): Map<EnterprisePart, RawWorkbook> {
  const found = new Map<EnterprisePart, RawWorkbook>();
  for (const sheet of workbook.sheets.filter(({ name }) => name !== texts.guide.sheet)) {
    const counts = (Object.keys(ENTERPRISE_PARTS) as EnterprisePart[]).map((part) => ({
      part,
      count: knownColumns({ sheets: [sheet], hiddenSheets: [] }, ENTERPRISE_PARTS[part].columns),
    }));
    const best = counts.reduce((most, one) => (one.count > most.count ? one : most));
    if (best.count < HEADERS_MIN) continue;
    const others = found.get(best.part)?.sheets ?? [];
    found.set(best.part, { sheets: [...others, sheet], hiddenSheets: found.size === 0 ? workbook.hiddenSheets : [] });
  }
  return found;
}

/** The registry as it will be: further sheets may speak of what the first one brings in. */
function asPlanned(known: KnownEnterprises, { rows }: Plan<EnterpriseDraft>): KnownEnterprises {
  const changed = new Map(rows.flatMap((row) => (row.kind === "change" ? [[row.id, row.entry] as const] : [])));
  const added = rows.flatMap((row) => (row.kind === "add" ? [{ ...row.entry, id: idOfRow(row.row), version: 1 }] : []));
  return knowEnterprises([...known.all.map((one) => ({ ...one, ...changed.get(one.id) })), ...added]);
}

function byEnterprise<Fields>(entries: readonly Standing<Fields>[]): Map<string, Standing<Fields>[]> {
  const sorted = new Map<string, Standing<Fields>[]>();
  for (const entry of entries) sorted.set(entry.enterpriseId, [...(sorted.get(entry.enterpriseId) ?? []), entry]);
  return sorted;
}
