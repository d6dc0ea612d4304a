import type { Recipient } from "../messenger.ts";
import { findChat, listDutyChats } from "../registry/groups.ts";
import { takesInnerMatters } from "../registry/inner-matters.ts";
import { peopleWithIds } from "../registry/people.ts";
import type { GrantedRole } from "../registry/role.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Db } from "../storage/db.ts";

/** Who hears of the hazards of a district: the group in which its officers are on duty, else the officers themselves. */
export type DutyDesk = {
  /** Who may know all of it. Empty: nobody is there. */
  recipients: readonly Recipient[];
  /** Duty chats in which somebody sits who is not of the offices: emergencies ring there, without names, and nothing else is told. */
  open?: readonly Recipient[];
  /** open_ids of those on duty, to be rung at. */
  officers: readonly string[];
};

/** District → chat, as the operator configured it. */
export type ConfiguredDutyChats = Readonly<Record<string, string>>;

/** Whoever comes next when a district has nobody of the kind before; last, whoever administers. */
const ON_DUTY: readonly (readonly GrantedRole[])[] = [["duty_officer"], ["bureau_staff"]];
/** 「洛江」 and 「洛江区」 are the same place. */
const DISTRICT_SUFFIX = /[区县市]$/u;

/** @param district  undefined: nobody can tell whose it is, so it is everybody's */
export async function dutyDesk(db: Db, configured: ConfiguredDutyChats, district: string | undefined): Promise<DutyDesk> {
  const set = Object.entries(await listDutyChats(db));
  const isSet = (name: string) => set.some(([other]) => isSame(other, name));
  const all = [...set, ...Object.entries(configured).filter(([name]) => !isSet(name))];
  const own = district === undefined ? all : all.filter(([name]) => isSame(name, district));
  const officers = await officersOf(db, district);
  const persons: Recipient[] = officers.map((openId) => ({ kind: "person", openId }));
  const chats: Recipient[] = [];
  const open: Recipient[] = [];
  for (const chatId of new Set(own.map(([, chat]) => chat))) {
    // Where we were put out, nobody would read it.
    if ((await findChat(db, chatId))?.present === false) continue;
    ((await takesInnerMatters(db, chatId)) ? chats : open).push({ kind: "chat", chatId });
  }
  // Where nobody can be told alone the group is better than nobody: names are left out there.
  if (open.length > 0 && persons.length === 0) return { recipients: [...chats, ...open], officers };
  if (open.length > 0) return { recipients: [...chats, ...persons], open, officers };
  return { recipients: chats.length > 0 ? chats : persons, officers };
}

/** Whether anybody at all hears an alarm. */
export function isAttended({ recipients, open = [] }: DutyDesk): boolean {
  return recipients.length + open.length > 0;
}

/** `isOpen`: somebody looks on who is not of the offices, for there is nobody else to tell; names are left out. */
export type OfficersPlace = { recipients: readonly Recipient[]; isOpen: boolean };

/** Who gets what is for the officers of one duty chat: the chat, or each of them alone while somebody sits in it who is not of the offices. */
export async function officersIn(db: Db, chatId: string, districts: readonly (string | undefined)[]): Promise<OfficersPlace> {
  const chat: Recipient = { kind: "chat", chatId };
  if (await takesInnerMatters(db, chatId)) return { recipients: [chat], isOpen: false };
  const officers = new Set<string>();
  for (const district of districts) for (const openId of await officersOf(db, district)) officers.add(openId);
  if (officers.size === 0) return { recipients: [chat], isOpen: true };
  return { recipients: [...officers].map((openId) => ({ kind: "person", openId })), isOpen: false };
}

/** open_ids of those who administer the district; where nobody does, of all who administer anything. */
export async function administratorsOf(db: Db, district: string | undefined): Promise<string[]> {
  const own = await reachableWith(db, ["administrator"], district);
  return own.length > 0 ? own : reachableWith(db, ["administrator"], undefined);
}

async function officersOf(db: Db, district: string | undefined): Promise<string[]> {
  for (const roles of ON_DUTY) {
    const reachable = await reachableWith(db, roles, district);
    if (reachable.length > 0) return reachable;
  }
  return administratorsOf(db, district);
}

async function reachableWith(db: Db, roles: readonly GrantedRole[], district: string | undefined): Promise<string[]> {
  const holders = await holdersOf(db, { roles, ...(district !== undefined && { district }) });
  const people = await peopleWithIds(db, [...new Set(holders.map(({ personId }) => personId))]);
  return people.flatMap(({ openId, status }) => (openId !== undefined && status === "active" ? [openId] : []));
}

function isSame(one: string, other: string): boolean {
  return one.replace(DISTRICT_SUFFIX, "") === other.replace(DISTRICT_SUFFIX, "");
}
