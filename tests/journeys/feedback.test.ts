import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { SECOND_MS } from "../../src/clock.ts";
import { texts } from "../../src/texts/answer-card.ts";
import { texts as botTexts } from "../../src/texts/bot.ts";
import { texts as handOverTexts } from "../../src/texts/hand-over.ts";
import { texts as registryTexts } from "../../src/texts/registry.ts";
import { type House, openHouse } from "../support/house.ts";
import { printCard } from "../support/print-card.ts";

const UNANSWERED = "逾期不改罚多少钱";

const REASON_FORM = [
  "",
  "form explain",
  "  **哪里不对？** 说一下，便于改进。",
  "  <请选择原因> *: 答非所问 | 引用的条款不对 | 答得不完整 | 内容已经过时 | 其他",
  "  <补充说明（选填）>",
  "  [提交原因] (submit)",
].join("\n");

let house: House;
/** Two officers of the district's work group, which is its duty chat, and an owner of the enterprises' group. */
let lin: string;
let chen: string;
let wang: string;
let dutyChat: string;
let shops: string;

beforeAll(async () => {
  house = await openHouse();
  const person = (name: string) => named(world().people(), name);
  [lin, chen, wang] = [person("林国栋"), person("陈美珊"), person("王建福")];
  dutyChat = named(world().chats(), "洛江区商务局安全生产工作群");
  shops = named(world().chats(), "餐饮企业");
});
afterAll(() => house.close());
beforeEach(async () => {
  // A second later the groups' share of five messages is whole again.
  await house.settle(3);
  for (const table of ["votes", "hand_overs", "answers"]) await house.db.query(`delete from ${table}`);
});

const world = () => house.simulator.world;

function named(things: readonly { id: string; name: string }[], name: string): string {
  const found = things.find((thing) => thing.name.includes(name));
  if (!found) throw new Error(`nothing is called ${name}`);
  return found.id;
}

/** The messages of the bot in a chat once everything is handled. */
async function botMessages(chat: string) {
  await house.settle(2);
  return world()
    .messages(chat)
    .filter((message) => message.sender === "bot");
}

async function lastOfBot(chat: string) {
  const last = (await botMessages(chat)).at(-1);
  if (!last) throw new Error("the bot said nothing");
  return { ...last, printed: last.card ? printCard(last.card) : (last.text ?? "") };
}

async function ask(person: string, chat: string, text: string) {
  house.clock.advance(SECOND_MS);
  const question = world().say(person, chat, { text, mentionBot: true });
  return { question, answer: await lastOfBot(chat) };
}

/** The card as it stands now. */
function printed(messageId: string): string {
  const { card } = world().message(messageId);
  return card ? printCard(card) : "";
}

