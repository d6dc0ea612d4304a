import { randomUUID } from "node:crypto";
import { DAY_MS } from "../../src/clock.ts";
import { dispatch } from "../../src/notices/dispatch.ts";
import { newNotice } from "../../src/notices/issue.ts";
import type { Notice } from "../../src/notices/notice.ts";
import { NOBODY } from "../../src/notices/notice.ts";
import { insertNotice } from "../../src/notices/notices.ts";
import { aDraft } from "../notices/notices.ts";
import type { Door } from "./rights-door.ts";
import { type Attempt, AWAY, HOME, type Stage } from "./rights-stage.ts";

/** How the rights to notices are used in chat. */

const atHome = () => ({ district: HOME });
const TITLE = "汛期防范";
let written = 0;

/** A notice of the home district that somebody else wrote, to one person in private. */
async function aNotice(stage: Stage, given: Partial<Notice> = {}): Promise<Notice> {
  written += 1;
  const now = stage.clock.now();
  const draft = aDraft({ title: TITLE, district: HOME, audience: { ...NOBODY, people: ["ou_reader"] } });
  const made = { number: `TZ-20261121-${9000 + written}`, origin: { kind: "person", ref: randomUUID() }, composedBy: "ou_writer" } as const;
  const notice = { ...newNotice(draft, made, now), ...given };
  await insertNotice(stage.db, notice);
  return notice;
}

/** The same, let go, for tomorrow. */
async function planned(stage: Stage): Promise<Notice> {
  const now = stage.clock.now();
  const sendAt = new Date(now.getTime() + DAY_MS);
  const notice = await aNotice(stage, { state: "approved", approvedBy: "ou_other", approvedAt: now, sendAt });
  const place = { recipient: "ou_reader", kind: "person", name: "读者", skip: undefined, quietHours: undefined } as const;
  await dispatch(stage.db, notice, [place], now);
  return notice;
}

function step(stage: Stage, attempt: Attempt, { id: noticeId, version }: Notice, name: string) {
  return stage.press(attempt, { do: "notice_step", noticeId, version, step: name });
}

async function stateOf(stage: Stage, { id }: Notice): Promise<string | undefined> {
  const { rows } = await stage.db.query<{ state: string }>("select state from notices where id = $1", [id]);
  return rows[0]?.state;
}

export const NOTICE_DOORS: readonly Door[] = [
  {
    action: "compose_notice",
    by: "says 发通知",
    // Whoever may write for all writes for the group in which it is.
    concerns: (_, { speaker, where }) => ({
      district: speaker === "administrator_everywhere" && where.districts.includes(AWAY) ? AWAY : HOME,
    }),
    async had(stage, attempt) {
      await stage.say(attempt, "发通知");
      return (await stage.rowsOf(`notices where origin_ref = '${attempt.eventId}'`)) === 1;
    },
  },
  {
    action: "compose_notice",
    by: "presses 预览 in another's form",
    concerns: atHome,
    async had(stage, attempt) {
      const notice = await aNotice(stage);
      const { toast } = await step(stage, attempt, notice, "edit");
      return toast?.content.includes("只有起草人") ?? false;
    },
  },
  {
    action: "compose_notice",
    by: "presses 让模型起草 in another's form",
    concerns: atHome,
    async had(stage, attempt) {
      const notice = await aNotice(stage);
      const { toast } = await stage.press(attempt, { do: "draft_in_words", noticeId: notice.id });
      return toast?.content.includes("只有起草人") ?? false;
    },
  },
  {
    action: "approve_notice",
    by: "presses 批准发送",
    concerns: atHome,
    async had(stage, attempt) {
      const notice = await aNotice(stage, { state: "submitted" });
      await step(stage, attempt, notice, "approve");
      return (await stateOf(stage, notice)) === "approved";
    },
  },
  {
    action: "approve_notice",
    by: "presses 退回",
    concerns: atHome,
    async had(stage, attempt) {
      const notice = await aNotice(stage, { state: "submitted" });
      const value = { do: "reject_notice", noticeId: notice.id, version: notice.version };
      await stage.press(attempt, value, { reason: "改时间" });
      return (await stateOf(stage, notice)) === "rejected";
    },
  },
  {
    action: "recall_notice",
    by: "presses 撤回",
    concerns: atHome,
    async had(stage, attempt) {
      const notice = await planned(stage);
      await step(stage, attempt, notice, "take_back");
      return (await stateOf(stage, notice)) === "withdrawn";
    },
  },
  {
    action: "recall_notice",
    by: "says 撤回",
    concerns: atHome,
    async had(stage, attempt) {
      const notice = await planned(stage);
      await stage.say(attempt, `撤回 ${notice.number}`);
      return (await stateOf(stage, notice)) === "withdrawn";
    },
  },
  {
    action: "see_inner_notice",
    by: "asks for an inner one by its number",
    concerns: atHome,
    async had(stage, attempt) {
      const { number } = await aNotice(stage, { innerOnly: true });
      await stage.say(attempt, `查看 ${number}`);
      return (await stage.said()).includes(TITLE);
    },
  },
];
