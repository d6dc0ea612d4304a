import { describe, expect, test } from "vitest";
import { dayLabel, listMoment } from "../../../src/simulator/page/moments.ts";
import type { Message } from "../../../src/simulator/page/protocol.ts";
import { unreadSince } from "../../../src/simulator/page/read-marks.ts";
import { timelineOf } from "../../../src/simulator/page/timeline.ts";
import { at } from "../../support/clock.ts";

const NOW = at("2026-11-21 09:00");

function aMessage(id: string, minute: string, sender = "lin", facts: Partial<Message> = {}): Message {
  return { id, chatId: "group", sender, type: "text", text: id, at: at(minute).toISOString(), reactions: [], mentions: [], ...facts };
}

describe("a timeline", () => {
  test("opens each day in Shanghai with a line, and each turn of a speaker with a name", () => {
    const messages = [
      aMessage("a", "2026-11-20 23:58"),
      aMessage("b", "2026-11-21 00:01"),
      aMessage("c", "2026-11-21 00:02"),
      aMessage("d", "2026-11-21 00:08"),
      aMessage("e", "2026-11-21 00:08", "li"),
    ];
    const rows = timelineOf({ messages, outgoing: [], me: "li", now: NOW });
    const seen = rows.map((row) =>
      row.kind === "message" ? `${row.key}${row.opensTurn ? " opens" : ""}${row.mine ? " mine" : ""}` : row.kind,
    );
    expect(seen).toEqual(["day", "a opens", "day", "b opens", "c", "d opens", "e opens mine"]);
  });

  test("a recalled message keeps its speaker, another system line stands alone", () => {
    const messages = [
      aMessage("a", "2026-11-21 08:00", "lin", { type: "system", recalled: true }),
      aMessage("b", "2026-11-21 08:01", "system", { type: "system", text: "林国栋加入群聊" }),
    ];
    const rows = timelineOf({ messages, outgoing: [], me: "li", now: NOW });
    expect(rows.map(({ kind }) => kind)).toEqual(["day", "message", "system"]);
  });
});

describe("moments", () => {
  test.each([
    ["2026-11-21 08:05", "08:05", "今天"],
    ["2026-11-20 23:59", "昨天", "昨天"],
    ["2026-03-02 10:00", "3月2日", "3月2日"],
    ["2025-12-31 10:00", "2025年12月31日", "2025年12月31日"],
  ])("%s is shown as %s in the list and as %s in the conversation", (minute, inList, inConversation) => {
    expect(listMoment(at(minute), NOW)).toBe(inList);
    expect(dayLabel(at(minute), NOW)).toBe(inConversation);
  });
});

test("unread is what others said after the mark; who never looked has nothing unread", () => {
  const messages = [aMessage("a", "2026-11-21 08:00"), aMessage("b", "2026-11-21 08:01", "li"), aMessage("c", "2026-11-21 08:02")];
  expect(unreadSince(messages, at("2026-11-21 08:00").toISOString(), "li")).toBe(1);
  expect(unreadSince(messages, undefined, "li")).toBe(0);
});