describe("a vote", () => {
  test("counts once for each person, can be changed, and the toast says what happened", async () => {
    const { answer } = await ask(wang, shops, "老板多久得亲自带队查一次？");
    const vote = (person: string, label: string) => world().pressButton(person, answer.id, label);

    expect((await vote(wang, "👍 有用")).toast?.content).toBe(texts.voted.up.counted);
    expect(printed(answer.id)).toContain("[👍 有用 1] │ [👎 没用]");
    expect((await vote(wang, "👍 有用 1")).toast?.content).toBe(texts.voted.up.unchanged);
    expect((await vote(chen, "👍 有用 1")).toast?.content).toBe(texts.voted.up.counted);
    expect((await vote(wang, "👎 没用")).toast?.content).toBe(texts.voted.down.changed);

    // Nothing but the counts has changed.
    expect(printed(answer.id)).toBe(answer.printed.replace("[👍 有用] │ [👎 没用]", "[👍 有用 1] │ [👎 没用 1]").replace(/$/, REASON_FORM));
    const { rows } = await house.db.query<{ voter: string; verdict: string }>("select voter, verdict from votes order by verdict");
    expect(rows).toEqual([
      { voter: wang, verdict: "down" },
      { voter: chen, verdict: "up" },
    ]);
  });

  test("against an answer brings up a form for the reason, which goes when everybody has said why", async () => {
    const { answer } = await ask(wang, shops, "老板多久得亲自带队查一次？");
    expect(printed(answer.id)).not.toContain("form");
    await world().pressButton(wang, answer.id, "👎 没用");
    await world().pressButton(chen, answer.id, "👎 没用 1");
    expect(printed(answer.id)).toContain("form explain");

    const said = await world().pressButton(wang, answer.id, "提交原因", { reason: "incomplete", remark: " 没说谁来复查 " });
    expect(said.toast?.content).toBe(texts.explained);
    expect(printed(answer.id)).toContain("form explain");
    await world().pressButton(chen, answer.id, "提交原因", { reason: "other" });
    expect(printed(answer.id)).not.toContain("form");

    const { rows } = await house.db.query<{ reason: string; remark: string | null }>(
      "select reason, remark from votes order by voted_at, reason",
    );
    expect(rows).toEqual(
      expect.arrayContaining([
        { reason: "incomplete", remark: "没说谁来复查" },
        { reason: "other", remark: null },
      ]),
    );
  });

  test("of two presses at once counts once", async () => {
    const { answer } = await ask(wang, shops, "老板多久得亲自带队查一次？");
    const press = () => world().pressButton(wang, answer.id, "👎 没用");
    const toasts = await Promise.all([press(), press(), press()]);
    expect(toasts.map(({ toast }) => toast?.content).sort()).toEqual(
      [texts.voted.down.counted, texts.voted.down.unchanged, texts.voted.down.unchanged].sort(),
    );
    expect(printed(answer.id)).toContain("[👎 没用 1]");
  });

  test("cannot be cast from another chat than the answer's", async () => {
    const { answer } = await ask(wang, shops, "老板多久得亲自带队查一次？");
    const vote = answer.card?.body.elements.flatMap((element) => (element.tag === "column_set" ? element.columns : []));
    const value = JSON.parse(/\{"do":"vote"[^}]*\}/.exec(JSON.stringify(vote))?.[0] ?? "{}");
    const press = { eventId: "forged", chatId: "oc_elsewhere", messageId: answer.id, presser: wang, value };
    const reply = await house.app.onEvent(rawPress(press));
    expect(reply).toEqual({ toast: { type: "warning", content: botTexts.press.unknown } });
    expect((await house.db.query("select voter from votes")).rows).toEqual([]);
  });

  test("is not asked for below a greeting or a question back", async () => {
    const { answer: greeting } = await ask(wang, shops, "你好");
    expect(greeting.printed).not.toContain("👍");
    const chat = world().privateChat(wang).id;
    world().say(wang, chat, { text: "这份方案的文号是多少" });
    const asked = await lastOfBot(chat);
    expect(asked.printed).toContain("[洛江区] │ [泉港区]");
    expect(asked.printed).not.toContain("👍");
  });
});

