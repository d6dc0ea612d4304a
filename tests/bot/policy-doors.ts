import { expect } from "vitest";
import { openHandOver } from "../../src/policy/hand-over.ts";
import type { Door } from "./rights-door.ts";
import { type Attempt, HOME, type Stage } from "./rights-stage.ts";

/** How the rights to answers are used in chat. */

const UNANSWERED = "洛江逾期不改罚多少钱";

const atHome = () => ({ district: HOME });

export const POLICY_DOORS: readonly Door[] = [
  {
    action: "ask",
    by: "asks a question",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.say(attempt, "主要负责人多久带队检查一次");
      return (await stage.rowsOf(`answers where event_id = '${attempt.eventId}'`)) === 1;
    },
  },
  {
    action: "ask",
    by: "presses for another district",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.press(attempt, { do: "ask_again", question: "多久检查一次", district: HOME });
      return (await stage.rowsOf("inbox")) === 1;
    },
  },
  {
    action: "vote",
    by: "presses a thumb",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.empty("votes");
      await stage.press(attempt, { do: "vote", answerId: await answerIn(stage, attempt), verdict: "up" });
      return (await stage.rowsOf("votes")) === 1;
    },
  },
  {
    action: "hand_over",
    by: "presses below an answer",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.empty("hand_overs");
      await stage.press(attempt, { do: "hand_over", answerId: await answerIn(stage, attempt) });
      return (await stage.rowsOf("hand_overs")) === 1;
    },
  },
  {
    action: "answer_hand_over",
    by: "fills in the reply",
    concerns: atHome,
    async had(stage, attempt) {
      await stage.empty("hand_overs");
      const asked = { answerId: await answerIn(stage, attempt), district: HOME, askerName: undefined, requestedBy: "ou_wang" };
      const matter = { ...asked, cardMessageId: "om_card", dutyChatId: attempt.chatId };
      const opened = await openHandOver(stage.db, matter, stage.clock.now());
      const { toast } = await stage.press(attempt, { do: "reply_to_hand_over", handOverId: opened?.id }, { reply: "请找区应急局。" });
      const had = (await stage.rowsOf("hand_overs where reply is not null")) === 1;
      expect(toast?.type === "success").toBe(had);
      return had;
    },
  },
  {
    action: "see_gaps",
    by: "asks what is lacking",
    concerns: atHome,
    async had(stage, attempt) {
      await answerIn(stage, attempt);
      await stage.empty("outbox");
      await stage.say(attempt, "待补知识");
      // What is lacking at home: a card without it shows nothing that is ours.
      return (await stage.said()).includes(UNANSWERED);
    },
  },
];

/** The id of what an officer was answered in this chat. */
async function answerIn(stage: Stage, { chatId, where }: Attempt): Promise<string> {
  const eventId = `om_first_${chatId}`;
  const idOf = async () =>
    (await stage.db.query<{ id: string }>("select id::text as id from answers where event_id = $1", [eventId])).rows[0]?.id;
  const known = await idOf();
  if (known !== undefined) return known;
  const openId = "ou_bureau_staff";
  await stage.say({ speaker: "bureau_staff", openId, chatId, where, eventId }, UNANSWERED);
  return String(await idOf());
}
