import { buttonRow, type Card, callbackButton, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/notices.ts";
import type { Notice, NoticeTarget, TargetState } from "./notice.ts";
import type { NoticeStep, TakeNoticeStep } from "./press.ts";

/** What became of a notice, group by group, in words. */

/** What went wrong stands first: of a thousand groups nobody reads all. */
const ORDER: readonly TargetState[] = ["failed", "skipped", "recalling", "queued", "recalled", "sent"];
const LINES_MAX = 40;
const words = texts.log;

export type LogFacts = { composer: string | undefined; approver: string | undefined; steps: readonly NoticeStep[] };

export function logCard(notice: Notice, targets: readonly NoticeTarget[], { composer, approver, steps }: LogFacts): Card {
  const { number, state, title, approvedAt, id, version } = notice;
  const sorted = [...targets].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  const lines = sorted.slice(0, LINES_MAX).map((target) => `- ${escapeMarkdown(targetLine(target))}`);
  const heading = words.title({ number, state });
  const counts = targets.length === 0 ? words.none : words.counts(countsOf(targets));
  const buttons = (["refresh", "take_back", "retry", "export"] as const)
    .filter((step) => steps.includes(step))
    .map((step) => callbackButton(LABELS[step], { do: "notice_step", noticeId: id, version, step } satisfies TakeNoticeStep));
  const signed = [
    texts.preview.composedBy({ name: composer }),
    ...(approvedAt ? [words.approvedBy({ name: approver, minute: formatMinute(approvedAt) })] : []),
  ];
  return card(
    { text: heading, color: COLORS[state] },
    [
      markdown(`**${escapeMarkdown(title)}**\n${counts}`),
      ...(lines.length > 0 ? [markdown(lines.join("\n"))] : []),
      ...(sorted.length > LINES_MAX ? [notation(words.more({ count: sorted.length - LINES_MAX }))] : []),
      notation(escapeMarkdown(signed.join(" · "))),
      ...(buttons.length > 0 ? [buttonRow(buttons)] : []),
    ],
    `${heading} ${counts}`,
  );
}

/** 「洛江区餐饮企业群（企业群）：发送失败，机器人被禁言（230035）」. */
export function targetLine({ name, kind, state, reason, settledAt, notBefore, readers }: NoticeTarget): string {
  const moment = state === "queued" ? notBefore : settledAt;
  const told = reason === undefined ? undefined : texts.reason(reason);
  const why = state === "sent" && told !== undefined ? words.notRecalled({ reason: told }) : told;
  const read = state === "sent" && readers.length > 0 ? words.read({ readers: readers.length }) : undefined;
  const remarks = [why, read].filter((remark) => remark !== undefined);
  const shown = state === "skipped" ? undefined : moment && formatMinute(moment);
  return words.line({ name, kind, state, minute: shown, reason: remarks.length > 0 ? remarks.join(REMARK_MARK) : undefined });
}

export function countsOf(targets: readonly NoticeTarget[]): Record<TargetState, number> {
  const counts = { queued: 0, sent: 0, skipped: 0, failed: 0, recalling: 0, recalled: 0 };
  for (const { state } of targets) counts[state] += 1;
  return counts;
}

const REMARK_MARK = "，";
const LABELS = { refresh: words.refresh, take_back: words.takeBack, retry: words.retry, export: words.export };
const COLORS = {
  draft: "blue",
  submitted: "orange",
  approved: "wathet",
  sent: "green",
  rejected: "grey",
  withdrawn: "grey",
  recalled: "grey",
} as const;
