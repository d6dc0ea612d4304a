import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { texts } from "../../src/texts/enterprise-entries.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Offices, officesOf } from "../support/offices.ts";

/** What is entered for an enterprise from its card, through real buttons and forms. */

let house: House;
let offices: Offices;
let [li, wang, wu] = ["", "", ""];
beforeAll(async () => {
  house = await openHouse();
  offices = officesOf(house);
  [li, wang, wu] = [offices.person("李文清"), offices.person("王建福"), offices.person("吴秀兰")];
});
afterAll(() => house.close());

const RISK = { name: "油烟管道", place: "后厨", colour: "red", measures: "每季度清洗", responsible: "" };

async function rows(table: string): Promise<unknown[]> {
  return (await house.db.query(`select * from ${table} order by ${table}.id`)).rows;
}

const enterpriseOf = async (name: string) => {
  const { rows: found } = await house.db.query<{ id: string }>("select id::text as id from enterprises where name = $1", [name]);
  return found[0]?.id ?? "";
};

/** The enterprise's card in the private chat, with one of its forms open. */
async function openForm(person: string, sentence: string, label: string): Promise<string> {
  const own = offices.privateChat(person);
  await offices.say(person, own, sentence);
  const { id } = offices.cardWith(own, label);
  await offices.press(person, id, label);
  return id;
}

describe("an owner", () => {
  test("enters a risk point and a certificate of their own enterprise, and takes one away", async () => {
    const before = (await rows("risk_points")).length;
    const id = await openForm(wang, "我的企业", texts.labels.risk);
    expect((await offices.press(wang, id, texts.save.risk, { ...RISK, name: " " })).toast?.content).toBe(texts.incomplete);
    expect((await offices.press(wang, id, texts.save.risk, RISK)).toast?.content).toBe(texts.saved);
    expect(offices.printed(id)).toContain("红（重大） 油烟管道（后厨）");
    expect(await rows("risk_points")).toHaveLength(before + 1);

    await offices.press(wang, id, texts.labels.item);
    const item = { category: "certificate", name: "食品经营许可证", number: "JY1", holder: "", expiresOn: "明年" };
    expect((await offices.press(wang, id, texts.save.item, item)).toast?.content).toBe(texts.badDay);
    expect((await offices.press(wang, id, texts.save.item, { ...item, expiresOn: "2026.12.5" })).toast?.content).toBe(texts.saved);
    expect(offices.printed(id)).toContain("食品经营许可证：2026-12-05");

    await offices.press(wang, id, texts.labels.risk);
    await offices.press(wang, id, "删除 油烟管道 后厨");
    expect(await rows("risk_points")).toHaveLength(before);
    await offices.press(wang, id, texts.back);
    expect(offices.printed(id)).not.toContain("油烟管道");
    expect((await offices.audited()).slice(-3)).toEqual(["risk_entered", "item_entered", "risk_removed"]);
  });

  test("enters nothing for another enterprise and puts nobody on a list, whatever the button carries", async () => {
    const own = offices.privateChat(wu);
    await offices.say(wu, own, "我的企业");
    const { id: messageId } = offices.cardWith(own, texts.labels.risk);
    const [enterpriseId, mine] = [await enterpriseOf("老福记酒楼"), await enterpriseOf("河市小厨")];
    const [risks, lists] = [await rows("risk_points"), await rows("enterprise_lists")];
    const forge = (value: object, form?: object) => offices.forge({ person: wu, chat: own, messageId, value, ...(form && { form }) });
    expect(await forge({ do: "save_entry", kind: "risk", enterpriseId }, RISK)).toContain("本企业");
    expect(await forge({ do: "open_entry", kind: "item", enterpriseId })).toContain("本企业");
    const { rows: theirs } = await house.db.query<{ id: string }>("select id::text as id from risk_points where enterprise_id = $1", [
      enterpriseId,
    ]);
    // Of their own enterprise, but somebody else's risk point.
    await forge({ do: "remove_entry", kind: "risk", enterpriseId: mine, entryId: theirs[0]?.id });
    const listing = { list: "fire_blacklist", source: "自己写的", reason: "", listedOn: "2026-11-01" };
    expect(await forge({ do: "save_entry", kind: "listing", enterpriseId: mine }, listing)).toContain("办理");
    expect(await rows("risk_points")).toEqual(risks);
    expect(await rows("enterprise_lists")).toEqual(lists);
  });
});

describe("an officer", () => {
  test("puts an enterprise on a list from a named source and takes it off; the list keeps both", async () => {
    const id = await openForm(li, "企业 老福记酒楼", texts.labels.listing);
    const listing = { list: "fire_blacklist", source: "区消防救援大队通报", reason: "拒不整改", listedOn: "2026-12-01" };
    expect((await offices.press(li, id, texts.save.listing, listing)).toast?.content).toBe(texts.futureDay);
    expect((await offices.press(li, id, texts.save.listing, { ...listing, source: " " })).toast?.content).toBe(texts.incomplete);
    const dated = { ...listing, listedOn: "11月1日" };
    expect((await offices.press(li, id, texts.save.listing, dated)).toast?.content).toBe(texts.saved);
    expect(offices.printed(id)).toContain("2026-11-01 列入，来源：区消防救援大队通报");
    await offices.press(li, id, texts.labels.listing);
    expect((await offices.press(li, id, texts.save.listing, dated)).toast?.content).toBe(texts.standsBefore);
    await offices.press(li, id, "移出 消防安全严重失信主体名单");
    expect(await rows("enterprise_lists")).toMatchObject([{ entered_by: li, removed_by: li, removed_on: "2026-11-21" }]);
    await offices.press(li, id, texts.back);
    expect(offices.printed(id)).not.toContain("区消防救援大队通报");
    expect((await offices.audited()).slice(-2)).toEqual(["listing_entered", "listing_removed"]);
  });
});
