import { join } from "node:path";
import { createBot } from "./bot/bot.ts";
import { type Clock, dayOf, MINUTE_MS, SECOND_MS } from "./clock.ts";
import type { Config } from "./config.ts";
import { readHolidayYears } from "./duties/holiday-file.ts";
import { keepDutiesInStep } from "./duties/keep-in-step.ts";
import { readReminderRules } from "./duties/reminder-rules.ts";
import { growingTable } from "./growing-table.ts";
import { countStandingAlarms } from "./hazards/alarms.ts";
import { readClusterRules } from "./hazards/cluster-rules.ts";
import { readDeadlineRules } from "./hazards/deadline-rules.ts";
import type { ReceivedAlarm } from "./hazards/device-alarm.ts";
import { readExportMappings } from "./hazards/export-mappings.ts";
import { countOpenHazards } from "./hazards/ledger.ts";
import { readLists } from "./hazards/lists.ts";
import { readMonitoringRules } from "./hazards/monitoring-rules.ts";
import { photoDirectory } from "./hazards/photo-store.ts";
import { openPictureEye } from "./hazards/picture-eye.ts";
import { readReminderSettings } from "./hazards/reminder-settings.ts";
import { s3Photos } from "./hazards/s3-photos.ts";
import { type AlarmTaken, takeDeviceAlarm } from "./hazards/take-device-alarm.ts";
import { triage } from "./hazards/triage.ts";
import { startAlarmWatch } from "./jobs/alarm-watch.ts";
import { startEmbedding } from "./jobs/embedding.ts";
import { jobs } from "./jobs/jobs.ts";
import { startPhotoLooks } from "./jobs/photo-looks.ts";
import { startTimetable } from "./jobs/timetable.ts";
import { lookAtDutyChats } from "./jobs/watch-duty-chats.ts";
import { type IngestReport, ingest } from "./knowledge/ingest.ts";
import { createMessenger } from "./lark/client.ts";
import { type Connection, openConnection } from "./lark/connection.ts";
import { orStartError } from "./lark/credentials.ts";
import { readInbound } from "./lark/inbound.ts";
import type { LarkConfig } from "./lark-settings.ts";
import type { Log } from "./log.ts";
import { startDeliverer } from "./mailroom/deliver.ts";
import { finishPress, inboxBacklog, receive } from "./mailroom/inbox.ts";
import { startInboxWorker } from "./mailroom/inbox-worker.ts";
import { outboxBacklog } from "./mailroom/outbox.ts";
import type { Measures } from "./measures.ts";
import type { Inbound, InboundPress, PersonFacts } from "./messenger.ts";
import { openModels } from "./models/open-models.ts";
import { readNagSettings } from "./notices/nag-settings.ts";
import { readOwnQuestions } from "./notices/quiz-file.ts";
import { readTemplates } from "./notices/templates.ts";
import { warmUp } from "./policy/answer.ts";
import { countAnswers } from "./policy/answer-log.ts";
import { meterIn, modelUsage, spentOn } from "./policy/model-calls.ts";
import { seedUnits } from "./registry/seed-units.ts";
import type { Database } from "./storage/db.ts";
import type { Readings } from "./web/readings.ts";
import { workCalendar } from "./workdays.ts";

/** Not connected for so long means unhealthy: the platform reconnects within seconds when all is well. */
const DISCONNECTED_TOO_LONG_MS = 30 * SECOND_MS;

/** Of the knowledge folder: the holidays of years that people keep themselves. */
const CALENDAR_FOLDER = "calendar";

/** Questions answered before the house opens: a fraction of a second, and the first who asks waits less. */
const REHEARSALS = 10;

