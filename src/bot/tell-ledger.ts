import { DAY_MS, dayOf, startOfDay } from "../clock.ts";
import { isAppError } from "../errors.ts";
import { hazardsToExport } from "../hazards/ledger-export.ts";
import { type LedgerRequest, ledgerRequest } from "../hazards/ledger-requests.ts";
import { momentsOf, type Period, readPeriod } from "../hazards/period.ts";
import { figuresOf, worthInspecting } from "../hazards/statistics.ts";
import { figuresCard, inspectCard } from "../hazards/statistics-card.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import { audit } from "../registry/audit.ts";
import { listEnterprises } from "../registry/enterprises.ts";
import { listUnits } from "../registry/units.ts";
import { writeWorkbookFile } from "../registry/workbook-file.ts";
import { texts } from "../texts/statistics.ts";
import type { AnxunContext } from "./context.ts";
import { ledgerFile } from "./ledger-file.ts";
import { type Reach, reachOf } from "./ledger-reach.ts";
import { refusalOf } from "./who.ts";

/** 「本月隐患」, 「零上报企业」, 「导出台账」: the ledger in figures and as a file, of the districts that the asker may see here. */

export function isAboutLedger({ message }: AnxunContext): boolean {
  return message.attachments.length === 0 && ledgerRequest(message.text) !== undefined;
}

export async function tellLedger(context: AnxunContext): Promise<void> {
  const request = ledgerRequest(context.message.text);
  if (!request) return;
  const isFile = request.kind === "export" || request.kind === "lists" || request.kind === "mapped";
  const standing = await context.standing();
  const action = isFile ? "export_ledger" : "see_ledger";
  const refused = refusalOf(standing, action);
  if (refused !== undefined) return context.sendText(refused);
  const reach = await reachOf(context, standing, action);
  if (request.kind === "inspect") return tellWhereToInspect(context, request, reach);
  return isFile ? sendOrSayWhyNot(context, request, reach) : tellFigures(context, request, reach);
}

/** What the office keeps wrongly, or under another name, is said to whoever asked. */
async function sendOrSayWhyNot(context: AnxunContext, request: LedgerRequest, reach: Reach): Promise<void> {
  try {
    await sendLedger(context, request, reach);
  } catch (error) {
    if (!isAppError(error) || error.hint === undefined) throw error;
    await context.sendText(error.hint);
  }
}

async function tellFigures(context: AnxunContext, { period: said }: LedgerRequest, { districts, includes }: Reach): Promise<void> {
  const { db, now } = context.needs;
  const period = periodOf(said, now());
  const hazards = await hazardsToExport(db, period ? momentsOf(period) : {});
  const shown = hazards.filter(({ facts }) => includes(facts.district));
  const first = shown[0];
  const whole: Period = { from: first ? dayOf(first.recordedAt) : dayOf(now()), to: dayOf(now()) };
  const scope = { called: said ?? texts.ledger, period: period ?? whole, districts, units: await listUnits(db) };
  await context.say({ kind: "card", card: figuresCard(figuresOf(shown, now()), scope) });
}

/** Where nothing is said: long enough for an enterprise that looks at itself to have found something. */
const SILENT_DAYS = 90;

async function tellWhereToInspect(context: AnxunContext, { period: said }: LedgerRequest, { districts, includes }: Reach): Promise<void> {
  const { db, now } = context.needs;
  const period = periodOf(said, now());
  const since = period ? momentsOf(period).since : startOfDay(dayOf(new Date(now().getTime() - SILENT_DAYS * DAY_MS)));
  const hazards = (await hazardsToExport(db, {})).filter(({ facts }) => includes(facts.district));
  const enterprises = (await listEnterprises(db)).filter(({ district }) => includes(district));
  const found = worthInspecting({ enterprises, hazards }, { since, now: now() });
  await context.say({ kind: "card", card: inspectCard(found, { since, districts }) });
}

/** Into the chat where it was asked for: rights were asked of it. */
async function sendLedger(context: AnxunContext, request: LedgerRequest, { districts, includes }: Reach): Promise<void> {
  const { message, needs } = context;
  const { db, now, onEnqueued } = needs;
  const period = periodOf(request.period, now());
  const hazards = (await hazardsToExport(db, period ? momentsOf(period) : {})).filter(({ facts }) => includes(facts.district));
  if (hazards.length === 0) return context.sendText(texts.export.none);
  const { name, sheets, said, after } = await ledgerFile(needs, request, hazards);
  const file = { name, bytes: await writeWorkbookFile(sheets) };
  await context.sendText(said);
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, file, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId: message.chatId }, fileId } as const;
    // An action that runs again for the same message has sent it, and said so.
    if (!(await enqueue(tx, { key: `${message.eventId}:ledger`, delivery, priority: "answer" }, now()))) return;
    const subject = { kind: "ledger", id: districts.join(",") };
    await audit(tx, { actor: message.speaker, action: "ledger_exported", subject, chatId: message.chatId, after }, now());
  });
  onEnqueued();
}

function periodOf(said: string | undefined, now: Date): Period | undefined {
  return said === undefined ? undefined : readPeriod(said, now);
}
