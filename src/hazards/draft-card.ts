import {
  buttonRow,
  type Card,
  type CardElement,
  callbackButton,
  card,
  divider,
  escapeMarkdown,
  type Input,
  markdown,
  notation,
  plain,
  type Select,
} from "../card.ts";
import { industries } from "../registry/industries.ts";
import { texts as hazards } from "../texts/hazards.ts";
import { texts } from "../texts/report.ts";
import { texts as seen } from "../texts/vision.ts";
import { type Draft, type DraftContent, type DraftItem, described, nextQuestion } from "./draft.ts";
import { line, list, markedDescription, pictures, siteLines } from "./hazard-lines.ts";
import type { ConfirmDraft, DropDraft, ReportDanger } from "./report-press.ts";
import { dangerIn, proposalIn } from "./seen.ts";

/** What was understood of a report, to be put right and confirmed by whoever reports. */

export type DraftView = { images: readonly string[]; photoWindowMinutes: number };

export function draftCard(draft: Draft, { images, photoWindowMinutes }: DraftView): Card {
  const { content, isPrivate } = draft;
  const count = content.items.length;
  const elements: CardElement[] = [
    ...dangerElements(draft),
    markdown(asked(draft)),
    ...contentLines(content, proposalIn(draft)),
    ...pictures(images),
    ...(count > 1 ? [notation(texts.draft.severalHint({ count }))] : []),
    divider(),
    form(draft),
    buttonRow([callbackButton(texts.draft.drop, { do: "drop_hazard_draft", draftId: draft.id } satisfies DropDraft)]),
    notation(texts.draft.photoHint({ minutes: photoWindowMinutes, isPrivate })),
  ];
  return card({ text: texts.draft.title, color: "orange" }, elements, texts.draft.summary);
}

/** The same once nothing can be changed on it any more. @param ids  of the cases that it became, or joined */
export function endedDraftCard(
  { state, content }: Pick<Draft, "state" | "content">,
  { images, ids, isJoined = false }: { images: readonly string[]; ids: readonly string[]; isJoined?: boolean },
): Card {
  if (state === "dropped" || state === "expired") {
    return card({ text: texts.draft[state], color: "grey" }, [notation(escapeMarkdown(summaryOf(content)))], texts.draft[state]);
  }
  const title = isJoined ? texts.draft.joined : texts.draft.recorded;
  const elements = [...list(line(texts.labels.number, ids.join("、"))), ...contentLines(content), ...pictures(images)];
  return card({ text: title, color: "green" }, elements, texts.receipt.summary({ ids }));
}

function asked(draft: Draft): string {
  if (proposalIn(draft) !== undefined) return seen.ask;
  const question = nextQuestion(draft.content);
  return question ? texts.draft.ask({ field: question }) : texts.draft.ready;
}

/** A picture alarms nobody: people are asked, and told what to do. */
function dangerElements(draft: Draft): CardElement[] {
  const kind = dangerIn(draft);
  if (kind === undefined) return [];
  const { ask, first, next, button } = seen.danger;
  const words = [ask({ kind }), first({ first: hazards.firstWords({ kind }) }), next];
  const value: ReportDanger = { do: "report_danger", draftId: draft.id };
  return [markdown(words.join("\n")), buttonRow([callbackButton(button, value, "danger")]), divider()];
}

/** @param proposal  what a model saw, where nobody has told anything */
function contentLines(content: DraftContent, proposal?: string): CardElement[] {
  const { labels } = texts;
  const told = content.items.flatMap(({ description, isSeen, suspectedMajor }, index) => [
    ...line(
      labels.description,
      index === 0 && proposal ? seen.marked({ description: proposal, mark: seen.proposed }) : toldIn({ description, isSeen }),
    ),
    ...line(labels.suspected, suspectedMajor && texts.suspectedMajor({ reason: suspectedMajor })),
  ]);
  return list([
    ...siteLines({ ...content, enterpriseName: content.enterprise }),
    ...told,
    ...line(labels.photos, texts.photos({ count: content.photoIds.length })),
    ...(content.anonymous ? line(labels.reporter, texts.anonymous) : []),
  ]);
}

function toldIn({ description, isSeen }: DraftItem): string {
  return markedDescription({ description, describedBy: isSeen ? "model" : undefined }) || texts.unknown;
}

function summaryOf(content: DraftContent): string {
  return [content.enterprise ?? content.place, ...described(content).map(({ description }) => description)].filter(Boolean).join(" · ");
}

function form(draft: Draft) {
  const { id, version, content } = draft;
  const proposal = proposalIn(draft);
  const { fields, placeholders, signed } = texts.draft;
  const value: ConfirmDraft = { do: "confirm_hazard_draft", draftId: id, version };
  const count = content.items.length;
  const options = industries().map(({ id: industry, name }) => ({ text: plain(name), value: industry }));
  const industry: Select = {
    tag: "select_static",
    name: "industry",
    placeholder: plain(placeholders.industry),
    options,
    ...(options.some((option) => option.value === content.industry) && { initial_option: content.industry ?? "" }),
  };
  const signing: Select = {
    tag: "select_static",
    name: "signed",
    placeholder: plain(placeholders.signed),
    options: [
      { text: plain(signed.named), value: "named" },
      { text: plain(signed.anonymous), value: "anonymous" },
    ],
    initial_option: content.anonymous ? "anonymous" : "named",
  };
  return {
    tag: "form",
    name: "hazard_draft",
    elements: [
      input("enterprise", fields.enterprise, content.enterprise),
      industry,
      input("place", fields.place, content.place),
      input("location", fields.location, content.location),
      ...content.items.map(({ description }, index) =>
        input(
          `description_${index}`,
          fields.description({ index: index + 1, count }),
          description || (index === 0 ? proposal : undefined),
          "multiline_text",
        ),
      ),
      signing,
      { ...callbackButton(texts.draft.confirm, value, "primary"), name: "confirm", form_action_type: "submit" },
    ],
  } as const;
}

function input(name: string, label: string, value: string | undefined, type: Input["input_type"] = "text"): Input {
  return { tag: "input", name, label: plain(label), ...(value ? { default_value: value } : {}), input_type: type ?? "text" };
}
