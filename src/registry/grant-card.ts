import { type Card, callbackButton, card, divider, escapeMarkdown, markdown } from "../card.ts";
import { texts } from "../texts/granting.ts";
import { texts as registryTexts } from "../texts/registry.ts";
import { form, select } from "./form.ts";
import { NONE, type RevokePress } from "./press.ts";
import { GRANTED_ROLES, type GrantedRole } from "./role.ts";
import type { StandingGrant } from "./roles.ts";
import type { Unit } from "./units.ts";

/** Somebody who may be meant: `value` as the form sends it. */
export type GrantCandidate = { value: string; name: string; note: string | undefined; grants: readonly ShownGrant[] };
/** `scope`: district, unit, enterprise, in words. `mayRevoke`: whoever sees the card may take it back. */
export type ShownGrant = Pick<StandingGrant, "id" | "role"> & { scope: string; mayRevoke: boolean };

/** What whoever grants may choose among. */
export type GrantChoices = { districts: readonly string[]; everywhere: boolean; units: readonly Unit[]; role: GrantedRole | undefined };

/** One person stands for an enterprise by an invitation or an officer's word, never by this. */
const GRANTABLE = GRANTED_ROLES.filter((role) => role !== "enterprise_principal" && role !== "enterprise_safety_officer");

/** The roles that people called so have, and the form that grants another. */
export function grantCard(name: string, candidates: readonly GrantCandidate[], choices: GrantChoices): Card {
  const isOne = candidates.length === 1;
  const standing = candidates.flatMap((candidate) => candidate.grants.map((grant) => ({ candidate, grant })));
  const lines = standing.map(({ candidate, grant }) =>
    texts.grantLine({ role: roleName(grant.role), scope: grant.scope, who: isOne ? undefined : optionOf(candidate) }),
  );
  const shown = lines.length > 0 ? lines.map((line) => `- ${escapeMarkdown(line)}`) : [`- ${texts.noRoles}`];
  const buttons = standing.filter(({ grant }) => grant.mayRevoke).map(({ grant }) => revokeButton(grant));
  return card(
    { text: texts.title({ name }) },
    [markdown([texts.standing, ...shown].join("\n")), ...buttons, divider(), grantForm(candidates, choices)],
    texts.summary,
  );
}

function revokeButton({ id, role, scope }: ShownGrant) {
  const value: RevokePress = { do: "revoke_role", grantId: id };
  return callbackButton(`${texts.revoke({ role: roleName(role) })}（${scope}）`, value, "danger");
}

function grantForm(candidates: readonly GrantCandidate[], { districts, everywhere, units, role }: GrantChoices) {
  const places = [
    ...districts.map((district) => [district, district] as const),
    ...(everywhere ? [[NONE, texts.everywhere] as const] : []),
  ];
  const unitOptions = units.map((unit) => [unit.id, `${unit.district} ${unit.name}`] as const);
  const fields = [
    select(
      "person",
      texts.person,
      candidates.map((candidate) => [candidate.value, optionOf(candidate)] as const),
      candidates[0]?.value,
    ),
    select(
      "role",
      texts.role,
      GRANTABLE.map((one) => [one, roleName(one)] as const),
      role,
    ),
    select("district", texts.district, places, places.length === 1 ? places[0]?.[0] : undefined),
    select("unit", texts.unit, [[NONE, texts.noUnit], ...unitOptions], NONE),
  ];
  return form("grant", fields, { label: texts.submit, value: { do: "grant_role" } });
}

function optionOf({ name, note }: GrantCandidate): string {
  return texts.personOption({ name, note });
}

function roleName(role: GrantedRole): string {
  return registryTexts.roles[role];
}