describe("a question that is handed over", () => {
  async function handedOver() {
    const asked = await ask(wang, shops, UNANSWERED);
    const { toast } = await world().pressButton(wang, asked.answer.id, "转人工");
    const duty = await lastOfBot(dutyChat);
    return { ...asked, toast, duty };
  }

  test("stands in the duty chat with asker, question and nearest clause, once, whoever presses", async () => {
    const before = (await botMessages(dutyChat)).length;
    const { answer, toast, duty } = await handedOver();

    expect(toast?.content).toBe(handOverTexts.requested({ district: "洛江区" }));
    expect(duty.printed).toContain("# 转人工：请答复");
    expect(duty.printed).toContain("王建福 · 洛江区");
    expect(duty.printed).toContain(`> ${UNANSWERED}`);
    expect(duty.printed).toContain("全区商务系统安全生产治本攻坚三年行动方案");
    expect(printed(answer.id)).not.toContain("[转人工]");
    expect(printed(answer.id)).toContain(texts.handedOver({ district: "洛江区" }));
    expect((await botMessages(dutyChat)).length).toBe(before + 1);
  });

  test("is answered by form: below the question, with the officer's name, and kept", async () => {
    const { question, answer, duty } = await handedOver();
    const { toast } = await world().pressButton(lin, duty.id, "发送答复", { reply: "罚款由执法部门依法决定，*请*找区应急局。" });

    expect(toast?.content).toBe(handOverTexts.replied);
    const reply = await lastOfBot(shops);
    expect(reply.quote).toBe(question.id);
    expect(reply.printed).toContain("# 人工答复");
    expect(reply.printed).toContain("罚款由执法部门依法决定，&#42;请&#42;找区应急局。");
    expect(reply.printed).toMatch(/人工答复 · 林国栋 · 2026-11-21/);
    expect(printed(duty.id)).toContain("# 转人工：已答复");
    expect(printed(duty.id)).not.toContain("form");
    expect(printed(answer.id)).toContain(texts.repliedBy({ officer: "林国栋" }));
    const { rows } = await house.db.query("select officer, officer_name, reply from hand_overs");
    expect(rows).toEqual([{ officer: lin, officer_name: "林国栋", reply: "罚款由执法部门依法决定，*请*找区应急局。" }]);
  });

  test("is answered by quoting the duty card", async () => {
    const { question, duty } = await handedOver();
    const said = world().say(chen, dutyChat, { text: "请找区应急局。", mentionBot: true, quote: duty.id });

    const reply = await lastOfBot(shops);
    expect(reply.quote).toBe(question.id);
    expect(reply.printed).toContain("请找区应急局。");
    expect(reply.printed).toContain("陈美珊");
    expect(printed(duty.id)).toContain("# 转人工：已答复");
    expect(world().message(said.id).reactions).toMatchObject([{ emoji: "DONE" }]);
  });

  test("of two officers at once keeps the first, and tells the second who that was", async () => {
    const { duty } = await handedOver();
    const before = (await botMessages(shops)).length;
    const reply = (officer: string, text: string) => world().pressButton(officer, duty.id, "发送答复", { reply: text });
    const [first, second] = await Promise.all([reply(lin, "找应急局。"), reply(chen, "找我。")]);

    const toasts = [first.toast?.content ?? "", second.toast?.content ?? ""];
    expect(toasts).toContain(handOverTexts.replied);
    const late = toasts.find((toast) => toast !== handOverTexts.replied);
    const { rows } = await house.db.query<{ name: string }>("select officer_name as name from hand_overs");
    expect(late).toBe(
      handOverTexts.repliedFirst({ officer: String(rows[0]?.name), minute: late?.match(/\d{4}-\d\d-\d\d \d\d:\d\d/)?.[0] ?? "" }),
    );
    expect((await botMessages(shops)).length).toBe(before + 1);
  });

  test("answered once more by a quote is told who was first, and goes nowhere", async () => {
    const { duty } = await handedOver();
    await world().pressButton(lin, duty.id, "发送答复", { reply: "找应急局。" });
    const before = (await botMessages(shops)).length;
    world().say(chen, dutyChat, { text: "找我。", mentionBot: true, quote: duty.id });
    expect((await lastOfBot(dutyChat)).printed).toContain("林国栋已在");
    expect((await botMessages(shops)).length).toBe(before);
  });

  test("cannot be answered from outside of the duty chat", async () => {
    await handedOver();
    const { rows } = await house.db.query<{ id: string }>("select id::text as id from hand_overs");
    const value = { do: "reply_to_hand_over", handOverId: rows[0]?.id };
    const forged = { eventId: "forged_reply", chatId: shops, messageId: "om_x", presser: wang, value, form: { reply: "我说了算" } };
    expect(await house.app.onEvent(rawPress(forged))).toEqual({ toast: { type: "warning", content: botTexts.press.unknown } });
    expect((await house.db.query("select reply from hand_overs")).rows).toEqual([{ reply: null }]);
  });

  test("by two people at once is handed over once", async () => {
    const before = (await botMessages(dutyChat)).length;
    const { answer } = await ask(wang, shops, UNANSWERED);
    const press = (person: string) => world().pressButton(person, answer.id, "转人工");
    const toasts = (await Promise.all([press(wang), press(chen)])).map(({ toast }) => toast?.content);
    expect(toasts.sort()).toEqual([handOverTexts.requested({ district: "洛江区" }), handOverTexts.requestedBefore].sort());
    expect((await botMessages(dutyChat)).length).toBe(before + 1);
  });
});

