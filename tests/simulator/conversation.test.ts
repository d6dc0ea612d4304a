import { buffer } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { closeBenches, type Event, openBench, recorder, text } from "./bench.ts";

closeBenches();

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

describe("what people say", () => {
  test("a question in a group reaches the bot, whose reply quotes it", async () => {
    const { simulator, client, li, group, connect } = await openBench();
    await connect({
      "im.message.receive_v1": async ({ message }: Required<Event>) => {
        await client.im.v1.message.reply({ path: { message_id: message.message_id }, data: text(`heard ${message.content}`) });
      },
    });

    const question = simulator.world.say(li.id, group.id, { text: "@安讯 多久查一次？", mentionBot: true });
    const answer = await simulator.world.nextBotMessage(group.id);

    expect(question.text).toBe("@安讯 多久查一次？");
    expect(answer).toMatchObject({ sender: "bot", type: "text", text: 'heard {"text":"@_user_1 多久查一次？"}', quote: question.id });
  });

  test("in a group only what mentions the bot or everybody reaches it, in private everything", async () => {
    const { simulator, client, li, group, connect } = await openBench();
    const heard = recorder();
    await connect({ "im.message.receive_v1": heard.handle });
    const { world } = simulator;
    const other = group.members.find((id) => id !== li.id) ?? "";

    world.say(li.id, group.id, { text: "中午吃什么" });
    world.say(li.id, group.id, { text: "看一下", mentions: [other] });
    world.say(li.id, group.id, { text: "@所有人 开会", mentions: ["all"] });
    world.say(li.id, group.id, { text: "@所有人 散会", mentions: ["all"], announcement: "mention" });
    world.say(li.id, world.privateChat(li.id).id, { text: "在吗" });
    world.say(li.id, group.id, { text: "@安讯 请 @林国栋 看", mentions: [other, "bot"] });

    const events = [await heard.next(), await heard.next(), await heard.next(), await heard.next()];
    expect(events.map(({ message }) => [message?.chat_type, message?.content, message?.mentions?.map(({ name }) => name)])).toEqual([
      ["group", '{"text":"@_all 开会"}', []],
      ["group", '{"text":"@_all 散会"}', ["所有人"]],
      ["p2p", '{"text":"在吗"}', undefined],
      ["group", '{"text":"@_user_1 请 @_user_2 看"}', ["安讯", "林国栋"]],
    ]);
    expect(events[1]?.message?.mentions?.[0]?.id.open_id).toBe("");
    const info = await client.request({ method: "GET", url: "/open-apis/bot/v3/info" });
    expect(events[3]?.message?.mentions?.[0]?.id.open_id).toBe(info.bot.open_id);
  });

  test("a photo is an image in private and a post with a mention in a group; the bot can fetch it", async () => {
    const { simulator, client, li, group, connect } = await openBench();
    const heard = recorder();
    await connect({ "im.message.receive_v1": heard.handle });
    const images = [{ bytes: PNG, name: "photo.png" }];

    simulator.world.say(li.id, simulator.world.privateChat(li.id).id, { images });
    simulator.world.say(li.id, group.id, { text: "@安讯 配电箱没有门", mentionBot: true, images });

    const photo = await heard.next();
    const post = await heard.next();
    expect(photo.message?.message_type).toBe("image");
    expect(post.message?.message_type).toBe("post");
    const content = JSON.parse(post.message?.content ?? "");
    expect(content.content).toEqual([
      [expect.objectContaining({ tag: "at", user_id: "@_user_1" }), expect.objectContaining({ tag: "text", text: " 配电箱没有门" })],
      [{ tag: "img", image_key: expect.stringMatching(/^img_/) }],
    ]);
    const path = { message_id: post.message?.message_id ?? "", file_key: content.content[1][0].image_key };
    const resource = await client.im.v1.messageResource.get({ path, params: { type: "image" } });
    expect(await buffer(resource.getReadableStream())).toEqual(PNG);
  });

  test("a message that was taken back is an event and can no longer be answered", async () => {
    const { simulator, client, li, group, connect } = await openBench();
    const recalled = recorder();
    await connect({ "im.message.receive_v1": async () => undefined, "im.message.recalled_v1": recalled.handle });
    const message = simulator.world.say(li.id, group.id, { text: "@安讯 错了", mentionBot: true });

    simulator.world.recall(li.id, message.id);

    expect(await recalled.next()).toMatchObject({ message_id: message.id, chat_id: group.id });
    expect(simulator.world.message(message.id)).toMatchObject({ type: "system", recalled: true });
    const reply = client.im.v1.message.reply({ path: { message_id: message.id }, data: text("?") });
    await expect(reply).rejects.toMatchObject({ response: { status: 400, data: { code: 230011 } } });
  });

  test("what happens to a chat is told to the bot", async () => {
    const { simulator, group, connect } = await openBench();
    const told = recorder();
    const types = ["im.chat.member.bot.deleted_v1", "im.chat.member.bot.added_v1", "im.chat.updated_v1", "im.chat.disbanded_v1"];
    await connect(Object.fromEntries(types.map((type) => [type, told.handle])));

    simulator.world.removeBot(group.id);
    simulator.world.addBot(group.id);
    simulator.world.rename(group.id, "新群名");
    simulator.world.dissolve(group.id);

    const events = [await told.next(), await told.next(), await told.next(), await told.next()];
    expect(events.map((event) => event.event_type)).toEqual(types);
    expect(events[2]).toMatchObject({ chat_id: group.id, after_change: { name: "新群名" }, before_change: { name: group.name } });
  });
});
