import { addDays, type Day, dayOf } from "../clock.ts";
import { daysIn } from "../duties/collected.ts";
import { collectedDuties } from "../duties/collecting.ts";
import type { Collection } from "../duties/collection.ts";
import type { StoredDuty } from "../duties/stored-duty.ts";
import { listHazards } from "../hazards/ledger.ts";
import { paperFile } from "../hazards/paper-file.ts";
import { type DutyYear, yearPaper } from "../hazards/paper-year.ts";
import { enqueue } from "../mailroom/outbox.ts";
import { keepFile } from "../mailroom/outgoing-files.ts";
import { audit } from "../registry/audit.ts";
import { listUnits } from "../registry/units.ts";
import { texts } from "../texts/year-report.ts";
import { collectingOf, collectionSeen } from "./collecting.ts";
import type { AnxunContext } from "./context.ts";
import { reachOf } from "./ledger-reach.ts";
import { refusalOf, type Standing } from "./who.ts";

/** In January people write of the year before. */
const NEW_YEAR_DAYS = 60;

/** 「起草年度报告」: a .docx for the districts that the asker may export here; people complete it. */
export async function sendYearReport(context: AnxunContext, asked: number | undefined): Promise<void> {
  const { needs, message } = context;
  const { db, now, onEnqueued } = needs;
  const standing = await context.standing();
  const refused = refusalOf(standing, "export_ledger");
  if (refused !== undefined) return context.sendText(refused);
  const year = asked ?? Number(addDays(dayOf(now()), -NEW_YEAR_DAYS).slice(0, 4));
  const { districts: own, includes } = await reachOf(context, standing, "export_ledger");
  const units = await listUnits(db);
  const hazards = (await listHazards(db, {})).filter(({ facts }) => includes(facts.district));
  const paper = yearPaper(hazards, {
    year,
    place: own.length === 1 ? own[0] : undefined,
    duties: await dutiesOf(context, year, standing),
    townName: (id) => units.find((unit) => unit.id === id)?.name,
    now: now(),
  });
  const bytes = await paperFile(paper);
  await db.inTransaction(async (tx) => {
    const fileId = await keepFile(tx, { name: `${paper.title}.docx`, bytes }, now());
    const delivery = { kind: "send_file", to: { kind: "chat", chatId: message.chatId }, fileId } as const;
    if (!(await enqueue(tx, { key: `${message.eventId}:year-report`, delivery, priority: "answer" }, now()))) return;
    const subject = { kind: "ledger", id: own.join(",") };
    await audit(tx, { actor: message.speaker, action: "year_report_drafted", subject, chatId: message.chatId, after: { year } }, now());
  });
  await context.sendText(texts.sending({ year }));
  onEnqueued();
}

/** How each duty for which evidence is collected was delivered in that year. */
async function dutiesOf({ needs }: AnxunContext, year: number, standing: Standing): Promise<DutyYear[]> {
  const all: DutyYear[] = [];
  const today = dayOf(needs.now());
  const span = { from: `${year}-01-01`, to: `${year}-12-31` };
  for (const duty of await collectedDuties(needs.db)) {
    const collecting = await collectingOf(needs, duty);
    const days = daysIn(duty, needs.deadlines.calendar, span).filter((day) => day <= today && isAsked(duty, day));
    const collections: Collection[] = [];
    for (const due of days) if (collecting) collections.push(await collectionSeen(needs, { ...collecting, due }, standing));
    const sum = (count: (one: Collection) => number) => collections.reduce((total, one) => total + count(one), 0);
    const [owed, delivered] = [sum(({ entries }) => entries.length), sum((one) => one.delivered.length)];
    if (owed > 0) all.push({ duty: duty.content.duty, occurrences: days.length, owed, delivered });
  }
  return all;
}

/** What was due before somebody confirmed the duty nobody was asked for. */
function isAsked({ confirmed }: StoredDuty, day: Day): boolean {
  return confirmed !== undefined && day >= dayOf(confirmed.at);
}
