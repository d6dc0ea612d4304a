import { readXlsx, writeXlsx } from "hucre";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { auditEntries } from "../../src/registry/audit.ts";
import { insertEnterprises, listEnterprises, updateEnterprises } from "../../src/registry/enterprises.ts";
import { listPeople } from "../../src/registry/people.ts";
import { grantsOf } from "../../src/registry/roles.ts";
import { anEnterprise } from "../registry/fixtures.ts";
import { type House, openHouse } from "../support/house.ts";
import { printCard } from "../support/print-card.ts";

const HEAD = ["企业名称", "区", "行业", "联系电话"];

let house: House;
/** An administrator and an officer of Luojiang, and an owner. */
let lin: string;
let li: string;
let wang: string;

beforeAll(async () => {
  house = await openHouse();
  const named = (name: string) => {
    const found = world()
      .people()
      .find((person) => person.name === name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found.id;
  };
  [lin, li, wang] = [named("林国栋"), named("李文清"), named("王建福")];
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.settle(3);
  await house.db.query("delete from enterprises");
});

const world = () => house.simulator.world;
const chatWith = (person: string) => world().privateChat(person).id;

async function list(...rows: string[][]): Promise<Buffer> {
  return Buffer.from(await writeXlsx({ sheets: [{ name: "企业", rows: [HEAD, ...rows] }] }));
}

/** What the bot says in a chat to what is done, once all is settled. */
async function answers(chatId: string, act: () => unknown) {
  const before = world().messages(chatId).length;
  await act();
  await house.settle(4);
  return world()
    .messages(chatId)
    .slice(before)
    .filter(({ sender }) => sender === "bot");
}

const send = (person: string, bytes: Buffer, name = "企业.xlsx") =>
  answers(chatWith(person), () => world().say(person, chatWith(person), { file: { bytes, name } }));
const say = (person: string, text: string) => answers(chatWith(person), () => world().say(person, chatWith(person), { text }));

async function download(file: { url: string } | undefined) {
  const response = await fetch(`${house.simulator.url}${file?.url}`);
  return readXlsx(new Uint8Array(await response.arrayBuffer()));
}

describe("a workbook in a private chat", () => {
  test("is checked, confirmed by a button, and applied once", async () => {
    const bytes = await list(["万安超市", "洛江区", "超市", "13800000000"], ["双阳小吃", "洛江区", "餐饮", ""]);
    const [card, report] = await send(lin, bytes);
    expect(card?.card && printCard(card.card)).toMatch(/将新增 2 行，修改 0 行，不变 0 行，有错 0 行[\s\S]*\[确认导入\]/);
    expect(report?.file?.name).toBe("核对报告-企业.xlsx");
    expect((await download(report?.file)).sheets.map(({ name, rows }) => [name, rows.length])).toContainEqual(["将新增", 3]);
    expect(await listEnterprises(house.db)).toEqual([]);

    const said = await answers(chatWith(lin), async () => {
      const { toast } = await world().pressButton(lin, card?.id ?? "", "确认导入");
      expect(toast?.content).toBe("正在导入，写完会回复您。");
    });
    expect(said.map(({ text }) => text)).toEqual(["已写入：新增 2 行，修改 0 行。"]);
    expect((await listEnterprises(house.db)).map(({ name }) => name)).toEqual(["万安超市", "双阳小吃"]);
    expect(printCard(world().message(card?.id ?? "").card ?? failed())).not.toMatch(/\[确认导入\]/);
    const entries = await auditEntries(house.db, { after: "0", limit: 100 });
    expect(entries.map(({ action, actor, chatId }) => [action, actor, chatId])).toContainEqual(["workbook_imported", lin, chatWith(lin)]);

    const [again] = await send(lin, bytes);
    expect(again?.card && printCard(again.card)).toMatch(/将新增 0 行，修改 0 行，不变 2 行[\s\S]*没有需要写入的内容/);
  });

  test("with wrong rows names them, and imports the others only by the button that says so", async () => {
    const [card] = await send(
      lin,
      await list(["万安超市", "洛江区", "航天", ""], ["泉港油站", "泉港区", "加油站", ""], ["双阳小吃", "洛江区", "餐饮", ""]),
    );
    const printed = printCard(card?.card ?? failed());
    expect(printed).toMatch(/第 2 行（万安超市）C列“行业”：“航天”不在可选内容里/);
    expect(printed).toMatch(/第 3 行（泉港油站）B列“区”：这件事不属于您所在的区/);
    await answers(chatWith(lin), () => world().pressButton(lin, card?.id ?? "", "只导入正确的 1 行"));
    expect((await listEnterprises(house.db)).map(({ name }) => name)).toEqual(["双阳小吃"]);
  });

  test("is refused where somebody changed the same meanwhile", async () => {
    const [known] = await insertEnterprises(house.db, [anEnterprise({ name: "万安超市", phone: "13800000001" })], house.clock.now());
    const [card] = await send(lin, await list(["万安超市", "洛江区", "超市", "13800000002"]));
    await updateEnterprises(house.db, [{ ...(known ?? failed()), phone: "13800000003" }], house.clock.now());
    const [said] = await answers(chatWith(lin), () => world().pressButton(lin, card?.id ?? "", "确认导入"));
    expect(said?.text).toMatch(/第 2 行在核对之后被别人改过，这次一行也没有写/);
    expect((await listEnterprises(house.db))[0]?.phone).toBe("13800000003");
  });

  test("expires after a day", async () => {
    const [card] = await send(lin, await list(["万安超市", "洛江区", "超市", ""]));
    house.clock.advance(25 * 3_600_000);
    const { toast } = await world().pressButton(lin, card?.id ?? "", "确认导入");
    expect(toast?.content).toMatch(/已经过期/);
    expect(await listEnterprises(house.db)).toEqual([]);
  });

  test("of somebody without the right, or that is none, is answered in words", async () => {
    const [refused] = await send(wang, await list(["万安超市", "洛江区", "超市", ""]));
    expect(refused?.text).toMatch(/由局股室人员、管理员办理/);
    expect((await send(lin, Buffer.from("no workbook")))[0]?.text).toMatch(/读不了|损坏|打不开|另存/);
    expect((await send(lin, Buffer.from("x"), "企业.xlsm"))[0]?.text).toMatch(/另存为 \.xlsx/);
  });

  test("of people grants what whoever confirms it may grant", async () => {
    const people = (roles: string) =>
      writeXlsx({
        sheets: [
          {
            name: "人员",
            rows: [
              ["姓名", "单位", "角色"],
              ["黄安", "河市镇企业办", roles],
            ],
          },
        ],
      }).then(Buffer.from);
    const [byOfficer] = await send(li, await people("企业办人员（河市镇企业办）"), "人员.xlsx");
    expect(printCard(byOfficer?.card ?? failed())).toMatch(/第 2 行（黄安）C列“角色”：这项操作由管理员办理/);
    const [tooMuch] = await send(lin, await people("审计员（全部）"), "人员.xlsx");
    expect(printCard(tooMuch?.card ?? failed())).toMatch(/C列“角色”：这项操作要有全部区的权限/);
    const [card] = await send(lin, await people("企业办人员（河市镇企业办）、审计员（洛江区）"), "人员.xlsx");
    await answers(chatWith(lin), () => world().pressButton(lin, card?.id ?? "", "确认导入"));
    const huang = (await listPeople(house.db)).find(({ name }) => name === "黄安") ?? failed();
    expect(huang.unitId).toBe("luojiang-heshi");
    const grants = (await grantsOf(house.db, huang.id)).map(({ role, district, unitId }) => [role, district, unitId]);
    expect(grants.sort()).toEqual([
      ["auditor", "洛江区", undefined],
      ["town_staff", "洛江区", "luojiang-heshi"],
    ]);
  });
});

describe("exports and templates", () => {
  test("go to the private chat, with the asker's own district, and come in again unchanged", async () => {
    const enterprises = [anEnterprise({ name: "万安超市" }), anEnterprise({ name: "泉港超市", district: "泉港区" })];
    await insertEnterprises(house.db, enterprises, house.clock.now());
    const [said, file] = await say(lin, "导出企业");
    expect(said?.text).toMatch(/企业 1 条，文件随后发到您的私聊/);
    expect(file?.file?.name).toMatch(/^企业-2026-11-2\d\.xlsx$/);
    const { sheets } = await download(file?.file);
    expect(sheets[0]?.rows.map(([name]) => name)).toEqual(["企业名称", "万安超市"]);
    const entries = await auditEntries(house.db, { after: "0", limit: 1000 });
    expect(entries.at(-1)).toMatchObject({ action: "registry_exported", actor: lin, subject: { id: "enterprises" }, after: { count: 1 } });
    expect((await say(wang, "导出人员"))[0]?.text).toMatch(/办理/);
    expect((await say(lin, "下载模板")).flatMap(({ file: sent }) => sent?.name ?? [])).toEqual(["企业导入模板.xlsx", "人员导入模板.xlsx"]);
  });

  test("a workbook in a duty chat is imported by quoting it", async () => {
    const group =
      world()
        .chats()
        .find(({ name }) => name === "洛江区商务局安全生产工作群") ?? failed();
    const file = world().say(lin, group.id, { file: { bytes: await list(["万安超市", "洛江区", "超市", ""]), name: "企业.xlsx" } });
    const [card] = await answers(group.id, () => world().say(lin, group.id, { text: "导入", mentionBot: true, quote: file.id }));
    expect(printCard(card?.card ?? failed())).toMatch(/将新增 1 行/);
  });
});

function failed(): never {
  throw new Error("it is not there");
}
