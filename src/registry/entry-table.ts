import type { Day } from "../clock.ts";
import { LOCATED, type Located, type LocatedKnown, locate, locatingColumns, locatingKey } from "./enterprise-reference.ts";
import { whatOf } from "./enterprise-rights.ts";
import type { ImportRights } from "./import-rights.ts";
import type { Column, Match, Objection, Table } from "./workbook-table.ts";

/** A sheet whose rows each say something of an enterprise: what its kinds have in common. */

export type Standing<Fields> = { id: string; enterpriseId: string; fields: Fields };

export type EntryKnown<Fields> = LocatedKnown & {
  /** What stands already. */
  standing: ReadonlyMap<string, readonly Standing<Fields>[]>;
  /** In Asia/Shanghai. Undefined: nothing comes in. */
  today?: Day;
};

type Words = {
  sheet: string;
  headers: Record<string, string>;
  notes: Record<string, string>;
  examples: Record<string, string>;
};

type EntrySheet<Fields extends object> = {
  words: Words;
  columns: readonly Column<Located & Fields, EntryKnown<Fields>>[];
  defaults: Fields;
  action: Parameters<ImportRights["toEnter"]>[0];
  nameOf(fields: Partial<Fields>): string;
  /** What tells two of one enterprise apart. */
  keyOf(fields: Partial<Fields>): string;
  /** Of those that stand for its enterprise the one that the row means. */
  find(standing: readonly Standing<Fields>[], fields: Partial<Fields>): Standing<Fields> | undefined;
  objections?(fields: Fields, today: Day | undefined): readonly Objection<Located & Fields>[];
};

export function entryTable<Fields extends object>(sheet: EntrySheet<Fields>): Table<Located & Fields, EntryKnown<Fields>> {
  type Entry = Located & Fields;
  const match = (stated: Partial<Entry>, { enterprises, standing }: EntryKnown<Fields>): Match<Entry> => {
    const place = locate(stated, enterprises);
    if ("problem" in place) return { kind: "wrong", ...place };
    const settled = place.located as Partial<Entry>;
    const known = sheet.find(standing.get(place.located.enterpriseId) ?? [], stated);
    if (!known) return { kind: "new", settled };
    return { kind: "known", id: known.id, entry: { ...place.located, ...known.fields }, settled };
  };
  return {
    sheetName: sheet.words.sheet,
    columns: [...locatingColumns<Entry, EntryKnown<Fields>>(sheet.words), ...sheet.columns],
    defaults: { ...LOCATED, ...sheet.defaults },
    nameOf: (entry) => [entry.enterprise, sheet.nameOf(entry)].filter(Boolean).join(" "),
    match,
    keysOf: (entry) => ({ own: [`${locatingKey(entry)} ${sheet.keyOf(entry)}`], also: [] }),
    objections({ entry }, { enterprises, rights, today }) {
      const enterprise = enterprises.byId.get(entry.enterpriseId);
      const refused = enterprise && rights.toEnter(sheet.action, whatOf(enterprise));
      return [...(refused ? [{ field: "enterprise" as const, problem: refused }] : []), ...(sheet.objections?.(entry, today) ?? [])];
    },
  };
}
