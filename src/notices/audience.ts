import type { PersonFacts } from "../messenger.ts";
import { type Chat, kindOf } from "../registry/chat.ts";
import { industryCalled } from "../registry/industries.ts";
import type { Audience, NoticeDraft, TargetKind } from "./notice.ts";

/** Decides where a notice goes: which groups and people are meant, and which of them it must not or cannot reach. */

/** `left`: we do not stand there. `inner_only`: it is not for groups of others; `outsiders`: somebody else sits in the inner group. */
type SkipReason = "left" | "inner_only" | "outsiders" | "another_district";

export type Place = { recipient: string; kind: TargetKind; name: string; skip: SkipReason | undefined };

/** Tags that the registry writes: 「行业:餐饮」. */
const INDUSTRY_TAG = /^行业[:：]/u;

type Known = {
  /** Also those that we have left, as far as they are named. */
  chats: readonly Chat[];
  people: readonly PersonFacts[];
  /** Groups that the operator named as duty chats: inner ones. */
  dutyChatIds: readonly string[];
  /** Inner groups in which somebody sits who is not of the offices. */
  withOutsiders: readonly string[];
};

/** In the order of their names, each once. */
export function placesOf(draft: Pick<NoticeDraft, "audience" | "district" | "innerOnly">, known: Known): Place[] {
  const chats = known.chats.filter((chat) => chat.kind !== "private" && isMeant(chat, draft.audience));
  const groups = chats.map((chat): Place => {
    const kind = groupKind(chat, known.dutyChatIds.includes(chat.chatId));
    return { recipient: chat.chatId, kind, name: chat.name, skip: skipOf(chat, kind, draft) ?? outsidersIn(chat, draft, known) };
  });
  const people = draft.audience.people.map((openId): Place => {
    const name = known.people.find((person) => person.openId === openId)?.name ?? openId;
    return { recipient: openId, kind: "person", name, skip: undefined };
  });
  return [...groups.sort((a, b) => a.name.localeCompare(b.name, "zh") || a.recipient.localeCompare(b.recipient)), ...people];
}

/** Whether anybody is named at all. */
export function isNobody({ chatIds, tags, districts, industries, people }: Audience): boolean {
  return [chatIds, tags, districts, industries, people].every((part) => part.length === 0);
}

function isMeant(chat: Chat, audience: Audience): boolean {
  if (audience.chatIds.includes(chat.chatId)) return true;
  const { districts, tags, industries } = audience;
  if (districts.length + tags.length + industries.length === 0 || !chat.present) return false;
  return (
    (districts.length === 0 || (chat.district !== undefined && districts.includes(chat.district))) &&
    (tags.length === 0 || tags.some((tag) => chat.tags.includes(tag))) &&
    (industries.length === 0 || industriesOf(chat).some((industry) => industries.includes(industry)))
  );
}

function industriesOf({ tags }: Chat): string[] {
  const names = tags.filter((tag) => INDUSTRY_TAG.test(tag)).map((tag) => tag.replace(INDUSTRY_TAG, ""));
  return names.map((name) => industryCalled(name)?.id).filter((id) => id !== undefined);
}

function groupKind(chat: Chat, isDuty: boolean): Exclude<TargetKind, "person"> {
  const kind = kindOf(chat, isDuty);
  return kind === "private" ? "enterprise" : kind;
}

function skipOf(
  chat: Chat,
  kind: TargetKind,
  { district, innerOnly }: Pick<NoticeDraft, "district" | "innerOnly">,
): SkipReason | undefined {
  if (!chat.present) return "left";
  if (innerOnly && kind !== "inner") return "inner_only";
  // Whoever writes for one district does not write into the groups of another.
  return district !== undefined && chat.district !== undefined && chat.district !== district ? "another_district" : undefined;
}

function outsidersIn({ chatId }: Chat, { innerOnly }: Pick<NoticeDraft, "innerOnly">, { withOutsiders }: Known): SkipReason | undefined {
  return innerOnly && withOutsiders.includes(chatId) ? "outsiders" : undefined;
}
