import { describe, expect, test } from "vitest";
import { type DeskEvent, emptyDesk, type Outgoing, reduce } from "../../../src/simulator/page/desk-state.ts";
import type { Chat, Message } from "../../../src/simulator/page/protocol.ts";

const GROUP: Chat = {
  id: "group",
  name: "工作群",
  kind: "group",
  label: "inner",
  members: ["li", "lin"],
  botPresent: true,
  dissolved: false,
  suggestions: [],
};

function aMessage(facts: Partial<Message> = {}): Message {
  return {
    id: "m1",
    chatId: "group",
    sender: "lin",
    type: "text",
    text: "你好",
    at: "2026-11-21T01:00:00Z",
    reactions: [],
    mentions: [],
    ...facts,
  };
}

function aDeskAfter(...events: readonly DeskEvent[]) {
  const world: DeskEvent = { kind: "world", world: { people: [], chats: [GROUP], bot: { id: "bot", name: "安讯" } } };
  const loaded: DeskEvent = { kind: "conversation", chatId: "group", messages: [] };
  return [world, loaded, ...events].reduce(reduce, emptyDesk("li"));
}

const sending: Outgoing = { id: "o1", chatId: "group", draft: { text: "在吗", mentions: [], photos: [] }, state: "sending" };

describe("the desk", () => {
  test("a message that arrives twice stands there once, is counted once, and shows in the list", () => {
    const arrival: DeskEvent = { kind: "message", message: aMessage(), isRead: false };
    const state = aDeskAfter(arrival, arrival);
    expect(state.messages.group).toHaveLength(1);
    expect(state.unread).toEqual({ group: 1 });
    expect(state.chats[0]?.lastMessage?.id).toBe("m1");
  });

  test("what is read, my own, or said by the platform is not unread", () => {
    const state = aDeskAfter(
      { kind: "message", message: aMessage({ id: "a" }), isRead: true },
      { kind: "message", message: aMessage({ id: "b", sender: "li" }), isRead: false },
      { kind: "message", message: aMessage({ id: "c", type: "system" }), isRead: false },
    );
    expect(state.unread).toEqual({});
    expect(state.messages.group).toHaveLength(3);
  });

  test("my message is never seen twice, whether the event or the answer comes first", () => {
    const mine = aMessage({ sender: "li", text: "在吗" });
    const eventFirst = aDeskAfter({ kind: "sending", outgoing: sending }, { kind: "message", message: mine, isRead: true });
    expect(eventFirst.outgoing).toEqual([]);
    const both = reduce(eventFirst, { kind: "sent", outgoingId: "o1", message: mine });
    expect(both.messages.group).toEqual([mine]);
    expect(both.outgoing).toEqual([]);
  });

  test("a failed message stays until it is retried or discarded", () => {
    const failed = aDeskAfter({ kind: "sending", outgoing: sending }, { kind: "failed", outgoingId: "o1", reason: "断网" });
    expect(failed.outgoing).toMatchObject([{ state: "failed", reason: "断网" }]);
    expect(reduce(failed, { kind: "sending", outgoing: sending }).outgoing).toEqual([sending]);
    expect(reduce(failed, { kind: "discarded", outgoingId: "o1" }).outgoing).toEqual([]);
  });

  test("the bot's message ends its typing; mine does not", () => {
    const typing = aDeskAfter({ kind: "typing", chatId: "group", isTyping: true });
    expect(reduce(typing, { kind: "message", message: aMessage({ sender: "li" }), isRead: true }).typing).toEqual(["group"]);
    expect(reduce(typing, { kind: "message", message: aMessage({ sender: "bot" }), isRead: true }).typing).toEqual([]);
  });

  test("a changed message replaces the old one in the conversation and in the list", () => {
    const state = aDeskAfter(
      { kind: "message", message: aMessage(), isRead: true },
      { kind: "changed", message: aMessage({ text: "改过了", edited: true }) },
    );
    expect(state.messages.group).toMatchObject([{ text: "改过了" }]);
    expect(state.chats[0]?.lastMessage?.text).toBe("改过了");
  });
});
