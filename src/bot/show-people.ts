import { type Person, peopleCalled, peopleWithIds } from "../registry/people.ts";
import { peopleCard, type ShownPerson, type ShownUnit } from "../registry/people-card.ts";
import type { RegistryRequest } from "../registry/requests.ts";
import { peopleBehind } from "../registry/responsible.ts";
import { grantsOf, holdersOf } from "../registry/roles.ts";
import { unitsCalled } from "../registry/unit-names.ts";
import { findUnit, listUnits, type Unit } from "../registry/units.ts";
import { texts } from "../texts/people.ts";
import { texts as registryTexts } from "../texts/registry.ts";
import { askPolicy } from "./ask-policy.ts";
import type { AnxunContext } from "./context.ts";
import { candidateOf, whatOfGrant } from "./grant-candidates.ts";
import type { BotNeeds } from "./needs.ts";
import { refusalOf, type Standing } from "./who.ts";

/** 「人员名单」, 「河市镇企业办人员名单」: who works where and holds which role, for officers. */
export async function listPeopleOfUnits(context: AnxunContext, { unit }: Extract<RegistryRequest, { kind: "list_people" }>): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const all = await listUnits(needs.db);
  const asked = unit === "" ? all : unitsCalled(all, unit);
  // 「特种作业有哪些人员」 is a question about the plans.
  if (asked.length === 0) return askPolicy(context);
  const units = asked.filter(({ district }) => maySee(standing, district));
  if (units.length === 0) return context.sendText(refusalOf(standing, "see_people", { district: asked[0]?.district }) ?? texts.nobody);
  const shown = await shownUnits(needs, standing, units);
  const others = unit === "" ? await withoutUnit(needs, standing, units) : [];
  await context.say({ kind: "card", card: peopleCard(unit === "" ? texts.title : texts.titleOf({ name: unit }), [...shown, ...others]) });
}

/** 「陈美珊是谁」: of whom the asker may not know it is a question like any other. */
export async function tellWhoIs(context: AnxunContext, { name }: Extract<RegistryRequest, { kind: "who_is" }>): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  if (refusalOf(standing, "see_people")) return askPolicy(context);
  const shown: ShownUnit[] = [];
  for (const person of await peopleCalled(needs.db, name)) {
    const { unit, roles, districts } = await placeOf(needs, standing, person);
    if (!districts.some((district) => maySee(standing, district))) continue;
    const phone = districts.every((district) => maySeePhone(standing, district)) ? person.phone : undefined;
    shown.push({ name: unit ? `${unit.district} ${unit.name}` : texts.noUnit, people: [{ ...person, roles, phone }] });
  }
  if (shown.length === 0) return askPolicy(context);
  await context.say({ kind: "card", card: peopleCard(texts.titleOf({ name }), shown) });
}

function maySee(standing: Standing, district: string | undefined): boolean {
  return refusalOf(standing, "see_people", { district }) === undefined;
}

function maySeePhone(standing: Standing, district: string | undefined): boolean {
  return refusalOf(standing, "see_phone", { district }) === undefined;
}

async function shownUnits({ db }: BotNeeds, standing: Standing, units: readonly Unit[]): Promise<ShownUnit[]> {
  const behind = await peopleBehind(db, units);
  return behind.map(({ unit, people }) => {
    const showsPhone = maySeePhone(standing, unit.district);
    const shown = people.map(({ person, roles }): ShownPerson => {
      const named = [...new Set(roles.map((role) => registryTexts.roles[role]))];
      return { ...person, roles: named, phone: showsPhone ? person.phone : undefined };
    });
    return { name: `${unit.district} ${unit.name}`, people: shown };
  });
}

/** Whoever holds a role in these districts and sits in none of their units. */
async function withoutUnit({ db }: BotNeeds, standing: Standing, units: readonly Unit[]): Promise<ShownUnit[]> {
  const seats = new Set(units.map(({ id }) => id));
  const shown: ShownUnit[] = [];
  for (const district of new Set(units.map((unit) => unit.district))) {
    const grants = (await holdersOf(db, { district })).filter((grant) => grant.unitId === undefined && grant.district === district);
    const holders = await peopleWithIds(db, [...new Set(grants.map(({ personId }) => personId))]);
    const seatless = holders.filter(({ status, unitId }) => status === "active" && !(unitId !== undefined && seats.has(unitId)));
    const people = seatless.map((person): ShownPerson => {
      const roles = grants.filter(({ personId }) => personId === person.id).map(({ role }) => registryTexts.roles[role]);
      return { ...person, roles: [...new Set(roles)], phone: maySeePhone(standing, district) ? person.phone : undefined };
    });
    shown.push({ name: texts.withoutUnit({ district }), people });
  }
  return shown;
}

type Place = { unit: Unit | undefined; roles: string[]; districts: (string | undefined)[] };

/** Where somebody belongs: to the district of their office, and to those in which they hold a role. */
async function placeOf(needs: BotNeeds, standing: Standing, person: Person): Promise<Place> {
  const unit = person.unitId === undefined ? undefined : await findUnit(needs.db, person.unitId);
  const { grants } = await candidateOf(needs, standing, person);
  const held = await Promise.all((await grantsOf(needs.db, person.id)).map((grant) => whatOfGrant(needs, grant)));
  const districts = [...new Set([...(unit ? [unit.district] : []), ...held.map(({ district }) => district)])];
  const roles = grants.map(({ role, scope }) => `${registryTexts.roles[role]} ${scope}`);
  return { unit, roles, districts: districts.length > 0 ? districts : [undefined] };
}
