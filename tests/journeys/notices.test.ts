import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/clock.ts";
import { listNotices } from "../../src/notices/notices.ts";
import { listTargets } from "../../src/notices/targets.ts";
import { personOfAccount } from "../../src/registry/people.ts";
import { grantRole, revokeRole } from "../../src/registry/roles.ts";
import { type House, openHouse } from "../support/house.ts";
import { type Offices, officesOf } from "../support/offices.ts";

/** A notice from the first word to the log, through real messages and cards. */

let house: House;
let offices: Offices;
let [lin, li, chen, wang] = ["", "", "", ""];
let [duty, shops, mine] = ["", "", ""];

beforeAll(async () => {
  house = await openHouse();
  offices = officesOf(house);
  [lin, li, chen, wang] = [offices.person("林国栋"), offices.person("李文清"), offices.person("陈美珊"), offices.person("王建福")];
  [duty, shops, mine] = [
    offices.chat("洛江区商务局安全生产工作群"),
    offices.chat("洛江区餐饮企业"),
    offices.privateChat(offices.person("李文清")),
  ];
});
afterAll(() => house.close());

const world = () => house.simulator.world;

const FORM = {
  title: "台风防范安全提示",
  text: "请检查户外广告牌。\n请安排专人值守。",
  kind: "risk",
  district: "洛江区",
  scope: "all",
  inner: "all",
  acknowledgement: "none",
  urgent: "no",
};

/** A group of 洛江 that stands there for one test. */
async function newGroup(name: string): Promise<string> {
  const { id } = world().openGroup({ name, members: [lin, wang], withBot: true });
  await house.settle(1);
  await offices.press(lin, offices.cardWith(id, "保存").id, "保存", {
    kind: "enterprise",
    district: "洛江区",
    mentioned: "mentioned",
    asking: "everyone",
    duty: "no",
    reports: "no",
  });
  return id;
}

/** Li writes it, and submits it. @returns the card that waits for Lin */
async function submitted(form: object = {}): Promise<string> {
  await offices.say(li, mine, "发通知");
  const { id } = offices.cardWith(mine, "预览");
  await offices.press(li, id, "预览", { ...FORM, ...form });
  expect((await offices.press(li, id, "提交审批")).toast).toEqual({ type: "success", content: "已提交，等待审批。" });
  await house.settle(1);
  return offices.cardWith(offices.privateChat(lin), "批准发送").id;
}

async function lastNotice() {
  const [notice] = await listNotices(house.db, { limit: 1 });
  if (!notice) throw new Error("there is no notice");
  return notice;
}

const cardsIn = (chat: string, title: string) =>
  world()
    .messages(chat)
    .filter((message) => JSON.stringify(message.card ?? "").includes(title));

