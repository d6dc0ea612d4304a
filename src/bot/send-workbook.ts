import { dayOf } from "../clock.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import { type AuditEntry, audit } from "../registry/audit.ts";
import { exportRegistry, registryTemplate } from "../registry/workbook-export.ts";
import { WORKBOOK_KINDS, type WorkbookKind } from "../registry/workbook-table.ts";
import { texts } from "../texts/workbook-report.ts";
import type { AnxunContext } from "./context.ts";
import { refusalOf, type Standing } from "./who.ts";

/** 「导出企业」, 「导出人员」, 「下载模板」: the file goes to the private chat of whoever asked, wherever that was. */

export async function exportWorkbook(context: AnxunContext, kind: WorkbookKind): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "export_registry");
  if (refused !== undefined) return context.sendText(refused);
  // It is seen in the private chat: there the asker's own rights hold.
  const own = inPrivate(standing);
  const scope = {
    includes: (district: string | undefined) => refusalOf(own, "export_registry", { district }) === undefined,
    showsListings: (district: string | undefined) => refusalOf(own, "see_listings", { district }) === undefined,
    showsPhones: (district: string | undefined) => refusalOf(own, "see_phone", { district }) === undefined,
  };
  const { bytes, count } = await exportRegistry(needs.db, kind, scope);
  if (count === 0) return context.sendText(texts.chat.exportedNone({ kind }));
  await context.sendText(texts.chat.exported({ kind, count }));
  await sendPrivately(context, [{ name: texts.chat.exportName({ kind, day: dayOf(needs.now()) }), bytes }], {
    actor: context.message.speaker,
    action: "registry_exported",
    subject: { kind: "workbook", id: kind },
    chatId: context.message.chatId,
    after: { count },
  });
}

export async function sendTemplates(context: AnxunContext): Promise<void> {
  const refused = refusalOf(await context.standing(), "import_registry");
  if (refused !== undefined) return context.sendText(refused);
  const files = [];
  for (const kind of WORKBOOK_KINDS) {
    files.push({ name: texts.chat.templateName({ kind }), bytes: await registryTemplate(context.needs.db, kind) });
  }
  await context.sendText(texts.chat.templates);
  await sendPrivately(context, files);
}

function inPrivate({ who }: Standing): Pick<Standing, "who" | "where"> {
  return { who, where: { kind: "private", districts: [], enterpriseId: undefined, asking: "everyone" } };
}

type NamedFile = { name: string; bytes: Uint8Array };

async function sendPrivately({ message, needs }: AnxunContext, files: readonly NamedFile[], entry?: AuditEntry): Promise<void> {
  const { db, now, onEnqueued } = needs;
  await db.inTransaction(async (tx) => {
    for (const [index, file] of files.entries()) {
      const fileId = await keepFile(tx, file, now());
      const delivery = { kind: "send_file", to: { kind: "person", openId: message.speaker }, fileId } as const;
      // An action that runs again for the same message has sent it, and said so.
      if (!(await enqueue(tx, { key: `${message.eventId}:file:${index}`, delivery, priority: "answer" }, now()))) return;
    }
    if (entry) await audit(tx, entry, now());
  });
  onEnqueued();
}
