import type { Readable } from "node:stream";
import { text as streamText } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS } from "../../src/clock.ts";
import { codeOf, sdkClient } from "../support/lark-sdk.ts";
import { type Bench, closeBenches, openBench, send, text } from "./bench.ts";

closeBenches();

describe("sending", () => {
  test("the same uuid within an hour makes one message, later another", async () => {
    const bench = await openBench();
    const first = await send(bench, { uuid: "row-1" });
    const again = await send(bench, { uuid: "row-1" });
    bench.clock.advance(HOUR_MS);
    const later = await send(bench, { uuid: "row-1" });

    expect(again.data?.message_id).toBe(first.data?.message_id);
    expect(later.data?.message_id).not.toBe(first.data?.message_id);
    expect(bench.simulator.world.messages(bench.group.id)).toHaveLength(2);
  });

  test("a person is reached by open_id in the private chat", async () => {
    const bench = await openBench();
    const { data } = await send(bench, { receive_id: bench.li.id }, "open_id");
    expect(data?.chat_id).toBe(bench.simulator.world.privateChat(bench.li.id).id);
    expect(data?.sender).toMatchObject({ id: bench.simulator.credentials.appId, id_type: "app_id", sender_type: "app" });
  });

  test.each<[string, number, (bench: Bench) => Promise<unknown>]>([
    ["a receiver that does not exist", 230034, (bench) => send(bench, { receive_id: "oc_nobody" })],
    ["a receiver of another kind", 230034, (bench) => send(bench, {}, "open_id")],
    ["a missing receiver", 99992402, (bench) => send(bench, { receive_id: "" })],
    ["an unknown type of receiver", 99992402, (bench) => send(bench, {}, "phone" as never)],
    ["content that is not JSON", 230001, (bench) => send(bench, { content: "hello" })],
    ["content of another type", 230001, (bench) => send(bench, { msg_type: "image" })],
    ["a type that does not exist", 230001, (bench) => send(bench, { msg_type: "hologram" })],
    ["a text of more than 150 KB", 230025, (bench) => send(bench, text("长".repeat(60_000)))],
    ["a uuid of more than 50 characters", 99992402, (bench) => send(bench, { uuid: "x".repeat(51) })],
    ["a picture that nobody uploaded", 230001, (bench) => send(bench, { msg_type: "image", content: '{"image_key":"img_v3_none"}' })],
    ["a mention of a stranger", 230001, (bench) => send(bench, text('<at user_id="ou_none">x</at>'))],
    ["a reply to nothing", 230001, ({ client }) => client.im.v1.message.reply({ path: { message_id: "om_none" }, data: text("?") })],
    ["an emoji that does not exist", 231001, async (bench) => react(bench, await idOf(send(bench)), "NOPE")],
    ["a resource of another message", 234003, async (bench) => resource(bench, await idOf(send(bench)), "img_v3_none")],
    ["a chat that does not exist", 232006, ({ client }) => client.im.v1.chat.get({ path: { chat_id: "oc_none" } })],
    ["a person who does not exist", 41012, ({ client }) => client.contact.v3.user.get({ path: { user_id: "ou_none" } })],
    ["a department that does not exist", 40015, ({ client }) => client.contact.v3.department.get({ path: { department_id: "od-none" } })],
  ])("%s is refused with %i", async (_what, code, call) => {
    expect(await codeOf(call(await openBench()))).toBe(code);
  });

  test.each<[string, number, (bench: Bench) => void]>([
    ["the bot was removed", 230002, ({ simulator, group }) => simulator.world.removeBot(group.id)],
    ["the bot was muted", 230035, ({ simulator, group }) => simulator.world.muteBot(group.id)],
    ["the group was dissolved", 232009, ({ simulator, group }) => simulator.world.dissolve(group.id)],
  ])("when %s, sending and replying are refused with %i", async (_what, code, happen) => {
    const bench = await openBench();
    const question = bench.simulator.world.say(bench.li.id, bench.group.id, { text: "?" });
    happen(bench);
    expect(await codeOf(send(bench))).toBe(code);
    expect(await codeOf(bench.client.im.v1.message.reply({ path: { message_id: question.id }, data: text("!") }))).toBe(code);
  });

  test.each([
    ["resigned", 230029],
    ["unavailable", 230013],
    ["deaf", 230053],
  ] as const)("a person who is %s cannot be written to (%i)", async (standing, code) => {
    const bench = await openBench();
    bench.simulator.world.setStanding(bench.li.id, standing);
    expect(await codeOf(send(bench, { receive_id: bench.li.id }, "open_id"))).toBe(code);
  });

  test("an error tells its fields, and under which id it was logged", async () => {
    const { client } = await openBench();
    const call = client.request({ method: "POST", url: "/open-apis/im/v1/messages", data: {} });
    await expect(call).rejects.toMatchObject({
      response: {
        status: 400,
        data: { code: 99992402, error: { log_id: expect.any(String), field_violations: [{ field: "receive_id_type" }] } },
      },
    });
  });
});

