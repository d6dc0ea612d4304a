import { describe, expect, test } from "vitest";
import { readInbound } from "../../src/lark/inbound.ts";
import type { InboundMessage } from "../../src/messenger.ts";
import { inboundOf } from "../support/inbound.ts";
import {
  BOT,
  CHAT,
  COLLEAGUE,
  chatEvent,
  flattened,
  mention,
  messageEvent,
  pressEvent,
  type RawEvent,
  SPEAKER,
  textEvent,
} from "./payloads.ts";

function messageOf(event: RawEvent): InboundMessage {
  const inbound = inboundOf(flattened(event), BOT);
  if (inbound?.kind !== "message") throw new Error(`not a message: ${JSON.stringify(readInbound(flattened(event), BOT))}`);
  return inbound;
}

describe("a text message", () => {
  test("is read from the wire and from the dispatcher alike", () => {
    const event = textEvent("@_user_1 多久检查一次", {
      mentions: [mention(1, BOT.openId, "安讯")],
      root_id: "om_40eb06e7b84dc71c03e009ad3c754195",
      parent_id: "om_d4be107c616aed9c1da8ed8068570a9f",
      thread_id: "omt_d4be107c616a",
    });

    expect(inboundOf(event, BOT)).toEqual(inboundOf(flattened(event), BOT));
    expect(inboundOf(event, BOT)).toEqual({
      kind: "message",
      eventId: "om_5ce6d572455d361153b7cb51da133945",
      messageId: "om_5ce6d572455d361153b7cb51da133945",
      chatId: CHAT,
      chatKind: "group",
      threadId: "omt_d4be107c616a",
      speaker: SPEAKER,
      text: "多久检查一次",
      addressed: true,
      quotedMessageId: "om_d4be107c616aed9c1da8ed8068570a9f",
      attachments: [],
      saidAt: "2025-11-21T08:00:00.123Z",
    });
  });

  test("in a private chat addresses us without a mention", () => {
    expect(messageOf(textEvent("多久检查一次", { chat_type: "p2p" }))).toMatchObject({ chatKind: "private", addressed: true });
  });

  test("that mentions a colleague does not address us and keeps the name", () => {
    const message = messageOf(textEvent("@_user_1 看一下", { mentions: [mention(1, COLLEAGUE, "李敏")] }));
    expect(message).toMatchObject({ addressed: false, text: "@李敏 看一下" });
  });

  test("does not mistake the tenth mention for the first", () => {
    const mentions = [mention(1, BOT.openId, "安讯"), mention(10, COLLEAGUE, "李敏")];
    expect(messageOf(textEvent("@_user_1 @_user_10 谁负责", { mentions })).text).toBe("@李敏 谁负责");
  });

  test.each([
    ["as a bare key without mentions", textEvent("@_all 明天开会")],
    ["as a mention with an empty id", textEvent("@_user_1 明天开会", { mentions: [mention(1, "", "所有人")] })],
    ["as a mention with a null id", textEvent("@_user_1 明天开会", { mentions: [mention(1, null, "所有人")] })],
  ])("to all, %s, does not address us", (_form, event) => {
    expect(messageOf(event)).toMatchObject({ addressed: false, text: "明天开会" });
  });

  test("keeps what looks like a mention but was typed", () => {
    expect(messageOf(textEvent("@_user_7 是什么意思")).text).toBe("@_user_7 是什么意思");
  });

  test("loses what the database cannot store", () => {
    expect(messageOf(textEvent("检查\u0000一次\ud83d")).text).toBe("检查一次\ufffd");
  });
});

describe("a rich-text message", () => {
  test("is flattened to its text and images", () => {
    const content = JSON.stringify({
      title: "现场情况",
      content: [
        [
          { tag: "at", user_id: "@_user_1", user_name: "安讯", style: [] },
          { tag: "text", text: " 这个要报吗 ", style: [] },
          { tag: "a", href: "https://example.com", text: "链接" },
        ],
        [{ tag: "img", image_key: "img_47354fbc-a159-40ed-86ab-2ad0f1acb42g" }],
        [{ tag: "emotion", emoji_type: "SMILE" }, { tag: "hr" }],
        [{ tag: "img", image_key: "img_7ea74629-9191-4176-998c-2e603c9c5e8g" }],
        [{ tag: "at", user_id: "@_all", user_name: "所有人" }],
      ],
    });
    const message = messageOf(messageEvent({ message_type: "post", content, mentions: [mention(1, BOT.openId, "安讯")] }));

    expect(message.text).toBe("现场情况\n这个要报吗 链接");
    expect(message.addressed).toBe(true);
    expect(message.attachments).toEqual([
      { kind: "image", key: "img_47354fbc-a159-40ed-86ab-2ad0f1acb42g" },
      { kind: "image", key: "img_7ea74629-9191-4176-998c-2e603c9c5e8g" },
    ]);
  });
});

