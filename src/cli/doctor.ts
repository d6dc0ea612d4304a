import { formatMinute, SECOND_MS, systemClock } from "../clock.ts";
import { type Config, readConfig } from "../config.ts";
import { AppError, isAppError, messageOf } from "../errors.ts";
import { readLibrary } from "../knowledge/library.ts";
import { countToEmbed } from "../knowledge/passages.ts";
import { createMessenger } from "../lark/client.ts";
import { diagnose } from "../lark/diagnosis.ts";
import { createLog, type Log } from "../log.ts";
import { openModels } from "../models/open-models.ts";
import { type AuditVerdict, verifyAudit } from "../registry/audit.ts";
import { sayVerdict } from "../registry/audit-verdict.ts";
import { issueFirstAdministratorCode } from "../registry/first-administrator.ts";
import { openDatabase } from "../storage/database.ts";
import { type Inspection, inspectDatabase } from "../storage/inspection.ts";
import { texts } from "../texts/cli.ts";
import { texts as chatTexts } from "../texts/model.ts";
import { texts as photoTexts } from "../texts/photo-store.ts";
import { texts as registry } from "../texts/registry.ts";
import { texts as rerankTexts } from "../texts/rerank.ts";
import { texts as visionTexts } from "../texts/vision.ts";
import { checkPhotoStore } from "./check-photo-store.ts";
import { checkRerank } from "./check-rerank.ts";
import { checkVision } from "./check-vision.ts";
import { explain } from "./explain.ts";

/** What the checks look at. None of them needs another to go well. */
type Patient = { config: Config; knowledgeDir: string; log: Log; database: Promise<Found> };
/** `lacking`: passages without a vector; undefined without a model, and before the first start. */
type Found = Inspection & { lacking: number | undefined; audit: AuditVerdict; administratorCode: string | undefined };

const CHECKS: readonly { name: string; run: (patient: Patient) => Promise<string> }[] = [
  { name: texts.doctor.database, run: checkDatabase },
  { name: texts.doctor.clock, run: checkClock },
  { name: texts.doctor.knowledge, run: checkKnowledge },
  { name: texts.doctor.model, run: checkModel },
  { name: chatTexts.doctor.name, run: checkChat },
  { name: rerankTexts.doctor.name, run: ({ config }) => checkRerank(config) },
  { name: visionTexts.doctor.name, run: ({ config }) => checkVision(config) },
  { name: texts.doctor.feishu, run: checkFeishu },
  { name: texts.doctor.duty, run: checkDutyChats },
  { name: photoTexts.check, run: ({ config }) => checkPhotoStore(config, systemClock) },
  { name: registry.audit.name, run: checkAudit },
  { name: registry.firstAdministrator.name, run: checkAdministrator },
];

/** A clock further off than this makes deadlines and signatures wrong. */
const CLOCK_TOLERANCE_SECONDS = 60;

/** `anxun doctor`: tries everything we depend on and says what to do, also beside a running house. Exit code 1 when something is wrong. */
export async function doctor(options: { knowledge?: string }): Promise<void> {
  const config = readConfig();
  const log = createLog("silent");
  const patient = { config, log, knowledgeDir: options.knowledge ?? config.knowledgeDir, database: inspected(config, log) };
  for (const { name, run } of CHECKS) {
    const { good, detail } = await run(patient).then(
      (detail) => ({ good: true, detail }),
      (error: unknown) => ({ good: false, detail: explain(error) }),
    );
    if (!good) process.exitCode = 1;
    process.stdout.write(`${texts.doctor.line({ good, name, detail })}\n`);
  }
}

async function inspected(config: Config, log: Log): Promise<Found> {
  const db = await openDatabase({ databaseUrl: config.databaseUrl, dataDir: config.dataDir, now: systemClock, log });
  try {
    const inspection = await inspectDatabase(db, systemClock);
    // Before the first start there are no tables.
    const lacking = config.embedding && (await countToEmbed(db, config.embedding).catch(() => undefined));
    const audit = await verifyAudit(db);
    const administratorCode = audit.kind === "none" ? undefined : await issueFirstAdministratorCode(db, systemClock());
    return { ...inspection, lacking, audit, administratorCode };
  } finally {
    await db.close();
  }
}

