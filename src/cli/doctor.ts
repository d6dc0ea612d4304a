import { formatMinute, SECOND_MS } from "../clock.ts";
import { AppError } from "../errors.ts";
import { ingest } from "../knowledge/ingest.ts";
import { diagnose } from "../lark/diagnosis.ts";
import { inspectDatabase } from "../storage/inspection.ts";
import { texts } from "../texts/cli.ts";
import { explain } from "./explain.ts";
import { inWorkspace, type Workspace } from "./workspace.ts";

type Check = { name: string; run: (workspace: Workspace) => Promise<string> };

const CHECKS: readonly Check[] = [
  { name: texts.doctor.database, run: checkDatabase },
  { name: texts.doctor.clock, run: checkClock },
  { name: texts.doctor.knowledge, run: checkKnowledge },
  { name: texts.doctor.model, run: checkModel },
  { name: texts.doctor.feishu, run: checkFeishu },
];

/** A clock further off than this makes deadlines and signatures wrong. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** `anxun doctor`: tries everything we depend on and says what to do. Exit code 1 when something is wrong. */
export async function doctor(options: { knowledge?: string }): Promise<void> {
  await inWorkspace({ knowledgeDir: options.knowledge, throwAway: options.knowledge !== undefined }, async (workspace) => {
    for (const check of CHECKS) {
      const { good, detail } = await attempt(check, workspace);
      if (!good) process.exitCode = 1;
      process.stdout.write(`${texts.doctor.line({ good, name: check.name, detail })}\n`);
    }
  });
}

async function attempt(check: Check, workspace: Workspace): Promise<{ good: boolean; detail: string }> {
  try {
    return { good: true, detail: await check.run(workspace) };
  } catch (error) {
    return { good: false, detail: explain(error) };
  }
}

async function checkDatabase({ db }: Workspace): Promise<string> {
  return texts.doctor.databaseGood({ ...(await inspectDatabase(db)), embedded: db.embedded });
}

async function checkClock({ db, now }: Workspace): Promise<string> {
  const here = now();
  const { clock } = await inspectDatabase(db);
  const seconds = Math.round(Math.abs(here.getTime() - clock.getTime()) / SECOND_MS);
  if (seconds > CLOCK_TOLERANCE_SECONDS) throw failed(texts.doctor.clockOff({ seconds }));
  return texts.doctor.clockGood({ now: formatMinute(here) });
}

async function checkKnowledge(workspace: Workspace): Promise<string> {
  const { documents } = await ingest(workspace, { directory: workspace.knowledgeDir });
  const standing = documents.filter((document) => document.outcome !== "removed");
  if (standing.length === 0) throw failed(texts.doctor.knowledgeEmpty);
  return texts.doctor.knowledgeGood({
    documents: standing.length,
    clauses: standing.reduce((sum, document) => sum + document.clauses, 0),
    warnings: standing.reduce((sum, document) => sum + document.warnings.length, 0),
  });
}

async function checkModel({ models }: Workspace): Promise<string> {
  const { embed } = models;
  if (!embed) return texts.doctor.modelUnset;
  const started = performance.now();
  await embed.question(texts.doctor.modelProbe);
  return texts.doctor.modelGood({ model: embed.model, dimensions: embed.dimensions, ms: Math.round(performance.now() - started) });
}

async function checkFeishu({ config, now, log }: Workspace): Promise<string> {
  if (!config.lark) return texts.doctor.feishuSimulated;
  const { botName, missingScopes } = await diagnose({ config: config.lark, now, log });
  if (missingScopes.length > 0) throw failed(texts.doctor.feishuScopes({ missing: missingScopes }));
  return texts.doctor.feishuGood({ name: botName });
}

function failed(hint: string): AppError {
  return new AppError("bad_configuration", "a check of doctor failed", { hint });
}