describe("other messages", () => {
  test("an image and a file are kept by their keys", () => {
    const image = messageEvent({ message_type: "image", content: JSON.stringify({ image_key: "img_4adb3cc3" }) });
    const file = messageEvent({ message_type: "file", content: JSON.stringify({ file_key: "75235e0c", file_name: "台账.xlsx" }) });

    expect(messageOf(image)).toMatchObject({ text: "", attachments: [{ kind: "image", key: "img_4adb3cc3" }] });
    expect(messageOf(file)).toMatchObject({ text: "", attachments: [{ kind: "file", key: "75235e0c", name: "台账.xlsx" }] });
  });

  test.each(["sticker", "audio", "media", "share_chat", "merge_forward"])("%s is passed on from a private chat only", (type) => {
    const content = JSON.stringify({ file_key: "75235e0c" });
    expect(messageOf(messageEvent({ message_type: type, content, chat_type: "p2p" }))).toMatchObject({ text: "", unreadable: type });
    expect(readInbound(messageEvent({ message_type: type, content }), BOT)).toEqual({ kind: "ignored", reason: `message type ${type}` });
  });

  test("a content that is not JSON is unreadable, not fatal", () => {
    expect(messageOf(messageEvent({ content: "{", chat_type: "p2p" }))).toMatchObject({ text: "", unreadable: "text" });
  });

  test.each([
    ["another bot", messageEvent({}, { sender_type: "bot" })],
    ["an app", messageEvent({}, { sender_type: "app" })],
    ["ourselves", messageEvent({}, { sender_id: { open_id: BOT.openId } })],
  ])("of %s are not for us", (_sender, event) => {
    expect(inboundOf(event, BOT)).toBeUndefined();
  });
});

describe("a press", () => {
  test("brings what the button carries", () => {
    const value = { do: "ask_again", question: "多久检查一次", district: "洛江区" };
    expect(inboundOf(flattened(pressEvent({ value })), BOT)).toEqual({
      kind: "press",
      eventId: "5e3702a84e847582be8db7fb73283c02",
      chatId: CHAT,
      messageId: "om_dc13264520392913993dd051dba21dcf",
      presser: SPEAKER,
      value,
      form: {},
    });
  });

  test("of a form brings its fields; a value may be any JSON", () => {
    const event = pressEvent({ value: "plain", form_value: { reason: "说得不对\u0000" } });
    expect(inboundOf(event, BOT)).toMatchObject({ value: "plain", form: { reason: "说得不对" } });
  });
});

test.each([
  ["im.chat.member.bot.added_v1", "bot_added"],
  ["im.chat.member.bot.deleted_v1", "bot_removed"],
  ["im.chat.disbanded_v1", "chat_dissolved"],
  ["im.chat.updated_v1", "chat_changed"],
])("%s means %s", (type, change) => {
  expect(inboundOf(flattened(chatEvent(type)), BOT)).toEqual({
    kind: "membership",
    eventId: "5e3702a84e847582be8db7fb73283c02",
    chatId: CHAT,
    change,
  });
});

test.each([
  ["contact.user.deleted_v3", "left"],
  ["contact.user.updated_v3", "updated"],
])("%s means that somebody %s", (type, change) => {
  const object = { open_id: SPEAKER, name: "李文清", department_ids: ["od-1"] };
  const event = { schema: "2.0", header: { event_id: "ev_1", event_type: type }, event: { object, old_object: {} } };
  expect(inboundOf(event, BOT)).toEqual({ kind: "contact", eventId: "ev_1", openId: SPEAKER, change });
});

test("people who are mentioned come with their accounts; the bot and @all are not among them", () => {
  const mentions = [
    { key: "@_user_1", id: { open_id: BOT.openId }, name: "安讯" },
    { key: "@_user_2", id: { open_id: "ou_zhang" }, name: "张三" },
    { key: "@_all", id: { open_id: "" }, name: "所有人" },
  ];
  const event = textEvent("@_user_1 授权 @_user_2 值班员", { mentions });
  expect(messageOf(event)).toMatchObject({ text: "授权 @张三 值班员", mentioned: [{ openId: "ou_zhang", name: "张三" }] });
});

describe("what is not for us or not as documented comes with a reason that holds no content", () => {
  test.each([
    ["an unknown type", chatEvent("im.message.message_read_v1"), "ignored", "event type im.message.message_read_v1"],
    ["an id that would leave its place in a path", textEvent("x", { chat_id: "../../auth" }), "malformed", "message.chat_id"],
    ["a time that is none", textEvent("x", { create_time: "99999999999999999" }), "malformed", "message.create_time"],
    ["a missing speaker", messageEvent({}, { sender_id: {} }), "malformed", "sender.sender_id.open_id"],
  ])("%s", (_case, event, kind, reason) => {
    expect(readInbound(event, BOT)).toEqual({ kind, reason });
  });

  test.each([undefined, null, 7, "text", [], {}, { header: {}, event: {} }])("%j", (raw) => {
    expect(readInbound(raw, BOT).kind).toBe("malformed");
  });
});
