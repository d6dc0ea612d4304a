import type { Recipient } from "../messenger.ts";
import { listDutyChats } from "../registry/groups.ts";
import { peopleWithIds } from "../registry/people.ts";
import type { GrantedRole } from "../registry/role.ts";
import { holdersOf } from "../registry/roles.ts";
import type { Db } from "../storage/db.ts";

/** Who hears of the hazards of a district: the group in which its officers are on duty, else the officers themselves. */
export type DutyDesk = {
  /** Empty: nobody is there. */
  recipients: readonly Recipient[];
  /** open_ids of those on duty, to be rung at. */
  officers: readonly string[];
};

/** District → chat, as the operator configured it. */
export type ConfiguredDutyChats = Readonly<Record<string, string>>;

/** Whoever comes next when a district has nobody of the kind before. */
const ON_DUTY: readonly (readonly GrantedRole[])[] = [["duty_officer"], ["bureau_staff"], ["administrator"]];
/** 「洛江」 and 「洛江区」 are the same place. */
const DISTRICT_SUFFIX = /[区县市]$/u;

/** @param district  undefined: nobody can tell whose it is, so it is everybody's */
export async function dutyDesk(db: Db, configured: ConfiguredDutyChats, district: string | undefined): Promise<DutyDesk> {
  const set = Object.entries(await listDutyChats(db));
  const isSet = (name: string) => set.some(([other]) => isSame(other, name));
  const all = [...set, ...Object.entries(configured).filter(([name]) => !isSet(name))];
  const own = district === undefined ? all : all.filter(([name]) => isSame(name, district));
  const officers = await officersOf(db, district);
  const chats = [...new Set(own.map(([, chatId]) => chatId))].map((chatId): Recipient => ({ kind: "chat", chatId }));
  if (chats.length > 0) return { recipients: chats, officers };
  return { recipients: officers.map((openId) => ({ kind: "person", openId })), officers };
}

async function officersOf(db: Db, district: string | undefined): Promise<string[]> {
  for (const roles of ON_DUTY) {
    const holders = await holdersOf(db, { roles, ...(district !== undefined && { district }) });
    const people = await peopleWithIds(db, [...new Set(holders.map(({ personId }) => personId))]);
    const reachable = people.flatMap(({ openId, status }) => (openId !== undefined && status === "active" ? [openId] : []));
    if (reachable.length > 0) return reachable;
  }
  return [];
}

function isSame(one: string, other: string): boolean {
  return one.replace(DISTRICT_SUFFIX, "") === other.replace(DISTRICT_SUFFIX, "");
}
