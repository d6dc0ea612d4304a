import { SECOND_MS } from "../../src/clock.ts";
import { issueNotice } from "../../src/notices/issue.ts";
import { NOBODY, type NoticeDraft } from "../../src/notices/notice.ts";
import type { House } from "./house.ts";
import { peopleOf, saidIn } from "./reporting.ts";

/** A notice on its way through the whole house: who says and presses what, and what stands in which chat. */
export function noticeStage(house: House) {
  const { person, group, inPrivate } = peopleOf(house);
  const groups = { office: group("洛江区商务局安全"), away: group("泉港"), shops: group("餐饮") };

  return {
    person,
    inPrivate,
    groups,
    saidIn: (chat: string) => saidIn(house, chat),
    lastIn: (chat: string) => saidIn(house, chat).at(-1)?.printed ?? "",

    /** @param minute  "YYYY-MM-DD HH:mm" in Shanghai */
    async on(minute: string): Promise<void> {
      house.clock.set(minute);
      await house.settle(10);
    },

    /** Sends a notice that wants 「收到」 into all three groups, as a confirmed duty does; resolves when it has come. */
    async send(ref: string, more: Partial<NoticeDraft> = {}): Promise<string> {
      const draft: NoticeDraft = {
        kind: "risk",
        district: undefined,
        innerOnly: false,
        title: `用气安全${ref}`,
        paragraphs: ["请检查后厨燃气软管。"],
        sources: [],
        attachments: [],
        audience: { ...NOBODY, chatIds: Object.values(groups) },
        acknowledgement: { wanted: true, dueAt: "2026-11-25T17:00:00+08:00", urge: true },
        urgent: false,
        sendAt: undefined,
        ...more,
      };
      const issue = { origin: { kind: "duty", ref }, confirmedBy: person("李文清"), dutyChatIds: [] } as const;
      const issued = await issueNotice(house.db, draft, issue, house.clock.now());
      if (issued === "issued already") throw new Error("it was sent before");
      await house.settle(75);
      return issued.id;
    },

    /** The latest card in a chat whose header holds `title`. */
    cardIn(chat: string, title: string) {
      const card = saidIn(house, chat).findLast(({ printed }) => printed.split("\n")[0]?.includes(title));
      if (!card) throw new Error(`no card ${title} in ${chat}`);
      return card;
    },

    async press(name: string, messageId: string, label: string, form?: Record<string, unknown>): Promise<string> {
      const { toast } = await house.simulator.world.pressButton(person(name), messageId, label, form);
      await house.settle(8);
      return toast?.content ?? "";
    },

    /** With @. @returns the bot's last word in the chat */
    async say(name: string, chat: string, text: string, more: { quote?: string } = {}): Promise<string> {
      house.clock.advance(SECOND_MS);
      house.simulator.world.say(person(name), chat, { text, mentionBot: true, ...more });
      await house.settle(8);
      return saidIn(house, chat).at(-1)?.printed ?? "";
    },
  };
}
