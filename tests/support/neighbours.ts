import { expect } from "vitest";
import { enterListing } from "../../src/registry/enterprise-lists.ts";
import { putExpiringItem } from "../../src/registry/expiring-items.ts";
import { putRiskPoint } from "../../src/registry/risk-points.ts";
import { type House, openHouse } from "./house.ts";
import { type Offices, officesOf } from "./offices.ts";

/**
 * 王建福 owns 老福记酒楼. Whatever he tries, he learns nothing of 河市小厨, its neighbour. What an officer sees of it is the measure of
 * what he must not see.
 */
export const OTHER = "河市小厨";
/** What the registry knows of it, and he does not. */
export const SECRETS = [
  "密林路八十八号",
  "0595-88886666",
  "92350504MA0000002",
  "后厨暗间油罐",
  "灶台特种作业证",
  "区消防大队二零二六七号函",
];

export type Neighbours = {
  house: House;
  offices: Offices;
  /** Administrator and officers of the district, and the owner. */
  lin: string;
  li: string;
  chen: string;
  wang: string;
  /** His private chat, the group of many enterprises, and the officers' group. */
  own: string;
  shops: string;
  duty: string;
  ownId: string;
  otherId: string;
  /** Neither here nor in anything that the bot has said in a chat of his. */
  expectNothingLearned(said: unknown): void;
};

export async function openNeighbours(): Promise<Neighbours> {
  const house = await openHouse();
  const offices = officesOf(house);
  const [lin, li, chen, wang] = ["林国栋", "李文清", "陈美珊", "王建福"].map(offices.person) as [string, string, string, string];
  const [otherId, ownId] = [await enterpriseId(house, OTHER), await enterpriseId(house, "老福记酒楼")];
  await confide(house, otherId, lin);
  // Everybody has spoken with the bot once, so that it knows which chats are private.
  for (const person of [wang, chen, lin]) await offices.say(person, offices.privateChat(person), "帮助");
  const chats = {
    own: offices.privateChat(wang),
    shops: offices.chat("餐饮企业"),
    duty: offices.chat("洛江区商务局安全生产工作群"),
  };
  const expectNothingLearned = (said: unknown) => {
    const words = typeof said === "string" ? said : JSON.stringify(said);
    expect(words).not.toBe("[]");
    const shown = saidTo(house, wang);
    for (const secret of SECRETS) {
      expect(words).not.toContain(secret);
      expect(shown).not.toContain(secret);
    }
  };
  return { house, offices, lin, li, chen, wang, ...chats, ownId, otherId, expectNothingLearned };
}

async function enterpriseId({ db }: House, name: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>("select id::text as id from enterprises where name = $1", [name]);
  return String(rows[0]?.id);
}

async function confide({ db, clock }: House, enterpriseId: string, by: string): Promise<void> {
  const [address, phone, , risk, certificate, source] = SECRETS.map(String);
  await db.query("update enterprises set address = $2, phone = $3, aliases = '{小厨}' where id = $1", [enterpriseId, address, phone]);
  const none = { place: undefined, measures: undefined, responsible: undefined };
  await putRiskPoint(db, { ...none, enterpriseId, name: String(risk), colour: "red" }, clock.now());
  const item = { enterpriseId, category: "certificate", name: String(certificate), number: undefined, holder: undefined } as const;
  await putExpiringItem(db, { ...item, expiresOn: "2026-11-30" }, clock.now());
  const listing = { enterpriseId, list: "fire_blacklist", source: String(source), reason: undefined, listedOn: "2026-11-01" } as const;
  await enterListing(db, { ...listing, enteredBy: by }, clock.now());
}

/** Whatever the bot has said in any chat that they are in, as it stands now. */
function saidTo({ simulator: { world } }: House, person: string): string {
  const messages = world.chats(person).flatMap(({ id }) => world.messages(id));
  return JSON.stringify(messages.filter(({ sender }) => sender === "bot"));
}
