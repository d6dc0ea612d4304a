import {
  buttonRow,
  type Card,
  type CardElement,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  markdown,
  notation,
  plain,
} from "../card.ts";
import { formatMinute } from "../clock.ts";
import { texts } from "../texts/notices.ts";
import type { Place } from "./audience.ts";
import type { Notice, TargetKind } from "./notice.ts";
import { noticeElements, noticeTitle, signature } from "./notice-card.ts";
import type { NoticeStep, RejectNotice, TakeNoticeStep } from "./press.ts";

/** A notice before it is sent: where it goes, how each of its audiences sees it, and what its writer or an approver may do. */

export type PreviewFacts = {
  places: readonly Place[];
  composer: string | undefined;
  /** Of a submitted one: who may approve it. */
  approvers: readonly string[];
  /** Steps that make sense for whoever sees the card; in a group each press is checked. */
  steps: readonly (NoticeStep | "reject")[];
};

const NAMES_MAX = 30;
const SKIPPED_MAX = 15;
const KINDS: readonly TargetKind[] = ["inner", "enterprise", "external", "person"];
const words = texts.preview;

export function previewCard(notice: Notice, facts: PreviewFacts): Card {
  const { number, state, reason } = notice;
  const title = words.title({ number, state });
  const elements = [
    markdown(linesOf(notice, facts).join("\n")),
    ...(reason !== undefined && state === "rejected" ? [markdown(escapeMarkdown(words.rejected({ reason })))] : []),
    divider(),
    ...seenBy(notice, facts.places),
    notation(escapeMarkdown(words.composedBy({ name: facts.composer }))),
    ...(state === "submitted" ? [notation(escapeMarkdown(words.waiting({ names: facts.approvers })))] : []),
    ...stepElements(notice, facts.steps),
  ];
  return card({ text: title, color: state === "submitted" ? "orange" : "blue" }, elements, title);
}

function linesOf(notice: Notice, { places }: PreviewFacts): string[] {
  const going = places.filter(({ skip }) => skip === undefined);
  const skipped = places.filter(({ skip }) => skip !== undefined);
  const count = (kind: TargetKind) => going.filter((place) => place.kind === kind).length;
  const groups = { inner: count("inner"), enterprise: count("enterprise"), external: count("external") };
  const names = going.slice(0, NAMES_MAX).map(({ name }) => name);
  const { acknowledgement: wish, sendAt, urgent } = notice;
  const due = wish.dueAt === undefined ? undefined : formatMinute(new Date(wish.dueAt));
  const reply = wish.wanted
    ? words.reply.wanted({ question: wish.question && escapeMarkdown(wish.question), due, urge: wish.urge })
    : words.reply.none;
  return [
    words.audience({ groups, people: count("person"), skipped: skipped.length }),
    ...(names.length > 0 ? [escapeMarkdown(words.names({ names, more: going.length - names.length }))] : []),
    ...skipped
      .slice(0, SKIPPED_MAX)
      .map(({ name, skip = "" }) => escapeMarkdown(words.skipped({ name, kind: "inner", reason: texts.reason(skip) }))),
    ...(notice.innerOnly ? [words.inner] : []),
    words.when({ minute: sendAt && formatMinute(sendAt), urgent }),
    reply,
  ];
}

/** Its text stands once: it is the same for all, what stands around it is not. */
function seenBy(notice: Notice, places: readonly Place[]): CardElement[] {
  const kinds = KINDS.filter((kind) => places.some((place) => place.kind === kind && place.skip === undefined));
  return (kinds.length > 0 ? kinds : KINDS.slice(0, 1)).map((kind, index) => {
    const count = places.filter((place) => place.kind === kind && place.skip === undefined).length;
    return {
      tag: "collapsible_panel",
      expanded: index === 0,
      header: { title: plain(words.seenBy({ kind, count })) },
      elements: [
        markdown(`**${escapeMarkdown(noticeTitle(notice))}**`),
        ...(index === 0 ? noticeElements(notice) : [notation(words.sameText)]),
        notation(escapeMarkdown(signature(notice, kind))),
      ],
    };
  });
}

function stepElements({ id, version }: Notice, steps: PreviewFacts["steps"]): CardElement[] {
  const buttons = (["submit", "approve", "edit", "test", "take_back"] as const)
    .filter((step) => steps.includes(step))
    .map((step) =>
      callbackButton(LABELS[step], { do: "notice_step", noticeId: id, version, step } satisfies TakeNoticeStep, STYLES[step] ?? "default"),
    );
  const value: RejectNotice = { do: "reject_notice", noticeId: id, version };
  const submit = { ...callbackButton(words.reject, value), name: "reject", form_action_type: "submit" } as const;
  const reason = { tag: "input", name: "reason", label: plain(words.rejectReason), required: true } as const;
  return [
    ...(buttons.length > 0 ? [buttonRow(buttons)] : []),
    ...(steps.includes("reject") ? [{ tag: "form", name: "rejection", elements: [reason, submit] } as const] : []),
  ];
}

const LABELS = { submit: words.submit, approve: words.approve, edit: words.edit, test: words.test, take_back: words.drop };
const STYLES: Readonly<Partial<Record<NoticeStep, "primary" | "text">>> = { submit: "primary", approve: "primary", take_back: "text" };