export type App = {
  self: PersonFacts;
  knowledge: IngestReport;
  /** What the platform calls with each raw event; resolves when the event is durable, or the press answered. */
  onEvent(raw: unknown): Promise<unknown>;
  /** What a monitoring system tells; resolves when it is durable. */
  onAlarm(alarm: ReceivedAlarm): Promise<AlarmTaken>;
  health(): Promise<{ healthy: boolean; facts: Record<string, unknown> }>;
  /** What stands in tables, for whoever watches. */
  readings: Readings;
  /** Resolves when everything that came in is answered and everything we say has left, as of the clock. */
  idle(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Composes the house around an open, migrated database and starts it.
 * @throws AppError of knowledge (broken catalogue, unreadable document) or of Feishu (wrong app id or secret)
 */
export async function openApp(needs: {
  config: Config;
  lark: LarkConfig;
  db: Database;
  now: Clock;
  log: Log;
  measures?: Measures | undefined;
}): Promise<App> {
  const { config, lark, db, now, log, measures } = needs;
  const models = await openModels(config, { now, log, meter: meterIn(db), measures });
  // A model that does not answer is told of in the log, and keeps nobody waiting.
  models.chat?.complete({ use: "probe" }).catch(() => undefined);
  // Vectors are made behind the door: until they are there, passages are found by their words.
  const knowledge = await ingest({ db, models: {}, now, log }, { directory: config.knowledgeDir });
  await seedUnits(db, config.knowledgeDir);
  const rules = await readReminderRules(config.knowledgeDir);
  await keepDutiesInStep({ db, now, log, rules });
  await warmUp({ db, now }, REHEARSALS);
  // Reads its words: the first emergency must not wait for them.
  triage("");
  const messenger = createMessenger({ config: lark, now, log });
  const self = await orStartError(messenger.self(), lark);

  const deliverer = startDeliverer({ db, messenger, now, log, measures });
  const { publicUrl, dutyChats, reports } = config;
  const deadlines = {
    rules: await readDeadlineRules(config.knowledgeDir),
    calendar: workCalendar(await readHolidayYears(join(config.knowledgeDir, CALENDAR_FOLDER))),
  };
  const reminders = await readReminderSettings(config.knowledgeDir);
  const receipts = { settings: await readNagSettings(config.knowledgeDir), calendar: deadlines.calendar };
  const clusters = await readClusterRules(config.knowledgeDir);
  const alarmRules = await readMonitoringRules(config.knowledgeDir);
  const eye = openPictureEye();
  const photos = config.photoStore ? s3Photos(config.photoStore, { now }) : photoDirectory(join(config.dataDir, "photos"));
  const bot = createBot({
    db,
    models,
    messenger,
    now,
    log,
    measures,
    pages: publicUrl === undefined ? undefined : { url: publicUrl, secret: lark.appSecret },
    dutyChats,
    photos,
    eye,
    reports,
    deadlines,
    reminderRules: rules,
    lists: () => readLists(config.knowledgeDir),
    noticeTemplates: () => readTemplates(config.knowledgeDir),
    quizQuestions: () => readOwnQuestions(config.knowledgeDir),
    exportMappings: () => readExportMappings(config.knowledgeDir),
    onEnqueued: deliverer.poke,
    onReceived: () => inbox.poke(),
  });
  const inbox = startInboxWorker({ db, now, log }, handle, { onGivenUp: bot.apologise });
  const timetable = startTimetable(
    { db, now, log },
    jobs({
      db,
      messenger,
      now,
      log,
      dutyChats,
      reports,
      reminders,
      clusters,
      receipts,
      tokensPerDay: (config.chat ?? config.vision)?.tokensPerDay,
      duties: { rules, calendar: deadlines.calendar },
    }),
  );
  const alarms = startAlarmWatch({ db, now, log, dutyChats, reports, onEnqueued: deliverer.poke });
  const looks =
    models.describe &&
    startPhotoLooks({
      ...{ db, photos, eye, now, log, describe: models.describe, onEnqueued: deliverer.poke },
      photoWindowMinutes: reports.photoWindowMs / MINUTE_MS,
    });
  const embedding = models.embed && startEmbedding({ db, embed: models.embed, now, log });
  const stopWork = async () => {
    await embedding?.close();
    await inbox.close();
    await looks?.close();
    await eye.close();
    await timetable.close();
    await alarms.close();
    await deliverer.close();
  };

  async function onEvent(raw: unknown): Promise<unknown> {
    const reading = readInbound(raw, self);
    if (reading.kind === "ignored") log.debug("event ignored", { reason: reading.reason });
    // Somebody wrote to us and gets no answer: nobody else would ever know.
    if (reading.kind === "malformed") log.warn("event malformed", { reason: reading.reason });
    if (reading.kind !== "inbound") return {};
    const { inbound } = reading;
    const acceptance = await receive(db, inbound, now(), { isUrgent: isUrgent(inbound) });
    if (acceptance === "repeated") return {};
    if (inbound.kind === "press") return answerPress(inbound);
    inbox.poke();
    return {};
  }

  /** Presses are answered in place and never wait in the inbox. */
  async function handle(inbound: Inbound): Promise<void> {
    if (inbound.kind !== "press") await bot.handleInbound(inbound);
  }

  /** The bot never rejects here: what went wrong is in its toast and in the log. */
  async function answerPress(press: InboundPress): Promise<unknown> {
    const { toast, card } = await bot.handlePress(press);
    await finishPress(db, press.eventId, { kind: "done" }, now());
    return { ...(toast && { toast }), ...(card && { card: { type: "raw", data: card } }) };
  }

  await lookAtDutyChats({ db, messenger, now, log, dutyChats });
  const connection = await connect().catch(async (error: unknown) => {
    await stopWork();
    throw error;
  });

  /** By webhook the platform comes to us. */
  async function connect(): Promise<Connection | undefined> {
    return lark.transport === "long_connection" ? openConnection({ config: lark, now, log }, onEvent) : undefined;
  }

  return {
    self,
    knowledge,
    onEvent,
    async onAlarm(alarm) {
      const tools = { db, now, rules: alarmRules, dutyChats, deadlines, everyMs: reports.alarmEveryMs };
      const taken = await takeDeviceAlarm(tools, alarm);
      deliverer.poke();
      return taken;
    },
    async health() {
      const state = connection?.state();
      const connected = !state || state.connected || now().getTime() - state.since.getTime() < DISCONNECTED_TOO_LONG_MS;
      const reachable = await db.query("select 1").then(
        () => true,
        () => false,
      );
      const lacking = reachable ? await embedding?.lacking() : undefined;
      const facts = { feishu: state?.connected ?? "webhook", database: reachable };
      return { healthy: connected && reachable, facts: lacking === undefined ? facts : { ...facts, passagesWithoutVector: lacking } };
    },
    readings: readingsOf({
      db,
      now,
      tokensPerDay: (config.chat ?? config.vision)?.tokensPerDay,
      lacking: async () => embedding?.lacking(),
    }),
    async idle() {
      await embedding?.idle();
      await timetable.idle();
      await alarms.idle();
      await inbox.idle();
      await looks?.idle();
      await deliverer.idle();
    },
    async close() {
      await connection?.close();
      await stopWork();
    },
  };
}

/** Each is one statement in the file that owns the table. */
function readingsOf({ db, now, tokensPerDay, lacking }: ReadingNeeds): Readings {
  return {
    answers: growingTable((span) => countAnswers(db, span), now),
    modelCalls: growingTable((span) => modelUsage(db, span), now),
    modelTokensToday: async () => (await spentOn(db, dayOf(now()))).tokens,
    modelTokensPerDay: tokensPerDay,
    passagesWithoutVector: lacking,
    inbox: () => inboxBacklog(db),
    outbox: () => outboxBacklog(db, now()),
    openHazards: () => countOpenHazards(db),
    openAlarms: () => countStandingAlarms(db),
    now,
  };
}

type ReadingNeeds = { db: Database; now: Clock; tokensPerDay: number | undefined; lacking: Readings["passagesWithoutVector"] };

/** By the words alone: whether it is for us to hear, is asked when it is handled. */
function isUrgent(inbound: Inbound): boolean {
  return inbound.kind === "message" && inbound.text !== "" && triage(inbound.text).emergency !== undefined;
}
