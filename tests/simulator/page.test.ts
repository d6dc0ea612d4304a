import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { callbackButton } from "../../src/card.ts";
import type { Message } from "../../src/simulator/views.ts";
import { type Bench, closeBenches, openBench, recorder, send } from "./bench.ts";
import { cardOf, idOfCard } from "./cards.ts";

closeBenches();

const PNG = Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(16)]);

type Answer = {
  status: number;
  body: { message?: Message; messages?: Message[]; toast?: unknown; error?: { code?: number; text: string } };
};

async function call({ simulator }: Bench, path: string, body?: object | FormData): Promise<Answer> {
  const json = body && !(body instanceof FormData);
  const answer = await fetch(`${simulator.url}/simulator${path}`, {
    ...(body && { method: "POST", body: json ? JSON.stringify(body) : body }),
    ...(json && { headers: { "content-type": "application/json" } }),
  });
  return { status: answer.status, body: await answer.json() };
}

function form(payload: object, images: readonly Buffer[]): FormData {
  const data = new FormData();
  data.set("payload", JSON.stringify(payload));
  for (const image of images) data.append("images", new Blob([new Uint8Array(image)]), "photo.png");
  return data;
}

describe("what the page asks", () => {
  test("people, and the chats of the person that one is", async () => {
    const bench = await openBench();
    const { body } = await call(bench, `/state?person=${bench.li.id}`);
    expect(body).toMatchObject({
      bot: { id: "bot", name: "安讯" },
      people: expect.arrayContaining([
        { id: bench.li.id, name: "李文清", title: expect.any(String), district: "洛江区", avatarColor: "#00b578" },
      ]),
      chats: [
        { name: "洛江区商务局安全生产工作群", kind: "group", label: "inner", district: "洛江区", botPresent: true },
        { name: "洛江区餐饮企业安全联络群", kind: "group", label: "enterprise" },
        { name: "安讯", kind: "private", label: "private", suggestions: [expect.any(String), expect.any(String), expect.any(String)] },
      ],
    });
  });

  test("without a person, only who there is to choose from", async () => {
    const bench = await openBench();
    expect((await call(bench, "/state")).body).toMatchObject({
      people: bench.simulator.world.people().map(({ id }) => ({ id })),
      chats: [],
    });
  });

  test("the cast covers both districts and enterprises", async () => {
    const { simulator } = await openBench();
    const chats = simulator.world.chats().filter(({ kind }) => kind === "group");
    expect(chats.map(({ district, label }) => [district, label])).toEqual([
      ["洛江区", "inner"],
      ["泉港区", "inner"],
      ["洛江区", "enterprise"],
    ]);
    for (const person of simulator.world.people()) expect(simulator.world.privateChat(person.id).suggestions).toHaveLength(3);
  });
});

describe("what the page does", () => {
  test("says a sentence with a mention and a quote", async () => {
    const bench = await openBench();
    const first = bench.simulator.world.say(bench.li.id, bench.group.id, { text: "先前" });
    const { status, body } = await call(bench, `/chats/${bench.group.id}/messages`, {
      person: bench.li.id,
      text: "@安讯 这条呢？",
      mentions: ["bot"],
      quote: first.id,
    });
    expect(status).toBe(200);
    expect(body.message).toMatchObject({
      sender: bench.li.id,
      type: "text",
      text: "@安讯 这条呢？",
      quote: first.id,
      mentions: [{ id: "bot", name: "安讯" }],
    });
    const { body: list } = await call(bench, `/chats/${bench.group.id}/messages?person=${bench.li.id}`);
    expect(list.messages?.map(({ id }) => id)).toEqual([first.id, body.message?.id]);
  });

  test("sends photos, which can be looked at", async () => {
    const bench = await openBench();
    const { body } = await call(bench, `/chats/${bench.group.id}/messages`, form({ person: bench.li.id, text: "两张\n看看" }, [PNG, PNG]));
    expect(body.message).toMatchObject({ type: "post", text: "两张\n看看", imageUrls: [expect.any(String), expect.any(String)] });
    const image = await fetch(`${bench.simulator.url}${body.message?.imageUrl}`);
    expect([image.headers.get("content-type"), image.headers.get("x-content-type-options")]).toEqual(["image/png", "nosniff"]);
    expect(Buffer.from(await image.arrayBuffer())).toEqual(PNG);
  });

  test("presses a button", async () => {
    const bench = await openBench();
    const id = await idOfCard(bench, cardOf(callbackButton("认领", { do: "claim" })));
    const press = () => call(bench, `/messages/${id}/press`, { person: bench.li.id, value: { do: "claim" } });
    expect((await press()).body).toEqual({ error: { code: 200340, text: "出错了，请稍后重试 code: 200340" } });
    await bench.connect({ "card.action.trigger": recorder(() => ({ toast: { type: "info", content: "收到" } })).handle });
    expect((await press()).body).toEqual({ toast: { type: "info", content: "收到" } });
  });

  test.each<[string, number, string, (bench: Bench) => Promise<Answer>]>([
    ["nobody in particular", 400, "请求的内容不完整或不正确。", (bench) => call(bench, `/chats/${bench.group.id}/messages`)],
    ["a stranger", 404, "没有这个人，请重新选择身份。", (bench) => call(bench, "/state?person=ou_none")],
    [
      "a chat that one is not in",
      404,
      "没有这个会话，或你不在其中。",
      (bench) => call(bench, `/chats/${otherChat(bench)}/messages?person=${bench.li.id}`),
    ],
    ["speaking where one is not", 404, "没有这个会话，或你不在其中。", (bench) => say(bench, { text: "?" }, otherChat(bench))],
    ["an empty sentence", 400, "请写点什么，或选一张图片。", (bench) => say(bench, { text: "  " })],
    ["a sentence of 20,001 characters", 400, "消息太长了，请分几条发送。", (bench) => say(bench, { text: "长".repeat(20_001) })],
    ["a mention of somebody elsewhere", 400, "被 @ 的人不在这个会话里。", (bench) => say(bench, { text: "?", mentions: ["ou_none"] })],
    ["a quote from elsewhere", 400, "引用的消息不在这个会话里。", (bench) => say(bench, { text: "?", quote: "om_none" })],
    ["a picture that is none", 400, "只能发送图片（PNG、JPEG、GIF、WebP、BMP）。", (bench) => sendImages(bench, [Buffer.from("<svg/>")])],
    [
      "a picture of more than 10 MB",
      413,
      "图片不能超过 10 MB。",
      (bench) => sendImages(bench, [Buffer.concat([PNG, Buffer.alloc(10 * 1024 * 1024)])]),
    ],
    [
      "ten pictures",
      400,
      "一次最多发 9 张图片。",
      (bench) =>
        sendImages(
          bench,
          Array.from({ length: 10 }, () => PNG),
        ),
    ],
    ["a picture that does not exist", 404, "没有这个图片或文件。", (bench) => call(bench, "/images/img_v3_none")],
    ["an address that nobody knows", 404, "请求的内容不完整或不正确。", (bench) => call(bench, "/nothing", {})],
  ])("%s is refused with %i and a sentence", async (_what, status, text, ask) => {
    const bench = await openBench();
    expect(await ask(bench)).toEqual({ status, body: { error: { text } } });
    expect(bench.simulator.world.messages(bench.group.id)).toEqual([]);
  });
});

