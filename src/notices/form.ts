import { z } from "zod";
import { type Card, callbackButton, card, escapeMarkdown, type Input, notation } from "../card.ts";
import { formatMinute } from "../clock.ts";
import { form, input, select } from "../registry/form.ts";
import { industryName } from "../registry/industries.ts";
import { NONE } from "../registry/press.ts";
import { texts } from "../texts/notice-form.ts";
import { NOTICE_KINDS, type Notice } from "./notice.ts";
import type { DraftInWords, SaveNotice } from "./press.ts";

/** The form of a notice: what it asks for, and how a notice stands in it. What is written is read by read-form. */

const ACKNOWLEDGEMENTS = ["none", "received", "urged", "answered"] as const;

const words = z.string().trim().max(300).default("");
export const NoticeForm = z.object({
  title: z.string().trim().min(1).max(60),
  text: z.string().trim().min(1).max(3000),
  kind: z.enum(NOTICE_KINDS),
  district: z.string().min(1).max(60),
  scope: z.enum(["chosen", "all"]),
  industries: words,
  tags: words,
  groups: words,
  people: words,
  inner: z.enum(["all", "inner"]),
  acknowledgement: z.enum(ACKNOWLEDGEMENTS),
  question: words,
  due: words,
  send_at: words,
  urgent: z.enum(["no", "yes"]),
});
export type NoticeForm = z.infer<typeof NoticeForm>;

const NAME_MARK = "、";

/** What stands in the form when it is opened. `groups` and `people`: by name. */
export type FormNames = { groups: readonly string[]; people: readonly string[]; districts: readonly string[] };

/**
 * @param names.districts  those that the writer may write for
 * @param may.all  writes for all: finds 「不限」 as well
 * @param may.draft  a model is there to draft the text
 */
export function formCard(notice: Notice, names: FormNames, may: { all: boolean; draft: boolean }): Card {
  const standing = standingIn(notice, names);
  const districts = [...names.districts.map((name) => [name, name] as const), ...(may.all ? [[NONE, texts.allDistricts] as const] : [])];
  const multiline: Input = { ...input("text", { label: texts.text, value: standing.text, required: true }), input_type: "multiline_text" };
  const fields = [
    input("title", { label: texts.title, value: standing.title, required: true }),
    multiline,
    select("kind", texts.kind, Object.entries(texts.kinds), standing.kind),
    select("district", texts.district, districts, standing.district),
    select("scope", texts.scope, Object.entries(texts.scopes), standing.scope),
    input("industries", { label: texts.industries, placeholder: texts.industriesHint, value: standing.industries }),
    input("groups", { label: texts.groups, placeholder: texts.groupsHint, value: standing.groups }),
    input("tags", { label: texts.tags, placeholder: texts.tagsHint, value: standing.tags }),
    input("people", { label: texts.people, placeholder: texts.peopleHint, value: standing.people }),
    select("inner", texts.inner, Object.entries(texts.inners), standing.inner),
    select("acknowledgement", texts.acknowledgement, Object.entries(texts.acknowledgements), standing.acknowledgement),
    input("question", { label: texts.question, placeholder: texts.questionHint, value: standing.question }),
    input("due", { label: texts.due, placeholder: texts.dueHint, value: standing.due }),
    input("send_at", { label: texts.sendAt, placeholder: texts.sendAtHint, value: standing.send_at }),
    select("urgent", texts.urgent, Object.entries(texts.urgents), standing.urgent),
  ];
  const value: SaveNotice = { do: "save_notice", noticeId: notice.id, version: notice.version };
  const draft: DraftInWords = { do: "draft_in_words", noticeId: notice.id };
  const { sources, attachments, number } = notice;
  const carried = texts.carried({
    sources: sources.map(({ document, clause }) => ({ document, clause })),
    files: attachments.map(({ name }) => name),
  });
  return card(
    { text: texts.cardTitle({ number }), color: "blue" },
    [
      form("notice", fields, { label: texts.save, value }),
      notation(escapeMarkdown(carried)),
      ...(may.draft ? [callbackButton(texts.drafted.button, draft), notation(escapeMarkdown(texts.drafted.how))] : []),
      callbackButton(texts.drop, { do: "notice_step", noticeId: notice.id, version: notice.version, step: "take_back" }, "text"),
    ],
    texts.cardTitle({ number }),
  );
}

function standingIn(notice: Notice, names: FormNames): NoticeForm {
  const { audience, acknowledgement: wish, district } = notice;
  const isAll = audience.districts.length > 0 && audience.industries.length + audience.tags.length === 0;
  return {
    title: notice.title,
    text: notice.paragraphs.join("\n"),
    kind: notice.kind,
    district: district ?? NONE,
    scope: isAll ? "all" : "chosen",
    industries: audience.industries.map(industryName).join(" "),
    tags: audience.tags.join(" "),
    groups: names.groups.join(NAME_MARK),
    people: names.people.join(NAME_MARK),
    inner: notice.innerOnly ? "inner" : "all",
    acknowledgement: acknowledgementIn(wish),
    question: wish.question ?? "",
    due: wish.dueAt === undefined ? "" : formatMinute(new Date(wish.dueAt)),
    send_at: notice.sendAt ? formatMinute(notice.sendAt) : "",
    urgent: notice.urgent ? "yes" : "no",
  };
}

function acknowledgementIn({ wanted, question, urge }: Notice["acknowledgement"]): NoticeForm["acknowledgement"] {
  if (!wanted) return "none";
  if (question !== undefined) return "answered";
  return urge ? "urged" : "received";
}
