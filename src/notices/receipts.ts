import type { Clock } from "../clock.ts";
import type { Directory } from "../messenger.ts";
import type { Chat } from "../registry/chat.ts";
import { membersOf, staleMembers } from "../registry/chat-members.ts";
import { listEnterprises } from "../registry/enterprises.ts";
import { listChats } from "../registry/groups.ts";
import { industryName } from "../registry/industries.ts";
import { peopleOfAccounts } from "../registry/people.ts";
import { grantsOfPeople } from "../registry/roles.ts";
import { listUnits } from "../registry/units.ts";
import type { Db } from "../storage/db.ts";
import { type Acknowledgement, acknowledgementsOf } from "./acknowledgements.ts";
import { type Bearing, type Missing, missingOf } from "./missing.ts";
import type { Notice, NoticeTarget } from "./notice.ts";
import { seatedIn } from "./seated.ts";
import { settleNotice } from "./settle.ts";

/** Who has acknowledged a notice and who has not, group by group, as things stand now. */

export type PlaceReceipts = {
  target: NoticeTarget;
  district: string | undefined;
  /** As people call them; undefined: nobody has said. */
  town: string | undefined;
  industry: string | undefined;
  /** Who sits there and has. */
  acknowledged: readonly Acknowledgement[];
  /** Undefined: the platform never told who sits there. */
  missing: readonly Missing[] | undefined;
};

export type Receipts = { notice: Notice; places: readonly PlaceReceipts[] };

type Needs = { db: Db; messenger: Pick<Directory, "members">; now: Clock };

/** In one go: of a thousand groups those that were asked least recently come with the next look. */
const GROUPS_AT_ONCE = 100;

/** Asks the platform who sits in the groups, where that is not known yet or was long ago. Takes its time: not for the answer to a press. */
export async function freshReceipts(needs: Needs, notice: Notice): Promise<Receipts> {
  const groups = (await settleNotice(needs.db, notice.id, needs.now())).filter(({ kind, state }) => kind !== "person" && state === "sent");
  const stale = await staleMembers(
    needs.db,
    groups.map(({ recipient }) => recipient),
    needs.now(),
  );
  for (const chatId of stale.slice(0, GROUPS_AT_ONCE)) await membersOf(needs, chatId);
  return receiptsOf(needs.db, notice, needs.now());
}

/** By those who sat in the groups when the platform was last asked. */
export async function receiptsOf(db: Db, notice: Notice, now: Date): Promise<Receipts> {
  const targets = await settleNotice(db, notice.id, now);
  const seated = await seatedIn(db, targets);
  const said = new Map((await acknowledgementsOf(db, notice.id)).map((one) => [one.openId, one]));
  const bearing = await bearingOf(
    db,
    [...seated.values()].flatMap((people) => people ?? []).map(({ openId }) => openId),
  );
  const placing = await placings(db);
  const places = targets.map((target): PlaceReceipts => {
    const people = target.state === "sent" ? seated.get(target.recipient) : undefined;
    const acknowledged = (people ?? []).flatMap(({ openId }) => said.get(openId) ?? []);
    return { target, ...placing(target), acknowledged, missing: people && missingOf(people, new Set(said.keys()), bearing) };
  });
  return { notice, places };
}

async function bearingOf(db: Db, openIds: readonly string[]): Promise<Map<string, Bearing>> {
  const people = await peopleOfAccounts(db, [...new Set(openIds)]);
  const grants = Map.groupBy(
    await grantsOfPeople(
      db,
      people.map(({ id }) => id),
    ),
    ({ personId }) => personId,
  );
  return new Map(
    people.flatMap(({ id, openId, title }) =>
      openId === undefined ? [] : [[openId, { title, roles: (grants.get(id) ?? []).map(({ role }) => role) }]],
    ),
  );
}

type Placing = Pick<PlaceReceipts, "district" | "town" | "industry">;

const TOWN_TAG = /^乡镇[:：]/u;
const INDUSTRY_TAG = /^行业[:：]/u;

/** Whose group it is: of one enterprise that enterprise's town and industry, else what its tags say. */
async function placings(db: Db): Promise<(target: NoticeTarget) => Placing> {
  const chats = new Map((await listChats(db)).map((chat) => [chat.chatId, chat]));
  const enterprises = new Map((await listEnterprises(db)).map((enterprise) => [enterprise.id, enterprise]));
  const towns = new Map((await listUnits(db)).map(({ id, name }) => [id, name]));
  return ({ recipient }) => {
    const chat = chats.get(recipient);
    if (!chat) return { district: undefined, town: undefined, industry: undefined };
    const owner = chat.enterpriseId === undefined ? undefined : enterprises.get(chat.enterpriseId);
    return {
      district: chat.district,
      town: (owner?.townId === undefined ? undefined : towns.get(owner.townId)) ?? tagOf(chat, TOWN_TAG),
      industry: (owner?.industry === undefined ? undefined : industryName(owner.industry)) ?? tagOf(chat, INDUSTRY_TAG),
    };
  };
}

function tagOf({ tags }: Chat, prefix: RegExp): string | undefined {
  return tags.find((tag) => prefix.test(tag))?.replace(prefix, "");
}
