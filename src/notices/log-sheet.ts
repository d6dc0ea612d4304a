import { formatMinute } from "../clock.ts";
import { peopleOfAccounts } from "../registry/people.ts";
import type { OutSheet } from "../registry/workbook-sheets.ts";
import type { Db } from "../storage/db.ts";
import { texts } from "../texts/notices.ts";
import type { Notice, NoticeTarget } from "./notice.ts";

/** The log of a notice as a sheet, for proof: one row for each group, whatever became of it. */

const WIDTHS = [20, 24, 26, 10, 12, 34, 18, 18, 8, 38, 10, 40, 30];
const NAME_MARK = "、";

export async function logSheet(db: Db, notice: Notice, targets: readonly NoticeTarget[]): Promise<OutSheet> {
  const accounts = [...new Set(targets.flatMap(({ readers }) => readers.map(({ openId }) => openId)))];
  const people = new Map((await peopleOfAccounts(db, accounts)).map(({ openId, name }) => [openId, name]));
  const { sheet, columns } = texts.log;
  return {
    name: sheet,
    columns: columns.map((header, index) => ({ header, width: WIDTHS[index] ?? 12 })),
    rows: targets.map((target) => rowOf(notice, target, people)),
  };
}

function rowOf({ number, title }: Notice, target: NoticeTarget, people: ReadonlyMap<string | undefined, string>): string[] {
  const { name, kind, state, reason, notBefore, settledAt, attempt, messageId, readers, readAt, readReason } = target;
  const told = reason === undefined ? "" : texts.reason(reason);
  return [
    ...[number, title, name, texts.places[kind], texts.targetStates[state]],
    state === "sent" && told !== "" ? texts.log.notRecalled({ reason: told }) : told,
    ...[state === "skipped" ? "" : formatMinute(notBefore), settledAt ? formatMinute(settledAt) : "", String(attempt), messageId ?? ""],
    ...[state === "sent" ? String(readers.length) : "", readers.map(({ openId }) => people.get(openId) ?? openId).join(NAME_MARK)],
    state === "sent" ? texts.log.readAsked({ minute: readAt && formatMinute(readAt), reason: readReason && texts.reason(readReason) }) : "",
  ];
}
