import type { PersonFacts } from "../messenger.ts";
import { knownMembers } from "../registry/chat-members.ts";
import { peopleOfAccounts } from "../registry/people.ts";
import type { Db } from "../storage/db.ts";
import type { NoticeTarget } from "./notice.ts";

/** Who is to acknowledge: the people who sit in a group now and have not left the service; of a person that person. */

type Place = Pick<NoticeTarget, "recipient" | "kind" | "name">;

/** Of each place, by its recipient; undefined: the platform was never asked who sits there. */
export async function seatedIn(db: Db, places: readonly Place[]): Promise<Map<string, readonly PersonFacts[] | undefined>> {
  const chats = places.filter(({ kind }) => kind !== "person").map(({ recipient }) => recipient);
  const members = await knownMembers(db, chats);
  const known = places.map(({ recipient, kind, name }) => {
    const seats = kind === "person" ? [{ openId: recipient, name }] : members.get(recipient);
    return [recipient, seats] as const;
  });
  const gone = await goneAmong(
    db,
    known.flatMap(([, seats]) => seats ?? []).map(({ openId }) => openId),
  );
  return new Map(known.map(([recipient, seats]) => [recipient, seats?.filter(({ openId }) => !gone.has(openId))]));
}

/** Of these accounts those whose people have left. */
async function goneAmong(db: Db, openIds: readonly string[]): Promise<Set<string>> {
  const people = await peopleOfAccounts(db, [...new Set(openIds)]);
  return new Set(people.flatMap(({ openId, status }) => (openId !== undefined && status === "resigned" ? [openId] : [])));
}
