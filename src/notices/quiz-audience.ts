import { listEnterprises } from "../registry/enterprises.ts";
import { listChats } from "../registry/groups.ts";
import { industries } from "../registry/industries.ts";
import { peopleWithIds } from "../registry/people.ts";
import type { GrantedRole } from "../registry/role.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/quiz.ts";
import { texts as registryTexts } from "../texts/registry.ts";
import { destinationsOf } from "./destinations.ts";
import type { Destination } from "./dispatch.ts";
import { type Audience, NOBODY } from "./notice.ts";

/** Whom a quiz may go to: the chat in which it is made, the groups of enterprises of a district or industry, or people one by one. */

const ROLES = ["enterprise_principal", "enterprise_safety_officer", "town_staff"] as const satisfies readonly GrantedRole[];
const HERE = "here";
const GAP = "/";

type Asking = { districts: readonly string[]; here: string | undefined };

/** Value and label of each. @param asking.here  the group in which it is asked; undefined: a private chat */
export async function quizAudiences(db: Db, { districts, here }: Asking): Promise<(readonly [string, string])[]> {
  const words = texts.audience;
  const chats = await listChats(db);
  const tagged = (district: string, industry: string) =>
    chats.some((chat) => chat.district === district && chat.tags.some((tag) => tag.endsWith(industry)));
  const choices = districts.flatMap((district) => [
    [`district${GAP}${district}`, words.district({ district })] as const,
    ...industries()
      .filter(({ name }) => tagged(district, name))
      .map(({ id, name }) => [`industry${GAP}${district}${GAP}${id}`, words.industry({ district, industry: name })] as const),
    ...ROLES.map((role) => [`role${GAP}${district}${GAP}${role}`, words.role({ district, role: registryTexts.roles[role] })] as const),
  ]);
  return [...(here === undefined ? [] : [[HERE, words.here] as const]), ...choices];
}

export type QuizPlaces = { district: string | undefined; destinations: readonly Destination[] };

/** Where a choice goes as things stand now. Undefined: no such choice. */
export async function placesOfChoice(
  db: Db,
  choice: string,
  asking: Asking & { dutyChatIds: readonly string[] },
): Promise<QuizPlaces | undefined> {
  const { districts, here, dutyChatIds } = asking;
  const find = async (audience: Audience, district: string | undefined) =>
    (await destinationsOf(db, { audience, district, innerOnly: false }, { dutyChatIds })).filter(({ skip }) => skip === undefined);
  if (choice === HERE && here !== undefined) {
    return { district: districts[0], destinations: await find({ ...NOBODY, chatIds: [here] }, undefined) };
  }
  const [kind, district, which] = choice.split(GAP);
  if (district === undefined || !districts.includes(district)) return undefined;
  const role = ROLES.find((one) => one === which);
  if (kind === "role" && role)
    return { district, destinations: await find({ ...NOBODY, people: await accountsOf(db, role, district) }, district) };
  const industry = industries().find(({ id }) => id === which);
  if (kind !== "district" && !(kind === "industry" && industry)) return undefined;
  const meant = await find({ ...NOBODY, districts: [district], industries: industry ? [industry.id] : [] }, district);
  return { district, destinations: meant.filter((place) => place.kind === "enterprise") };
}

/** Whoever stands for an enterprise of the district, or works for one of its towns. */
async function accountsOf(db: Db, role: (typeof ROLES)[number], district: string): Promise<string[]> {
  const own = new Set((await listEnterprises(db)).filter((enterprise) => enterprise.district === district).map(({ id }) => id));
  const holders = (await holdersOf(db, { roles: [role] })).filter(
    (grant) => grant.district === district || (grant.enterpriseId !== undefined && own.has(grant.enterpriseId)),
  );
  const people = await peopleWithIds(db, [...new Set(holders.map(({ personId }) => personId))]);
  return people.flatMap(({ openId, status }) => (openId !== undefined && status === "active" ? [openId] : []));
}
