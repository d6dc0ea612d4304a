import { type Card, card, escapeMarkdown, markdown, notation } from "../card.ts";
import { dayOf, formatMinute } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import { allAuditEntries, audit, lastAuditEntries, type SealedEntry } from "../registry/audit.ts";
import { auditWorkbook } from "../registry/audit-workbook.ts";
import { enterprisesWithIds } from "../registry/enterprises.ts";
import { findChat } from "../registry/groups.ts";
import { peopleOfAccounts, peopleWithIds } from "../registry/people.ts";
import type { RegistryRequest } from "../registry/requests.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/audit.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf } from "./who.ts";

/** Of a card that people read. */
const ENTRIES_SHOWN = 20;

const ROW_ID = /^\d{1,18}$/;

/** 「审计记录」: what was done last, in words; 「导出审计记录」: all of it, as a file. */
export async function tellAudit(context: AnxunContext, { isExport }: Extract<RegistryRequest, { kind: "tell_audit" }>): Promise<void> {
  const refused = refusalOf(await context.standing(), isExport ? "export_audit" : "see_audit");
  if (refused) return context.sendText(refused);
  if (isExport) return exportAudit(context);
  const { db } = context.needs;
  const entries = await lastAuditEntries(db, ENTRIES_SHOWN);
  if (entries.length === 0) return context.sendText(texts.none);
  await context.say({ kind: "card", card: auditCard(await linesOf(db, entries)) });
}

/** That it was exported is an entry, too. */
async function exportAudit(context: AnxunContext): Promise<void> {
  const { message, needs } = context;
  const { db, now, onEnqueued } = needs;
  const entries = await allAuditEntries(db);
  const file = { name: texts.fileName({ day: dayOf(now()) }), bytes: await auditWorkbook(entries) };
  await context.sendText(texts.sending({ count: entries.length }));
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, file, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId: message.chatId }, fileId } as const;
    // An action that runs again for the same message has sent it, and said so.
    if (!(await enqueue(tx, { key: `${message.eventId}:audit`, delivery, priority: "answer" }, now()))) return;
    const after = { entries: entries.length, head: entries.at(-1)?.hash };
    const subject = { kind: "audit", id: "all" };
    await audit(tx, { actor: message.speaker, action: "audit_exported", subject, chatId: message.chatId, after }, now());
  });
  onEnqueued();
}

function auditCard(lines: readonly string[]): Card {
  const told = lines.map((line) => `- ${escapeMarkdown(line)}`).join("\n");
  return card({ text: texts.title }, [markdown(told), notation(escapeMarkdown(texts.how))], texts.title);
}

/** The newest first, with names where there are any. */
async function linesOf(db: Db, entries: readonly SealedEntry[]): Promise<string[]> {
  const actors = await peopleOfAccounts(
    db,
    entries.map(({ actor }) => actor),
  );
  const subjects = await subjectNames(db, entries);
  return entries.map(({ id, at, actor, action, subject }) =>
    texts.line({
      id,
      minute: formatMinute(at),
      actor: texts.actor({ actor, name: actors.find(({ openId }) => openId === actor)?.name }),
      action: texts.action({ action }),
      subject: subjects.get(`${subject.kind} ${subject.id}`) ?? "",
    }),
  );
}

async function subjectNames(db: Db, entries: readonly SealedEntry[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) => [...new Set(entries.filter(({ subject }) => subject.kind === kind).map(({ subject }) => subject.id))];
  const rowsOf = (kind: string) => idsOf(kind).filter((id) => ROW_ID.test(id));
  const people = await peopleWithIds(db, rowsOf("person"));
  const enterprises = await enterprisesWithIds(db, rowsOf("enterprise"));
  const chats = await Promise.all(idsOf("chat").map((id) => findChat(db, id)));
  return new Map([
    ...people.map(({ id, name }) => [`person ${id}`, name] as const),
    ...enterprises.map(({ id, name }) => [`enterprise ${id}`, name] as const),
    ...chats.flatMap((chat) => (chat ? [[`chat ${chat.chatId}`, chat.name] as const] : [])),
  ]);
}