describe("what the page sees live", () => {
  test("messages, updates, reactions, typing and changes of its chats, and of no others", async () => {
    const bench = await openBench();
    const { world } = bench.simulator;
    const stream = await fetch(`${bench.simulator.url}/simulator/events?person=${bench.li.id}`);
    const reader = events(stream);

    world.rename(otherChat(bench), "别处");
    const said = world.say(bench.li.id, bench.group.id, { text: "看" });
    const react = { path: { message_id: said.id }, data: { reaction_type: { emoji_type: "Typing" } } };
    await bench.client.im.v1.messageReaction.create(react);
    await send(bench);
    world.rename(bench.group.id, "新名");
    world.recall(bench.li.id, said.id);

    const seen: Seen[] = [];
    for await (const one of reader) if (seen.push(one) === 7) break;
    expect(seen.map(({ event }) => event)).toEqual(["message", "reaction", "typing", "typing", "message", "chat", "update"]);
    const data = seen.map((one) => one.data);
    expect(data[0]).toMatchObject({ chatId: bench.group.id, message: { id: said.id, text: "看" } });
    expect(data[1]).toMatchObject({ message: { reactions: [{ emoji: "Typing", by: ["bot"] }] } });
    expect([data[2], data[3]]).toMatchObject([{ on: true }, { on: false }]);
    expect(data[6]).toMatchObject({ message: { recalled: true } });
  });
});

describe("the page itself", () => {
  let pageDir = "";
  beforeAll(async () => {
    pageDir = await mkdtemp(join(tmpdir(), "page-"));
    await writeFile(join(pageDir, "index.html"), "<title>安讯</title>");
    await writeFile(join(pageDir, "main-1a2b.js"), "1");
  });
  afterAll(() => rm(pageDir, { recursive: true }));

  test("is served at the root and at every other address without a file name, beside the API's own 404", async () => {
    const { simulator } = await openBench({ pageDir });
    const get = async (path: string) => {
      const answer = await fetch(simulator.url + path);
      return [answer.status, await answer.text()];
    };
    expect(await get("/")).toEqual([200, "<title>安讯</title>"]);
    expect(await get("/chat/1")).toEqual([200, "<title>安讯</title>"]);
    expect(await get("/main-1a2b.js")).toEqual([200, "1"]);
    expect((await get("/none.js"))[0]).toBe(404);
    expect((await get("/..%2f..%2fetc%2fpasswd.txt"))[0]).not.toBe(200);
    expect(await get("/open-apis/none")).toEqual([404, "404 page not found"]);
  });
});

function otherChat({ simulator, li }: Bench): string {
  return simulator.world.chats().find(({ members }) => !members.includes(li.id))?.id ?? "";
}

function say(bench: Bench, words: object, chatId = bench.group.id): Promise<Answer> {
  return call(bench, `/chats/${chatId}/messages`, { person: bench.li.id, ...words });
}

function sendImages(bench: Bench, images: readonly Buffer[]): Promise<Answer> {
  return call(bench, `/chats/${bench.group.id}/messages`, form({ person: bench.li.id }, images));
}

type Seen = { event: string; data: unknown };

/** The events of a stream, one after another. */
async function* events(stream: Response): AsyncGenerator<Seen> {
  let rest = "";
  for await (const chunk of stream.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(block) ?? [];
      if (event && data) yield { event, data: JSON.parse(data) };
    }
  }
}
