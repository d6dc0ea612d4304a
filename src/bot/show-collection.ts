import { type Card, card, divider, escapeMarkdown, markdown } from "../card.ts";
import { addDays, dayOf } from "../clock.ts";
import { dutiesMeant } from "../duties/collected.ts";
import { type Collecting, collectedDuties } from "../duties/collecting.ts";
import { collectionCard } from "../duties/collection-card.ts";
import { collectionSheet } from "../duties/collection-sheet.ts";
import { wantedFor } from "../duties/delivery.ts";
import { type ExportCollection, type OpenCollection, OpenForm, type ShowCollection } from "../duties/delivery-press.ts";
import { occurrenceIn } from "../duties/stored-duty.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import type { InboundPress, PressReply } from "../messenger.ts";
import { audit } from "../registry/audit.ts";
import { form, select } from "../registry/form.ts";
import { writeWorkbookFile } from "../registry/workbook-file.ts";
import { texts } from "../texts/collection.ts";
import { collectingFor, collectingOf, collectionSeen, sourceOf } from "./collecting.ts";
import type { AnxunContext } from "./context.ts";
import type { BotNeeds } from "./needs.ts";
import { toast } from "./toast.ts";
import { type LookUp, refusalOf, refusedPress, type Standing } from "./who.ts";

/** Who has delivered and who has not: 「任务完成情况」, 「谁还没交月度检查计划」. */

export async function showCollections(context: AnxunContext): Promise<void> {
  const { needs } = context;
  const standing = await context.standing();
  const refused = refusalOf(standing, "see_receipts");
  if (refused !== undefined) return context.sendText(refused);
  const lines: { id: string; due: string; line: string; duty: string }[] = [];
  for (const duty of await collectedDuties(needs.db)) {
    const collecting = await collectingOf(needs, duty);
    if (!collecting) continue;
    const { entries, delivered } = await collectionSeen(needs, collecting, standing);
    if (entries.length === 0) continue;
    const words = { duty: escapeMarkdown(duty.content.duty), due: collecting.due, delivered: delivered.length, owed: entries.length };
    lines.push({ id: duty.id, due: collecting.due, line: texts.list.line(words), duty: duty.content.duty });
  }
  if (lines.length === 0) return context.sendText(texts.list.none);
  await context.say({ kind: "card", card: overviewCard(lines) });
}

function overviewCard(lines: readonly { id: string; due: string; line: string; duty: string }[]): Card {
  const { title, summary, open } = texts.list;
  const options = lines.map(({ id, due, duty }) => [`${id}/${due}`, texts.occurrence({ duty, due })] as const);
  return card(
    { text: title },
    [
      markdown(lines.map(({ line }) => `- ${line}`).join("\n")),
      divider(),
      form("open_collection", [select("occurrence", open, options)], { label: texts.card.look, value: { do: "open_collection" } }),
    ],
    summary({ count: lines.length }),
  );
}

export async function showCollectionOf(context: AnxunContext, name: string): Promise<void> {
  const collecting = await meant(context, name);
  if (!collecting) return;
  await context.say({ kind: "card", card: await cardOf(context.needs, collecting, await context.standing()) });
}

export async function exportCollectionOf(context: AnxunContext, name: string): Promise<void> {
  const collecting = await meant(context, name);
  if (!collecting) return;
  await sendWorkbook(context.needs, collecting, await context.standing(), context.message.eventId);
  await context.sendText(texts.workbook.sending);
}

/** The one that the words mean; otherwise why not, said. */
async function meant(context: AnxunContext, name: string): Promise<Collecting | undefined> {
  const { needs } = context;
  const refused = refusalOf(await context.standing(), "see_receipts");
  if (refused !== undefined) return void (await context.sendText(refused));
  const found = dutiesMeant(name, await collectedDuties(needs.db));
  if (found.length > 1) return void (await showCollections(context));
  const collecting = found[0] && (await collectingOf(needs, found[0]));
  if (!collecting) return void (await context.sendText(texts.list.none));
  return collecting;
}

export async function showCollectionByPress(
  press: InboundPress,
  occurrence: Pick<ShowCollection, "dutyId" | "due">,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "see_receipts");
  if (refused) return refused;
  const collecting = await collectingFor(needs, occurrence);
  if (!collecting) return undefined;
  const { db, now, onEnqueued } = needs;
  const content = { kind: "card", card: await cardOf(needs, collecting, await lookUp()) } as const;
  const delivery = { kind: "reply", messageId: press.messageId, chatId: press.chatId, content } as const;
  await enqueue(db, { key: `${press.eventId}:collection`, delivery, priority: "answer" }, now());
  onEnqueued();
  return {};
}

/** The form below the overview: which one. */
export async function openCollection(
  press: InboundPress,
  _value: OpenCollection,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const occurrence = occurrenceIn(OpenForm.safeParse(press.form).data?.occurrence ?? "");
  return occurrence && showCollectionByPress(press, occurrence, needs, lookUp);
}

export async function exportCollection(
  press: InboundPress,
  occurrence: ExportCollection,
  needs: BotNeeds,
  lookUp: LookUp,
): Promise<PressReply | undefined> {
  const refused = await refusedPress(lookUp, "see_receipts");
  if (refused) return refused;
  const collecting = await collectingFor(needs, occurrence);
  if (!collecting) return undefined;
  await sendWorkbook(needs, collecting, await lookUp(), press.eventId);
  return toast("success", texts.workbook.sending);
}

const AHEAD_DAYS = 31;

async function cardOf(needs: BotNeeds, collecting: Collecting, standing: Standing): Promise<Card> {
  const { duty, due, days, registry } = collecting;
  const at = days.indexOf(due);
  const today = dayOf(needs.now());
  const next = days[at + 1];
  return collectionCard(await collectionSeen(needs, collecting, standing), {
    dutyId: duty.id,
    due,
    duty: duty.content.duty,
    source: sourceOf(duty),
    units: registry.units,
    covers: wantedFor(duty.content.duty).industries ? registry.enterprises.filter(({ status }) => status === "operating") : undefined,
    previous: days[at - 1],
    // What lies far ahead nobody has delivered yet.
    next: next !== undefined && next <= addDays(today, AHEAD_DAYS) ? next : undefined,
  });
}

async function sendWorkbook(needs: BotNeeds, collecting: Collecting, standing: Standing, eventId: string): Promise<void> {
  const { db, now, onEnqueued } = needs;
  const { duty, due, registry } = collecting;
  const collection = await collectionSeen(needs, collecting, standing);
  const bytes = await writeWorkbookFile([collectionSheet(collection, registry.units)]);
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, { name: texts.workbook.fileName({ duty: duty.content.duty, due }), bytes }, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId: standing.chatId }, fileId } as const;
    if (!(await enqueue(tx, { key: `${eventId}:collection-file`, delivery, priority: "answer" }, now()))) return;
    const subject = { kind: "duty", id: duty.id };
    const after = { due, count: collection.entries.length };
    await audit(tx, { actor: standing.openId, action: "collection_exported", subject, chatId: standing.chatId, after }, now());
  });
  onEnqueued();
}