test("where no duty chat is set, the toast says so and nothing is handed over", async () => {
  const alone = await openHouse({ variables: { DUTY_CHATS: "" } });
  await alone.db.query("update chats set settings = '{}'");
  const { world: people } = alone.simulator;
  people.say(wang, shops, { text: UNANSWERED, mentionBot: true });
  await alone.settle(2);
  const answer = people.messages(shops).findLast((message) => message.sender === "bot");
  const { toast } = await people.pressButton(wang, answer?.id ?? "", "转人工");
  const { rows } = await alone.db.query("select id from hand_overs");
  await alone.close();
  expect(toast).toEqual({ type: "warning", content: handOverTexts.noDutyChat({ district: "洛江区" }) });
  expect(rows).toEqual([]);
});

describe("what the documents lack", () => {
  test("is listed in the duty chat: unanswered and voted down, with count, nearest clause, reasons and replies", async () => {
    await ask(wang, shops, UNANSWERED);
    const { answer } = await ask(chen, shops, `${UNANSWERED}？`);
    await world().pressButton(chen, answer.id, "转人工");
    const duty = await lastOfBot(dutyChat);
    await world().pressButton(lin, duty.id, "发送答复", { reply: "由执法部门决定。" });
    const { answer: poor } = await ask(wang, shops, "老板多久得亲自带队查一次？");
    await world().pressButton(wang, poor.id, "👎 没用");
    await world().pressButton(wang, poor.id, "提交原因", { reason: "incomplete", remark: "没说查什么" });
    await ask(wang, shops, "区商务局多久督导一次企业办？");

    const { answer: list } = await ask(lin, dutyChat, "待补知识");
    expect(list.printed).toContain("# 待补知识");
    expect(list.printed).toMatch(/1\. 逾期不改罚多少钱？\*\*\n.*文件没有写 · 洛江区 · 问过 2 次/);
    expect(list.printed).toContain("人工答复：由执法部门决定。");
    expect(list.printed).toMatch(/2\. 老板多久得亲自带队查一次？\*\*\n.*答复被评为没用 · 洛江区 · 问过 1 次 · 👎 1/);
    expect(list.printed).toContain("原因：答得不完整（没说查什么）");
    expect(list.printed).not.toContain("督导一次");
  });

  test("comes to the duty chat on Monday morning by itself, once, and a week without gaps brings nothing", async () => {
    await ask(wang, shops, UNANSWERED);
    const cards = async () => (await botMessages(dutyChat)).filter(({ card }) => card && printCard(card).startsWith("# 待补知识"));
    const before = (await cards()).length;
    house.clock.set("2026-11-23 08:59");
    expect(await cards()).toHaveLength(before);

    house.clock.set("2026-11-23 09:00");
    expect(await cards()).toHaveLength(before + 1);
    expect((await lastOfBot(dutyChat)).printed).toContain(UNANSWERED);
    house.clock.set("2026-11-24 09:00");
    expect(await cards()).toHaveLength(before + 1);
    house.clock.set("2026-12-07 09:00");
    expect(await cards()).toHaveLength(before + 1);
  });

  test("is shown to officers only", async () => {
    await ask(wang, shops, UNANSWERED);
    const { answer } = await ask(wang, shops, "待补知识");
    expect(answer.printed).toBe(
      registryTexts.refusals.role({ roles: ["bureau_staff", "duty_officer", "approver", "administrator", "auditor"] }),
    );
  });
});

type Forged = { eventId: string; chatId: string; messageId: string; presser: string; value: unknown; form?: object };

/** A press as the platform would deliver it. */
function rawPress({ eventId, chatId, messageId, presser, value, form = {} }: Forged) {
  return {
    schema: "2.0",
    header: { event_type: "card.action.trigger", event_id: eventId },
    event: {
      operator: { open_id: presser },
      action: { value, form_value: form },
      context: { open_message_id: messageId, open_chat_id: chatId },
    },
  };
}
