import { kindOf } from "../registry/chat.ts";
import { listChats } from "../registry/groups.ts";
import { listPeople } from "../registry/people.ts";
import { holdersOf } from "../registry/roles.ts";
import { listUnits } from "../registry/units.ts";
import type { Db } from "../storage/db.ts";
import type { KnownAudience } from "./audience-words.ts";
import { bearersNamed } from "./bearer.ts";
import type { DutyAudience, StoredDuty } from "./stored-duty.ts";

/**
 * The groups and people that can be reminded in these districts; those of no district in each.
 * @param dutyChatIds  groups that the operator named as duty chats: inner ones
 */
export async function knownAudience(
  db: Db,
  { includes, dutyChatIds }: { includes: (district: string | undefined) => boolean; dutyChatIds: readonly string[] },
): Promise<KnownAudience> {
  const units = (await listUnits(db)).filter(({ district }) => includes(district));
  const grants = await holdersOf(db, {});
  const people = (await listPeople(db)).flatMap(({ id, openId, name, unitId, status }) => {
    const own = grants.filter(({ personId }) => personId === id);
    const isHere = own.some((grant) => includes(grant.district)) || units.some((unit) => unit.id === unitId);
    return openId !== undefined && status === "active" && isHere ? [{ openId, name, unitId, grants: own }] : [];
  });
  const chats = (await listChats(db))
    .filter(({ district }) => includes(district))
    .map((chat) => ({ ...chat, kind: kindOf(chat, dutyChatIds.includes(chat.chatId)) }));
  return { chats, people, units, districts: [...new Set(units.map(({ district }) => district))] };
}

/** Whom a duty of a plan is for: the groups of enterprises, the staff of the towns, or the bureau's own groups. A person confirms it. */
export function proposeAudience({ content, district }: Pick<StoredDuty, "content" | "district">, known: KnownAudience): DutyAudience {
  const isHere = (own: string | undefined) => district === undefined || own === district;
  const groups = (kind: "enterprise" | "inner") =>
    known.chats.filter((chat) => chat.kind === kind && isHere(chat.district)).map(({ chatId }) => chatId);
  const bearers = bearersNamed(content.who ?? "");
  if (bearers === "enterprises") return { chatIds: groups("enterprise"), people: [] };
  if (bearers === "towns") {
    const staff = known.people.filter(({ grants }) => grants.some((grant) => grant.role === "town_staff" && isHere(grant.district)));
    if (staff.length > 0) return { chatIds: [], people: staff.map(({ openId }) => openId) };
  }
  return { chatIds: groups("inner"), people: [] };
}