describe("what was sent", () => {
  test("a text can be edited twenty times, read, and taken back once", async () => {
    const bench = await openBench();
    const { im } = bench.client;
    const path = { message_id: await idOf(send(bench)) };
    for (let edit = 1; edit <= 20; edit += 1) await im.v1.message.update({ path, data: text(`第${edit}版`) });
    expect(await codeOf(im.v1.message.update({ path, data: text("第21版") }))).toBe(230072);
    expect(bench.simulator.world.message(path.message_id)).toMatchObject({ text: "第20版", edited: true });

    await im.v1.message.delete({ path });
    const read = await im.v1.message.get({ path });
    expect(read.data?.items?.[0]).toMatchObject({ deleted: true, body: { content: "This message was recalled" } });
    expect(await codeOf(im.v1.message.delete({ path }))).toBe(230110);
  });

  test("after fourteen days nothing changes any more; what people said never does", async () => {
    const bench = await openBench();
    const own = await idOf(send(bench));
    const said = bench.simulator.world.say(bench.li.id, bench.group.id, { text: "别改" });
    const edit = (id: string) => codeOf(bench.client.im.v1.message.update({ path: { message_id: id }, data: text("改") }));
    expect(await edit(said.id)).toBe(230071);
    bench.clock.advance(14 * DAY_MS + 1);
    // The SDK would still show the token of two weeks ago.
    bench.client = sdkClient(bench.simulator);
    expect(await edit(own)).toBe(230031);
  });

  test("reactions stand once, show who is typing, and go away", async () => {
    const bench = await openBench();
    const said = bench.simulator.world.say(bench.li.id, bench.group.id, { text: "?" });
    const typing: boolean[] = [];
    bench.simulator.world.on((signal) => void (signal.kind === "typing" && typing.push(signal.on)));

    const first = await react(bench, said.id, "Typing");
    await react(bench, said.id, "Typing");
    expect(bench.simulator.world.message(said.id).reactions).toEqual([{ emoji: "Typing", by: ["bot"] }]);
    await bench.client.im.v1.messageReaction.delete({ path: { message_id: said.id, reaction_id: first.data?.reaction_id ?? "" } });

    expect(bench.simulator.world.message(said.id).reactions).toEqual([]);
    expect(typing).toEqual([true, false]);
  });

  test("an urgent message rings at those who are in the chat", async () => {
    const bench = await openBench();
    const rung: (readonly string[])[] = [];
    bench.simulator.world.on((signal) => void (signal.kind === "toast" && rung.push(signal.people)));
    const outsider = bench.simulator.world.people().find(({ id }) => !bench.group.members.includes(id))?.id ?? "";
    const { data } = await bench.client.im.v1.message.urgentApp({
      path: { message_id: await idOf(send(bench)) },
      params: { user_id_type: "open_id" },
      data: { user_id_list: [bench.li.id, outsider] },
    });
    expect(data?.invalid_user_id_list).toEqual([outsider]);
    expect(rung).toEqual([[bench.li.id]]);
  });

  test("pictures and files go up and can be sent; what is none, is empty or too large is refused", async () => {
    const bench = await openBench();
    const { im } = bench.client;
    const png = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(16)]);
    const image = await im.v1.image.create({ data: { image_type: "message", image: png } });
    const file = await im.v1.file.create({ data: { file_type: "pdf", file_name: "通知.pdf", file: Buffer.from("%PDF") } });
    await send(bench, { msg_type: "image", content: JSON.stringify(image) });
    await send(bench, { msg_type: "file", content: JSON.stringify(file) });

    const [shown, attached] = bench.simulator.world.messages(bench.group.id);
    expect(shown?.imageUrl).toBe(`/simulator/images/${image?.image_key}`);
    expect(attached?.file).toEqual({ name: "通知.pdf", url: `/simulator/files/${file?.file_key}` });
    const upload = (bytes: Buffer) => codeOf(im.v1.image.create({ data: { image_type: "message", image: bytes } }));
    expect(await upload(Buffer.from("hello"))).toBe(234001);
    expect(await upload(Buffer.alloc(0))).toBe(234010);
    expect(await upload(Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]))).toBe(234006);
  });

  test("people, departments, chats and members can be asked for", async () => {
    const { client, li, group, simulator } = await openBench();
    const user = await client.contact.v3.user.get({ path: { user_id: li.id }, params: { user_id_type: "open_id" } });
    expect(user.data?.user).toMatchObject({ name: "李文清", job_title: "洛江区商务局商贸流通股 股长" });
    const batch = await client.contact.v3.user.batch({ params: { user_ids: group.members.slice(0, 2), user_id_type: "open_id" } });
    expect(batch.data?.items?.map(({ name }) => name)).toEqual(["林国栋", "李文清"]);
    const department = await client.contact.v3.department.get({ path: { department_id: li.departmentId } });
    expect(department.data?.department?.name).toBe("洛江区商务局");
    const chats = await client.im.v1.chat.list({ params: { page_size: 2 } });
    expect(chats.data).toMatchObject({ has_more: true, items: [{ chat_id: group.id }, {}] });
    expect((await client.im.v1.chat.get({ path: { chat_id: group.id } })).data).toMatchObject({ name: group.name, external: false });
    const members = await client.im.v1.chatMembers.get({ path: { chat_id: group.id } });
    expect(members.data?.member_total).toBe(group.members.length);
    const list = await client.im.v1.message.list({ params: { container_id_type: "chat", container_id: group.id } });
    expect(list.data?.items).toEqual([]);
    expect(simulator.world.messages(group.id)).toEqual([]);
  });
});

async function idOf(sent: ReturnType<typeof send>): Promise<string> {
  return (await sent).data?.message_id ?? "";
}

function react({ client }: Bench, messageId: string, emoji: string) {
  return client.im.v1.messageReaction.create({ path: { message_id: messageId }, data: { reaction_type: { emoji_type: emoji } } });
}

/** A refused download carries its body as a stream. */
async function resource({ client }: Bench, messageId: string, key: string): Promise<unknown> {
  try {
    return await client.im.v1.messageResource.get({ path: { message_id: messageId, file_key: key }, params: { type: "image" } });
  } catch (error) {
    const { response } = error as { response: { data: Readable } };
    const body = await streamText(response.data);
    throw Object.assign(new Error("refused"), { response: { data: JSON.parse(body) } });
  }
}
