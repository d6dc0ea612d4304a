import { texts } from "../texts/workbook.ts";
import type { KnownPeople, PersonEntry } from "./known-people.ts";
import { PEOPLE_COLUMNS, type PeopleSurroundings } from "./people-columns.ts";
import { districtsOfPerson } from "./person-districts.ts";
import type { Grant } from "./role.ts";
import { grantKey } from "./role-words.ts";
import type { Match, Objection, Table } from "./workbook-table.ts";

/** How a row of a list finds its person: by account, else by name and unit, told apart by the phone. A namesake is nobody we know. */

type Stated = Partial<PersonEntry>;

const NOBODY: PersonEntry = {
  openId: undefined,
  name: "",
  title: undefined,
  unitId: undefined,
  phone: undefined,
  status: "active",
  roles: [],
};

export const PEOPLE_TABLE: Table<PersonEntry, PeopleSurroundings> = {
  sheetName: texts.people.sheet,
  columns: PEOPLE_COLUMNS,
  defaults: NOBODY,
  nameOf: ({ name = "" }) => name,
  match: (stated, { people }) => matchPerson(stated, people),
  keysOf: ({ openId, name, unitId, phone }) => {
    if (openId !== undefined) return { own: [`account:${openId}`], also: [] };
    return { own: name === undefined ? [] : [`person:${JSON.stringify([name, unitId, phone])}`], also: [] };
  },
  objections,
};

function matchPerson(stated: Stated, known: KnownPeople): Match<PersonEntry> {
  const { openId, name = "", unitId, phone } = stated;
  const bearer = openId === undefined ? undefined : known.byAccount.get(openId);
  if (bearer) return { kind: "known", ...bearer };
  const namesakes = (known.byName.get(name) ?? []).filter(({ entry }) => openId === undefined || entry.openId === undefined);
  const colleagues = namesakes.filter(({ entry }) => entry.unitId === unitId);
  const told = colleagues.length > 1 ? colleagues.filter(({ entry }) => entry.phone === phone) : colleagues;
  const [only] = told;
  if (told.length === 1 && only) return { kind: "known", ...only };
  if (colleagues.length > 1)
    return { kind: "wrong", field: "openId", problem: texts.row.severalPeople({ name, count: colleagues.length }) };
  return (known.byName.get(name) ?? []).length > 0 ? { kind: "new", remark: texts.row.namesakePerson } : { kind: "new" };
}

type Proposed = { entry: PersonEntry; before: PersonEntry | undefined };

function objections({ entry, before }: Proposed, known: PeopleSurroundings): Objection<PersonEntry>[] {
  const { rights } = known;
  const concerned = [entry, ...(before ? [before] : [])].map((person) => districtsOfPerson(person, known));
  const districts = concerned.flatMap((own) => (own.length > 0 ? own : [undefined]));
  const refused = [...new Set(districts)].flatMap((district) => rights.toImport(district) ?? []).slice(0, 1);
  const granting = rolesInQuestion({ entry, before }).flatMap((grant) => rights.toGrant(grant, districtOf(grant, known)) ?? []);
  const isGone = entry.status === "resigned" && entry.roles.length > 0;
  return [
    ...refused.map((problem) => ({ field: "unitId" as const, problem })),
    ...granting.slice(0, 1).map((problem) => ({ field: "roles" as const, problem })),
    ...(takesLastAdministrator({ entry, before }, known) ? [{ field: "roles" as const, problem: texts.row.lastAdministrator }] : []),
    ...(isGone ? [{ field: "roles" as const, problem: texts.row.resignedWithRoles }] : []),
  ];
}

/** Somebody must remain who may grant everything. That two rows together leave nobody shows when they are written. */
function takesLastAdministrator({ entry, before }: Proposed, { people }: PeopleSurroundings): boolean {
  if (!before || !isAdministrator(before) || isAdministrator(entry)) return false;
  return people.all.filter((person) => isAdministrator(person.entry)).length === 1;
}

function isAdministrator({ openId, status, roles }: PersonEntry): boolean {
  const holds = roles.some(({ role, district }) => role === "administrator" && district === undefined);
  return holds && status === "active" && openId !== undefined;
}

/** What is given or taken back; and all of it where an account is bound to somebody: whoever has the account will hold it. */
function rolesInQuestion({ entry, before }: Proposed): Grant[] {
  const held = before?.roles ?? [];
  if (before && before.openId !== entry.openId) return [...entry.roles, ...held];
  const [then, now] = [new Set(held.map(grantKey)), new Set(entry.roles.map(grantKey))];
  return [...entry.roles.filter((grant) => !then.has(grantKey(grant))), ...held.filter((grant) => !now.has(grantKey(grant)))];
}

function districtOf({ district, enterpriseId }: Grant, { enterprises }: PeopleSurroundings): string | undefined {
  return enterpriseId === undefined ? district : enterprises.byId.get(enterpriseId)?.district;
}
