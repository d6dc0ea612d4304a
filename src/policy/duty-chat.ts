import { listDocuments } from "../knowledge/passages.ts";
import { listDutyChats } from "../registry/groups.ts";
import type { Db } from "../storage/db.ts";
import type { GivenAnswer } from "./answer-log.ts";
import { shortName } from "./district.ts";

/** District → chat of its officers on duty: 「洛江区」 → "oc_…". */
export type DutyChats = Readonly<Record<string, string>>;

/** The duty chats as they are now: those of the operator, and over them what administrators said of their groups. */
export async function dutyChatsNow(db: Db, configured: DutyChats): Promise<DutyChats> {
  const set = await listDutyChats(db);
  const kept = Object.entries(configured).filter(([district]) => !Object.keys(set).some((other) => isSameDistrict(other, district)));
  return { ...Object.fromEntries(kept), ...set };
}

/** Where an answer can be handed over to; no chat: none is set for its district; no district: nobody can tell whose it is. */
export type Duty = { district: string | undefined; chatId: string | undefined };

/** The duty chat of the district that the question was about, else of the chat in which it was asked, else of the clauses found. */
export async function dutyFor(needs: { db: Db; dutyChats: DutyChats }, answer: GivenAnswer): Promise<Duty> {
  const { db, dutyChats } = needs;
  const district = only(answer.about) ?? answer.chatDistrict ?? only(await districtsCited(db, answer));
  if (district !== undefined) return { district, chatId: chatOf(dutyChats, district) };
  return { district, chatId: only([...new Set(Object.values(dutyChats))]) };
}

/** The districts whose officers are on duty in this chat. */
export function districtsOnDuty(dutyChats: DutyChats, chatId: string): string[] {
  return Object.keys(dutyChats).filter((district) => dutyChats[district] === chatId);
}

/** 「洛江」 and 「洛江区」 are the same place. */
export function isSameDistrict(one: string, other: string): boolean {
  return shortName(one) === shortName(other);
}

function chatOf(dutyChats: DutyChats, district: string): string | undefined {
  return Object.entries(dutyChats).find(([name]) => isSameDistrict(name, district))?.[1];
}

async function districtsCited(db: Db, { citations, nearest }: GivenAnswer): Promise<string[]> {
  const cited = new Set([...citations, ...nearest].map(({ documentId }) => documentId));
  const documents = await listDocuments(db);
  return [...new Set(documents.filter(({ id }) => cited.has(id)).flatMap(({ district }) => district ?? []))];
}

function only(values: readonly string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}
