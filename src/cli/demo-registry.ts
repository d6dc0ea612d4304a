import { DAY_MS, dayOf } from "../clock.ts";
import { audit } from "../registry/audit.ts";
import { type ChatKind, defaultSettings } from "../registry/chat.ts";
import { checkSign } from "../registry/credit-code.ts";
import type { EnterpriseDraft } from "../registry/enterprise.ts";
import { insertEnterprises } from "../registry/enterprises.ts";
import { putExpiringItem } from "../registry/expiring-items.ts";
import { rememberChat, setUpChat } from "../registry/groups.ts";
import { countPeople, insertPerson } from "../registry/people.ts";
import { putRiskPoint } from "../registry/risk-points.ts";
import type { GrantedRole } from "../registry/role.ts";
import { grantRole } from "../registry/roles.ts";
import { listUnits } from "../registry/units.ts";
import type { World } from "../simulator/world.ts";
import type { Database, Db } from "../storage/db.ts";
import { texts } from "../texts/demo.ts";
import { texts as cast } from "../texts/simulator.ts";

type Key = keyof typeof cast.people;
type EnterpriseKey = keyof typeof texts.enterprises;
type Part = { unitId?: string; enterprise?: EnterpriseKey; roles: readonly GrantedRole[] };

const { luojiang, quangang } = cast.districts;

/** Who is what in the simulated offices. Nobody is administrator of everything: that is whoever claims it. */
const PARTS: Readonly<Record<Key, Part & { district: string }>> = {
  lin: { district: luojiang, unitId: "luojiang-bureau", roles: ["bureau_staff", "approver", "administrator"] },
  li: { district: luojiang, unitId: "luojiang-trade", roles: ["bureau_staff", "duty_officer"] },
  chen: { district: luojiang, unitId: "luojiang-heshi", roles: ["town_staff"] },
  zhuang: { district: quangang, unitId: "quangang-trade", roles: ["bureau_staff", "approver", "administrator"] },
  zheng: { district: quangang, unitId: "quangang-bureau", roles: ["bureau_staff", "duty_officer"] },
  wang: { district: luojiang, enterprise: "fortune", roles: ["enterprise_principal"] },
  wu: { district: luojiang, enterprise: "kitchen", roles: ["enterprise_principal", "enterprise_safety_officer"] },
};

/** Numbers that no register office gives out: the district's, and a running one. */
const CODE_BODIES: Readonly<Record<EnterpriseKey, string>> = { fortune: "92350504MA0000001", kitchen: "92350504MA0000002" };

/** Whom the audit names for what nobody did. */
const BY = "demo";

/**
 * Puts the simulator's cast into an empty registry: its people with their roles, both enterprises, and what its groups are.
 * A registry that knows anybody is left alone.
 */
export async function seedDemo(db: Database, world: Pick<World, "people" | "chats">, now: Date): Promise<void> {
  await db.inTransaction(async (tx) => {
    if ((await countPeople(tx)) > 0) return;
    // Another knowledge folder may know none of our units.
    const units = new Set((await listUnits(tx)).map(({ id }) => id));
    const enterprises = await seedEnterprises(tx, units, now);
    for (const key of Object.keys(PARTS) as Key[]) await seedPerson(tx, world, { key, enterprises, units }, now);
    await seedGroups(tx, world, now);
    await audit(tx, { actor: BY, action: "demo_seeded", subject: { kind: "registry", id: BY } }, now);
  });
}

type Enterprises = ReadonlyMap<EnterpriseKey, string>;

/** Where both enterprises stand. */
const TOWN = "luojiang-heshi";

async function seedEnterprises(tx: Db, units: ReadonlySet<string>, now: Date): Promise<Enterprises> {
  const keys = Object.keys(CODE_BODIES) as EnterpriseKey[];
  const owners: Readonly<Record<EnterpriseKey, Key>> = { fortune: "wang", kitchen: "wu" };
  const drafts = keys.map((key): EnterpriseDraft => {
    const owner = cast.people[owners[key]].name;
    return {
      ...texts.enterprises[key],
      creditCode: CODE_BODIES[key] + checkSign(CODE_BODIES[key]),
      district: luojiang,
      townId: units.has(TOWN) ? TOWN : undefined,
      industry: "catering",
      principal: owner,
      safetyOfficer: owner,
      standardisation: key === "fortune" ? "small_enterprise" : "in_progress",
      status: "operating",
    };
  });
  const entered = await insertEnterprises(tx, drafts, now);
  const ids = new Map(keys.map((key) => [key, entered.find(({ name }) => name === texts.enterprises[key].name)?.id ?? ""]));
  for (const enterpriseId of ids.values()) await seedRisks(tx, enterpriseId, now);
  return ids;
}

async function seedRisks(tx: Db, enterpriseId: string, now: Date): Promise<void> {
  const { gas, place, measures } = texts.risks;
  await putRiskPoint(tx, { enterpriseId, name: gas, place, colour: "orange", measures, responsible: undefined }, now);
  const inDays = (days: number) => dayOf(new Date(now.getTime() + days * DAY_MS));
  const { certificate, equipment } = texts;
  await putExpiringItem(tx, { enterpriseId, category: "certificate", ...certificate, holder: undefined, expiresOn: inDays(20) }, now);
  const extinguisher = { enterpriseId, category: "equipment", name: equipment.name, number: undefined, holder: equipment.place } as const;
  await putExpiringItem(tx, { ...extinguisher, expiresOn: inDays(200) }, now);
}

type Casting = { key: Key; enterprises: Enterprises; units: ReadonlySet<string> };

async function seedPerson(tx: Db, world: Pick<World, "people">, { key, enterprises, units }: Casting, now: Date): Promise<void> {
  const { name, title } = cast.people[key];
  const part = PARTS[key];
  const openId = world.people().find((person) => person.name === name)?.id;
  const unitId = part.unitId !== undefined && units.has(part.unitId) ? part.unitId : undefined;
  const person = await insertPerson(tx, { openId, name, title, unitId, phone: undefined }, now);
  const enterpriseId = part.enterprise && enterprises.get(part.enterprise);
  const district = enterpriseId === undefined ? part.district : undefined;
  for (const role of part.roles) {
    if (role === "town_staff" && unitId === undefined) continue;
    const place = { district, unitId: role === "town_staff" ? unitId : undefined, enterpriseId };
    await grantRole(tx, { personId: person.id, role, ...place, grantedBy: BY }, now);
  }
}

const GROUPS: readonly { key: "luojiang" | "quangang" | "enterprises"; kind: Exclude<ChatKind, "private">; district: string }[] = [
  { key: "luojiang", kind: "inner", district: luojiang },
  { key: "quangang", kind: "inner", district: quangang },
  { key: "enterprises", kind: "enterprise", district: luojiang },
];

async function seedGroups(tx: Db, world: Pick<World, "chats">, now: Date): Promise<void> {
  for (const { key, kind, district } of GROUPS) {
    const { name } = cast.chats[key];
    const chat = world.chats().find((known) => known.name === name);
    if (!chat) continue;
    await rememberChat(tx, { chatId: chat.id, name, external: false, isPrivate: false }, district, now);
    const tags = kind === "enterprise" ? [texts.tags.catering, texts.tags.heshi] : [];
    const settings = { ...defaultSettings(), isDutyChat: kind === "inner" };
    await setUpChat(tx, chat.id, { kind, district, enterpriseId: undefined, tags, settings }, { openId: BY, at: now });
  }
}
