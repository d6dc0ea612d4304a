import { dayOf } from "../clock.ts";
import { keepDutiesInStep } from "../duties/keep-in-step.ts";
import { draftDuties, withoutDates } from "../duties/preview.ts";
import { readReminderRules } from "../duties/reminder-rules.ts";
import { type IngestReport, ingest } from "../knowledge/ingest.ts";
import { texts } from "../texts/cli.ts";
import { texts as dutiesTexts } from "../texts/duties.ts";
import { openProgress } from "./progress.ts";
import { inWorkspace } from "./workspace.ts";

/** `anxun ingest [path…]`: reads the plan documents, only what changed, and prints every warning. */
export async function ingestDocuments(paths: readonly string[], options: { knowledge?: string }): Promise<void> {
  await inWorkspace({ knowledgeDir: options.knowledge, throwAway: options.knowledge !== undefined }, async (workspace) => {
    const progress = openProgress();
    const report = await ingest(workspace, {
      directory: workspace.knowledgeDir,
      ...(paths.length > 0 && { files: paths }),
      onProgress: progress.update,
    }).finally(progress.close);
    // What a plan says anew is put before a person, also where the house runs beside this.
    await keepDutiesInStep({ ...workspace, rules: await readReminderRules(workspace.knowledgeDir) });
    const duties = await draftDuties(workspace.db);
    const undated = withoutDates(duties, dayOf(workspace.now())).length;
    process.stdout.write(`${printReport(report)}${dutiesTexts.counted({ duties: duties.length, undated })}\n`);
  });
}

function printReport(report: IngestReport): string {
  const lines = report.documents.flatMap((document) => [
    texts.ingestedDocument({ ...document, outcome: texts.outcome[document.outcome] }),
    ...document.warnings.map((text) => texts.warning({ text })),
  ]);
  lines.push(...report.warnings.map((text) => texts.warning({ text })));
  const standing = report.documents.filter((document) => document.outcome !== "removed");
  const total = (count: "clauses" | "rows") => standing.reduce((sum, document) => sum + document[count], 0);
  lines.push(texts.ingested({ documents: standing.length, clauses: total("clauses"), rows: total("rows") }));
  return `${lines.join("\n")}\n`;
}
