import type { GivenAnswer } from "../policy/answer-log.ts";
import { findChat } from "../registry/groups.ts";
import { personOfAccount } from "../registry/people.ts";
import { mayI } from "../registry/rights.ts";
import { grantsOf } from "../registry/roles.ts";
import type { Db } from "../storage/db.ts";
import { PRIVATE } from "./notice-matter.ts";

/** Whether 「据此发通知」 is drawn below an answer: in an inner group, and in private for whoever may write notices. Each press is checked again. */
export async function offersNotice(db: Db, { status, citations, chatId, asker }: GivenAnswer): Promise<boolean> {
  if (status !== "answered" || citations.length === 0) return false;
  const chat = await findChat(db, chatId);
  if (chat?.kind === "inner" && !chat.external) return true;
  if (chat?.kind !== "private") return false;
  const person = await personOfAccount(db, asker);
  if (!person) return false;
  return mayI({ status: person.status, grants: await grantsOf(db, person.id) }, "compose_notice", PRIVATE).allowed;
}
