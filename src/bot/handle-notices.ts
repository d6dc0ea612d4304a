import { formatMinute } from "../clock.ts";
import { assertNever } from "../errors.ts";
import { findNoticeByNumber, listNotices } from "../notices/notices.ts";
import { type NoticeRequest, noticeRequest } from "../notices/requests.ts";
import { texts } from "../texts/notices.ts";
import { attachToNotice } from "./attach-to-notice.ts";
import { composeNotice, listTemplates } from "./compose-notice.ts";
import type { AnxunContext } from "./context.ts";
import { draftInWords } from "./draft-in-words.ts";
import { cardOfNotice, refusalFor } from "./notice-matter.ts";
import { sayRefusal } from "./notice-outcome.ts";
import { charactersOf } from "./question-length.ts";
import { exportLogTo, takeBackFor } from "./track-notice.ts";

/** What longer sentences say is for the plans, or for whoever is told of a hazard. */
const CHARACTERS_MAX = 60;
const LISTED_MAX = 20;

export function isAboutNotices({ message }: AnxunContext): boolean {
  return requestIn(message.text) !== undefined;
}

export async function handleNotices(context: AnxunContext): Promise<void> {
  const request = requestIn(context.message.text);
  switch (request?.kind) {
    case undefined:
      return;
    case "compose":
      return composeNotice(context, request);
    case "templates":
      return listTemplates(context);
    case "attach":
      return attachToNotice(context);
    case "list":
      return showList(context);
    case "draft":
      return draftInWords(context, request.number);
    case "show":
    case "recall":
    case "export":
      return handleOne(context, request);
    default:
      return assertNever(request);
  }
}

function requestIn(text: string): NoticeRequest | undefined {
  return charactersOf(text) > CHARACTERS_MAX ? undefined : noticeRequest(text);
}

/** The latest that the asker may see here. */
async function showList(context: AnxunContext): Promise<void> {
  const standing = await context.standing();
  const listed = await listNotices(context.needs.db, { limit: LISTED_MAX });
  const seen = listed.filter((notice) => refusalFor(standing, notice, "see_receipts") === undefined);
  if (seen.length === 0) return context.sendText(texts.chat.noneListed);
  const lines = seen.map(({ number, title, state, createdAt }) =>
    texts.chat.listLine({ number, title, state, minute: formatMinute(createdAt) }),
  );
  await context.sendText([texts.chat.list({ count: seen.length }), ...lines, texts.chat.listHow].join("\n"));
}

async function handleOne(context: AnxunContext, { kind, number }: NoticeRequest & { number: string }): Promise<void> {
  const { needs, message } = context;
  const standing = await context.standing();
  const notice = await findNoticeByNumber(needs.db, number);
  if (!notice) return context.sendText(texts.chat.unknown);
  const refused = refusalFor(standing, notice, kind === "recall" ? "recall_notice" : "see_receipts");
  if (refused !== undefined) return context.sendText(refused);
  if (kind === "export") {
    await exportLogTo(needs, notice, { openId: message.speaker, chatId: message.chatId, eventId: message.eventId });
    return context.sendText(texts.chat.exporting);
  }
  if (kind === "recall") {
    const outcome = await takeBackFor(needs, notice, { by: message.speaker, chatId: message.chatId });
    if (outcome.kind !== "done") return context.sendText(outcome.kind === "late" ? texts.chat.late : sayRefusal(outcome.reason));
    await context.sendText(texts.chat.takenBack(outcome));
  }
  const card = await cardOfNotice(needs, notice.id, standing);
  if (card) await context.say({ kind: "card", card });
}
