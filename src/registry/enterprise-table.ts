import { texts } from "../texts/workbook.ts";
import type { Enterprise, EnterpriseDraft } from "./enterprise.ts";
import { draftOf } from "./enterprise.ts";
import { ENTERPRISE_COLUMNS, type EnterpriseSurroundings } from "./enterprise-columns.ts";
import type { KnownEnterprises } from "./known-enterprises.ts";
import type { Match, Objection, Table } from "./workbook-table.ts";

/** How a row of a list finds its enterprise: by credit code, else by district and name, else by district and alias. Never by likeness. */

type Stated = Partial<EnterpriseDraft>;

const NOTHING: EnterpriseDraft = {
  name: "",
  aliases: [],
  creditCode: undefined,
  district: "",
  townId: undefined,
  industry: "",
  type: undefined,
  address: undefined,
  principal: undefined,
  safetyOfficer: undefined,
  phone: undefined,
  standardisation: "none",
  status: "operating",
};

export const ENTERPRISE_TABLE: Table<EnterpriseDraft, EnterpriseSurroundings> = {
  sheetName: texts.enterprises.sheet,
  columns: ENTERPRISE_COLUMNS,
  defaults: NOTHING,
  nameOf: ({ name = "" }) => name,
  match: (stated, { enterprises }) => matchEnterprise(stated, enterprises),
  keysOf: ({ creditCode, district, name }) => {
    const named = district === undefined || name === undefined ? [] : [`name:${district}/${name}`];
    return creditCode === undefined ? { own: named, also: [] } : { own: [`code:${creditCode}`], also: named };
  },
  objections,
};

function matchEnterprise(stated: Stated, known: KnownEnterprises): Match<EnterpriseDraft> {
  const { creditCode, name = "", district } = stated;
  const bearer = creditCode === undefined ? undefined : known.byCode.get(creditCode);
  if (bearer) return found(bearer, stated);
  const here = (enterprise: Enterprise) => enterprise.district === district;
  // Whoever bears another code is another enterprise, by the same name or not.
  const free = (enterprise: Enterprise) => here(enterprise) && (creditCode === undefined || enterprise.creditCode === undefined);
  const namesakes = (known.byName.get(name) ?? []).filter(here);
  const candidates = [namesakes.filter(free), (known.byAlias.get(name) ?? []).filter(free)].find((list) => list.length > 0) ?? [];
  const [only] = candidates;
  if (candidates.length > 1)
    return { kind: "wrong", field: "creditCode", problem: texts.row.severalNamed({ name, count: candidates.length }) };
  if (only) return found(only, stated);
  return namesakes.length > 0 ? { kind: "new", remark: texts.row.namesake } : { kind: "new" };
}

/** Under one of its aliases an enterprise keeps its name: a list that calls it so does not rename it. */
function found(enterprise: Enterprise, { name, aliases = [] }: Stated): Match<EnterpriseDraft> {
  const entry = draftOf(enterprise);
  const isByAlias = name !== undefined && name !== entry.name && entry.aliases.includes(name);
  if (!isByAlias) return { kind: "known", id: enterprise.id, entry };
  return { kind: "known", id: enterprise.id, entry, settled: { name: entry.name, aliases: [...new Set([...entry.aliases, ...aliases])] } };
}

type Proposed = { entry: EnterpriseDraft; before: EnterpriseDraft | undefined };

function objections({ entry, before }: Proposed, { units, rights }: EnterpriseSurroundings): Objection<EnterpriseDraft>[] {
  const districts = [...new Set([entry.district, ...(before ? [before.district] : [])])];
  const refused = districts.flatMap((district) => rights.toImport(district) ?? []).slice(0, 1);
  const town = units.find(({ id }) => id === entry.townId);
  const astray = town && town.district !== entry.district;
  return [
    ...refused.map((problem) => ({ field: "district" as const, problem })),
    ...(astray ? [{ field: "townId" as const, problem: texts.row.townElsewhere({ town: town.name, district: entry.district }) }] : []),
  ];
}