/** The embedded database serves one process: that the house is running is no fault. */
async function checkDatabase({ config, database }: Patient): Promise<string> {
  try {
    return texts.doctor.databaseGood({ ...(await database), embedded: config.databaseUrl === undefined });
  } catch (error) {
    if (isAppError(error) && error.code === "data_directory_locked") return texts.doctor.databaseInUse;
    throw error;
  }
}

/** Compares with the database's clock, where there is one to ask. */
async function checkClock({ database }: Patient): Promise<string> {
  const inspection = await database.catch(() => undefined);
  const here = systemClock();
  if (!inspection) return texts.doctor.clockAlone({ now: formatMinute(here) });
  const seconds = Math.round(Math.abs(inspection.readAt.getTime() - inspection.clock.getTime()) / SECOND_MS);
  if (seconds > CLOCK_TOLERANCE_SECONDS) throw failed(texts.doctor.clockOff({ seconds }));
  return texts.doctor.clockGood({ now: formatMinute(here) });
}

async function checkKnowledge({ knowledgeDir }: Patient): Promise<string> {
  const { documents, warnings } = await readLibrary({ directory: knowledgeDir });
  if (documents.length === 0) throw failed(texts.doctor.knowledgeEmpty);
  return texts.doctor.knowledgeGood({
    documents: documents.length,
    clauses: documents.flatMap(({ passages }) => passages).filter(({ kind }) => kind === "clause").length,
    warnings: warnings.length + documents.flatMap(({ document }) => document.warnings).length,
  });
}

async function checkModel({ config, database }: Patient): Promise<string> {
  const { embed } = await openModels({ embedding: config.embedding, chat: undefined });
  if (!embed) return texts.doctor.modelUnset;
  const started = performance.now();
  await embed.question(texts.doctor.modelProbe);
  const ms = Math.round(performance.now() - started);
  const lacking = (await database.catch(() => undefined))?.lacking;
  return texts.doctor.modelGood({ model: embed.model, dimensions: embed.dimensions, ms, lacking });
}

/** Without limits: whether it answers is what is asked. */
async function checkChat({ config }: Patient): Promise<string> {
  const { chat } = await openModels({ embedding: undefined, chat: config.chat });
  if (!chat) return chatTexts.doctor.unset;
  const reply = await chat.complete({ use: "probe" }).catch((cause: unknown) => {
    throw failed(chatTexts.doctor.bad({ model: chat.model, reason: messageOf(cause) }));
  });
  return chatTexts.doctor.good({ model: chat.model, ms: reply.call.ms });
}

async function checkFeishu({ config, log }: Patient): Promise<string> {
  if (!config.lark) return texts.doctor.feishuSimulated;
  const { botName, missingScopes } = await diagnose({ config: config.lark, now: systemClock, log });
  if (missingScopes.length > 0) throw failed(texts.doctor.feishuScopes({ missing: missingScopes }));
  return texts.doctor.feishuGood({ name: botName });
}

/** A question that is handed over to a chat in which we are not would wait for ever. */
async function checkDutyChats({ config, log }: Patient): Promise<string> {
  const duties = Object.entries(config.dutyChats);
  if (!config.lark) return texts.doctor.dutySimulated;
  if (duties.length === 0) return texts.doctor.dutyUnset;
  const messenger = createMessenger({ config: config.lark, now: systemClock, log });
  const found = await Promise.all(
    duties.map(async ([district, chatId]) => {
      const { name } = await messenger.chat(chatId).catch((cause: unknown) => {
        throw failed(texts.doctor.dutyUnreachable({ district, reason: messageOf(cause) }));
      });
      return { district, name };
    }),
  );
  return texts.doctor.dutyGood(found);
}

/** An entry that was changed or taken out shows in the chain. */
async function checkAudit({ database }: Patient): Promise<string> {
  const found = await database.catch(() => undefined);
  if (!found) return registry.audit.inUse;
  if (found.audit.kind === "broken") throw failed(sayVerdict(found.audit));
  return sayVerdict(found.audit);
}

/** The last one may have left: whoever sits at this terminal can make another, as at the first start. */
async function checkAdministrator({ database }: Patient): Promise<string> {
  const found = await database.catch(() => undefined);
  if (!found || found.audit.kind === "none") return registry.firstAdministrator.unknown;
  if (found.administratorCode === undefined) return registry.firstAdministrator.good;
  return registry.firstAdministrator.code({ code: found.administratorCode });
}

function failed(hint: string): AppError {
  return new AppError("bad_configuration", "a check of doctor failed", { hint });
}
