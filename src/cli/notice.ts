import { formatMinute } from "../clock.ts";
import { AppError } from "../errors.ts";
import { countsOf, targetLine } from "../notices/log-card.ts";
import { logSheet } from "../notices/log-sheet.ts";
import type { Notice } from "../notices/notice.ts";
import { findNoticeByNumber, listNotices } from "../notices/notices.ts";
import { settleNotice } from "../notices/settle.ts";
import { writeWorkbookFile } from "../registry/workbook-file.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/notice-command.ts";
import { texts as words } from "../texts/notices.ts";
import { printTable } from "./table.ts";
import { inWorkspace } from "./workspace.ts";
import { writeWhole } from "./write-whole.ts";

/** `anxun notice list|show|log|export`: what was told to whom, and what became of it. */

const LISTED_MAX = 500;

export async function listAllNotices(options: { json?: boolean }): Promise<void> {
  await inWorkspace({ throwAway: false }, async ({ db }) => {
    const notices = await listNotices(db, { limit: LISTED_MAX });
    if (options.json) return print(JSON.stringify(notices.map(outputOf), undefined, 2));
    if (notices.length === 0) return print(texts.none);
    print(printTable(texts.listColumns, notices.map(rowOf)));
  });
}

export async function showNotice(number: string, options: { json?: boolean }): Promise<void> {
  await inWorkspace({ throwAway: false }, async ({ db }) => {
    const notice = await noticeNumbered(db, number);
    if (options.json) return print(JSON.stringify(outputOf(notice), undefined, 2));
    const { kind, title, urgent, paragraphs, sources, attachments } = notice;
    const lines = [
      texts.heading({ number: notice.number, title: words.card.title({ kind, title, urgent }), state: words.states[notice.state] }),
      ...paragraphs,
      ...sources.flatMap(({ quote, ...source }) => [quote, words.card.source(source)]),
      ...(attachments.length > 0 ? [words.card.files({ names: attachments.map(({ name }) => name) })] : []),
    ];
    print(lines.join("\n"));
  });
}

export async function printLog(number: string, options: { json?: boolean }): Promise<void> {
  await inWorkspace({ throwAway: false }, async ({ db, now }) => {
    const notice = await noticeNumbered(db, number);
    const targets = await settleNotice(db, notice.id, now());
    if (options.json) return print(JSON.stringify(targets, undefined, 2));
    const counts = targets.length === 0 ? words.log.none : words.log.counts(countsOf(targets));
    print([texts.counted({ number: notice.number, title: notice.title, counts }), ...targets.map(targetLine)].join("\n"));
  });
}

/** The logs of one notice, or of all, as a workbook. */
export async function exportLogs(file: string, options: { number?: string }): Promise<void> {
  await inWorkspace({ throwAway: false }, async ({ db, now }) => {
    const chosen = options.number === undefined ? await listNotices(db, { limit: LISTED_MAX }) : [await noticeNumbered(db, options.number)];
    const sheets = [];
    for (const notice of chosen) sheets.push(await logSheet(db, notice, await settleNotice(db, notice.id, now())));
    const [first] = sheets;
    if (!first) return print(texts.none);
    const rows = sheets.flatMap((sheet) => sheet.rows);
    await writeWhole(file, await writeWorkbookFile([{ ...first, rows }]));
    print(texts.exported({ notices: chosen.length, rows: rows.length, file }));
  });
}

/** @throws AppError bad_input */
async function noticeNumbered(db: Db, number: string): Promise<Notice> {
  const notice = await findNoticeByNumber(db, number.toUpperCase());
  if (!notice) throw new AppError("bad_input", "no such notice", { hint: texts.unknown({ number }) });
  return notice;
}

function rowOf({ number, state, kind, district, title, createdAt }: Notice): string[] {
  return [number, words.states[state], words.kinds[kind], district ?? "", formatMinute(createdAt), title];
}

function outputOf({ id: _id, version: _version, attachments, ...notice }: Notice): object {
  return { ...notice, attachments: attachments.map(({ name }) => name) };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