describe("a notice", () => {
  test("is written from a template, seen before, refused to its writer, approved by another, and stands in three groups", async () => {
    const bakery = await newGroup("河市镇烘焙企业群");
    const [form] = await offices.say(li, mine, "用台风模板发通知");
    expect(form).toContain("台风防范安全提示");
    const { id } = offices.cardWith(mine, "预览");

    // What is left open is not sent.
    const template = { ...FORM, text: "【请填写：时间】请注意防范。" };
    await offices.press(li, id, "预览", template);
    expect((await offices.press(li, id, "提交审批")).toast?.content).toContain("没有填完");
    await offices.press(li, id, "修改");
    expect((await offices.press(li, id, "预览", { ...FORM, industries: "炼钢" })).toast?.content).toContain("不认识行业「炼钢」");
    await offices.press(li, id, "预览", FORM);
    const preview = offices.printed(id);
    for (const part of ["内部群 1 个、企业群 2 个", "内部群（1）看到的样子", "企业群（2）看到的样子", "请检查户外广告牌", "批准后马上发"]) {
      expect(preview).toContain(part);
    }

    expect((await offices.press(li, id, "先发给我看看")).toast?.type).toBe("success");
    expect((await offices.heard(mine)).filter((said) => said.includes("试发"))).toHaveLength(2);

    await offices.press(li, id, "提交审批");
    await house.settle(1);
    const approval = offices.cardWith(offices.privateChat(lin), "批准发送").id;
    // Whoever wrote it, or has no say, changes nothing.
    const value = { do: "notice_step", noticeId: (await lastNotice()).id, version: (await lastNotice()).version, step: "approve" };
    await offices.forge({ person: li, chat: mine, messageId: id, value });
    expect((await lastNotice()).state).toBe("submitted");
    expect(cardsIn(shops, "请检查户外广告牌")).toEqual([]);

    const approved = await offices.press(lin, approval, "批准发送");
    expect(approved.toast).toEqual({ type: "success", content: "已批准，发往 3 处。" });
    // The second approver comes too late.
    expect((await offices.press(lin, approval, "刷新")).toast?.content).toBe("已更新。");
    await house.settle(240);
    for (const chat of [duty, shops, bakery]) expect(cardsIn(chat, "请检查户外广告牌")).toHaveLength(1);
    const notice = await lastNotice();
    expect(notice.state).toBe("sent");
    const [told] = (await offices.heard(mine)).slice(-1);
    expect(told).toContain(notice.number);

    const [log] = await offices.say(li, mine, `查看 ${notice.number}`);
    expect(log).toContain("已发送 3");
    world().dissolve(bakery);
    await house.settle(1);
  });

  test("is not approved by its writer, though that one may approve others", async () => {
    await offices.say(lin, duty, "发通知");
    const { id } = offices.cardWith(duty, "预览");
    await offices.press(lin, id, "预览", FORM);
    // Nobody else in the district approves.
    expect((await offices.press(lin, id, "提交审批")).toast?.content).toContain("没有别的审批人");
    await offices.say(lin, duty, "授权 陈美珊");
    await house.db.query(
      `insert into person_roles (person_id, role, district, granted_by, granted_at)
       select id, 'approver', '洛江区', 'test', $2 from people where open_id = $1`,
      [chen, house.clock.now()],
    );
    await offices.press(lin, id, "提交审批");
    expect((await offices.press(lin, id, "批准发送")).toast?.content).toBe("不能审批自己起草的通知，请另一位审批人来批。");
    expect((await offices.press(li, id, "批准发送")).toast?.content).toContain("审批人");
    expect((await offices.press(chen, id, "退回", { reason: "改时间" })).toast?.content).toBe("已退回给起草人。");
    expect(offices.printed(id)).toContain("改时间");
    expect((await offices.press(lin, id, "撤销")).toast?.content).toBe("已撤销，没有发出。");
    expect((await lastNotice()).state).toBe("withdrawn");
    await house.db.query("delete from person_roles where granted_by = 'test'");
  });

  test("tells of a muted bot, a group it left and one that was dissolved, and tries none of them in vain", async () => {
    const [muted, left, gone, removed] = [
      await newGroup("禁言群"),
      await newGroup("移出群"),
      await newGroup("解散群"),
      await newGroup("送别群"),
    ];
    const approval = await submitted({ title: "用电提示", text: "请检查线路。", groups: "移出群", send_at: "明天10:40" });
    world().removeBot(left);
    await house.settle(1);
    await offices.press(lin, approval, "批准发送");
    world().muteBot(muted);
    world().dissolve(gone);
    world().removeBot(removed);
    const planned = (await lastNotice()).sendAt?.getTime() ?? 0;
    house.clock.advance(planned - house.clock.now().getTime());
    await house.settle(240);
    const notice = await lastNotice();
    const outcome = (await listTargets(house.db, notice.id)).map(({ name, state, reason }) => [name, state, reason]);
    expect(outcome).toEqual(
      expect.arrayContaining([
        ["禁言群", "failed", "gone/230035"],
        ["解散群", "failed", "gone/232009"],
        ["送别群", "failed", "gone/230002"],
        ["移出群", "skipped", "left"],
      ]),
    );
    expect(outcome.filter(([, state]) => state === "sent")).toHaveLength(2);
    const [log] = await offices.say(li, mine, `查看 ${notice.number}`);
    expect(log).toContain("禁言群（企业群）：发送失败");
    for (const words of ["机器人被禁言（230035）", "群已解散（232009）", "机器人已被移出群（230002）", "没有发，机器人不在群里"]) {
      expect(log).toContain(words);
    }
    // Asked for once each, and never again.
    const asked = await house.db.query("select key, attempts from outbox where failure_code like 'gone/%' and key like $1", [
      `notice/${notice.id}/%`,
    ]);
    expect(asked.rows.map((row) => Object.values(row)[1])).toEqual([1, 1, 1]);

    // Only where it may succeed.
    world().muteBot(muted, false);
    const { id } = offices.cardWith(mine, "重发失败的");
    expect((await offices.press(li, id, "重发失败的")).toast?.content).toContain("重发 1 处，其余 3 处");
    await house.settle(240);
    expect(cardsIn(muted, "请检查线路")).toHaveLength(1);
    expect(cardsIn(shops, "请检查线路")).toHaveLength(1);
    world().dissolve(muted);
    await house.settle(1);
  });

  test("is taken back while the platform allows it, and says where it no longer does", async () => {
    const approval = await submitted({ title: "汛期提示", text: "请检查水泵。" });
    await offices.press(lin, approval, "批准发送");
    await house.settle(240);
    const notice = await lastNotice();
    const [said] = await offices.say(li, mine, `撤回 ${notice.number}`);
    expect(said).toContain("正在撤回 2 处");
    await house.settle(65);
    for (const chat of [duty, shops]) expect(cardsIn(chat, "请检查水泵")).toEqual([]);
    const [log] = await offices.say(li, mine, `查看 ${notice.number}`);
    expect(log).toContain("已撤回 2");

    const second = await submitted({ title: "节前提示", text: "请检查通道。" });
    await offices.press(lin, second, "批准发送");
    await house.settle(240);
    house.clock.advance(DAY_MS + HOUR_MS);
    const late = await lastNotice();
    await offices.say(li, mine, `撤回 ${late.number}`);
    await house.settle(65);
    const [told] = await offices.say(li, mine, `查看 ${late.number}`);
    expect(told).toContain("没能撤回：超过平台允许的撤回时限（230009）");
    expect(cardsIn(shops, "请检查通道")).toHaveLength(1);
  });

  test("is let go once, though two approve at the same moment, and who has read it is kept", async () => {
    await submitted({ title: "用气提示", text: "请检查连接管。" });
    const { id: noticeId, version } = await lastNotice();
    const grant = { district: "洛江区", unitId: undefined, enterpriseId: undefined, grantedBy: "test" };
    const person = await personOfAccount(house.db, chen);
    const given = await grantRole(house.db, { ...grant, personId: person?.id ?? "", role: "approver" }, house.clock.now());
    const approve = { do: "notice_step", noticeId, version, step: "approve" };
    const { id: card } = offices.cardWith(offices.privateChat(lin), "批准发送");
    const presses = [lin, chen].map((one) =>
      offices.forge({ person: one, chat: offices.privateChat(one), messageId: card, value: approve }),
    );
    const toasts = await Promise.all(presses);
    expect(toasts.filter((said) => said.includes("已批准，发往"))).toHaveLength(1);
    expect(toasts.filter((said) => said.includes("刚被别人改过") || said.includes("不能这样做"))).toHaveLength(1);
    await house.settle(240);
    expect(cardsIn(shops, "请检查连接管")).toHaveLength(1);
    await revokeRole(house.db, given?.id ?? "", "test", house.clock.now());

    world().readAll(wang, shops);
    house.clock.advance(7 * HOUR_MS);
    await house.settle(5);
    const [target] = (await listTargets(house.db, noticeId)).filter(({ recipient }) => recipient === shops);
    expect(target?.readers.map(({ openId }) => openId)).toEqual([wang]);
    expect((await offices.say(li, mine, `查看 ${(await lastNotice()).number}`))[0]).toContain("已读 1 人");
  });

  test("that is planned is withdrawn before its time, and nobody sees it", async () => {
    const approval = await submitted({ title: "演练通知", text: "周五演练。", send_at: "明天10:40" });
    await offices.press(lin, approval, "批准发送");
    const { number } = await lastNotice();
    expect((await offices.say(li, mine, `撤回 ${number}`))[0]).toContain("没有发出");
    house.clock.advance(2 * DAY_MS);
    await house.settle(240);
    expect(cardsIn(shops, "周五演练")).toEqual([]);
    expect((await lastNotice()).state).toBe("withdrawn");
  });

  test("begins below an answer, with what it cited word for word; and takes a file along", async () => {
    await offices.say(li, mine, "洛江区老板多久得亲自带队查一次？");
    const { id: answer } = offices.cardWith(mine, "据此发通知");
    expect((await offices.press(li, answer, "据此发通知")).toast?.type).toBe("success");
    const { id: form, printed } = offices.cardWith(mine, "预览");
    expect(printed).toContain("引用原文");
    await offices.press(li, form, "预览", { ...FORM, title: "带队检查", text: "请按原文要求执行。" });
    expect(offices.printed(form)).toContain("每季度要带队对本单位重大事故隐患排查整治情况至少开展 1 次检查");

    const sent = world().say(li, mine, { file: { name: "自查表.docx", bytes: Buffer.from("docx") } });
    await house.settle(2);
    const said = await offices.say(li, mine, "加到通知", { quote: sent.id });
    expect(said.join("\n")).toContain("已加上附件「自查表.docx」");
    const { id: preview } = offices.cardWith(mine, "提交审批");
    await offices.press(li, preview, "提交审批");
    await offices.press(lin, offices.cardWith(offices.privateChat(lin), "批准发送").id, "批准发送");
    await house.settle(240);
    expect(cardsIn(shops, "请按原文要求执行")).toHaveLength(1);
    expect(
      world()
        .messages(shops)
        .filter(({ type }) => type === "file"),
    ).toHaveLength(1);
    // Whoever may not write notices gets no such button.
    await offices.say(wang, offices.privateChat(wang), "洛江区老板多久得亲自带队查一次？");
    expect(() => offices.cardWith(offices.privateChat(wang), "据此发通知")).toThrow();
  });

  test("for inner groups alone goes nowhere else", async () => {
    const approval = await submitted({ title: "内部通报", text: "内部掌握。", inner: "inner" });
    expect(offices.printed(approval)).toContain("内部通知不发到有外单位人员的群");
    await offices.press(lin, approval, "批准发送");
    await house.settle(240);
    expect(cardsIn(duty, "内部掌握")).toHaveLength(1);
    expect(cardsIn(shops, "内部掌握")).toEqual([]);
  });
});
