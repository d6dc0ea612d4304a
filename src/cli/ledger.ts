import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { addDays, isDay, startOfDay } from "../clock.ts";
import { AppError } from "../errors.ts";
import { mappingCalled, readExportMappings } from "../hazards/export-mappings.ts";
import type { Hazard } from "../hazards/hazard.ts";
import { hazardsToExport, ledgerSheet } from "../hazards/ledger-export.ts";
import { applyLedgerImport, planLedgerImport } from "../hazards/ledger-import.ts";
import { listSheets } from "../hazards/list-sheets.ts";
import { readLists } from "../hazards/lists.ts";
import { mappedSheet } from "../hazards/mapped-sheet.ts";
import { audit } from "../registry/audit.ts";
import { EVERY_RIGHT } from "../registry/import-rights.ts";
import { seedUnits } from "../registry/seed-units.ts";
import { readWorkbookFile, writeWorkbookFile } from "../registry/workbook-file.ts";
import { countsOf } from "../registry/workbook-plan.ts";
import type { Db } from "../storage/db.ts";
import { texts as mappings } from "../texts/export-mappings.ts";
import { texts } from "../texts/ledger-command.ts";
import { texts as workbooks } from "../texts/workbook-report.ts";
import { inWorkspace } from "./workspace.ts";
import { writeWhole } from "./write-whole.ts";

/** `anxun ledger export|import`: the ledger as a workbook. */

/** Whoever sits at the terminal. */
const ACTOR = "terminal";

type ExportOptions = { lists?: boolean; mapping?: string; from?: string; to?: string; district?: string };

export async function exportLedger(file: string, options: ExportOptions): Promise<void> {
  const { lists, mapping, from, to, district } = options;
  if (lists && mapping !== undefined) throw new AppError("bad_input", "two kinds of columns", { hint: mappings.notBoth });
  const since = momentOf(from, 0);
  const until = momentOf(to, 1);
  await inWorkspace({ throwAway: false }, async ({ db, now, knowledgeDir }) => {
    const hazards = await hazardsToExport(db, { since, until, district });
    const sheets = await sheetsOf(options, hazards, { db, now: now(), knowledgeDir });
    await writeWhole(file, await writeWorkbookFile(sheets));
    const after = { count: hazards.length, lists: lists ?? false, ...(mapping !== undefined && { mapping }) };
    await audit(db, { actor: ACTOR, action: "ledger_exported", subject: { kind: "ledger", id: district ?? "all" }, after }, now());
    process.stdout.write(`${texts.exported({ count: hazards.length, file })}\n`);
  });
}

async function sheetsOf({ lists, mapping }: ExportOptions, hazards: readonly Hazard[], of: { db: Db; now: Date; knowledgeDir: string }) {
  const { db, now, knowledgeDir } = of;
  if (mapping !== undefined) return [mappedSheet(mappingCalled(await readExportMappings(knowledgeDir), mapping), hazards, now)];
  return lists ? listSheets(await readLists(knowledgeDir), hazards, now) : [await ledgerSheet(db, hazards, now)];
}

/** Without `--apply` nothing is written. @throws AppError bad_input when rows are wrong: the exit code says so, too */
export async function importLedger(file: string, { apply }: { apply?: boolean }): Promise<void> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError("bad_input", `${file} not read`, { cause, hint: texts.unreadable({ file }) });
  });
  const workbook = await readWorkbookFile(bytes, basename(file));
  await inWorkspace({ throwAway: false }, async ({ db, now, knowledgeDir }) => {
    await seedUnits(db, knowledgeDir);
    const planned = await planLedgerImport({ db, now }, workbook, { actor: ACTOR, rights: EVERY_RIGHT });
    const { plan } = planned;
    const lines = [workbooks.summary(countsOf(plan)), ...plan.notes, ...workbooks.problems(plan.rows)];
    if (!apply) {
      process.stdout.write(`${[...lines, texts.dryRun].join("\n")}\n`);
      return;
    }
    const hash = createHash("sha256").update(bytes).digest("hex");
    const applied = await applyLedgerImport({ db, now }, { ...planned, actor: ACTOR, hash });
    if (applied.kind === "wrong") throw new AppError("bad_input", "rows were wrong", { hint: [...lines, texts.refused].join("\n") });
    if (applied.kind === "stale") throw new AppError("bad_input", "a case was moved meanwhile", { hint: texts.stale(applied) });
    if (applied.kind === "applied") process.stdout.write(`${[...lines, texts.applied(applied.counts)].join("\n")}\n`);
  });
}

/** The moment at which a day begins, or the one so many days later. */
function momentOf(day: string | undefined, later: number): Date | undefined {
  if (day === undefined) return undefined;
  if (!isDay(day)) throw new AppError("bad_input", "not a day", { hint: texts.badDay({ written: day }) });
  return startOfDay(addDays(day, later));
}
