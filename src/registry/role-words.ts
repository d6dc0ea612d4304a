import { texts as registry } from "../texts/registry.ts";
import { texts } from "../texts/workbook.ts";
import type { Enterprise } from "./enterprise.ts";
import { districtsOf } from "./enterprise-columns.ts";
import type { KnownEnterprises } from "./known-enterprises.ts";
import { GRANTED_ROLES, type Grant, type GrantedRole } from "./role.ts";
import { unitsCalled } from "./unit-names.ts";
import type { Unit } from "./units.ts";

/** Roles in a cell: 「局股室人员（洛江区）、企业安全管理员（某某超市）」. A role and where it holds, never guessed. */

export type Scopes = { units: readonly Unit[]; enterprises: KnownEnterprises };
export type RolesReading = { roles: Grant[] } | { problem: string };

const BREAK = new Set(["、", ",", "，", ";", "；", "\n"]);
const OPENING = new Set(["（", "("]);
const CLOSING = new Set(["）", ")"]);
const WITH_SCOPE = /^([^（(]+)[（(](.*)[）)]$/su;
const EVERYWHERE = "全部";
const UNDER_OFFICE = "·";
const ENTERPRISE_ROLES: readonly GrantedRole[] = ["enterprise_safety_officer", "enterprise_principal"];
const EVERYWHERE_ROLES: readonly GrantedRole[] = ["administrator", "auditor"];

export function readRoles(text: string, scopes: Scopes): RolesReading {
  const roles: Grant[] = [];
  for (const piece of pieces(text)) {
    const reading = readRole(piece, scopes);
    if ("problem" in reading) return reading;
    if (!roles.some((role) => grantKey(role) === grantKey(reading))) roles.push(reading);
  }
  return { roles };
}

/** As it is read again: an enterprise by its name where that is the only one, else by its code. */
export function printRoles(roles: readonly Grant[], scopes: Scopes): string {
  const printed = roles.map((grant) => texts.roleWithScope({ role: registry.roles[grant.role], scope: printScope(grant, scopes) }));
  return printed.sort().join("、");
}

export function grantKey({ role, district, unitId, enterpriseId }: Grant): string {
  return [role, district, unitId, enterpriseId].join("/");
}

/** Cut where a list is cut, but not inside brackets: names of enterprises hold them. */
function pieces(text: string): string[] {
  const found = [""];
  let depth = 0;
  for (const sign of text) {
    if (OPENING.has(sign)) depth += 1;
    if (CLOSING.has(sign)) depth -= 1;
    if (depth === 0 && BREAK.has(sign)) found.push("");
    else found.push((found.pop() ?? "") + sign);
  }
  return found.map((piece) => piece.trim()).filter(Boolean);
}

function readRole(piece: string, scopes: Scopes): Grant | { problem: string } {
  const [, name = piece, scope = ""] = WITH_SCOPE.exec(piece) ?? [];
  const role = GRANTED_ROLES.find((code) => registry.roles[code] === name.trim());
  if (!role) return { problem: texts.role.unknown({ text: name, roles: GRANTED_ROLES.map((code) => registry.roles[code]) }) };
  const nowhere: Grant = { role, district: undefined, unitId: undefined, enterpriseId: undefined };
  if (ENTERPRISE_ROLES.includes(role)) return ofEnterprise(nowhere, scope.trim(), scopes.enterprises);
  return ofPlace(nowhere, scope.trim(), scopes.units);
}

function ofEnterprise(grant: Grant, scope: string, { byCode, byName, byAlias }: KnownEnterprises): Grant | { problem: string } {
  const byItsCode = byCode.get(scope.toUpperCase());
  const found: readonly Enterprise[] = byItsCode ? [byItsCode] : (byName.get(scope) ?? byAlias.get(scope) ?? []);
  const [only] = found;
  const role = registry.roles[grant.role];
  if (!only) return { problem: scope === "" ? texts.role.whichEnterprise({ role }) : texts.role.unknownEnterprise({ name: scope }) };
  return found.length === 1 ? { ...grant, enterpriseId: only.id } : { problem: texts.role.severalEnterprises({ name: scope }) };
}

function ofPlace(grant: Grant, scope: string, units: readonly Unit[]): Grant | { problem: string } {
  const role = registry.roles[grant.role];
  if (scope === EVERYWHERE && EVERYWHERE_ROLES.includes(grant.role)) return grant;
  const [first = "", office] = scope.split(UNDER_OFFICE);
  const district = districtsOf(units).find((name) => unitsCalled(units, first, name).some(({ kind }) => kind === "district"));
  if (grant.role === "town_staff") return ofTown(grant, { town: office ?? first, district }, units);
  if (district === undefined) return { problem: texts.role.whichDistrict({ role, districts: districtsOf(units) }) };
  if (office === undefined) return { ...grant, district };
  const [unit] = unitsCalled(units, office, district);
  return unit ? { ...grant, district, unitId: unit.id } : { problem: texts.role.unknownUnit({ name: office, district }) };
}

function ofTown(grant: Grant, { town, district }: { town: string; district: string | undefined }, units: readonly Unit[]) {
  const found = unitsCalled(units, town, district).filter(({ kind }) => kind === "town");
  const [only] = found;
  if (!only || found.length > 1) return { problem: texts.role.whichTown({ role: registry.roles[grant.role] }) };
  return { ...grant, district: only.district, unitId: only.id };
}

function printScope({ district, unitId, enterpriseId }: Grant, { units, enterprises }: Scopes): string {
  if (enterpriseId !== undefined) return printEnterprise(enterpriseId, enterprises);
  if (district === undefined) return EVERYWHERE;
  const unit = units.find(({ id }) => id === unitId);
  return unit ? `${district}${UNDER_OFFICE}${unit.name}` : district;
}

function printEnterprise(id: string, { byId, byName }: KnownEnterprises): string {
  const enterprise = byId.get(id);
  if (!enterprise) return id;
  const isOnly = byName.get(enterprise.name)?.length === 1;
  return isOnly ? enterprise.name : (enterprise.creditCode ?? enterprise.name);
}
