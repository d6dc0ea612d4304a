import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { AppError } from "../errors.ts";
import { audit } from "../registry/audit.ts";
import { EVERY_RIGHT } from "../registry/import-rights.ts";
import { seedUnits } from "../registry/seed-units.ts";
import { EVERYTHING, exportRegistry, registryTemplate } from "../registry/workbook-export.ts";
import { readWorkbookFile, writeWorkbookFile } from "../registry/workbook-file.ts";
import { type Applied, applyImport, dryRun } from "../registry/workbook-import.ts";
import { countsOf, type Plan } from "../registry/workbook-plan.ts";
import { reportSheets } from "../registry/workbook-sheets.ts";
import { WORKBOOK_KINDS, type WorkbookKind } from "../registry/workbook-table.ts";
import { texts } from "../texts/workbook-report.ts";
import { openProgress } from "./progress.ts";
import { inWorkspace, type Workspace } from "./workspace.ts";
import { writeWhole } from "./write-whole.ts";

/** `anxun registry template|export|import`: the registry's lists as workbooks. */

export async function writeTemplate(list: string, file: string): Promise<void> {
  const kind = kindOf(list);
  await withUnits(async ({ db }) => {
    await writeWhole(file, await registryTemplate(db, kind));
    process.stdout.write(`${texts.cli.template({ file })}\n`);
  });
}

export async function writeExport(list: string, file: string): Promise<void> {
  const kind = kindOf(list);
  await withUnits(async ({ db, now }) => {
    const { bytes, count } = await exportRegistry(db, kind, EVERYTHING);
    const entry = { actor: "system", action: "registry_exported", subject: { kind: "workbook", id: kind }, after: { count } };
    await audit(db, entry, now());
    await writeWhole(file, bytes);
    process.stdout.write(`${texts.cli.exported({ kind, count, file })}\n`);
  });
}

type ImportOptions = { apply?: boolean; goodRows?: boolean; report?: string };

/** Without `--apply` nothing is written. @throws AppError bad_input when rows are wrong: the exit code says so, too */
export async function importRegistry(list: string, file: string, options: ImportOptions): Promise<void> {
  const kind = kindOf(list);
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new AppError("bad_input", `${file} not read`, { cause, hint: texts.cli.unreadable({ file }) });
  });
  const workbook = await readWorkbookFile(bytes, basename(file));
  const progress = openProgress();
  const onProgress = (done: number, total: number) => progress.update(done, total, texts.cli.rows);
  await withUnits(async ({ db, now }) => {
    const request = { kind, workbook, rights: EVERY_RIGHT, onProgress };
    if (!options.apply) return conclude(await dryRun({ db, now: now() }, request), undefined, options);
    const hash = createHash("sha256").update(bytes).digest("hex");
    const order = { promised: undefined, goodRowsOnly: options.goodRows ?? false, actor: "system", hash };
    const applied = await applyImport({ db, now: now() }, { ...request, ...order });
    if (applied.kind !== "claimed") await conclude(applied.plan, applied, options);
  }).finally(() => progress.close());
}

async function conclude(plan: Plan<object>, applied: Exclude<Applied, { kind: "claimed" }> | undefined, { report }: ImportOptions) {
  if (report !== undefined) await writeWhole(report, await writeWorkbookFile(reportSheets(plan)));
  const said = texts.summary(countsOf(plan));
  const done = applied?.kind === "applied" ? texts.applied(applied) : texts.cli.dryRun;
  const lines = [
    said,
    ...plan.notes,
    ...texts.problems(plan.rows),
    done,
    ...(report === undefined ? [] : [texts.cli.report({ file: report })]),
  ];
  if (applied?.kind === "refused") {
    throw new AppError("bad_input", "rows were wrong", { hint: [...lines.filter((line) => line !== done), texts.cli.refused].join("\n") });
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

function kindOf(list: string): WorkbookKind {
  const kind = WORKBOOK_KINDS.find((one) => one === list);
  if (!kind) throw new AppError("bad_input", "no such list", { hint: texts.cli.unknownList({ list, lists: WORKBOOK_KINDS }) });
  return kind;
}

/** A registry that was never started has no units yet. */
async function withUnits(work: (workspace: Workspace) => Promise<void>): Promise<void> {
  await inWorkspace({ throwAway: false }, async (workspace) => {
    await seedUnits(workspace.db, workspace.knowledgeDir);
    await work(workspace);
  });
}
