import type { Card } from "../card.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { keepingAnAdministrator, LastAdministrator } from "../registry/administrators.ts";
import { audit } from "../registry/audit.ts";
import { contactOf } from "../registry/contacts.ts";
import { type GrantChoices, grantCard } from "../registry/grant-card.ts";
import { findPerson, holdPerson, notePerson, type Person } from "../registry/people.ts";
import { Granting, NONE, type RevokePress } from "../registry/press.ts";
import type { RegistryRequest } from "../registry/requests.ts";
import type { Grant, GrantedRole } from "../registry/role.ts";
import { findGrant, grantRole, revokeRole, type StandingGrant } from "../registry/roles.ts";
import { findUnit, listUnits } from "../registry/units.ts";
import { texts } from "../texts/granting.ts";
import { texts as registryTexts } from "../texts/registry.ts";
import type { AnxunContext } from "./context.ts";
import { knownDistricts } from "./districts.ts";
import { candidateOf, grantCandidates, revokingOf, whatOfGrant } from "./grant-candidates.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress, type Standing } from "./who.ts";

/** 「授权 张三 值班员」: the roles of that person, and the form that grants one. */
export async function showGranting(context: AnxunContext, { name, role }: Extract<RegistryRequest, { kind: "grant" }>): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "grant_roles");
  if (refused) return context.sendText(refused);
  const mentioned = message.mentioned ?? [];
  if (name === "" && mentioned.length === 0) return context.sendText(texts.howTo);
  const candidates = await grantCandidates(needs, standing, { name, mentioned });
  const [first] = candidates;
  if (!first) return context.sendText(texts.unknownPerson({ name }));
  const choices = await choicesOf(needs, standing, role);
  await context.say({ kind: "card", card: grantCard(first.name, candidates, choices) });
}

/** Grants what the form says, if whoever pressed may grant that there. */
export async function grantByForm(press: InboundPress, _value: object, needs: BotNeeds, lookUp: LookUp): Promise<PressReply | undefined> {
  const refusedAtAll = await refusedPress(lookUp, "grant_roles");
  if (refusedAtAll) return refusedAtAll;
  const form = Granting.safeParse(press.form);
  if (!form.success) return toast("warning", texts.incomplete);
  const grant = await grantOf(needs, form.data);
  if (typeof grant === "string") return toast("warning", grant);
  const action = grant.district === undefined ? "grant_everywhere" : "grant_roles";
  const refused = await refusedPress(lookUp, action, { district: grant.district });
  if (refused) return refused;
  const grantee = await granteeOf(needs, form.data.person);
  if (!grantee) return toast("warning", texts.unknownAccount);
  const { person, isNew } = await grantTo(grantee, grant, press, needs);
  if (person.status === "resigned") return toast("warning", texts.resigned(person));
  const words = { name: person.name, role: registryTexts.roles[grant.role] };
  const said = isNew ? toast("success", texts.granted(words)) : toast("info", texts.grantedBefore(words));
  return { ...said, card: await cardOf(needs, await lookUp(), person) };
}

/** Takes a role back. */
export async function revokeByPress(
  press: InboundPress,
  { grantId }: RevokePress,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const refusedAtAll = await refusedPress(lookUp, "grant_roles");
  if (refusedAtAll) return refusedAtAll;
  const grant = await findGrant(needs.db, grantId);
  if (!grant) return toast("info", texts.gone);
  const refused = await refusedPress(lookUp, revokingOf(grant), await whatOfGrant(needs, grant));
  if (refused) return refused;
  const isRevoked = await revoke(grant, press, needs);
  if (isRevoked === "last") return toast("warning", texts.lastAdministrator);
  const person = await findPerson(needs.db, grant.personId);
  if (!person) return undefined;
  const words = { name: person.name, role: registryTexts.roles[grant.role] };
  const said = isRevoked ? toast("success", texts.revoked(words)) : toast("info", texts.gone);
  return { ...said, card: await cardOf(needs, await lookUp(), person) };
}

async function cardOf(needs: BotNeeds, standing: Standing, person: Person): Promise<Card> {
  return grantCard(person.name, [await candidateOf(needs, standing, person)], await choicesOf(needs, standing, undefined));
}

async function choicesOf(needs: BotNeeds, standing: Standing, role: GrantedRole | undefined): Promise<GrantChoices> {
  const known = await knownDistricts(needs);
  const districts = known.filter((district) => refusalOf(standing, "grant_roles", { district }) === undefined);
  const units = (await listUnits(needs.db)).filter((unit) => districts.includes(unit.district) && ["town", "office"].includes(unit.kind));
  return { districts, everywhere: refusalOf(standing, "grant_everywhere") === undefined, units, role };
}

/** What the form asks for; or, in a sentence, why there is no such role. */
async function grantOf(needs: BotNeeds, form: Granting): Promise<Grant | string> {
  const district = form.district === NONE ? undefined : form.district;
  if (district !== undefined && !(await knownDistricts(needs)).includes(district)) return texts.incomplete;
  if (district === undefined && form.role !== "administrator" && form.role !== "auditor") return texts.incomplete;
  const unit = form.unit === NONE || form.unit === "" ? undefined : await findUnit(needs.db, form.unit);
  if (form.role === "town_staff" && unit?.kind !== "town") return texts.needsTown;
  if (unit && unit.district !== district) return texts.unitElsewhere;
  return { role: form.role, district, unitId: unit?.id, enterpriseId: undefined };
}

type Grantee = { person: Person } | { openId: string; name: string };

async function granteeOf(needs: BotNeeds, value: string): Promise<Grantee | undefined> {
  const [kind, id = ""] = value.split(":");
  if (kind === "person") {
    const person = await findPerson(needs.db, id);
    return person && { person };
  }
  const contact = await contactOf(needs, id);
  return contact && !contact.resigned && contact.name.trim() !== "" ? { openId: contact.openId, name: contact.name.trim() } : undefined;
}

async function grantTo(
  grantee: Grantee,
  grant: Grant,
  press: InboundPress,
  { db, now }: BotNeeds,
): Promise<{ person: Person; isNew: boolean }> {
  return db.inTransaction(async (tx) => {
    const person =
      "person" in grantee ? ((await holdPerson(tx, grantee.person.id)) ?? grantee.person) : await notePerson(tx, grantee, now());
    if (person.status === "resigned") return { person, isNew: false };
    const granted = await grantRole(tx, { ...grant, personId: person.id, grantedBy: press.presser }, now());
    if (!granted) return { person, isNew: false };
    const subject = { kind: "person", id: person.id };
    await audit(tx, { actor: press.presser, action: "role_granted", subject, chatId: press.chatId, after: grant }, now());
    return { person, isNew: true };
  });
}

/** False: somebody else was faster. */
async function revoke(grant: StandingGrant, press: InboundPress, needs: BotNeeds): Promise<boolean | "last"> {
  try {
    return await revokeInTransaction(grant, press, needs);
  } catch (error) {
    if (error instanceof LastAdministrator) return "last";
    throw error;
  }
}

async function revokeInTransaction(grant: StandingGrant, press: InboundPress, { db, now }: BotNeeds): Promise<boolean> {
  return db.inTransaction(async (tx) => {
    const revoked = await keepingAnAdministrator(tx, () => revokeRole(tx, grant.id, press.presser, now()));
    if (!revoked) return false;
    const { role, district, unitId, enterpriseId, personId } = grant;
    const before = { role, district, unitId, enterpriseId };
    const subject = { kind: "person", id: personId };
    await audit(tx, { actor: press.presser, action: "role_revoked", subject, chatId: press.chatId, before }, now());
    return true;
  });
}
