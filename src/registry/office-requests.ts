/** Sentences by which officers ask who works where, and what was done. Decided by their shape. */
export type OfficeRequest =
  /** `unit`: as it was called; empty: of everything. */
  { kind: "list_people"; unit: string } | { kind: "who_is"; name: string } | { kind: "tell_audit"; isExport: boolean };

const LIST_PEOPLE =
  /^(?:(?:查看?|看看?|列出|打开)(?:一?下)?)?(?<unit>.{0,20}?)的?(?:(?:工作)?人员(?:名单|名册|列表|情况|有哪些|有谁)|(?:都)?有(?:哪些|什么)(?:工作)?人员?)$/u;
const WHO_IS = /^(?<name>[\p{Script=Han}·]{2,8})(?:是谁|是哪[位个](?:同志|人)?|是什么人|是(?:干|做)(?:什么|啥)的)(?:呢|呀|啊)?$/u;
const WHO = /^谁是(?<name>[\p{Script=Han}·]{2,8})$/u;
const AUDIT = /^(?:(?:查看?|看看?|打开)(?:一?下)?)?(?:最近的?)?(?:审计|操作)(?:记录|日志)$/u;
const EXPORT_AUDIT = /^导出(?:全部|所有)?的?(?:审计|操作)(?:记录|日志)$/u;

/** @param plain  without courtesy and without what ends a sentence */
export function readOfficeRequest(plain: string): OfficeRequest | undefined {
  if (EXPORT_AUDIT.test(plain)) return { kind: "tell_audit", isExport: true };
  if (AUDIT.test(plain)) return { kind: "tell_audit", isExport: false };
  const unit = LIST_PEOPLE.exec(plain)?.groups?.unit;
  if (unit !== undefined) return { kind: "list_people", unit: unit.trim() };
  const name = (WHO.exec(plain) ?? WHO_IS.exec(plain))?.groups?.name;
  return name === undefined ? undefined : { kind: "who_is", name };
}
